import { central, type Training } from '../../../compiler/src/ir/index.js';
import {
  provisionedPower,
  restingPower,
  servingPower,
  trainingPower,
} from '../../../compiler/src/simulation/operation/power.js';
import { throughput, utilisationAtBatch } from '../../../compiler/src/simulation/serving/curve.js';
import { goodputShare, jobMtbf } from '../../../compiler/src/simulation/training/goodput.js';
import { chipDraw, chipNamed, fitsOf, serve, serverDraw } from '../support/accelerators.js';
import { type Answer, type Driver, type Family, none, notModelled } from '../support/driver.js';
import { entry } from '../support/plan.js';

/** Mean draw of a node of the library while it trains; low-rank adaptation counts as fine-tuning. */
function trainingNode(server: string, gpus: number, benchmark: string): number {
  const workload = entry(
    benchmark.includes('lora') ? 'std/workloads#FineTuning' : 'std/workloads#Pretraining',
    'training',
  );
  return gpus * trainingPower(serverDraw(server), central(workload.power));
}

const byBenchmark: Driver = (inputs, items) =>
  Object.fromEntries(
    items.map((item) => [
      item,
      item.endsWith('.avg_w')
        ? trainingNode('std/servers#DGX_H100', inputs.number('gpus'), item)
        : 8 * provisionedPower(serverDraw('std/servers#DGX_H100')),
    ]),
  );

const airCooledNodes: Driver = (inputs) => {
  const mean = trainingNode('std/servers#DGX_H100', 8, inputs.text('workload'));
  const peak = 8 * provisionedPower(serverDraw('std/servers#DGX_H100'));
  return {
    node_avg_w: mean,
    node_avg_range_w: mean,
    node_peak_w_median: peak,
    avg_over_peak: mean / peak,
    switch_avg_w: notModelled('the inputs name no switch'),
    network_over_compute: notModelled('the inputs name no switch'),
    '*': notModelled('all nodes of a kind peak alike'),
  };
};

/** The power cap of the run is not modelled, so its draw is that of an uncapped node at the utilisation of the run. */
const servingNode: Driver = (inputs, items) => {
  const chip = chipNamed(inputs.text('gpu'));
  const gpus = inputs.number('gpus');
  const draw = serverDraw('std/servers#HGX_H200_8');
  const answers: Record<string, Answer> = { idle_w: gpus * restingPower(draw, 'idle') };
  const [fit] = fitsOf('std/models#Llama_70B_FP8', chip);
  for (const [run, rate] of inputs.entries('workloads')) {
    const [model, mode] = run.split(' ');
    if (model !== 'llama2-70b' || fit === undefined) continue;
    const tokens = rate.number('tokens_per_s');
    const service = serve('std/models#Llama_70B_FP8', fit, chip, { output: 290 });
    const rho = Math.min(1, (tokens * service.t1 * service.replica) / gpus);
    const watts = gpus * servingPower(service, draw, rho);
    answers[`${model}.${mode ?? ''}.avg_w`] = watts;
    answers[`${model}.${mode ?? ''}.tokens_per_joule`] = tokens / watts;
  }
  for (const item of items)
    answers[item] ??= notModelled(
      /^(mixtral|gptj)/.test(item) ? 'the library has no such model' : 'draw within an hour is not resolved',
    );
  return answers;
};

const byBatch: Driver = (inputs) => {
  const chip = chipNamed(inputs.text('gpu'));
  const key = 'std/models#Llama_8B';
  const fit = fitsOf(key, chip).find(({ accelerators }) => accelerators === 1);
  if (fit === undefined) return { '*': notModelled('no calibration') };
  const service = serve(key, fit, chip, { output: 300 });
  const points = inputs.numbers('batch').map((batch) => {
    const watts = servingPower(service, chipDraw(chip), utilisationAtBatch(fit, batch));
    return { watts, joules: watts / throughput(fit, batch) };
  });
  return { gpu_w: points.map(({ watts }) => watts), joule_per_output_token: points.map(({ joules }) => joules) };
};

/** Accelerator-hours at the board limit. */
const trainingEnergy: Driver = (inputs, items) => {
  const answers: Record<string, Answer> = {};
  for (const [name, run] of inputs.entries('models')) {
    const watts = trainingPower(chipDraw({ tdp: run.number('gpu_w'), idle: 0 }), 1);
    answers[`${name}.gpu_energy_gwh`] = (run.number('gpu_hours') * watts) / 1e9;
  }
  for (const item of items)
    answers[item] ??= notModelled('carbon per energy is an input of a contract, never an outcome');
  return answers;
};

/** What the library says about failures, at the case's job size. */
const interruptions: Driver = (inputs) => {
  const { mtbf, checkpoint }: Training = entry('std/workloads#Pretraining', 'training');
  if (checkpoint === undefined) throw new Error('the library does not say how pretraining saves its state');
  const failures = { mtbf: central(mtbf), write: central(checkpoint.write), restart: central(checkpoint.restart) };
  const hoursAt = (gpus: number): number => jobMtbf(failures, gpus) / 3600;
  return {
    mean_hours_between_unexpected: hoursAt(inputs.number('gpus')),
    gpu_mtbf_hours: hoursAt(1),
    mtbf_hours_at_100k_gpus: hoursAt(100_000),
    effective_training_time_min: goodputShare(failures, inputs.number('gpus')),
    '*': notModelled('causes of failures are not told apart'),
  };
};

export const power: Family = {
  'C-smc-h100-*': byBenchmark,
  'C-dell-h100-air': airCooledNodes,
  'C-h200-maxq-inference': servingNode,
  'C-fan-2007': none(
    'the peak of many unlike servers is not modelled: halls of accelerators run one job or one service',
  ),
  'C-llama-energy-carbon': trainingEnergy,
  'C-gpt3-energy': none('carbon per energy is an input of a contract, never an outcome'),
  'C-llama3-interruptions': interruptions,
  'C-mlenergy-h100-power-vs-batch': byBatch,
  'C-deepseek-diurnal': none('a quotient of two inputs: the demand behind it is not given'),
};
