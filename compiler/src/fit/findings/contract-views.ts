import { type AnyContract, type Campus, isRef } from '../../ir/index.js';
import type { ContractResult } from '../../simulation/results.js';
import { costOf, type FitContext } from '../context.js';
import type { Change } from '../finding.js';
import { isJudged } from '../glance.js';
import { scaledCapacity } from '../scaled-capacity.js';

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
 * above campuses counts with the first whose halls use it. Of a glance only those that it is at.
 */
export function contractViews(context: FitContext): ContractView[] {
  const views = new Map<string, ContractView>();
  for (const campus of context.plan.campus) {
    const used = new Set(campus.hall.flatMap((hall) => hall.power.map((use) => (isRef(use) ? use.ref : use.path))));
    const shared = [...context.plan.contract, ...context.plan.colocation].filter((contract) => used.has(contract.path));
    for (const contract of [...campus.contract, ...campus.colocation, ...shared]) {
      const path = contract.path ?? '';
      const result = context.result.contracts.get(path);
      if (result !== undefined && !views.has(path) && isJudged(context, path))
        views.set(path, { campus, contract, path, result });
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
  const scaled = scaledCapacity(contract.capacity, largestUse(result) * SPARE);
  return { type: 'property', path, property: 'capacity', ...scaled, imports: [] };
}

/** Present value of the terms of a contract's bill, each above zero, by their name. */
export function billedTerms(
  context: FitContext,
  path: string,
  terms: readonly string[],
): { term: string; cost: number }[] {
  return terms
    .map((term) => ({ term, cost: costOf(context.result, (line) => line.path === path && line.item === term) ?? 0 }))
    .filter(({ cost }) => cost > 0);
}

/** First year in which one of the terms is billed; 0 where none is. */
export function firstBilled(context: FitContext, path: string, terms: readonly string[]): number {
  const lines = context.result.costs.filter((line) => line.path === path && terms.includes(line.item));
  return Math.max(
    0,
    context.result.years.findIndex((_, year) => lines.some((line) => (line.byYear[year] ?? 0) > 0)),
  );
}

/** A name that no battery of the campus has. */
export function freeBatteryName(campus: Campus, wanted: string): string {
  const taken = new Set(campus.battery.map((battery) => battery.name));
  let name = wanted;
  for (let i = 2; taken.has(name); i++) name = `${wanted}${String(i)}`;
  return name;
}
