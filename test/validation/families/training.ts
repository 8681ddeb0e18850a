import { simulate } from '../../../compiler/src/simulation/index.js';
import { chipOf, peakFlops, type Precision, WEIGHT_BYTES } from '../../../compiler/src/simulation/serving/chip.js';
import { flopsPerToken } from '../../../compiler/src/simulation/training/step.js';
import { oneHall } from '../support/campus.js';
import { type Answer, type Driver, type Family, notModelled } from '../support/driver.js';
import { libraryIndex, planOf } from '../support/plan.js';

interface Run {
  /** Name of the library's accelerator. */
  readonly accelerator: string;
  readonly count: number;
  readonly precision?: Precision;
  /** Where the case states it; else the library's own figure for pretraining is what the program predicts with. */
  readonly mfu?: number;
}

/** MFU and model FLOP/s of one accelerator of a simulated job on a fabric that does not block; failures apart. */
function job({ accelerator, count, precision = 'bf16', mfu }: Run): { readonly mfu: number; readonly flops: number } {
  const { plan } = planOf(
    oneHall({
      top: [
        `import std/accelerators { ${accelerator} }`,
        'import std/workloads { Pretraining }',
        `rack Node { accelerator: ${accelerator}, accelerators: 8, peak: 10 kW, fixedIdle: 2 kW, fixedBusy: 2 kW, liquidShare: 90 % }`,
      ],
      racks: `${Math.ceil(count / 8)} of Node`,
      network: 'RailOptimized_QM9700 { linkRate: 400 Gb/s }',
      campus: [
        `  workload Job: Pretraining { on: A, accelerators: ${count}, precision: ${precision}${mfu === undefined ? '' : `, mfu: ${100 * mfu} %`} }`,
      ],
    }),
  );
  const reached = simulate(plan).metrics.get('C.Job')?.get('mfu')?.value ?? NaN;
  return {
    mfu: reached,
    flops: reached * peakFlops(chipOf(libraryIndex(), { ref: `std/accelerators#${accelerator}` }), precision),
  };
}

const DEVICES: Readonly<Record<string, string>> = { H100: 'H100_SXM5', GB200: 'GB200_GPU' };

/** Time to train with the library's MFU in fp8: what a plan would be told before anything was measured. */
const timeToTrain: Driver = (inputs) => {
  const answers: Record<string, Answer> = {};
  let smallest: number | undefined;
  for (const [name, run] of inputs.entries('runs')) {
    const gpus = run.number('gpus');
    const tokens = run.has('tokens') ? run.number('tokens') : run.number('sequences') * inputs.number('seq_len');
    const { flops } = job({
      accelerator: DEVICES[run.has('device') ? run.text('device') : 'H100'] ?? '',
      count: gpus,
      precision: 'fp8',
    });
    const item = /^\d+$/.test(name) ? `g${name}` : name;
    smallest ??= flops;
    answers[`${item}.time_min`] = (flopsPerToken(inputs.number('params')) * tokens) / (gpus * flops) / 60;
    answers[`${item}.effective_tflops_per_gpu_6ND`] = flops / 1e12;
    if (item !== name) answers[`${item}.efficiency_vs_512`] = flops / smallest;
  }
  return answers;
};

const flopAccounting: Driver = (inputs, items) => {
  const answers: Record<string, Answer> = {};
  for (const [name, run] of inputs.entries('rows')) {
    const each = flopsPerToken(run.number('params'), run.number('layers'), run.number('d_model'), run.number('seq'));
    answers[`${name}.mfu`] = (each * run.number('tok_s_per_gpu')) / (inputs.number('peak_tflops') * 1e12);
  }
  for (const item of items) answers[item] ??= notModelled('recomputed work is not counted: MFU counts the model only');
  return answers;
};

/** The library's MFU in place of one that the program cannot work out: it is an input of a plan. */
const iterations: Driver = (inputs, items) => {
  const answers: Record<string, Answer> = {};
  for (const [name, run] of inputs.entries('models')) {
    const gpus = run.number('gpus');
    const { mfu, flops } = job({ accelerator: 'A100_SXM4', count: gpus });
    const seq = inputs.number('seq');
    const each = flopsPerToken(Number.parseFloat(name) * 1e9, run.number('layers'), run.number('hidden'), seq);
    answers[`${name}.iter_s_selective_seqparallel`] = (each * run.number('batch') * seq) / (gpus * flops);
    answers[`${name}.mfu_selective`] = mfu;
  }
  for (const item of items)
    answers[item] ??= notModelled('neither recomputation nor the memory of optimizers is modelled');
  return answers;
};

const strongScaling: Driver = (inputs) => {
  const mfu = inputs.numbers('gpus').map((count) => job({ accelerator: 'H100_SXM5', count }).mfu);
  return { mfu, weak_scaling_mfu_range: mfu[0] ?? NaN };
};

/** MFU from the published accelerator-hours. */
const publishedHours: Driver = (inputs) => {
  const peak = peakFlops(chipOf(libraryIndex(), { ref: 'std/accelerators#H100_SXM5' }), 'bf16');
  const work = flopsPerToken(inputs.number('active_params')) * inputs.number('tokens');
  return {
    mfu_bf16_6ND_active: work / (inputs.number('gpu_hours_pretrain') * 3600 * peak),
    '*': notModelled('a quotient or product of two inputs'),
  };
};

const worked: Driver = (inputs) => {
  const count = inputs.number('chips');
  const total = flopsPerToken(inputs.number('params')) * inputs.number('tokens');
  const { flops } = job({ accelerator: 'TPU_v5p', count, mfu: inputs.number('mfu') });
  const seconds = total / (count * flops);
  return {
    total_flops: total,
    train_seconds: seconds,
    train_days: seconds / 86400,
    params_gb_bf16: (inputs.number('params') * WEIGHT_BYTES.bf16) / 1e9,
    '*': notModelled('neither the memory of optimizers nor that of activations is modelled'),
  };
};

export const training: Family = {
  'D-mlperf-train-*': timeToTrain,
  'D-llmfoundry-mfu-*': flopAccounting,
  'D-megatron-core-*': strongScaling,
  'D-megatron-*': iterations,
  'D-deepseek-v3-cost': publishedHours,
  'D-scalingbook-*': worked,
};
