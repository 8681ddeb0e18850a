import {
  type AnyContract,
  type Campus,
  central,
  isRef,
  type Series,
  type VaryingUncertainNumber,
} from '../../ir/index.js';
import type { ContractResult } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import type { Change } from '../finding.js';

/** Room over the highest month that a mend leaves. */
export const SPARE = 1.02;

/** A contract of the plan with what it simulates to. */
export interface ContractView {
  readonly campus: Campus;
  readonly contract: AnyContract;
  readonly path: string;
  readonly result: ContractResult;
}

/**
 * Every contract that stands in the plan (catalogue entries named directly cannot be edited, nor exceeded). One that stands
 * above campuses counts with the first whose halls use it.
 */
export function contractViews(context: FitContext): ContractView[] {
  const views = new Map<string, ContractView>();
  for (const campus of context.plan.campus) {
    const used = new Set(campus.hall.flatMap((hall) => hall.power.map((use) => (isRef(use) ? use.ref : use.path))));
    const shared = [...context.plan.contract, ...context.plan.colocation].filter((contract) => used.has(contract.path));
    for (const contract of [...campus.contract, ...campus.colocation, ...shared]) {
      const path = contract.path ?? '';
      const result = context.result.contracts.get(path);
      if (result !== undefined && !views.has(path)) views.set(path, { campus, contract, path, result });
    }
  }
  return [...views.values()];
}

/** Month of the horizon as a date, `2028-07`. */
export function monthDate(context: FitContext, month: number): string {
  const year = (context.result.years[0] ?? 0) + Math.floor(month / 12);
  return `${String(year)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Largest peak over capacity of any month with a capacity. */
export function largestUse(result: ContractResult): number {
  return result.peak.reduce(
    (most, peak, month) => Math.max(most, (result.capacity[month] ?? 0) > 0 ? peak / (result.capacity[month] ?? 1) : 0),
    0,
  );
}

/** The capacity that its highest month needs, with 2 % to spare, in the form in which the contract states it. */
export function fittingCapacity({
  path,
  contract,
  result,
}: ContractView): Extract<Change, { readonly type: 'property' }> {
  return {
    type: 'property',
    path,
    property: 'capacity',
    text: scaledCapacity(contract.capacity, largestUse(result) * SPARE),
    imports: [],
  };
}

/** A capacity times `factor`, as text of the language. */
function scaledCapacity(value: VaryingUncertainNumber, factor: number): string {
  if (typeof value === 'number') return megawatts(value * factor);
  if ('distribution' in value) return megawatts(central(value) * factor);
  return scaledSeries(value, factor * (value.factor ? value.factor.central : 1));
}

function scaledSeries(series: Series, factor: number): string {
  if (series.series === 'growing') {
    const until = series.until === undefined ? '' : ` until ${series.until}`;
    return `${scaledCapacity(series.base, factor)} growing ${String(series.rate * 100)} %/year from ${series.from}${until}`;
  }
  const points = series.points.map(({ at, value }) => `${at}: ${megawatts(value * factor)}`);
  return `${series.series === 'step' ? 'step ' : ''}{ ${points.join(', ')} }`;
}

/** Rounded up to three digits: as a planner would contract it. */
function megawatts(watts: number): string {
  if (watts <= 0) return '0 MW';
  const step = 10 ** (Math.floor(Math.log10(watts)) - 2);
  return `${String(Number((Math.ceil(watts / step - 1e-9) * step * 1e-6).toPrecision(3)))} MW`;
}
