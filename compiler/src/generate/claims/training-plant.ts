import { PART_NAMES, SUBSYSTEMS } from '../../fit/index.js';
import type { Subsystem } from '../../simulation/results.js';
import { drawn } from '../chart.js';
import { figure, percent } from '../markdown.js';
import { type Claim, sourced } from './page.js';
import { cost, crossing, type PlanLab } from './plan-lab.js';

/** Requests/s that fill the halls at their peak, and how much of that comes. */
const FULL = 1_300_000;
const COMES = [0.2, 0.4, 0.6, 0.8, 1] as const;
/** What the claim puts at hundreds of millions, M USD. */
const CLAIMED = 100;
const J_PER_TWH = 3.6e15;
/** For scale: about what the plan's tariff comes to. One TWh at one USD/MWh is a million USD. */
const USD_PER_MWH = 50;

interface Case {
  readonly name: string;
  readonly comes: number;
  readonly whole: number;
  readonly pue: number;
  readonly mismatch: number;
  /** M USD of present value, in the order of the subsystems. */
  readonly parts: readonly number[];
  /** Energy at the meters, and what of it the best form does not draw, TWh. */
  readonly atMeters: number;
  readonly energy: number;
  readonly best: string;
}

function caseOf(lab: PlanLab, name: string, comes: number, scenario?: string): Case {
  const report = lab.judge(
    scenario,
    scenario === undefined ? { 'Gigawatt.Assistant.demand': `${String(Math.round(FULL * comes))} req/s` } : {},
  );
  const { mismatch, result } = report;
  if (mismatch === undefined) throw new Error(`${name}: the cost of the plan is unknown`);
  return {
    name,
    comes,
    whole: cost(result),
    pue: result.metrics.get('Gigawatt')?.get('pue')?.value ?? NaN,
    mismatch: mismatch.cost / 1e6,
    parts: SUBSYSTEMS.map((subsystem) => mismatch.parts[subsystem] / 1e6),
    atMeters: (result.energy ?? NaN) / J_PER_TWH,
    energy: ((result.energy ?? NaN) - (mismatch.best.energy ?? NaN)) / J_PER_TWH,
    best: mismatch.best.title,
  };
}

/** (a) A plant sized for training and run by inference costs hundreds of millions over a gigawatt campus's life. */
export function trainingPlant(lab: PlanLab): Claim {
  const served = COMES.map((comes) => caseOf(lab, `${percent(comes)} of the chat`, comes));
  const trained = caseOf(lab, 'training as announced', NaN, 'Trained');
  const cases = [...served, trained];
  const full = served.at(-1)!;
  const of = (each: Case, subsystem: Subsystem): number => each.parts[SUBSYSTEMS.indexOf(subsystem)] ?? NaN;
  const plant = (each: Case): number => of(each, 'cooling') + of(each, 'electrical');
  const turns = crossing(served.map((each) => [each.comes, plant(each) - CLAIMED]));
  const greatest = [...SUBSYSTEMS].sort((a, b) => of(full, b) - of(full, a))[0]!;
  const energy = full.energy * USD_PER_MWH;
  const caused = full.mismatch - trained.mismatch;
  return {
    letter: 'a',
    slug: 'training-plant',
    title: 'A plant sized for training and run by inference',
    claim:
      'Inference on a gigawatt campus that was sized for training costs hundreds of millions over its life, in energy and in everything else.',
    scale: 'Present value of fifteen years at 8 %; demand stands still.',
    conditions: [
      'Eight halls of 720 GB200 NVL72 on chilled direct-to-chip plants, a rail-optimised fabric at 1:1, one power path, 1,000 MW with minimum demand and take-or-pay.',
      `Chat for a 70B model: ${COMES.map(percent).join(', ')} of the ${String(FULL)} requests/s that fill the halls at their peak, prompts on accelerators of their own; or all accelerators in training (\`Trained\`).`,
      'Mismatch: cost of the plan less that of the best form that mends of the catalogue reach, work served held equal; parts by Shapley value over the seven subsystems.',
    ],
    chart: {
      width: 440,
      height: 260,
      data: {
        values: cases.flatMap((each) =>
          SUBSYSTEMS.map((subsystem) => ({
            case: each.name,
            part: PART_NAMES[subsystem],
            usd: drawn(of(each, subsystem)),
          })),
        ),
      },
      mark: 'bar',
      encoding: {
        x: { field: 'case', type: 'nominal', title: '', sort: null },
        y: { field: 'usd', type: 'quantitative', title: 'mismatch, M USD of present value' },
        color: {
          field: 'part',
          type: 'nominal',
          title: '',
          sort: SUBSYSTEMS.map((subsystem) => PART_NAMES[subsystem]),
        },
      },
    },
    alt: 'Mismatch cost of the campus by subsystem, for five degrees of inference and for training as announced',
    tables: [
      {
        head: [
          'what runs',
          'present value, M USD',
          'dPUE',
          'mismatch, M USD',
          ...SUBSYSTEMS.map((each) => PART_NAMES[each]),
        ],
        rows: cases.map((each) => [each.name, each.whole, each.pue, each.mismatch, ...each.parts]),
      },
    ],
    holds: [
      `With all of the chat the campus costs ${figure(full.mismatch)} M USD more than its best form, ${percent(full.mismatch / full.whole)} of everything; most of it is ${PART_NAMES[greatest]} (${figure(of(full, greatest))}).`,
      ...(plant(full) > CLAIMED
        ? [`Cooling and power path alone make ${figure(plant(full))} M USD of that: hundreds of millions, as claimed.`]
        : []),
      ...(energy > CLAIMED
        ? [
            `The best form draws ${figure(full.energy)} of ${figure(full.atMeters)} TWh less over fifteen years: about ${figure(energy)} M USD at ${figure(USD_PER_MWH)} USD/MWh, before discounting.`,
          ]
        : []),
    ],
    fails: [
      ...(energy > CLAIMED
        ? []
        : [`In energy it is about ${figure(energy)} M USD at ${figure(USD_PER_MWH)} USD/MWh, before discounting.`]),
      `The same campus trains at a mismatch of ${figure(trained.mismatch)} M USD: of the ${figure(full.mismatch)}, ${figure(caused)} come with inference; the rest is how it was built.`,
      ...(full.pue <= trained.pue
        ? [`Its dPUE does not suffer: ${full.pue.toFixed(3)} full of chat, ${trained.pue.toFixed(3)} full of training.`]
        : []),
    ],
    breakEven: [
      turns === undefined
        ? `Cooling and power path: ${plant(full) > CLAIMED ? 'above' : 'below'} ${figure(CLAIMED)} M USD at every demand tried.`
        : `Cooling and power path pass ${figure(CLAIMED)} M USD at ${percent(turns)} of the chat.`,
    ],
    sources: [
      ...sourced('Plant', lab.entry('std/cooling#DirectToChip_Chilled', 'directToChip'), ['capital', 'turndown']),
      ...sourced('Fabric', lab.entry('std/networks#RailOptimized_800G', 'railOptimized'), ['transceiverPrice']),
      ...sourced('Path', lab.entry('std/electrical#Training_Path', 'electrical'), ['upsShare']),
    ],
    models: ['fit', 'cooling-plant', 'network', 'economics'],
    verdict: `${full.mismatch > CLAIMED ? 'Holds' : 'Refuted'} in sum: ${figure(full.mismatch)} M USD with all of the chat, of which ${PART_NAMES[greatest]} is ${percent(of(full, greatest) / full.mismatch)}, cooling and power path ${figure(plant(full))} M USD; energy about ${figure(energy)} M USD before discounting; ${figure(trained.mismatch)} M USD are there without any inference`,
  };
}
