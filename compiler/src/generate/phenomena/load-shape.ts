import { central } from '../../ir/index.js';
import { servingSeries, type ServingWave } from '../../simulation/power/serving-wave.js';
import { trainingSeries, type TrainingWave } from '../../simulation/power/training-wave.js';
import { largestChange, largestRamp } from '../../simulation/power/windows.js';
import { checkpointInterval } from '../../simulation/training/goodput.js';
import { drawn } from '../chart.js';
import { type Lab, mean, metric, type Sketch } from './lab.js';
import { figure, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const RACKS = 64;
const ACCELERATORS = 16 * RACKS;
const STEP = 8;
/** Depth of a checkpoint in the logs of 512 H100 that MLPerf publishes: .1-.7 of the peak; the middle is taken. */
const CHECKPOINT_DIP = 0.4;
const WINDOWS = [
  { name: '1 min', seconds: 60 },
  { name: '15 min', seconds: 900 },
] as const;
/** Seconds of the waves that are looked at: some checkpoints lie in them. */
const LENGTH = 4 * 3600;

function sketch(workload: string, text: string): Sketch {
  return {
    imports: {
      cooling: ['CRAH_Chiller'],
      networks: ['RailOptimized'],
      racks: ['HGX_H100_Air'],
      models: ['Llama_70B'],
      workloads: [workload],
    },
    hall: [`racks: ${RACKS} of HGX_H100_Air`, 'cooling: CRAH_Chiller', 'network: RailOptimized {}'],
    more: [`workload W: ${workload} { on: [A], ${text} }`],
  };
}

const chat = (rate: number): Sketch => sketch('Chat', `model: Llama_70B, demand: ${rate.toFixed(2)} req/s`);

/** How power changes within windows from two seconds to a day, in training and in serving. */
export function loadShape(lab: Lab): Phenomenon {
  const training = lab.simulate(sketch('Pretraining', `accelerators: ${ACCELERATORS}`));
  // As much demand as the hall serves without turning any away at its busiest.
  const flood = 1e6;
  const most = flood * (1 - metric(lab.simulate(chat(flood)), 'C.W', 'unserved'));
  const rate = 0.7 * most;
  const serving = lab.simulate(chat(rate));
  const [trainingHours, servingHours] = [training, serving].map((result) => result.hours('C.A', 0)!.it);
  const wave = trainingWave(lab, mean(trainingHours!));
  const steps = trainingSeries(wave, LENGTH);
  const alone = trainingSeries({ ...wave, checkpointDip: 0 }, LENGTH);
  const requests = servingSeries(
    servingWave(lab, rate, metric(serving, 'C.W', 'utilisation') * metric(serving, 'C.W', 'utilisationLimit')),
    LENGTH,
    1,
  );
  const rows = [
    {
      name: '2 s',
      training: largestChange(alone, 2) / mean(alone),
      serving: largestChange(requests, 2) / mean(requests),
    },
    ...WINDOWS.map(({ name, seconds }) => ({
      name,
      training: largestRamp(steps, seconds) / mean(steps),
      serving: largestRamp(requests, seconds) / mean(requests),
    })),
    {
      name: '1 h',
      training: largestRamp(trainingHours!, 1) / mean(trainingHours!),
      serving: largestRamp(servingHours!, 1) / mean(servingHours!),
    },
    { name: '1 day', training: daily(trainingHours!), serving: daily(servingHours!) },
  ];
  const steadier = (row: (typeof rows)[number]): 'training' | 'inference' =>
    row.training <= row.serving ? 'training' : 'inference';
  const agree = rows.filter((row) => steadier(row) === 'training');
  const against = rows.filter((row) => steadier(row) === 'inference');
  const say = ({ name, training: a, serving: b }: (typeof rows)[number]): string =>
    `Within ${name} training changes by ${percent(a)} of its mean at most, inference by ${percent(b)}.`;
  return {
    slug: 'load-shape-by-timescale',
    title: 'Load shape by time scale',
    claim: 'Training is a flat load and inference cycles with the day, so that halls for one are wrong for the other.',
    scale:
      'Everything depends on it: 2 s (the largest change), 1 min and 15 min (between successive means), an hour, a day.',
    conditions: [
      `Two halls of ${String(RACKS)} air-cooled racks with ${String(ACCELERATORS)} H100 each. One runs a single job of \`Pretraining\`; the other \`Chat\` with Llama 70B at ${figure(rate)} requests/s, seven tenths of what it could serve on average, with the library’s day and week.`,
      `Below an hour: waves of power, second by second. Training steps every ${String(STEP)} s and dips by the workload’s \`swing\` while it waits for the network (\`exposed\`); a checkpoint takes ${percent(CHECKPOINT_DIP)} of its power (assumed, .1-.7 in logs). Both depths are inputs, and no results; at 2 s steps count alone. Requests arrive with the workload’s dispersion and raise the draw of what serves them.`,
      'Hours and days: the simulation’s own hours of the year. Starts and stops of jobs are on the page on ramps, not here.',
    ],
    chart: {
      hconcat: [
        {
          title: 'Two minutes',
          width: 300,
          height: 220,
          data: {
            values: [...steps.subarray(0, 120)].flatMap((watts, second) => [
              { second, power: drawn((100 * watts) / mean(steps)), work: 'training' },
              { second, power: drawn((100 * requests[second]!) / mean(requests)), work: 'inference' },
            ]),
          },
          mark: { type: 'line', strokeWidth: 1.2 },
          encoding: {
            x: { field: 'second', type: 'quantitative', title: 's' },
            y: { field: 'power', type: 'quantitative', title: 'IT power, % of its mean', scale: { zero: false } },
            color: { field: 'work', type: 'nominal', sort: ['training', 'inference'], title: '' },
          },
        },
        {
          title: 'Largest change',
          width: 300,
          height: 220,
          data: {
            values: rows.flatMap(({ name, training: a, serving: b }) => [
              { name, change: drawn(100 * a), work: 'training' },
              { name, change: drawn(100 * b), work: 'inference' },
            ]),
          },
          mark: 'bar',
          encoding: {
            x: { field: 'name', type: 'nominal', sort: null, title: 'within', axis: { labelAngle: 0 } },
            xOffset: { field: 'work', sort: ['training', 'inference'] },
            y: { field: 'change', type: 'quantitative', title: '% of mean power' },
            color: { field: 'work', type: 'nominal', sort: ['training', 'inference'], title: '' },
          },
        },
      ],
    },
    alt: 'Power of training and of inference over two minutes, and their largest change within five windows',
    tables: [
      {
        head: ['within', 'training, % of mean', 'inference, % of mean', 'steadier'],
        rows: rows.map((row) => [row.name, 100 * row.training, 100 * row.serving, steadier(row)]),
      },
    ],
    shown: agree.map(say),
    refuted: against.map(say),
    models: ['it-power', 'demand', 'training'],
    verdict: `training is the steadier within ${agree.length === 0 ? 'no window' : agree.map(({ name }) => name).join(', ')}, inference within ${against.length === 0 ? 'none' : against.map(({ name }) => name).join(', ')}`,
  };
}

function trainingWave(lab: Lab, meanPower: number): TrainingWave {
  const { swing, exposed, mtbf, checkpoint } = lab.entry('std/workloads#Pretraining', 'training');
  const { write, restart } = checkpoint === undefined ? { write: 30, restart: 600 } : checkpoint;
  const failures = { mtbf: central(mtbf), write: central(write), restart: central(restart) };
  const dip = central(swing);
  const share = central(exposed);
  return {
    peak: meanPower / (1 - dip * share),
    step: STEP,
    dip,
    dipTime: share * STEP,
    edge: 0.2,
    interval: checkpointInterval(failures, ACCELERATORS),
    checkpointDip: CHECKPOINT_DIP,
    checkpointTime: failures.write,
  };
}

function servingWave(lab: Lab, rate: number, rho: number): ServingWave {
  const chip = lab.entry('std/accelerators#H100_SXM5', 'accelerator');
  const server = lab.entry('std/servers#DGX_H100', 'server');
  const fit = lab.entry('std/calibrations#Llama_70B_4xH100', 'calibration');
  const { outputTokens, promptTokens, dispersion } = lab.entry('std/workloads#Chat', 'inference');
  const { active } = lab.entry('std/models#Llama_70B', 'model');
  return {
    accelerators: ACCELERATORS,
    tdp: chip.tdp === undefined ? NaN : central(chip.tdp),
    fixed: server.fixedBusy === undefined ? NaN : central(server.fixedBusy) / server.accelerators,
    p0: central(fit.p0),
    p1: central(fit.p1),
    rho,
    rate,
    dispersion: central(dispersion),
    stay: (central(outputTokens) * central(fit.t0)) / (1 - rho),
    prompt: (2 * active * central(promptTokens)) / (0.45 * (chip.bf16 === undefined ? NaN : central(chip.bf16))),
  };
}

/** Largest span within a day over the mean. */
function daily(hours: Float64Array): number {
  let most = 0;
  for (let day = 0; day + 24 <= hours.length; day += 24) {
    const each = hours.subarray(day, day + 24);
    most = Math.max(most, Math.max(...each) - Math.min(...each));
  }
  return most / mean(hours);
}
