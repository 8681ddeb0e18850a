import { type AnyWorkload, type Campus, type Plan, valueAt } from '../../ir/index.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { SimulationResult } from '../../simulation/results.js';
import { type FitContext, roughly } from '../context.js';
import type { Change } from '../finding.js';
import { breaking, servesLess } from '../no-worse.js';
import type { Simulated } from '../requirements.js';

/**
 * How much more of work that cannot be made up interruptions may take than they do in the plan as written, as a share of what
 * they take there: unavailable hours are known to a digit at best.
 */
const SAME_LOSS = 0.05;
/** Rounding of shares. */
const ROUNDING = 1e-9;

/**
 * Prices changed plans against the plan as written with useful work held equal (MODELS A4). What it returns gives the cost
 * of a changed plan in USD of present value; `undefined` where it is no mend: it serves less, breaks something that held, or
 * a figure of it is unknown.
 *
 * Useful work is what is served or trained, less what interruptions and called hours take. Training and deferrable work
 * that a changed plan does beyond the plan's is credited, and what it loses more to interruptions is made up, at what a unit
 * of that workload costs there; no credit is larger than the workload's own cost in the plan as written. Interactive work
 * cannot be made up: what it loses more is paid for at its declared `value`, and without one nothing more may be lost.
 * @param counts share of a campus's year whose work is held equal; all of it by default
 */
export function heldEqual(
  before: Simulated,
  counts: (campus: Campus, year: number) => number = () => 1,
): (after: Simulated) => number | undefined {
  const breaks = breaking(before);
  const works = workloadsOf(before.plan);
  return (after) => {
    if (after.result.presentValue === null || servesLess(before.result, after.result) || breaks(after))
      return undefined;
    let cost = after.result.presentValue;
    for (const { workload, campus } of works) {
      const path = workload.path ?? '';
      const yearly = Float64Array.from(before.result.years, (year, y) => {
        const share = campus === undefined ? 1 : counts(campus, year);
        if (share === 0) return 0;
        return workload.kind === 'training' || workload.kind === 'deferrable'
          ? share * madeUp(before.result, after.result, path, y)
          : share * lostForGood(before.result, after.result, workload, year, y);
      });
      if (yearly.some((usd) => !Number.isFinite(usd))) return undefined;
      cost += presentValue(yearly, campus?.discount ?? 0);
    }
    return cost;
  };
}

/**
 * USD of present value that changes save by representative hours with work where it is, useful work held equal where it can
 * be; NaN where that is unknown.
 */
export function roughSaving(context: FitContext): (of: { readonly changes: readonly Change[] }) => number {
  const base = context.estimate(context.plan);
  const price = heldEqual({ ...context, result: base });
  return ({ changes }) => {
    const changed = roughly(context, changes);
    if (changed === undefined) return Number.NaN;
    return (base.presentValue ?? Number.NaN) - (price(changed) ?? changed.result.presentValue ?? Number.NaN);
  };
}

/** Every workload of a plan, with its campus; the first campus for those above campuses. */
function workloadsOf(plan: Plan): { readonly workload: AnyWorkload; readonly campus: Campus | undefined }[] {
  const own = plan.campus.flatMap((campus) => campus.workload.map((workload) => ({ workload, campus })));
  return [...own, ...plan.workload.map((workload) => ({ workload, campus: plan.campus[0] }))];
}

/** USD of a year to do exactly the work that the plan as written does; negative where more is done. */
function madeUp(before: SimulationResult, after: SimulationResult, path: string, year: number): number {
  const was = delivered(before, path, year);
  const is = delivered(after, path, year);
  if (Number.isNaN(was) && Number.isNaN(is)) return 0;
  if (was <= 0 || !(is > 0)) return was <= 0 ? 0 : Number.NaN;
  const cost = after.workloadCosts.get(path)?.[year] ?? 0;
  const own = before.workloadCosts.get(path)?.[year] ?? 0;
  return (is > was ? Math.min(cost, own) : cost) * (was / is - 1);
}

/** USD of a year for interactive work that interruptions take beyond what they took; NaN where that may not be. */
function lostForGood(
  before: SimulationResult,
  after: SimulationResult,
  workload: AnyWorkload,
  year: number,
  y: number,
): number {
  const path = workload.path ?? '';
  const was = lostShare(before, path, y);
  const is = lostShare(after, path, y);
  if (Number.isNaN(was) || is <= was * (1 + SAME_LOSS) + ROUNDING) return 0;
  const value = 'value' in workload ? valueAt(workload.value, year + 0.5) : Number.NaN;
  return (is - was) * (after.metrics.get(path)?.get('served')?.byYear[y] ?? 0) * value;
}

/** Useful work of a workload in a year, in its own unit; NaN where what interruptions take is unknown. */
export function delivered(result: SimulationResult, path: string, year: number): number {
  const metrics = result.metrics.get(path);
  const work = (metrics?.get('goodput') ?? metrics?.get('served'))?.byYear[year] ?? 0;
  return work * (1 - lostShare(result, path, year));
}

function lostShare(result: SimulationResult, path: string, year: number): number {
  const metrics = result.metrics.get(path);
  const share = (name: string): number => {
    const metric = metrics?.get(name);
    return metric === undefined ? 0 : (metric.byYear[year] ?? Number.NaN);
  };
  return 1 - (1 - share('outageLoss')) * (1 - share('calledLoss'));
}
