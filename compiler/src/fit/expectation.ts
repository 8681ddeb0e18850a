import type { Condition, Operand } from '../ir/index.js';
import { showNumber, showQuantity } from '../ir/show.js';
import { holds, operandAt } from '../simulation/condition.js';
import { type Judge, periodName, periods, unitOf } from './requirements.js';

/** Part of a condition: what it is, and for a figure that is no metric the unit to show it in. */
export type Part = { readonly condition: Condition } | { readonly operand: Operand; readonly unit: string };

/** Where a condition does not hold, and what its parts come to there. */
export interface Failure {
  /** `2029`, or `2029-07` where it compares by month. */
  readonly when: string;
  /** False where it fails, null where something in it is unknown. */
  readonly verdict: false | null;
  /** In the order of the parts that were given. */
  readonly values: readonly string[];
}

/** The first year or month in which a condition does not hold, as for a `require`; undefined where it holds in all. */
export function failureOf(judge: Judge, condition: Condition, parts: readonly Part[]): Failure | undefined {
  for (const period of periods(judge, { condition })) {
    const verdict = holds(judge, condition, period);
    if (verdict === true) continue;
    const shown = (part: Part): string => {
      if ('condition' in part) return String(holds(judge, part.condition, period) ?? 'unknown');
      const value = operandAt(judge, part.operand, period);
      const unit = unitOf(judge, part.operand) ?? part.unit;
      if (value === null) return 'unknown';
      return unit === '' ? showNumber(value) : showQuantity(value, unit);
    };
    return { when: periodName(judge, period), verdict, values: parts.map(shown) };
  }
  return undefined;
}
