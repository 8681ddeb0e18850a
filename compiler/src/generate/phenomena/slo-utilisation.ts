import { drawn } from '../chart.js';
import { type Lab, metric, type Sketch } from './lab.js';
import { listed, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const FLEETS = [1, 2, 4, 8, 16, 32, 64, 128];
const BURSTS = [
  { name: 'Poisson', dispersion: 1 },
  { name: 'chat trace', dispersion: 16.1 },
  { name: 'code trace', dispersion: 167 },
] as const;
const SLOS = [20, 25, 30, 40, 60, 100];
/** Accelerators of a rack. */
const RACK = 16;

function sketch(racks: number, dispersion: number, tpot: number, rate: number): Sketch {
  return {
    imports: {
      cooling: ['CRAH_Chiller'],
      networks: ['LeafSpine'],
      racks: ['HGX_H100_Air'],
      models: ['Llama_70B'],
      workloads: ['Chat'],
    },
    hall: [`racks: ${racks} of HGX_H100_Air`, 'cooling: CRAH_Chiller', 'network: LeafSpine {}'],
    more: [
      'workload W: Chat {',
      `  on: [A], model: Llama_70B, demand: ${rate.toFixed(0)} req/s, dispersion: ${dispersion}`,
      `  weekend: 100 %, spares: 0 %, profile: [${new Array<string>(24).fill('1').join(', ')}]`,
      `  slo { ttft: 450 ms, tpot: ${tpot} ms, percentile: 99 % }`,
      '}',
    ],
  };
}

/** Mean utilisation that an SLO leaves, by burstiness and size of the fleet. */
export function sloUtilisation(lab: Lab): Phenomenon {
  const used = (racks: number, dispersion: number, tpot: number) => {
    const result = lab.simulate(sketch(racks, dispersion, tpot, 1e6));
    const limit = metric(result, 'C.W', 'utilisationLimit');
    return { limit, mean: limit * metric(result, 'C.W', 'utilisation') };
  };
  const fleets = BURSTS.flatMap(({ name, dispersion }) =>
    FLEETS.map((racks) => ({ name, racks, ...used(racks, dispersion, 40) })),
  );
  const slos = SLOS.map((tpot) => ({ tpot, ...used(32, 16.1, tpot) }));
  const at = (name: string, racks: number): number =>
    fleets.find((each) => each.name === name && each.racks === racks)?.mean ?? NaN;
  const [small, large] = [FLEETS[1]!, FLEETS.at(-1)!];
  const gains = BURSTS.map(({ name }) => ({ name, small: at(name, small), large: at(name, large) }));
  const pooled = gains.filter((each) => each.large > each.small * 1.02);
  const level = gains.filter((each) => each.large > 0 && each.large <= each.small * 1.02);
  const refused = slos.filter((each) => !(each.mean > 0));
  const steep = slos.filter((each) => each.mean > 0);
  const [tight, loose] = [steep[0], steep.at(-1)];
  const burstCost = at('Poisson', large) - at('code trace', large);
  return {
    slug: 'slo-utilisation',
    title: 'Utilisation that an SLO leaves',
    claim:
      'Interactive inference cannot run near full: the SLO leaves half of the accelerators idle, worse when traffic is bursty, better when the fleet is large.',
    scale:
      'A minute: bursts of that length count as load. Demand is the same in every hour, so that no day profile is in the numbers.',
    conditions: [
      'Llama 70B on H100 (air-cooled racks of 16), `Chat` lengths, at most 450 ms to the first token, at p99. Demand is above what the hall can serve; what exceeds it is turned away, the rest keeps the SLO. No spare replicas.',
      'Utilisation: output tokens served over those of the same replicas at any latency (ρ of MODELS B2c), mean of the year.',
      `Left: 40 ms per token, by size of the fleet. ${listed(BURSTS.map(({ name, dispersion }) => `${name} has an index of dispersion of ${String(dispersion)}`))}. Right: 32 racks, by time per token.`,
    ],
    chart: {
      hconcat: [
        {
          title: 'By fleet and burstiness',
          width: 290,
          height: 240,
          data: {
            values: fleets.map(({ name, racks, mean }) => ({
              name,
              accelerators: RACK * racks,
              mean: drawn(100 * mean),
            })),
          },
          mark: { type: 'line', point: true },
          encoding: {
            x: { field: 'accelerators', type: 'quantitative', scale: { type: 'log', base: 2 }, title: 'accelerators' },
            y: { field: 'mean', type: 'quantitative', title: 'mean utilisation, %', scale: { domain: [0, 100] } },
            color: { field: 'name', type: 'nominal', sort: BURSTS.map(({ name }) => name), title: 'arrivals' },
          },
        },
        {
          title: 'By what is promised per token',
          width: 260,
          height: 240,
          data: {
            values: slos.flatMap(({ tpot, limit, mean }) => [
              { tpot, share: drawn(100 * (Number.isNaN(limit) ? 0 : limit)), what: 'allowed by the SLO' },
              { tpot, share: drawn(100 * (Number.isNaN(mean) ? 0 : mean)), what: 'reached with bursts' },
            ]),
          },
          mark: { type: 'line', point: true },
          encoding: {
            x: { field: 'tpot', type: 'quantitative', title: 'ms per output token' },
            y: { field: 'share', type: 'quantitative', title: 'utilisation, %', scale: { domain: [0, 100] } },
            strokeDash: { field: 'what', type: 'nominal', title: '' },
          },
        },
      ],
      resolve: { scale: { color: 'independent' } },
    },
    alt: 'Mean utilisation within the SLO by number of accelerators for three kinds of arrivals, and by promised time per token',
    tables: [
      {
        head: ['accelerators', ...BURSTS.map(({ name }) => `${name}, %`)],
        rows: FLEETS.map((racks) => [String(RACK * racks), ...BURSTS.map(({ name }) => 100 * at(name, racks))]),
      },
      {
        head: ['ms per token', 'allowed, %', 'reached, %'],
        rows: slos.map(({ tpot, limit, mean }) => [String(tpot), 100 * limit, 100 * mean]),
      },
    ],
    shown: [
      ...(pooled.length === 0
        ? []
        : [
            `A larger fleet reaches more: from ${String(RACK * small)} to ${String(RACK * large)} accelerators ${listed(pooled.map((each) => `${each.name} goes from ${percent(each.small)} to ${percent(each.large)}`))}.`,
          ]),
      ...(tight !== undefined && loose !== undefined && loose.mean > tight.mean
        ? [
            `The promise decides: ${percent(tight.mean)} at ${String(tight.tpot)} ms per token, ${percent(loose.mean)} at ${String(loose.tpot)} ms.`,
          ]
        : []),
      ...(refused.length === 0
        ? []
        : [
            `At ${listed(refused.map(({ tpot }) => `${String(tpot)} ms`))} per token nothing is served: even an empty replica is too slow.`,
          ]),
    ],
    refuted: [
      ...(level.length === 0
        ? []
        : [
            `A larger fleet gains nothing with ${listed(level.map(({ name }) => name))} arrivals: the limit per token binds, whatever the size.`,
          ]),
      `In a fleet of ${String(RACK * large)} bursts cost ${percent(burstCost)} of utilisation between the steadiest and the burstiest traffic: their independent part fades as traffic grows.`,
      ...(loose !== undefined && loose.mean > 0.75
        ? [
            `With ${String(loose.tpot)} ms per token ${percent(loose.mean)} are reached: it is the SLO that leaves accelerators idle, and no property of inference.`,
          ]
        : []),
    ],
    models: ['serving', 'queueing', 'demand'],
    verdict: `${percent(at('chat trace', small))} to ${percent(at('chat trace', large))} by size of the fleet at 40 ms; ${loose === undefined ? 'nothing' : percent(loose.mean)} at ${String(loose?.tpot ?? NaN)} ms per token`,
  };
}
