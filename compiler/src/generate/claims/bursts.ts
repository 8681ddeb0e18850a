import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { type PlanLab } from './plan-lab.js';

/** Requests/s of the service, and variance over mean of arrivals in a minute. */
const SIZES = [1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000] as const;
const CLUMPS = [
  { index: 1, name: 'Poisson (1)' },
  { index: 16.1, name: 'chat as measured (16)' },
  { index: 167, name: 'code as measured (167)' },
] as const;
const SPARES = ['0 %', '5 %'] as const;

interface Point {
  readonly size: number;
  readonly clump: string;
  /** Busy over held accelerators, means of the year. */
  readonly used: number;
  readonly held: number;
  /** Held at the peak over what the mean of the day would need. */
  readonly limit: number;
}

function point(lab: PlanLab, size: number, { index, name }: (typeof CLUMPS)[number], spares = '5 %'): Point {
  const result = lab.run(undefined, {
    'Bursty.Assistant.demand': `${String(size)} req/s`,
    'Bursty.Assistant.dispersion': String(index),
    'Bursty.Assistant.spares': spares,
  });
  const of = (metric: string): number => result.metrics.get('Bursty.Assistant')?.get(metric)?.value ?? NaN;
  return { size, clump: name, used: of('utilisation'), held: of('accelerators'), limit: of('utilisationLimit') };
}

/** (d) Bursts make SLO-bound utilisation low and power ramps steep. */
export function bursts(lab: PlanLab): Claim {
  const points = CLUMPS.flatMap((clump) => SIZES.map((size) => point(lab, size, clump)));
  const at = (size: number, clump: string): Point => points.find((each) => each.size === size && each.clump === clump)!;
  const [poisson, chat, code] = CLUMPS;
  const large = SIZES.at(-1)!;
  const shape = at(large, poisson.name);
  const flat = lab.run(undefined, {
    'Bursty.Assistant.demand': `${String(large)} req/s`,
    'Bursty.Assistant.dispersion': '0.01',
    'Bursty.Assistant.spares': '0 %',
    'Bursty.Assistant.weekend': '100 %',
    'Bursty.Assistant.profile': `[${Array.from({ length: 24 }, () => '1').join(', ')}]`,
  });
  const steady = flat.metrics.get('Bursty.Assistant')?.get('utilisation')?.value ?? NaN;
  const within = SPARES.map((spares) => point(lab, large, chat, spares).used);
  const half = SIZES.map((size) => ({ size, lost: 1 - at(size, code.name).used / at(size, poisson.name).used }));
  const noticed = half.filter(({ lost }) => lost > 0.05).at(-1);
  const serve = lab.run();
  const train = lab.run('Trained');
  const ramp = (result: typeof serve): number =>
    (60 * Math.max(...(result.contracts.get('Bursty.Grid')?.ramp ?? [NaN]))) / 1e6;
  const draw = (result: typeof serve): number => (result.metrics.get('Bursty')?.get('peak')?.value ?? NaN) / 1e6;
  const day = 1 - shape.used / steady;
  return {
    letter: 'd',
    slug: 'bursts',
    title: 'Bursts make utilisation low and ramps steep',
    claim:
      'Since requests come in bursts, an SLO leaves accelerators idle, and power follows the bursts in steep ramps.',
    scale:
      'Utilisation: mean of a year of hours, bursts within the hour counted by their busiest minute. Ramps: between means of one minute.',
    conditions: [
      `One chat service of ${figure(SIZES[0])} to ${figure(large)} requests/s of a 70B model on H200, its day and week as measured, SLO of the library.`,
      `Variance over mean of arrivals in a minute: ${CLUMPS.map(({ name }) => name).join(', ')}; held at any size, as the independent part of arrivals is.`,
      `Without daily and weekly shape, bursts and spares, for comparison: ${percent(steady)} of what the SLO allows is used.`,
      'Ramps: the service at its full size beside as many accelerators in one training job (`Trained`).',
    ],
    chart: {
      width: 440,
      height: 260,
      data: {
        values: points.map(({ size, clump, used }) => ({ size, clump, used: drawn(100 * used) })),
      },
      mark: { type: 'line', point: true },
      encoding: {
        x: { field: 'size', type: 'quantitative', scale: { type: 'log' }, title: 'requests/s of the service' },
        y: { field: 'used', type: 'quantitative', title: 'used of what the SLO allows, %' },
        color: { field: 'clump', type: 'nominal', title: 'variance over mean', sort: null },
      },
    },
    alt: 'Share that is used of what the SLO allows, against the size of the service, for three degrees of clumping',
    tables: [
      {
        head: ['requests/s', ...CLUMPS.map(({ name }) => `${name}: used`), 'accelerators, chat as measured'],
        rows: SIZES.map((size) => [
          figure(size),
          ...CLUMPS.map(({ name }) => percent(at(size, name).used)),
          at(size, chat.name).held,
        ]),
      },
      {
        head: ['on the same accelerators', 'peak, MW', 'largest ramp, MW/min', 'share of the peak in a minute'],
        rows: [
          ['chat', draw(serve), ramp(serve), percent(ramp(serve) / draw(serve))],
          ['one training job', draw(train), ramp(train), percent(ramp(train) / draw(train))],
        ],
      },
    ],
    holds: [
      `A service of ${figure(SIZES[2])} requests/s with arrivals as clumped as code completion’s uses ${percent(at(SIZES[2], code.name).used)} of what its SLO allows; with independent arrivals ${percent(at(SIZES[2], poisson.name).used)}.`,
      ...(noticed === undefined
        ? []
        : [`Clumping costs more than a twentieth of the utilisation up to about ${figure(noticed.size)} requests/s.`]),
    ],
    fails: [
      `At ${figure(large)} requests/s clumping takes ${percent(1 - at(large, chat.name).used / at(large, poisson.name).used)} of the utilisation: bursts do not grow with the service. What idles there is the day and the week: they take ${percent(day)}.`,
      `Of the rest, one replica in twenty kept spare takes ${percent(1 - within[1]! / within[0]!)}.`,
      ...(ramp(serve) < ramp(train)
        ? [
            `Ramps are training’s, by ${figure(ramp(train) / ramp(serve))} times: ${figure(ramp(train))} against ${figure(ramp(serve))} MW/min, since a job stops as a whole and requests do not.`,
          ]
        : [`Serving ramps steeper than training here: ${figure(ramp(serve))} against ${figure(ramp(train))} MW/min.`]),
    ],
    breakEven: [
      noticed === undefined
        ? 'Clumping never takes a twentieth of the utilisation at the sizes tried.'
        : `Code-like clumping takes a twentieth of the utilisation at ${figure(noticed.size)} requests/s, and less above.`,
    ],
    sources: [
      ...sourced('Chat', lab.entry('std/workloads#Chat', 'inference'), ['dispersion', 'profile', 'weekend', 'slo']),
      ...sourced('Code', lab.entry('std/workloads#CodeCompletion', 'inference'), ['dispersion']),
    ],
    models: ['demand', 'queueing', 'transients-it'],
    verdict: `Holds for small services (${percent(at(SIZES[2], code.name).used)} used at ${figure(SIZES[2])} requests/s), not for large ones, where the day decides; ramps are ${ramp(serve) < ramp(train) ? `training’s, ${figure(ramp(train) / ramp(serve))} times` : 'serving’s'}`,
  };
}
