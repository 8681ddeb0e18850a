import { type Mismatch, PART_NAMES, type RankedMend, type BuiltHalls, SUBSYSTEMS } from '../fit/index.js';
import { showMoney, showShare } from '../ir/show.js';
import { columns } from './table.js';
import { wrap } from './wrap.js';

/** Mends that are shown at most. */
const MOST_MENDS = 5;
/** Halls that are named at most. */
const MOST_HALLS = 4;

/** What to change first, and what the mismatch costs by part; says so where there is nothing to change. */
export function mismatchSections(mismatch: Mismatch): string[] {
  const { cost, planFit, parts, built } = mismatch;
  const shown = firstMends(mismatch).slice(0, MOST_MENDS);
  if (shown.length === 0 && cost <= 0)
    return [
      `What to change first\n  Nothing: no mend of the catalogue saves money${built === undefined ? '' : ' that is not spent yet'}.`,
      ...searchWords(mismatch),
    ];
  const first = columns(
    ['What to change first', 'saves', 'from'],
    shown.map((mend, i) => [`${mend.title}${besides(mend, shown.slice(0, i))}`, showMoney(mend.value), mend.from]),
  );
  const rows = SUBSYSTEMS.filter((subsystem) => parts[subsystem] > 0)
    .sort((a, b) => parts[b] - parts[a])
    .map((subsystem) => [PART_NAMES[subsystem], showMoney(parts[subsystem]), showShare(parts[subsystem] / cost)]);
  const whole = columns(
    ['Mismatch cost by part', showMoney(cost), ''],
    [...rows, ['plan fit: best over this plan', '', showShare(planFit)]],
  );
  return [
    first,
    ...(cost > 0 ? [whole] : []),
    ...(built === undefined ? [] : [builtWords(built)]),
    ...searchWords(mismatch),
  ];
}

/** That savings leave out what is spent. */
function builtWords({ asOf, halls }: BuiltHalls): string {
  const names = namesOf(halls);
  const words = `By ${asOf} (asOf) ${names} ${halls.length > 1 ? 'stand' : 'stands'}: what is spent by then is in no saving above, and what a change buys instead comes on top of it.`;
  return wrap(words).join('\n');
}

/** How halls were searched, where that may have missed something: the mismatch is then at least what is said. */
function searchWords({ hallSearch: { groups, byDesign, left }, isCut }: Mismatch): string[] {
  const words = [
    ...(byDesign
      ? [`Halls of one design that do the same kinds of work are changed together (${String(groups)} such groups).`]
      : []),
    ...(left.length > 0
      ? [
          `Only the ${String(groups)} dearest groups of halls were looked at: ${namesOf(left)} ${left.length > 1 ? 'stay' : 'stays'} as written.`,
        ]
      : []),
    ...(isCut ? ['The search ended before every part was tried.'] : []),
  ];
  return words.length === 0
    ? []
    : [wrap([...words, 'A change of single halls may save more than is said here.'].join(' ')).join('\n')];
}

function namesOf(halls: readonly string[]): string {
  return halls.length > MOST_HALLS ? `${String(halls.length)} halls` : halls.join(', ');
}

/** Mends by what they save, each of them the best for what it changes. */
export function firstMends({ mends }: Mismatch): readonly RankedMend[] {
  return mends.filter(isNew);
}

/** True for a mend that does not change again what one before it changes. */
function isNew({ conflicts }: RankedMend): boolean {
  return conflicts.every(({ why }) => why !== 'same');
}

/** Mends shown before one that it is not worth making beside. */
function besides({ conflicts }: RankedMend, shown: readonly RankedMend[]): string {
  const numbers = conflicts.flatMap(({ title }) => {
    const at = shown.findIndex((other) => other.title === title);
    return at < 0 ? [] : [String(at + 1)];
  });
  return numbers.length === 0 ? '' : ` (instead of ${numbers.join(', ')})`;
}
