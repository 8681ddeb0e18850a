import { drawn } from '../chart.js';
import { type Lab, metric, type Sketch } from './lab.js';
import { figure, listed, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const RACKS = 400;
const ACCELERATORS = 72 * RACKS;
const MW_A_MINUTE = 1 / (1e6 / 60);
const JOBS = [1, 2, 4, 8, 16, 32, 64];
const BATTERIES = [0, 5, 10, 15, 20, 25, 30, 40];
/** A ramp that large-load tariffs and grid codes allow, as a share of the contract a minute: assumed, for scale. */
const ALLOWED = 0.1;

function sketch(work: readonly string[], battery: number): Sketch {
  return {
    imports: {
      cooling: ['DirectToChip'],
      networks: ['RailOptimized'],
      racks: ['GB200_NVL72'],
      models: ['Llama_70B'],
      workloads: ['Pretraining', 'Chat'],
    },
    contract: 'capacity: 70 MW, energy: 50 USD/MWh',
    hall: [`racks: ${RACKS} of GB200_NVL72`, 'cooling: DirectToChip', 'network: RailOptimized {}'],
    more: [
      ...work,
      ...(battery === 0
        ? []
        : [
            `battery B { power: ${battery} MW, energy: ${battery} MWh, capitalPower: 300 USD/kW, capitalEnergy: 250 USD/kWh, life: 15 years }`,
          ]),
    ],
  };
}

const training = (share: number, jobs: number): string => {
  const all = Math.round(share * ACCELERATORS);
  return `workload T: Pretraining { on: [A], accelerators: ${all}, jobSize: ${Math.round(all / jobs)} }`;
};
const chat = (rate: number): string =>
  `workload W: Chat { on: [A], model: Llama_70B, demand: ${rate.toFixed(0)} req/s }`;

/** The largest change from minute to minute at the meter: by number of jobs, by mix, by battery. */
export function ramps(lab: Lab): Phenomenon {
  const ramp = (work: readonly string[], battery = 0): number =>
    metric(lab.simulate(sketch(work, battery)), 'C.Grid', 'ramp') * MW_A_MINUTE;
  const byJobs = JOBS.map((jobs) => ({ jobs, ramp: ramp([training(1, jobs)]) }));
  const byBattery = BATTERIES.map((battery) => ({ battery, ramp: ramp([training(1, 1)], battery) }));
  const flood = 1e6;
  const most = flood * (1 - metric(lab.simulate(sketch([chat(flood)], 0)), 'C.W', 'unserved'));
  const serving = ramp([chat(0.9 * most)]);
  const mixed = ramp([training(0.5, 1), chat(0.45 * most)]);
  const peak = metric(lab.simulate(sketch([training(1, 1)], 0)), 'C.Grid', 'peak') / 1e6;
  const whole = byJobs[0]!.ramp;
  const within = byJobs.find((each) => each.ramp <= ALLOWED * peak);
  const smoothed = byBattery.find((each) => each.ramp <= ALLOWED * peak);
  const ratio = whole / serving;
  return {
    slug: 'ramps',
    title: 'Ramps',
    claim: 'AI loads ramp faster than any other load on the grid; batteries have to smooth them.',
    scale: 'Between successive means of one minute at the meter. Swings within seconds are on the page on load shape.',
    conditions: [
      `A hall of ${String(RACKS)} racks of GB200 NVL72 (${String(ACCELERATORS)} accelerators, ${figure(peak)} MW at the meter) near full load.`,
      'Training: a job starts or stops as a whole, from full draw to idle within a minute, the planned stops included. Jobs side by side do so one at a time.',
      `Inference: \`Chat\` with Llama 70B at nine tenths of the rate that the hall serves (${figure(most)} requests/s); bursts of arrivals move the draw of what serves them. Mixed: half of each.`,
      `For scale, a limit of ${percent(ALLOWED)} of the peak a minute is put in; contracts state their own (\`rampRate\`).`,
    ],
    chart: {
      hconcat: [
        {
          title: 'By number of jobs',
          width: 280,
          height: 230,
          layer: [
            {
              data: { values: byJobs.map(({ jobs, ramp: each }) => ({ jobs, ramp: drawn(each) })) },
              mark: { type: 'line', point: true },
              encoding: {
                x: {
                  field: 'jobs',
                  type: 'quantitative',
                  scale: { type: 'log', base: 2 },
                  title: 'training jobs side by side',
                },
                y: { field: 'ramp', type: 'quantitative', scale: { type: 'log' }, title: 'MW a minute' },
              },
            },
            ...rule(serving, '#d55e00', 'inference'),
            ...rule(ALLOWED * peak, '#555555', 'limit'),
          ],
        },
        {
          title: 'By power of a battery',
          width: 280,
          height: 230,
          layer: [
            {
              data: { values: byBattery.map(({ battery, ramp: each }) => ({ battery, ramp: drawn(each) })) },
              mark: { type: 'line', point: true },
              encoding: {
                x: { field: 'battery', type: 'quantitative', title: 'MW of battery, one job' },
                y: { field: 'ramp', type: 'quantitative', title: 'MW a minute' },
              },
            },
            ...rule(ALLOWED * peak, '#555555', 'limit'),
          ],
        },
      ],
    },
    alt: 'Largest ramp by number of training jobs (line), of inference (orange), against a limit (grey), and by battery',
    tables: [
      {
        head: ['load', 'MW a minute', '% of the peak a minute'],
        rows: [
          ...byJobs.map(({ jobs, ramp: each }) => [
            `training, ${String(jobs)} ${jobs === 1 ? 'job' : 'jobs'}`,
            each,
            (100 * each) / peak,
          ]),
          ['inference', serving, (100 * serving) / peak],
          ['half of each', mixed, (100 * mixed) / peak],
          ...byBattery
            .slice(1)
            .map(({ battery, ramp: each }) => [`one job, ${String(battery)} MW of battery`, each, (100 * each) / peak]),
        ],
      },
    ],
    shown: [
      `One job over the whole hall changes ${figure(whole)} MW within a minute, ${percent(whole / peak)} of the peak.`,
      ...(ratio > 1 ? [`That is ${figure(ratio)} times the ramp of inference on the same hall.`] : []),
      ...(smoothed === undefined
        ? []
        : [
            `A battery of ${String(smoothed.battery)} MW brings one job below ${percent(ALLOWED)} of the peak a minute.`,
          ]),
    ],
    refuted: [
      ...(serving <= ALLOWED * peak
        ? [
            `Inference stays at ${figure(serving)} MW a minute, ${percent(serving / peak)} of the peak: its bursts are many and independent.`,
          ]
        : []),
      ...(within === undefined || within.jobs === 1
        ? []
        : [
            `${String(within.jobs)} jobs side by side bring training below the limit without a battery (${figure(within.ramp)} MW a minute): the size of a job decides, not the size of the hall.`,
          ]),
      ...(ratio <= 1 ? [`One job ramps no faster than inference here (× ${figure(ratio)}).`] : []),
    ],
    models: ['it-power', 'contract'],
    verdict: `one job ${figure(whole)} MW a minute, inference ${figure(serving)}; ${within === undefined ? 'no number of jobs here' : listed([`${String(within.jobs)} jobs`])} or ${smoothed === undefined ? 'no battery here' : `${String(smoothed.battery)} MW of battery`} within the limit`,
  };
}

/** A level across the plot, with its name at the left end. */
function rule(at: number, color: string, name: string) {
  const data = { values: [{}] };
  const y = { datum: drawn(at), type: 'quantitative' as const };
  return [
    { data, mark: { type: 'rule' as const, color, strokeDash: [4, 3] }, encoding: { y } },
    {
      data,
      mark: { type: 'text' as const, color, align: 'left' as const, dx: 4, dy: -6, text: name },
      encoding: { y, x: { value: 0 } },
    },
  ];
}
