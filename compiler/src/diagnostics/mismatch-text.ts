import { type Mismatch, PART_NAMES, type RankedMend, SUBSYSTEMS } from '../fit/index.js';
import { showMoney, showShare } from '../ir/show.js';
import { columns } from './table.js';

/** Mends that are shown at most. */
const MOST_MENDS = 5;

/** What to change first, and what the mismatch costs by part; says so where there is nothing to change. */
export function mismatchSections(mismatch: Mismatch): string[] {
  const { cost, planFit, parts } = mismatch;
  const shown = firstMends(mismatch).slice(0, MOST_MENDS);
  if (shown.length === 0 && cost <= 0)
    return ['What to change first\n  Nothing: no mend of the catalogue saves money.'];
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
  return cost > 0 ? [first, whole] : [first];
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
