import type { AnyCooling } from '../../ir/index.js';
import { drawn } from '../chart.js';
import { type Lab, mean } from './lab.js';
import { figure, listed, percent } from '../markdown.js';
import { type Phenomenon } from './page.js';

const HALL = { rating: 12e6, liquid: 0, rack: 40e3 };
const CLASSES = [
  { name: 'variable speed', entry: 'CRAH_Chiller' },
  { name: 'inlet vanes', entry: 'CRAH_Chiller_Vanes' },
  { name: 'screw', entry: 'CRAH_Chiller_Screw' },
] as const;
const STAGES = ['one machine', 'machines of the library, N+1'] as const;
type Stage = (typeof STAGES)[number];
const LOADS = [0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];

/** The same plant with one machine for all of the heat, or as the library has it. */
function staged(cooling: AnyCooling, stage: Stage): AnyCooling {
  return stage === 'one machine' ? { ...cooling, redundancy: 'N', unitSize: 2 * HALL.rating } : cooling;
}

/** Compressor electricity per heat by class, load and staging. */
export function chillerClass(lab: Lab): Phenomenon {
  const points = STAGES.flatMap((stage) =>
    CLASSES.flatMap(({ name, entry }) =>
      LOADS.map((load) => {
        const { chillers } = lab.plantYear(staged(lab.cooling(entry), stage), 'Dallas', HALL, load);
        return { stage, name, load, input: mean(chillers) / (load * HALL.rating) };
      }),
    ),
  );
  const input = (stage: Stage, name: string, load: number): number =>
    points.find((each) => each.stage === stage && each.name === name && each.load === load)?.input ?? NaN;
  const half = CLASSES.map(({ name }) => ({
    name,
    one: input('one machine', name, 0.5) / input('one machine', name, 1),
    staged: input(STAGES[1], name, 0.5) / input(STAGES[1], name, 1),
    low: input('one machine', name, 0.2) / input('one machine', name, 1),
    lowStaged: input(STAGES[1], name, 0.2) / input(STAGES[1], name, 1),
  }));
  const hurt = half.filter(({ one }) => one > 1.01);
  const helped = half.filter(({ one }) => one < 0.99);
  const spared = half.filter(({ low, lowStaged }) => lowStaged < low);
  return {
    slug: 'chiller-class',
    title: 'Chiller class decides whether part load helps or hurts',
    claim:
      'Chillers are least efficient at part load, so an AI hall that cools less than it was built for pays more per kW.',
    scale:
      'Means over a year of hours at a constant load; starts and stops count as the least stable load, with no time of their own.',
    conditions: [
      'Water-cooled chillers behind air handlers for 12 MW in Dallas, no economizer: compressors lift all heat all year, so that weather is the same at every load.',
      `Classes as in the library: ${listed(CLASSES.map(({ name, entry }) => `${name} (\`${entry}\`)`))}. Electricity of the compressors alone, per heat of the racks.`,
      'Left: one machine for everything. Right: machines of the library’s size with a spare (N+1), all that the load needs and no more in operation.',
    ],
    chart: {
      data: {
        values: points.map(({ stage, name, load, input: watts }) => ({
          stage,
          name,
          load: 100 * load,
          input: drawn(watts),
        })),
      },
      facet: { field: 'stage', type: 'nominal', title: '', sort: [...STAGES] },
      columns: 2,
      spec: {
        width: 300,
        height: 250,
        mark: { type: 'line', point: { size: 18 } },
        encoding: {
          x: { field: 'load', type: 'quantitative', title: 'load, % of rating' },
          y: { field: 'input', type: 'quantitative', title: 'compressors, W per W of heat' },
          color: { field: 'name', type: 'nominal', sort: CLASSES.map(({ name }) => name), title: 'class' },
        },
      },
    },
    alt: 'Compressor electricity per heat over load for three classes, as one machine and staged',
    tables: [
      {
        head: ['class', 'staging', '100 %', '70 %', '50 %', '30 %', '20 %', '50 % over 100 %'],
        rows: STAGES.flatMap((stage) =>
          CLASSES.map(({ name }) => [
            name,
            stage,
            ...[1, 0.7, 0.5, 0.3, 0.2].map((load) => input(stage, name, load)),
            input(stage, name, 0.5) / input(stage, name, 1),
          ]),
        ),
      },
    ],
    shown: [
      ...(hurt.length === 0
        ? []
        : [
            `At half load one machine takes more per heat with ${listed(hurt.map(({ name, one }) => `${name} (× ${figure(one)})`))}.`,
          ]),
      ...half
        .filter(({ low }) => low > 1.01)
        .map(({ name, low }) => `At a fifth of the load one ${name} machine takes × ${figure(low)}.`),
    ],
    refuted: [
      ...(helped.length === 0
        ? []
        : [
            `At half load one machine takes less per heat with ${listed(helped.map(({ name, one }) => `${name} (× ${figure(one)})`))}: less speed, or more condenser and evaporator per heat, outweigh what is fixed.`,
          ]),
      ...(spared.length === 0
        ? []
        : [
            `Staging helps: at a fifth of the load counted machines take ${listed(spared.map(({ name, low, lowStaged }) => `× ${figure(lowStaged)} instead of × ${figure(low)} (${name})`))}.`,
          ]),
      `Between the classes lie ${percent(spread(half.map(({ one }) => one)))} of full-load input at half load, staged ${percent(spread(half.map(({ staged: each }) => each)))}: the class is a choice of the plan, and no law of part load.`,
    ],
    models: ['chiller', 'cooling-plant'],
    verdict: `as one machine at half load, ${named(helped)} gain and ${named(hurt)} lose; at a fifth of it, ${named(half.filter(({ low }) => low > 1.01))} lose; staged, ${named(half.filter(({ lowStaged }) => lowStaged > 1.01))}`,
  };
}

function named(classes: readonly { readonly name: string }[]): string {
  return classes.length === 0 ? 'none' : listed(classes.map(({ name }) => name));
}

function spread(values: readonly number[]): number {
  return Math.max(...values) - Math.min(...values);
}
