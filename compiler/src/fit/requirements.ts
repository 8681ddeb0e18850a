import { type Condition, decimalYear, type Operand, type Plan, type PlanIndex, type Requirement } from '../ir/index.js';
import { metricInfo } from '../ir/metric-info.js';
import { showIn, showNumber } from '../ir/show.js';
import { holds, isJoined, type Judged, operandAt, type Period } from '../simulation/condition.js';
import type { Metrics, MetricValue, SimulationResult } from '../simulation/results.js';
import type { Finding } from './finding.js';
import { blockName } from './words.js';

const FITS = new Set(['fit', 'infrastructureFit']);

/** A plan with what it simulates to. */
export interface Simulated {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly result: SimulationResult;
}

export type Judge = Simulated & Judged;

/** DCP6001, DCP6002, DCP6004: each `require` and `prefer` that does not hold, or cannot be judged. */
export function checkRequirements(simulated: Simulated, fits: () => Metrics): Finding[] {
  const judge = judgeOf(simulated, fits);
  return simulated.plan.requirements.flatMap((requirement, i) => {
    const finding = check(judge, requirement, i);
    return finding === undefined ? [] : [finding];
  });
}

/** What conditions are judged by. Fit is worked out only where one asks for it. */
export function judgeOf({ plan, index, result }: Simulated, fits: () => Metrics): Judge {
  const worked = (of: string, name: string): MetricValue | undefined =>
    FITS.has(name) ? fits().get(of)?.get(name) : undefined;
  return { plan, index, result, worked };
}

function check(judge: Judge, requirement: Requirement, index: number): Finding | undefined {
  for (const period of periods(judge, requirement)) {
    const verdict = holds(judge, requirement.condition, period);
    if (verdict === true) continue;
    const place = { path: requirement.at, requirement: index };
    const when = periodName(judge, period);
    if (verdict === null) {
      const unknown = firstUnknown(judge, requirement.condition, period) ?? 'a value';
      return {
        code: 'DCP6004',
        slug: 'requirement-undecided',
        severity: requirement.mode === 'require' ? 'error' : 'warning',
        ...place,
        message: `cannot judge \`${requirement.text}\` in ${when}: ${unknown} is unknown`,
      };
    }
    return {
      code: requirement.mode === 'require' ? 'DCP6001' : 'DCP6002',
      slug: requirement.mode === 'require' ? 'require-failed' : 'prefer-failed',
      severity: requirement.mode === 'require' ? 'error' : 'warning',
      ...place,
      message: `\`${requirement.text}\` fails in ${when}: ${sides(judge, requirement.condition, period)}${requirement.message === undefined ? '' : ` (${requirement.message})`}`,
    };
  }
  return undefined;
}

/** Years of the horizon that the requirement covers; months where it compares a contract's peak or capacity. */
export function periods(judge: Judge, requirement: Pick<Requirement, 'condition' | 'during'>): Period[] {
  const from = requirement.during === undefined ? -Infinity : decimalYear(requirement.during.from);
  const to = requirement.during === undefined ? Infinity : decimalYear(requirement.during.to);
  const monthly = mentions(judge, requirement.condition);
  return judge.result.years.flatMap((year, i): Period[] => {
    if (!monthly) return year + 1 > from && year <= to ? [{ year: i }] : [];
    return Array.from({ length: 12 }, (_, month) => month)
      .filter((month) => monthStart(year, month + 1) > from + 1e-9 && monthStart(year, month) <= to)
      .map((month) => ({ year: i, month }));
  });
}

/** First instant of a month (0..12; the twelfth begins the next year) as a decimal year. */
function monthStart(year: number, month: number): number {
  return month === 12 ? year + 1 : decimalYear(`${String(year)}-${String(month + 1).padStart(2, '0')}-01`);
}

function mentions(judge: Judge, condition: Condition): boolean {
  if (isJoined(condition)) return mentions(judge, condition.left) || mentions(judge, condition.right);
  if (condition.op === 'not') return mentions(judge, condition.operand);
  return operandMonthly(judge, condition.left) || operandMonthly(judge, condition.right);
}

function operandMonthly(judge: Judge, operand: Operand): boolean {
  if ('metric' in operand) return operand.metric === 'peak' && judge.result.contracts.has(operand.of);
  if ('property' in operand) return operand.property === 'capacity' && judge.result.contracts.has(operand.of);
  if ('items' in operand) return operand.items.some((item) => operandMonthly(judge, item));
  return 'left' in operand && (operandMonthly(judge, operand.left) || operandMonthly(judge, operand.right));
}

export function periodName(judge: Judge, period: Period): string {
  const year = String(judge.result.years[period.year] ?? '');
  return period.month === undefined ? year : `${year}-${String(period.month + 1).padStart(2, '0')}`;
}

/** The comparison that decides, with both sides in the unit of the metric that it is about. */
function sides(judge: Judge, condition: Condition, period: Period): string {
  if (condition.op === 'not') return `not (${sides(judge, condition.operand, period)})`;
  if (isJoined(condition)) {
    const failing = holds(judge, condition.left, period) === false ? condition.left : condition.right;
    return sides(judge, failing, period);
  }
  const unit = unitOf(judge, condition.left) ?? unitOf(judge, condition.right);
  const show = (operand: Operand, joined: 'is' | 'of'): string => {
    const value = operandAt(judge, operand, period);
    const shown = unit === undefined ? (value === null ? 'unknown' : showNumber(value)) : showIn(value, unit);
    return 'metric' in operand ? `${blockName(operand.of)}'s ${operand.metric} ${joined} ${shown}` : shown;
  };
  return `${show(condition.left, 'is')}, against ${show(condition.right, 'of')}`;
}

export function unitOf(judge: Judge, operand: Operand): string | undefined {
  if ('metric' in operand) {
    const kind = judge.result.kinds.get(operand.of);
    return kind === undefined ? undefined : metricInfo(kind, operand.metric)?.unit;
  }
  return 'left' in operand ? (unitOf(judge, operand.left) ?? unitOf(judge, operand.right)) : undefined;
}

function firstUnknown(judge: Judge, condition: Condition, period: Period): string | undefined {
  if (condition.op === 'not') return firstUnknown(judge, condition.operand, period);
  if (isJoined(condition))
    return firstUnknown(judge, condition.left, period) ?? firstUnknown(judge, condition.right, period);
  return unknownIn(judge, condition.left, period) ?? unknownIn(judge, condition.right, period);
}

function unknownIn(judge: Judge, operand: Operand, period: Period): string | undefined {
  if ('items' in operand)
    return operand.items.map((item) => unknownIn(judge, item, period)).find((name) => name !== undefined);
  if ('left' in operand) return unknownIn(judge, operand.left, period) ?? unknownIn(judge, operand.right, period);
  if (operandAt(judge, operand, period) !== null) return undefined;
  if ('metric' in operand) return `${operand.of}.${operand.metric}`;
  return 'property' in operand ? `${operand.of}.${operand.property}` : undefined;
}
