import { drawn } from '../chart.js';
import { type Lab, mean, metric, type Sketch } from './lab.js';
import { figure, listed, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const HALL = { rating: 40e6, liquid: 0.87, rack: 132e3 };
const PLANTS = ['CRAH_Chiller', 'AirEconomizer', 'RearDoor', 'DirectToChip_Chilled', 'Hybrid', 'DirectToChip'];
const LOADS = [0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const SHARES = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
/** Curves closer than this are one line in the plot. */
const SAME = 0.005;
const POLICIES = ['spread', 'consolidate', 'sleep'] as const;

function chat(policy: string, rate: number): Sketch {
  return {
    imports: {
      cooling: ['DirectToChip'],
      networks: ['LeafSpine'],
      racks: ['GB200_NVL72'],
      workloads: ['Chat'],
      models: ['Llama_70B'],
    },
    hall: ['racks: 40 of GB200_NVL72', 'cooling: DirectToChip', 'network: LeafSpine {}', `idle: ${policy}`],
    more: [
      'workload W: Chat {',
      `  on: [A], model: Llama_70B, demand: ${rate.toFixed(3)} req/s`,
      `  weekend: 100 %, dispersion: 1, spares: 0 %, profile: [${new Array<string>(24).fill('1').join(', ')}]`,
      '}',
    ],
  };
}

/** Overhead per IT against load by kind of plant, and energy per token against load by idle policy. */
export function partLoadOverhead(lab: Lab): Phenomenon {
  const electrical = lab.entry('std/electrical#Standard', 'electrical');
  const overhead = (plant: string, load: number): number => {
    const { it, plant: power, losses } = lab.overheads(lab.cooling(plant), electrical, 'Dallas', HALL, load);
    return (power + losses) / it;
  };
  const curves = PLANTS.map((plant) => ({ plant, at: LOADS.map((load) => [load, overhead(plant, load)] as const) }));
  const value = (plant: string, load: number): number =>
    curves.find((each) => each.plant === plant)?.at.find(([at]) => at === load)?.[1] ?? NaN;
  const rises = PLANTS.map((plant) => ({ plant, ratio: value(plant, 0.25) / value(plant, 1) }));
  const least = (plant: string): number =>
    curves.find((each) => each.plant === plant)!.at.reduce((best, each) => (each[1] < best[1] ? each : best))[0];

  const most = served(lab, 'spread', 1e7);
  const tokens = POLICIES.flatMap((policy) =>
    SHARES.map((share) => {
      const result = lab.simulate(chat(policy, share * most));
      return {
        policy,
        share,
        joules: metric(result, 'C', 'energy') / metric(result, 'C.W', 'served'),
        overhead: metric(result, 'C.A', 'overhead'),
      };
    }),
  );
  const token = (policy: string, share: number) =>
    tokens.find((each) => each.policy === policy && each.share === share) ?? { joules: NaN, overhead: NaN };
  const [full, low] = [token('spread', 1), token('spread', 0.2)];
  const grown = low.joules / full.joules;
  const ofOverhead =
    (low.joules * low.overhead) / (1 + low.overhead) - (full.joules * full.overhead) / (1 + full.overhead);
  const share = ofOverhead / (low.joules - full.joules);
  const alike = SHARES.every((at) => Math.abs(token('spread', at).joules / token('consolidate', at).joules - 1) < SAME);
  const worse = rises.filter(({ ratio }) => ratio > 1.02);
  const better = rises.filter(({ ratio }) => ratio < 0.98);
  const bottom = PLANTS.filter((plant) => least(plant) < 1);
  return {
    slug: 'part-load-overhead',
    title: 'Overhead per useful compute at part load',
    claim:
      'A data center that is not full wastes power: overhead is fixed, so a hall at a quarter of its load has a much worse PUE.',
    scale: 'Means over a year of hours; nothing within the hour matters here.',
    conditions: [
      'Left: a plant and an electrical path (`Standard`, N+1) for 40 MW of racks of 132 kW, 87 % of whose heat can go to liquid, in Dallas, at a constant load all year. Plants are the library’s, machines counted and staged.',
      'Right: 40 racks of GB200 NVL72 behind `DirectToChip` serve Llama 70B chat at a flat rate, up to the rate that the SLO allows (1). All energy at the meter over output tokens, accelerators that nothing needs included.',
    ],
    chart: {
      hconcat: [
        {
          title: 'Overhead of the hall',
          width: 300,
          height: 260,
          data: {
            values: curves.flatMap(({ plant, at }) =>
              at.map(([load, ratio]) => ({ plant, load: 100 * load, overhead: drawn(ratio) })),
            ),
          },
          mark: { type: 'line', point: { size: 18 } },
          encoding: {
            x: { field: 'load', type: 'quantitative', title: 'load, % of rating' },
            y: { field: 'overhead', type: 'quantitative', title: 'plant and losses, W per W of IT' },
            color: { field: 'plant', type: 'nominal', sort: PLANTS, title: 'plant' },
          },
        },
        {
          title: 'Energy of a token',
          width: 260,
          height: 260,
          data: {
            values: tokens.map(({ policy, share: at, joules }) => ({ policy, load: 100 * at, joules: drawn(joules) })),
          },
          mark: { type: 'line', point: { size: 18 } },
          encoding: {
            x: { field: 'load', type: 'quantitative', title: 'demand, % of what the SLO allows' },
            y: { field: 'joules', type: 'quantitative', title: 'J per output token at the meter' },
            color: { field: 'policy', type: 'nominal', sort: [...POLICIES], title: 'idle policy' },
            strokeDash: { field: 'policy', type: 'nominal', sort: [...POLICIES], legend: null },
          },
        },
      ],
      resolve: { scale: { color: 'independent' } },
    },
    alt: 'Overhead per IT over load for six plants, and energy per token over demand for three idle policies',
    tables: [
      {
        head: ['plant', '100 %', '75 %', '50 %', '25 %', '10 %', '25 % over 100 %', 'least at'],
        rows: rises.map(({ plant, ratio }) => [
          `\`${plant}\``,
          value(plant, 1),
          overheadBetween(curves.find((each) => each.plant === plant)!.at, 0.75),
          value(plant, 0.5),
          value(plant, 0.25),
          value(plant, 0.1),
          ratio,
          percent(least(plant)),
        ]),
      },
    ],
    shown: [
      ...(worse.length === 0
        ? []
        : [
            `From full to a quarter of the load, overhead per W of IT rises with ${listed(worse.map(({ plant, ratio }) => `\`${plant}\` (× ${figure(ratio)})`))}.`,
          ]),
      `At a tenth of the load it is ${figure(mean(PLANTS.map((plant) => value(plant, 0.1) / value(plant, 1))))} times that of full load on average: no-load losses of transformers and UPS, least flows and machines below their turndown do not scale.`,
      ...(grown > 1
        ? [
            `A token costs × ${figure(grown)} at a fifth of the demand when accelerators stay powered that nothing needs: ${figure(full.joules)} J at full demand, ${figure(low.joules)} J there.`,
          ]
        : []),
    ],
    refuted: [
      ...(alike
        ? [
            '`spread` and `consolidate` are one line: at a flat rate the hall holds just the replicas that the rate needs, and what is not held is idle under both. They part where the rate moves within the day.',
          ]
        : []),
      ...(better.length === 0
        ? []
        : [
            `It falls with ${listed(better.map(({ plant, ratio }) => `\`${plant}\` (× ${figure(ratio)})`))}: staged machines, and fans and pumps that slow down, gain more than fixed losses cost.`,
          ]),
      ...(bottom.length === 0
        ? []
        : [
            `Full load is not the best point of ${listed(bottom.map((plant) => `\`${plant}\` (least at ${percent(least(plant))})`))}.`,
          ]),
      ...(grown > 1
        ? [
            `Of what a token costs more at a fifth of the demand, overhead is ${percent(share)}; the rest is accelerators that draw power and have nothing or little to do. ` +
              `All overhead of the hall is ${figure((low.joules * low.overhead) / (1 + low.overhead))} J of that token; between the idle policies lie ${figure(spanOf(POLICIES.map((policy) => token(policy, 0.2).joules)))} J.`,
          ]
        : []),
    ],
    models: ['cooling-plant', 'electrical-path', 'it-power', 'operation'],
    verdict: `${String(worse.length)} of ${String(PLANTS.length)} plants lose at a quarter of the load, ${String(better.length)} gain; per token the accelerators outweigh them`,
  };
}

/** Requests/s that a hall serves of more than it can. */
function served(lab: Lab, policy: string, rate: number): number {
  const result = lab.simulate(chat(policy, rate));
  return rate * (1 - metric(result, 'C.W', 'unserved'));
}

function spanOf(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}

function overheadBetween(at: readonly (readonly [number, number])[], load: number): number {
  const after = at.findIndex(([each]) => each >= load);
  const [low, high] = [at[after - 1]!, at[after]!];
  return low[1] + ((high[1] - low[1]) * (load - low[0])) / (high[0] - low[0]);
}
