import { type AnyWorkload, type Campus, valueAt } from '../../ir/index.js';
import { showIn } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { type FitContext, metricOf } from '../context.js';

/** Interactive workloads of a campus, with those above campuses at the first. */
export function interactiveOf(context: FitContext, campus: Campus): AnyWorkload[] {
  const shared = context.plan.campus[0] === campus ? context.plan.workload : [];
  return [...campus.workload, ...shared].filter(({ kind }) => kind === 'inference' || kind === 'requests');
}

/** Present value of a share of a workload's served work, by year, at its declared `value`; `null` without one. USD. */
export function worthOfShare(
  context: FitContext,
  campus: Campus,
  workload: AnyWorkload,
  shares: readonly (number | null)[],
): number | null {
  const value = 'value' in workload ? workload.value : undefined;
  if (value === undefined) return null;
  const served = metricOf(context.result, workload.path ?? '', 'served')?.byYear ?? [];
  return presentValue(
    Float64Array.from(
      context.result.years,
      (year, i) => (shares[i] ?? 0) * (served[i] ?? 0) * valueAt(value, year + 0.5),
    ),
    campus.discount,
  );
}

/** Present value of a unit a year: what a share of a workload's work would have to be worth, each, to come to `usd`. USD a unit. */
export function breakEven(
  context: FitContext,
  campus: Campus,
  parts: readonly { readonly workload: AnyWorkload; readonly shares: readonly number[] }[],
  usd: number,
): number | undefined {
  const units = Float64Array.from(context.result.years, (_, year) =>
    parts.reduce(
      (sum, { workload, shares }) =>
        sum + (shares[year] ?? 0) * (metricOf(context.result, workload.path ?? '', 'served')?.byYear[year] ?? 0),
      0,
    ),
  );
  const worth = presentValue(units, campus.discount);
  return worth > 0 ? usd / worth : undefined;
}

/** A price per unit of work as people state it. */
export function unitPrice(usd: number, { kind }: AnyWorkload): string {
  return kind === 'requests' ? showIn(usd, 'USD/kreq') : showIn(usd, 'USD/Mtok');
}
