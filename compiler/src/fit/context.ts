import { type AnyEntity, type Campus, indexPlan, type Plan, type PlanIndex } from '../ir/index.js';
import type { CostLine, MetricValue, SimulationResult, Subsystem } from '../simulation/results.js';
import { checkConsistency } from './consistency/index.js';
import type { Change, Mend } from './finding.js';

/** What rules are given: the plan, what it simulates to, and the means to ask "what if". */
export interface FitContext {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly result: SimulationResult;
  /** Catalogue entities by key, from which mends choose. */
  readonly library: ReadonlyMap<string, AnyEntity>;
  /**
   * The plan with changes made, compiled anew from its edited source: so that the number a mend promises is the number
   * that applying it gives. `undefined` where the edited plan does not compile.
   */
  readonly realise: (changes: readonly Change[]) => Plan | undefined;
  /** Simulates a plan; results are remembered by content. */
  readonly simulate: (plan: Plan) => SimulationResult;
}

/** From when a mismatch is worth a finding (MODELS A4), from the campus's `policy`, else 1 M USD and 2 %. */
export interface Threshold {
  readonly minimum: number;
  readonly share: number;
}

export function thresholdOf(plan: Plan, campus: Campus): Threshold {
  const policy = campus.policy ?? plan.policy;
  return policy ? { minimum: policy.findingMinimum, share: policy.findingShare } : { minimum: 1e6, share: 0.02 };
}

/** Present value of the cost lines that `pick` takes; `null` where one of them is unknown. */
export function costOf(result: SimulationResult, pick: (line: CostLine) => boolean): number | null {
  let sum = 0;
  for (const line of result.costs) {
    if (!pick(line)) continue;
    if (line.presentValue === null) return null;
    sum += line.presentValue;
  }
  return sum;
}

/** Present value of one subsystem within a campus. */
export function subsystemCost(result: SimulationResult, campus: string, subsystem: Subsystem): number | null {
  return costOf(result, (line) => line.subsystem === subsystem && line.campus === campus);
}

/** A metric's yearly values, or `undefined`. */
export function metricOf(result: SimulationResult, path: string, metric: string): MetricValue | undefined {
  return result.metrics.get(path)?.get(metric);
}

/**
 * Simulates the plan with changes made. `undefined` where it does not compile, where its cost is unknown, or where it is no
 * mend: any workload is served less than in the plan as written (MODELS A4), or something breaks that held before.
 */
export function whatIf(context: FitContext, title: string, changes: readonly Change[]): Mend | undefined {
  const mended = context.realise(changes);
  if (mended === undefined) return undefined;
  const result = context.simulate(mended);
  const before = context.result;
  if (servesLess(before, result) || breaksMore(context, mended, result)) return undefined;
  return mendOf(before, result, title, changes);
}

/** What changes promise, from the plan's result with and without them; `undefined` where a cost is unknown. */
export function mendOf(
  before: SimulationResult,
  after: SimulationResult,
  title: string,
  changes: readonly Change[],
): Mend | undefined {
  if (after.presentValue === null || before.presentValue === null) return undefined;
  return {
    title,
    changes,
    predicted: {
      presentValue: before.presentValue - after.presentValue,
      energy: (before.energy ?? 0) - (after.energy ?? 0),
      capital: outlay(before) - outlay(after),
      planPresentValue: after.presentValue,
    },
    carbon: before.carbon === null || after.carbon === null ? null : before.carbon - after.carbon,
  };
}

/**
 * True where the changed plan has a contract whose peak or ramp newly breaks its limit, a hall whose plant newly leaves the
 * range of its model (more heat than it carries, a temperature that it cannot hold), or a new inconsistency.
 */
function breaksMore(context: FitContext, mended: Plan, result: SimulationResult): boolean {
  const before = context.result;
  for (const [path, contract] of result.contracts) {
    const was = before.contracts.get(path);
    if (contract.firstPeakBreach >= 0 && (was?.firstPeakBreach ?? -1) < 0) return true;
    if (contract.firstRampBreach >= 0 && (was?.firstRampBreach ?? -1) < 0) return true;
  }
  const ranges = rangesLeft(before);
  for (const range of rangesLeft(result)) if (!ranges.has(range)) return true;
  const errors = errorsOf(context.plan, context.index);
  for (const error of errorsOf(mended, indexPlan(mended))) if (!errors.has(error)) return true;
  return false;
}

/** Notes of models that left their range, without the numbers in them. */
function rangesLeft(result: SimulationResult): Set<string> {
  return new Set(
    result.notes
      .filter((note) => note.type === 'range')
      .map(({ path, message }) => `${path} ${message.replace(/[\d.,]+/g, '#')}`),
  );
}

function errorsOf(plan: Plan, index: PlanIndex): Set<string> {
  return new Set(
    checkConsistency(plan, index)
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path}`),
  );
}

function outlay(result: SimulationResult): number {
  return result.costs.reduce((sum, line) => sum + (line.outlay ?? 0), 0);
}

/** True where some workload's useful work falls, in any year, by more than rounding. */
export function servesLess(before: SimulationResult, after: SimulationResult): boolean {
  for (const [path, metrics] of before.metrics) {
    for (const name of ['served', 'goodput']) {
      const served = metrics.get(name);
      if (served === undefined) continue;
      const now = after.metrics.get(path)?.get(name);
      if (served.byYear.some((value, year) => (now?.byYear[year] ?? 0) < (value ?? 0) * (1 - 1e-9))) return true;
    }
  }
  return false;
}

/** The mend that saves most, of those that save anything. Ties keep the order of the candidates. */
export function bestMend(mends: readonly (Mend | undefined)[]): Mend | undefined {
  let best: Mend | undefined;
  for (const mend of mends) {
    if (mend && mend.predicted.presentValue > (best?.predicted.presentValue ?? 0)) best = mend;
  }
  return best;
}

/** Mends in the order of their value, best first: the first is the one that a planner is offered. */
export function bestOf(mends: readonly Mend[]): Mend[] {
  return [...mends].sort((a, b) => b.predicted.presentValue - a.predicted.presentValue);
}
