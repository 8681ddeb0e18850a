import { simulate } from '../../../compiler/src/simulation/index.js';
import { chipOf, peakFlops, type Precision, WEIGHT_BYTES } from '../../../compiler/src/simulation/serving/chip.js';
import { MOMENTS, type Recompute, stateBytes } from '../../../compiler/src/simulation/training/memory.js';
import { flopsPerToken, hardwareFlops } from '../../../compiler/src/simulation/training/step.js';
import { layerCost, stepTime } from '../../../compiler/src/simulation/training/step-time.js';
import { oneHall } from '../support/campus.js';
import { type Answer, type Driver, type Family, notModelled } from '../support/driver.js';
import { libraryIndex, planOf } from '../support/plan.js';

interface Run {
  /** Name of the library's accelerator. */
  readonly accelerator: string;
  readonly count: number;
  readonly precision?: Precision;
  /** Where the case states it; else the program works it out from the model and the batch. */
  readonly mfu?: number;
  readonly model?: Trained;
}

/** A dense model, and the batch that it is trained with: figures of the published runs. */
interface Trained {
  readonly parameters: number;
  readonly layers: number;
  /** Sequences in a step, and tokens in one. */
  readonly batch: number;
  readonly sequence: number;
}

/** MFU and model FLOP/s of one accelerator of a simulated job on a fabric that does not block; failures apart. */
function job({ accelerator, count, precision = 'bf16', mfu, model }: Run): {
  readonly mfu: number;
  readonly flops: number;
} {
  const { plan } = planOf(
    oneHall({
      top: [
        `import std/accelerators { ${accelerator} }`,
        ...(model === undefined
          ? []
          : [`model Trained { parameters: ${model.parameters}, kvPerToken: 1 kB/token, layers: ${model.layers} }`]),
        'import std/workloads { Pretraining }',
        `rack Node { accelerator: ${accelerator}, accelerators: 8, peak: 10 kW, fixedIdle: 2 kW, fixedBusy: 2 kW, liquidShare: 90 % }`,
      ],
      racks: `${Math.ceil(count / 8)} of Node`,
      network: 'RailOptimized_QM9700 { linkRate: 400 Gb/s }',
      campus: [
        `  workload Job: Pretraining { on: A, accelerators: ${count}, precision: ${precision}${mfu === undefined ? '' : `, mfu: ${100 * mfu} %`}${model === undefined ? '' : `, model: Trained, layout { batch: ${model.batch}, sequence: ${model.sequence} }`} }`,
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

/** Layers of the benchmarks' models and global batches of the submissions, by accelerators: they are not in the cases. */
const GPT3 = { layers: 96, batch: { g512: 2048, g4096: 2048, g8192: 2048 } };
const LLAMA = { layers: 126, batch: { h100_512: 1152, h100_8192: 1536, gb200_512: 896 } };

/** Time to train in fp8 with the MFU that the program works out from model and batch, over a fabric that does not block. */
const timeToTrain: Driver = (inputs) => {
  const answers: Record<string, Answer> = {};
  let smallest: number | undefined;
  const sequence = inputs.number('seq_len');
  for (const [name, run] of inputs.entries('runs')) {
    const gpus = run.number('gpus');
    const tokens = run.has('tokens') ? run.number('tokens') : run.number('sequences') * sequence;
    const item = /^\d+$/.test(name) ? `g${name}` : name;
    const { layers, batch } = item in GPT3.batch ? GPT3 : LLAMA;
    const { flops } = job({
      accelerator: DEVICES[run.has('device') ? run.text('device') : 'H100'] ?? '',
      count: gpus,
      precision: 'fp8',
      model: {
        parameters: inputs.number('params'),
        layers,
        sequence,
        batch: new Map(Object.entries(batch)).get(item)!,
      },
    });
    smallest ??= flops;
    answers[`${item}.time_min`] = (flopsPerToken(inputs.number('params')) * tokens) / (gpus * flops) / 60;
    answers[`${item}.effective_tflops_per_gpu_6ND`] = flops / 1e12;
    if (item !== name) answers[`${item}.efficiency_vs_512`] = flops / smallest;
  }
  return answers;
};

const flopAccounting: Driver = (inputs) => {
  const answers: Record<string, Answer> = {};
  for (const [name, run] of inputs.entries('rows')) {
    const each = flopsPerToken(run.number('params'), run.number('layers'), run.number('d_model'), run.number('seq'));
    const rate = run.number('tok_s_per_gpu') / (inputs.number('peak_tflops') * 1e12);
    answers[`${name}.mfu`] = each * rate;
    answers[`${name}.hfu`] =
      hardwareFlops(each, run.raw('full_activation_checkpointing') === true ? 'full' : 'none') * rate;
  }
  return answers;
};

/** Chunks a stage and sequences a micro-batch of Korthikanti et al. (2022), table 3. */
const SELENE: Readonly<Record<string, { readonly interleave: number; readonly microbatch: number }>> = {
  '22b': { interleave: 1, microbatch: 4 },
  '530b': { interleave: 3, microbatch: 1 },
};

/** Steps on Selene with the layout, kernels and optimiser of the paper: attention not fused, optimiser not spread. */
const iterations: Driver = (inputs) => {
  const answers: Record<string, Answer> = {};
  const chip = chipOf(libraryIndex(), { ref: 'std/accelerators#A100_SXM4' });
  for (const [name, run] of inputs.entries('models')) {
    const [layers, width, gpus] = [run.number('layers'), run.number('hidden'), run.number('gpus')];
    const [tensor, pipeline] = [run.number('tp'), run.number('pp')];
    const weights = 12 * layers * width ** 2;
    const parameters = weights + inputs.number('vocab') * width;
    const model = { parameters, active: parameters, layers, width, heads: width / 128 };
    const { interleave, microbatch } = SELENE[name]!;
    const step = (recompute: Recompute): number => {
      const request = {
        batch: run.number('batch'),
        sequence: inputs.number('seq'),
        experts: 1,
        overlap: 0,
        fused: false,
        shardedOptimiser: false,
        sequenceParallel: recompute === 'selective',
      };
      const device = {
        flops: chip.bf16,
        wideFlops: chip.bf16,
        peak: chip.bf16,
        memoryBandwidth: chip.memoryBandwidth,
        memory: chip.memory,
        scaleUp: chip.scaleUpBandwidth / 2,
        domain: chip.scaleUpDomain,
        ringRate: chip.nic,
        bisectionRate: chip.nic,
      };
      const cost = layerCost(model, request, tensor, microbatch, device);
      const layout = { tensor, pipeline, data: 1, interleave, microbatch, expert: 1, recompute };
      return stepTime(model, request, layout, cost, device, gpus).total;
    };
    const work =
      flopsPerToken(parameters, layers, width, inputs.number('seq')) * run.number('batch') * inputs.number('seq');
    const selective = step('selective');
    answers[`${name}.iter_s_full_recompute`] = step('full');
    answers[`${name}.iter_s_selective_seqparallel`] = selective;
    answers[`${name}.mfu_selective`] = work / (gpus * chip.bf16 * selective);
    answers[`${name}.param_opt_gib_per_gpu`] = stateBytes(weights / (tensor * pipeline), 1) / 2 ** 30;
  }
  return answers;
};

/** GPT-3 class with 1,152 sequences on H100; the largest run with the batch that scales with it. */
const strongScaling: Driver = (inputs) => {
  const gpt3 = { parameters: 177e9, layers: 96, sequence: 2048, batch: inputs.number('batch_sequences') };
  const mfu = inputs.numbers('gpus').map((count) => job({ accelerator: 'H100_SXM5', count, model: gpt3 }).mfu);
  const largest = inputs.at('max_benchmark');
  const model = { parameters: largest.number('params'), layers: 126, sequence: 4096, batch: 1536 };
  return {
    mfu,
    weak_scaling_mfu_range: job({ accelerator: 'H100_SXM5', count: largest.number('gpus'), model }).mfu,
  };
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
    optimizer_gb: (inputs.number('params') * MOMENTS) / 1e9,
    '*': notModelled('three checkpoints a layer are not modelled: whole layers are recomputed from one'),
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
