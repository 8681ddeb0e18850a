import {
  type AnyEntity,
  type Condition,
  type Operand,
  type PlanIndex,
  valueAt,
  type VaryingUncertainNumber,
} from '../ir/index.js';
import type { MetricValue, SimulationResult } from './results.js';

/** One year, or one month of it, in which a condition is judged. */
export interface Period {
  readonly year: number;
  readonly month?: number;
}

/** What a condition is judged on: what was simulated, and the values that the plan declares. */
export interface Judged {
  readonly index: PlanIndex;
  readonly result: Pick<SimulationResult, 'years' | 'metrics' | 'contracts'>;
  /** Metrics that are not simulated but worked out, where they are asked for. */
  readonly worked?: (of: string, metric: string) => MetricValue | undefined;
}

type Joined = Extract<Condition, { readonly op: 'and' | 'or' }>;

export function isJoined(condition: Condition): condition is Joined {
  return condition.op === 'and' || condition.op === 'or';
}

/** True or false of a condition in a period, within a billionth; `null` where a value that decides is unknown. */
export function holds(judged: Judged, condition: Condition, period: Period): boolean | null {
  if (condition.op === 'not') {
    const inner = holds(judged, condition.operand, period);
    return inner === null ? null : !inner;
  }
  if (isJoined(condition)) {
    const left = holds(judged, condition.left, period);
    const right = holds(judged, condition.right, period);
    const decisive = condition.op === 'or';
    if (left === decisive || right === decisive) return decisive;
    return left === null || right === null ? null : !decisive;
  }
  const left = operandAt(judged, condition.left, period);
  const right = operandAt(judged, condition.right, period);
  if (left === null || right === null) return null;
  const slack = 1e-9 * Math.max(Math.abs(left), Math.abs(right));
  switch (condition.op) {
    case '<':
      return left < right;
    case '<=':
      return left <= right + slack;
    case '>':
      return left > right;
    case '>=':
      return left >= right - slack;
    case '==':
      return Math.abs(left - right) <= slack;
    case '!=':
      return Math.abs(left - right) > slack;
  }
}

/** The value of an operand in a period, SI; `null` where it is unknown. */
export function operandAt(judged: Judged, operand: Operand, period: Period): number | null {
  if ('value' in operand) return valueAt(operand.value, middleOf(judged, period));
  if ('metric' in operand) return metricAt(judged, operand.of, operand.metric, period);
  if ('property' in operand) return propertyAt(judged, operand.of, operand.property, period);
  if ('items' in operand) {
    const values = operand.items.map((item) => operandAt(judged, item, period));
    if (values.some((value) => value === null)) return null;
    const known = values.filter((value) => value !== null);
    if (operand.op === 'sum') return known.reduce((sum, value) => sum + value, 0);
    return operand.op === 'min' ? Math.min(...known) : Math.max(...known);
  }
  const left = operandAt(judged, operand.left, period);
  const right = operandAt(judged, operand.right, period);
  if (left === null || right === null) return null;
  switch (operand.op) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0 ? null : left / right;
  }
}

function metricAt({ result, worked }: Judged, of: string, name: string, period: Period): number | null {
  const contract = result.contracts.get(of);
  if (name === 'peak' && contract && period.month !== undefined)
    return contract.peak[12 * period.year + period.month] ?? null;
  const value = result.metrics.get(of)?.get(name) ?? worked?.(of, name);
  return value?.byYear[period.year] ?? null;
}

function propertyAt(judged: Judged, of: string, name: string, period: Period): number | null {
  const entity: AnyEntity | undefined = judged.index.get(of);
  const value: unknown = entity === undefined ? undefined : Object.entries(entity).find(([key]) => key === name)?.[1];
  return isNumeric(value) ? valueAt(value, middleOf(judged, period)) : null;
}

function isNumeric(value: unknown): value is VaryingUncertainNumber {
  return (
    typeof value === 'number' ||
    (typeof value === 'object' && value !== null && ('distribution' in value || 'series' in value))
  );
}

function middleOf({ result }: Judged, period: Period): number {
  const year = result.years[period.year] ?? 0;
  return period.month === undefined ? year + 0.5 : year + (period.month + 0.5) / 12;
}
