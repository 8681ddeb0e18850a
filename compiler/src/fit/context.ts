import { type AnyEntity, type Campus, indexPlan, type Plan } from '../ir/index.js';
import type { CostLine, MetricValue, SimulationResult, Subsystem } from '../simulation/results.js';
import { type AlikeHalls, titleFor } from './alike.js';
import type { Change, Mend } from './finding.js';
import type { Glance } from './glance.js';
import { applyChanges } from './counterfactual/patch.js';
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
  /** Halls that the one at hand stands for: changes of it are made in all of them. */
  readonly alike?: AlikeHalls;
  /** Present where no other plan is tried: findings come without mends. */
  readonly glance?: Glance;
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
  return mendOf(before, result, titleFor(context, title), context.alike?.spread(changes) ?? changes);
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

/** Changes that may be a mend, and what that would be called. */
export interface Trial {
  readonly title: string;
  readonly changes: readonly Change[];
}

/** How far what representative hours say a mend saves may lie from what it saves hour by hour, as a share. */
export const ESTIMATE_ERROR = 0.15;

/** The plan with changes made in the IR where they say their values, to estimate with; `undefined` where it does not compile. */
export function patched(context: FitContext, changes: readonly Change[]): Plan | undefined {
  if (context.glance !== undefined) return undefined;
  const all = context.alike?.spread(changes) ?? changes;
  return applyChanges(context.plan, all, context.library) ?? context.realise(all);
}

/** The plan with changes made, by representative hours and with its work where it is; `undefined` where it does not compile. */
export function roughly(context: FitContext, changes: readonly Change[]): Simulated | undefined {
  const plan = patched(context, changes);
  return plan && { plan, index: indexPlan(plan), result: context.estimate(plan, context.estimate(context.plan)) };
}

/**
 * Those of some trials that representative hours say save more than `least`, the most first, each made into `T` hour by hour
 * while it could still save more than the best before it: the others cannot be what a planner is offered.
 * @param estimate USD that a trial saves by representative hours; NaN where that is unknown, which rules nothing out
 * @param saves USD that it saves hour by hour
 */
export function confirmedBest<T extends object, U>(
  trials: readonly T[],
  least: number,
  estimate: (trial: T) => number,
  confirm: (trial: T) => U | undefined,
  saves: (confirmed: U) => number,
): U[] {
  const ranked = trials
    .map((trial) => ({ trial, rough: estimate(trial) }))
    .filter(({ rough }) => !(rough <= least * (1 - ESTIMATE_ERROR)))
    .sort((a, b) => (Number.isNaN(a.rough) ? -1 : Number.isNaN(b.rough) ? 1 : b.rough - a.rough));
  const found: U[] = [];
  let most = -Infinity;
  for (const { trial, rough } of ranked) {
    if (rough * (1 + ESTIMATE_ERROR) < most) break;
    const confirmed = confirm(trial);
    if (confirmed === undefined) continue;
    found.push(confirmed);
    most = Math.max(most, saves(confirmed));
  }
  return found;
}

/** The mend of some trials that saves most, if it saves `least` USD or anything at all. */
export function bestWhatIf(context: FitContext, trials: readonly Trial[], least = 0): Mend | undefined {
  const own = context.estimate(context.plan).presentValue ?? Number.NaN;
  const confirmed = confirmedBest(
    trials,
    least,
    ({ changes }) => own - (roughly(context, changes)?.result.presentValue ?? Number.NaN),
    ({ title, changes }) => whatIf(context, title, changes),
    ({ predicted }) => predicted.presentValue,
  );
  const best = bestMend(confirmed);
  return best !== undefined && best.predicted.presentValue < least ? undefined : best;
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
