import { type AnyWorkload, type Plan, valueAt } from '../../ir/index.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { SimulationResult } from '../../simulation/results.js';

/** A workload with the discount rate of its campus; of work above campuses the first campus's. */
interface Work {
  readonly workload: AnyWorkload;
  readonly discount: number;
}

function worksOf(plan: Plan): Work[] {
  return [
    ...plan.campus.flatMap(({ workload, discount }) => workload.map((each) => ({ workload: each, discount }))),
    ...plan.workload.map((workload) => ({ workload, discount: plan.campus[0]?.discount ?? 0 })),
  ];
}

/**
 * Present value of the work that a changed plan does not do, USD: interactive work at its declared `value`, work that can be
 * made up at what a unit of it costs in the plan as written. `undefined` where interactive work without a `value` is lost:
 * that is a constraint, never a zero (MODELS A3).
 */
export function lostWork(plan: Plan, before: SimulationResult, after: SimulationResult): number | undefined {
  let sum = 0;
  for (const { workload, discount } of worksOf(plan)) {
    const path = workload.path ?? '';
    const yearly = before.years.map((year, y) => {
      const was = doneIn(before, path, y);
      const less = was - doneIn(after, path, y);
      return less <= was * 1e-9 ? 0 : less * unitValue(before, workload, year, y);
    });
    if (yearly.some((usd) => Number.isNaN(usd))) return undefined;
    sum += presentValue(yearly, discount);
  }
  return sum;
}

/** What a hall's work is worth in each whole year, USD, as far as it has a price: zero for what has none. */
export function workIn(plan: Plan, result: SimulationResult, hall: string): Float64Array {
  const yearly = new Float64Array(result.years.length);
  for (const { workload } of worksOf(plan)) {
    const path = workload.path ?? '';
    for (let y = 0; y < yearly.length; y++) {
      let here = 0;
      let all = 0;
      for (const each of result.assignments) {
        if (each.workload !== path) continue;
        all += each.accelerators[y] ?? 0;
        if (each.hall === hall) here += each.accelerators[y] ?? 0;
      }
      const worth = unitValue(result, workload, result.years[y] ?? 0, y) * doneIn(result, path, y);
      if (all > 0 && !Number.isNaN(worth)) yearly[y]! += (worth * here) / all;
    }
  }
  return yearly;
}

/** Useful work of a workload in a year, in its own unit. */
function doneIn(result: SimulationResult, path: string, year: number): number {
  const metrics = result.metrics.get(path);
  return (metrics?.get('goodput') ?? metrics?.get('served'))?.byYear[year] ?? 0;
}

/** USD for a unit of a workload's work; NaN where it has no price. */
function unitValue(result: SimulationResult, workload: AnyWorkload, year: number, y: number): number {
  const path = workload.path ?? '';
  if (workload.kind === 'training' || workload.kind === 'deferrable') {
    const done = doneIn(result, path, y);
    return done > 0 ? (result.workloadCosts.get(path)?.[y] ?? Number.NaN) / done : Number.NaN;
  }
  return 'value' in workload ? valueAt(workload.value, year + 0.5) : Number.NaN;
}
