import { showMoney, showNumber, showShare } from '../ir/show.js';
import { splitPath } from '../ir/index.js';
import type { Flexibility } from '../fit/lifetime/flexibility.js';
import { AS_WRITTEN, type ScenarioTree } from '../fit/lifetime/scenario-tree.js';
import { noPaint, type Paint } from './paint.js';
import { columns } from './table.js';

/** Letters of a change that a table shows. */
const MOST = 48;

/** The scenario tree as a table, and what being able to change is worth over it. */
export function renderScenarios(tree: ScenarioTree, paint: Paint = noPaint): string {
  const rows = tree.branches.map(({ name, base, probability, presentValue, regret, first }) => [
    base === undefined ? name : `${name}: ${base}`,
    probability === null ? '-' : showShare(probability),
    showMoney(presentValue),
    showMoney(regret),
    first === null ? '-' : first.length > MOST ? `${first.slice(0, MOST - 1)}…` : first,
  ]);
  const expected = ['expected', '', showMoney(tree.expected), showMoney(tree.expectedRegret), ''];
  return [
    paint.strong('Scenarios'),
    columns(['', 'probability', 'present value', 'regret', 'change first'], [...rows, expected]),
    ...notesOf(tree),
    ...flexibilityOf(tree, paint),
    ...blocksOf(tree, paint),
  ].join('\n\n');
}

function notesOf(tree: ScenarioTree): string[] {
  const notes = [
    'Regret is what this design costs in a future beyond the best design found for it.',
    ...(tree.isUnweighted ? ['No scenario has a probability: all futures count the same.'] : []),
    ...tree.branches.flatMap(({ name, emptied }) =>
      emptied.map((hall) => `Under ${name} ${splitPath(hall).last} stands empty.`),
    ),
    ...tree.branches.flatMap(({ name, changes }) =>
      changes
        .filter(({ type }) => type === 'retrofit')
        .map(
          ({ path, from }) =>
            `${name === AS_WRITTEN ? 'As written' : `Under ${name}`} the retrofit ${splitPath(path).last} begins in ${String(Math.floor(from + 1e-9))}.`,
        ),
    ),
  ];
  return [notes.join('\n')];
}

function flexibilityOf(tree: ScenarioTree, paint: Paint): string[] {
  if (tree.speeds.length === 0) return [];
  const row = (label: string, { declared, fixed, breakEvenPremium }: Flexibility): string[] => [
    label,
    showMoney(declared),
    showMoney(fixed),
    showMoney(declared === null || fixed === null ? null : fixed - declared),
    breakEvenPremium === null ? '-' : showShare(breakEvenPremium),
  ];
  const speeds = tree.speeds.map(({ speed, flexibility }) =>
    row(`work moves ${showNumber(speed)} times as fast`, flexibility),
  );
  return [
    paint.strong('Being able to change'),
    'By representative hours. The premium is on shell, power path and plant; blocks spare racks as well.',
    columns(
      ['', 'as declared', 'fixed', 'worth', 'break-even premium'],
      [row('over these futures', tree.flexibility), ...speeds],
    ),
  ];
}

function blocksOf(tree: ScenarioTree, paint: Paint): string[] {
  if (tree.blocks.length === 0) return [];
  return [
    paint.strong('Blocks under a demand that wanders (shell, power path and plant)'),
    columns(
      ['Hall', 'volatility', 'at once', 'in blocks', 'unused', 'unused, blocks', 'break-even premium'],
      tree.blocks.map(({ hall, volatility, comparison: { atOnce, inBlocks, breakEven } }) => [
        splitPath(hall).last,
        showShare(volatility),
        showMoney(atOnce.mean),
        showMoney(inBlocks.mean),
        showShare(atOnce.unused),
        showShare(inBlocks.unused),
        showShare(breakEven),
      ]),
    ),
  ];
}
