import type { Metrics, Subsystem } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import type { Change, Finding } from '../finding.js';
import { bestPlan, pricingOf } from './best-plan.js';
import { fitMetrics, type HallFit, hallFits } from './fits.js';
import { rankMends, type RankedMend, titleOf } from './mends.js';
import { type BuiltHalls, builtHallsOf } from './spent.js';
import type { HallSearch } from './units.js';

export type { HallFit } from './fits.js';
export type { RankedMend } from './mends.js';
export type { BuiltHalls } from './spent.js';

/** What a plan costs beyond the best that mends reach, and where it comes from (MODELS A4). All USD are present values. */
export interface Mismatch {
  /** Cost of the plan less that of its best mended form, useful work held equal; never negative. */
  readonly cost: number;
  /** That cost by subsystem, by exact Shapley value over their coalitions: non-negative, they add up to it. */
  readonly parts: Readonly<Record<Subsystem, number>>;
  /** Cost of the best mended form over that of the plan, in (0, 1]. */
  readonly planFit: number;
  /** The changes that make the plan its best mended form, and what they are in words; none where it is that. */
  readonly best: {
    readonly title: string;
    readonly changes: readonly Change[];
    readonly presentValue: number | null;
    /** Energy at the meters over the horizon, J. */
    readonly energy: number | null;
  };
  /** What stands by the plan's `asOf`, where that is after the opening: what is spent by then is no part of the cost. */
  readonly built: BuiltHalls | undefined;
  /** The same cost by campus, as charged and not yet spent: without what holding useful work equal adds. */
  readonly byCampus: ReadonlyMap<string, number>;
  /** The cost by representative hours, in which the search ran; the rest is from every hour. */
  readonly estimate: number;
  /** Simulations by representative hours, whether every combination was tried, and whether the search ended early. */
  readonly simulations: number;
  readonly isExhaustive: boolean;
  readonly isCut: boolean;
  /** Whether each hall was searched by itself. */
  readonly hallSearch: HallSearch;
  /** Single mends by what they save, the best first. */
  readonly mends: readonly RankedMend[];
}

/** The mismatch cost of a plan; `undefined` where its own cost is unknown. */
export function mismatchOf(context: FitContext, findings: readonly Finding[]): Mismatch | undefined {
  const pricing = pricingOf(context);
  if (pricing === undefined || pricing.cost <= 0) return undefined;
  const best = bestPlan(context, pricing);
  const spent = pricing.spent?.(best.best.result, best.changes).byCampus;
  return {
    cost: best.cost - best.bestCost,
    parts: best.parts,
    planFit: best.bestCost / best.cost,
    best: {
      title: titleOf(context, best.changes),
      changes: best.changes,
      presentValue: best.best.result.presentValue,
      energy: best.best.result.energy,
    },
    byCampus: new Map(
      context.plan.campus.map(({ path = '' }) => [
        path,
        costOf(context, path) - costOf(best.best, path) - (spent?.get(path) ?? 0),
      ]),
    ),
    built: builtHallsOf(context.plan),
    estimate: best.estimate,
    mends: rankMends(context, pricing, best, findings),
    simulations: pricing.composer.simulations,
    isExhaustive: best.isExhaustive,
    isCut: best.isCut,
    hallSearch: pricing.halls,
  };
}

function costOf({ result }: Pick<FitContext, 'result'>, campus: string): number {
  return result.costs.reduce((sum, line) => sum + (line.campus === campus ? (line.presentValue ?? 0) : 0), 0);
}

/** Fits of halls for workloads by year, and as metrics of halls, workloads and campuses. */
export function fitsOf(context: FitContext): { readonly halls: readonly HallFit[]; readonly metrics: Metrics } {
  const halls = hallFits(context);
  return { halls, metrics: fitMetrics(context, halls) };
}
