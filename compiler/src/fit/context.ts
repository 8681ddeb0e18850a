import { type AnyEntity, type Campus, indexPlan, type Plan } from '../ir/index.js';
import type { CostLine, MetricValue, SimulationResult, Subsystem } from '../simulation/results.js';
import type { Change, Mend } from './finding.js';
import { breaking, servesLess } from './no-worse.js';
import type { Simulated } from './requirements.js';

/** What rules are given: the plan, what it simulates to, and the means to ask "what if". */
export interface FitContext extends Simulated {
  /** Catalogue entities by key, from which mends choose. */
  readonly library: ReadonlyMap<string, AnyEntity>;
  /**
   * The plan with changes made, compiled anew from its edited source: so that the number a mend promises is the number
   * that applying it gives. `undefined` where the edited plan does not compile.
   */
  readonly realise: (changes: readonly Change[]) => Plan | undefined;
  /** Simulates a plan; results are remembered by content. */
  readonly simulate: (plan: Plan) => SimulationResult;
  /**
   * The same from representative hours (F0, MODELS A2): within 5 %, and fast enough to search with. Work stays where it is
   * in the result of `held`, where one is given.
   */
  readonly estimate: (plan: Plan, held?: SimulationResult) => SimulationResult;
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
  if (servesLess(before, result) || breaking(context)({ plan: mended, index: indexPlan(mended), result }))
    return undefined;
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

function outlay(result: SimulationResult): number {
  return result.costs.reduce((sum, line) => sum + (line.outlay ?? 0), 0);
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
