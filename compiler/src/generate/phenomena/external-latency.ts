import { central } from '../../ir/index.js';
import { fibreRoundTrip } from '../../simulation/serving/distance.js';
import { drawn } from '../chart.js';
import { type Lab, metric, type Sketch } from './lab.js';
import { figure, listed, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const WORK = [
  { name: 'speech', entry: 'Speech', more: 'work: 50 ms, ' },
  { name: 'embeddings', entry: 'Embeddings', more: '' },
  { name: 'recommendation', entry: 'Recommendation', more: '' },
  { name: 'code completion', entry: 'CodeCompletion', more: '' },
  { name: 'chat', entry: 'Chat', more: '' },
  { name: 'agents', entry: 'Agents', more: '' },
  { name: 'long-context chat', entry: 'LongContextChat', more: '' },
  { name: 'image generation', entry: 'ImageGeneration', more: '' },
] as const;
const REGIONS = ['us_south', 'us_midwest', 'us_east', 'us_west', 'br', 'uk', 'eu_central', 'in_west'] as const;
/** The round trip that planners like to name, s. */
const NAMED = 0.03;

function sketch(entry: string, more: string, users: string): Sketch {
  return {
    imports: {
      cooling: ['DirectToChip'],
      networks: ['LeafSpine'],
      racks: ['HGX_H200_Air'],
      regions: REGIONS,
      workloads: [entry],
    },
    users: `${users}: 100 %`,
    hall: ['racks: 40 of HGX_H200_Air', 'cooling: DirectToChip', 'network: LeafSpine {}'],
    more: [`workload W: ${entry} { on: [A], ${more}demand: 1 req/s }`],
  };
}

/** What distance takes of each workload's promise, and where it is broken. */
export function externalLatency(lab: Lab): Phenomenon {
  const found = WORK.map(({ name, entry, more }) => {
    const places = REGIONS.map((region) => {
      const result = lab.simulate(sketch(entry, more, region));
      const unserved = metric(result, 'C.W', 'unserved');
      const reason = result.unservedReasons.get('C.W')?.[0];
      return { region, response: metric(result, 'C.W', 'ttft'), served: !(unserved > 0.5), reason };
    });
    return { name, promise: promiseOf(lab, entry), places };
  });
  const trips = new Map(REGIONS.map((region) => [region, tripTo(lab, region)]));
  const points = found.flatMap(({ name, promise, places }) =>
    places.map(({ region, response, served }) => ({
      name,
      region,
      trip: trips.get(region) ?? NaN,
      used: response / promise,
      served,
    })),
  );
  const bound = found.filter(({ places }) => places.some(({ reason }) => reason === 'distance'));
  const free = found.filter(({ places }) => places.every(({ served }) => served));
  const never = found.filter(({ places }) => places.every(({ served }) => !served));
  const chat = found.find(({ name }) => name === 'chat');
  return {
    slug: 'external-latency',
    title: 'External latency by workload',
    claim:
      'Inference must stand near its users: every 30 ms of distance hurt, so remote campuses are for training only.',
    scale: 'Milliseconds of one response, at the 99th percentile, for the farthest tenth of the users.',
    conditions: [
      'A hall of 40 air-cooled racks of H200 in Dallas serves one request a second for users in one region: nothing queues, so what is left is prompt, first step and distance.',
      'Fibre at 4.9 µs/km over 1.5 times the great circle, twice, and the access network of the region. Promises are those of the library’s workloads: time to first token, or the whole response where there are no tokens.',
      'Speech has no figure of its own for work: 50 ms are put in here.',
    ],
    chart: {
      width: 480,
      height: 300,
      data: {
        values: points
          .filter(({ used }) => Number.isFinite(used))
          .map(({ name, region, trip, used }) => ({
            name,
            region,
            trip: drawn(1000 * trip),
            used: drawn(100 * used),
          })),
      },
      layer: [
        {
          mark: { type: 'line', point: { size: 24 } },
          encoding: {
            x: { field: 'trip', type: 'quantitative', title: 'round trip to the users, ms' },
            y: {
              field: 'used',
              type: 'quantitative',
              scale: { type: 'log' },
              title: 'response over what is promised, %',
            },
            color: { field: 'name', type: 'nominal', sort: WORK.map(({ name }) => name), title: 'workload' },
          },
        },
        { mark: { type: 'rule', strokeDash: [4, 3] }, encoding: { y: { datum: 100, type: 'quantitative' } } },
      ],
    },
    alt: 'Response over promise against the round trip for eight workloads; above 100 % the promise is broken',
    tables: [
      {
        head: [
          'workload',
          'promise, ms',
          `share that ${figure(1000 * NAMED)} ms take`,
          'response for the nearest, ms',
          'served',
          'broken by',
        ],
        rows: found.map(({ name, promise, places }) => [
          name,
          1000 * promise,
          percent(NAMED / promise),
          1000 * (places[0]?.response ?? NaN),
          `${String(places.filter(({ served }) => served).length)} of ${String(places.length)} regions`,
          [...new Set(places.flatMap(({ served, reason }) => (served || reason === undefined ? [] : [reason])))].join(
            ', ',
          ),
        ]),
      },
    ],
    shown: [
      ...(bound.length === 0
        ? []
        : [
            `Distance alone breaks the promise of ${listed(bound.map(({ name, places }) => `${name} (from ${farthest(places, trips)})`))}.`,
          ]),
      ...found
        .filter(({ promise }) => NAMED / promise >= 0.1)
        .map(
          ({ name, promise }) =>
            `A round trip of ${figure(1000 * NAMED)} ms is ${percent(NAMED / promise)} of what ${name} promises.`,
        ),
    ],
    refuted: [
      ...(free.length === 0
        ? []
        : [
            `Within their promise from every region here, up to ${figure(1000 * Math.max(...trips.values()))} ms away: ${listed(free.map(({ name }) => name))}.`,
          ]),
      ...(chat === undefined
        ? []
        : [
            `The same ${figure(1000 * NAMED)} ms are ${percent(NAMED / chat.promise)} of the ${figure(1000 * chat.promise)} ms to the first token of chat.`,
          ]),
      ...(never.length === 0
        ? []
        : [
            `Refused from everywhere: ${listed(never.map(({ name }) => name))}. The service itself is too slow on this accelerator; distance is not the cause.`,
          ]),
    ],
    models: ['queueing', 'serving'],
    verdict: `distance breaks the promise of ${bound.length === 0 ? 'none' : listed(bound.map(({ name }) => name))}; ${free.length === 0 ? 'none' : listed(free.map(({ name }) => name))} reach every region`,
  };
}

/** What a workload of the library promises first: time to the first token, else the whole response, s. */
function promiseOf(lab: Lab, entry: string): number {
  for (const kind of ['inference', 'requests'] as const) {
    const key = `std/workloads#${entry}`;
    if (!lab.has(key, kind)) continue;
    const { slo } = lab.entry(key, kind);
    const promise = slo?.ttft ?? slo?.latency;
    if (promise !== undefined) return central(promise);
  }
  throw new Error(`${entry} promises nothing`);
}

/** Round trip from the campus to a region, its access network included, s. */
function tripTo(lab: Lab, name: string): number {
  const region = lab.entry(`std/regions#${name}`, 'region');
  return central(region.access) + fibreRoundTrip(lab.entry('std/climates#Dallas', 'climate'), region);
}

/** The nearest region from which distance breaks the promise. */
function farthest(
  places: readonly { readonly region: string; readonly reason: string | undefined }[],
  trips: ReadonlyMap<string, number>,
): string {
  const broken = places.filter(({ reason }) => reason === 'distance').map(({ region }) => region);
  const nearest = broken.reduce((best, each) => ((trips.get(each) ?? NaN) < (trips.get(best) ?? NaN) ? each : best));
  return `\`${nearest}\`, ${figure(1000 * (trips.get(nearest) ?? NaN))} ms`;
}
