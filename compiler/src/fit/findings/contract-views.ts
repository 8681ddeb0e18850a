import { type AnyContract, type Campus, central, type Series, type VaryingUncertainNumber } from '../../ir/index.js';
import type { ContractResult } from '../../simulation/results.js';
import type { FitContext } from '../context.js';

/** A contract of the plan with what it simulates to. */
export interface ContractView {
  readonly campus: Campus;
  readonly contract: AnyContract;
  readonly path: string;
  readonly result: ContractResult;
}

/** Every contract that stands in the plan (catalogue entries named directly cannot be edited, nor exceeded). */
export function contractViews(context: FitContext): ContractView[] {
  return context.plan.campus.flatMap((campus) =>
    [...campus.contract, ...campus.colocation, ...context.plan.contract].flatMap((contract): ContractView[] => {
      const path = contract.path ?? '';
      const result = context.result.contracts.get(path);
      return result === undefined ? [] : [{ campus, contract, path, result }];
    }),
  );
}

/** Month of the horizon as a date, `2028-07`. */
export function monthDate(context: FitContext, month: number): string {
  const year = (context.result.years[0] ?? 0) + Math.floor(month / 12);
  return `${String(year)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Largest peak over capacity of any month with a capacity. */
export function largestUse(result: ContractResult): number {
  return result.peak.reduce((most, peak, month) => Math.max(most, (result.capacity[month] ?? 0) > 0 ? peak / (result.capacity[month] ?? 1) : 0), 0);
}

/** A capacity times `factor`, as text of the language: megawatts rounded up to kW. */
export function scaledCapacity(value: VaryingUncertainNumber, factor: number): string {
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

function megawatts(watts: number): string {
  return `${String(Math.ceil(watts / 1e3 - 1e-9) / 1e3)} MW`;
}
