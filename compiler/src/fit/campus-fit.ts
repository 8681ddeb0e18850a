import type { Metrics, MetricValue, SimulationResult } from '../simulation/results.js';
import { bestOf, type FitContext, servesLess } from './context.js';
import type { Change, Finding } from './finding.js';

/**
 * Fit of each campus against the best that was found for it: cost with every saving mend applied, over cost as written,
 * in (0, 1]. `fit` counts everything, `infrastructureFit` leaves out the racks (MODELS A4). Mends of one subsystem are
 * searched one at a time and applied together; where together they serve less, or conflict, only the best one counts.
 * Fit by hall, workload and year is not computed in this version.
 */
export function campusFit(context: FitContext, findings: readonly Finding[]): Metrics {
  const fits = new Map<string, ReadonlyMap<string, MetricValue>>();
  const best = bestTogether(context, findings);
  for (const campus of context.plan.campus) {
    const path = campus.path ?? '';
    fits.set(
      path,
      new Map([
        ['fit', ratio(best, context.result, path, true)],
        ['infrastructureFit', ratio(best, context.result, path, false)],
      ]),
    );
  }
  return fits;
}

function bestTogether(context: FitContext, findings: readonly Finding[]): SimulationResult {
  const mends = findings
    .flatMap((finding) => finding.mends?.slice(0, 1) ?? [])
    .filter((mend) => mend.predicted.presentValue > 0);
  const single: readonly Change[] = bestOf(mends)[0]?.changes ?? [];
  for (const changes of [mends.flatMap((mend) => mend.changes), single]) {
    if (changes.length === 0) continue;
    const plan = context.realise(changes);
    if (plan === undefined) continue;
    const result = context.simulate(plan);
    if (
      result.presentValue !== null &&
      context.result.presentValue !== null &&
      result.presentValue <= context.result.presentValue &&
      !servesLess(context.result, result)
    )
      return result;
  }
  return context.result;
}

function ratio(best: SimulationResult, own: SimulationResult, campus: string, racks: boolean): MetricValue {
  const yearly = (result: SimulationResult, year: number): number | null => {
    let sum = 0;
    for (const line of result.costs) {
      if (line.campus !== campus || (!racks && line.subsystem === 'rack')) continue;
      if (line.presentValue === null) return null;
      sum += line.byYear[year] ?? 0;
    }
    return sum;
  };
  const total = (result: SimulationResult): number | null => {
    let sum = 0;
    for (const line of result.costs) {
      if (line.campus !== campus || (!racks && line.subsystem === 'rack')) continue;
      if (line.presentValue === null) return null;
      sum += line.presentValue;
    }
    return sum;
  };
  const divide = (a: number | null, b: number | null): number | null =>
    a === null || b === null || b <= 0 ? null : Math.min(1, a / b);
  return {
    value: divide(total(best), total(own)),
    byYear: own.years.map((_, year) => divide(yearly(best, year), yearly(own, year))),
  };
}
