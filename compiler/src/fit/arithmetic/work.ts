import { type AnyWorkload, type Campus, valueAt } from '../../ir/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import type { SimulationResult } from '../../simulation/results.js';
import { delivered } from '../counterfactual/held-equal.js';
import type { Step } from '../finding.js';
import { blockName } from '../words.js';
import type { ArithmeticInput } from './index.js';

/** Discount of what is paid in a year, as everywhere: at the end of it. */
function discountFactor({ discount }: Campus, year: number): number {
  return (1 + discount) ** -(year + 1);
}

/** A year's part, as the product of what makes it up and its discount; none where it comes to nothing. */
export function yearly(
  { result }: ArithmeticInput,
  campus: Campus,
  of: (year: number) => { readonly text: string; readonly factors: readonly number[] } | undefined,
): Step[] {
  return result.years.flatMap((calendar, y): Step[] => {
    const part = of(y);
    if (part === undefined) return [];
    const factor = discountFactor(campus, y);
    const factors = [...part.factors, factor];
    const usd = factors.reduce((product, each) => product * each, 1);
    return usd === 0 ? [] : [{ text: `${String(calendar)}: ${part.text}, times ${factor.toFixed(4)}`, factors, usd }];
  });
}

/** A workload with the campus that pays for it: the first for those above campuses. */
export function workloadsOf({ plan }: ArithmeticInput): { readonly workload: AnyWorkload; readonly campus: Campus }[] {
  const [first] = plan.campus;
  return [
    ...plan.campus.flatMap((campus) => campus.workload.map((workload) => ({ workload, campus }))),
    ...(first === undefined ? [] : plan.workload.map((workload) => ({ workload, campus: first }))),
  ];
}

/**
 * What holding useful work equal adds to what a mend saves (MODELS A4), by workload and year: training and waiting work that
 * it does beyond the plan's, or has to make up, at what that costs there; interactive work that interruptions and called hours
 * take more or, where `credit`, less, at its declared value.
 */
export function workSteps(of: ArithmeticInput, mended: SimulationResult, credit: boolean): Step[] {
  const { result } = of;
  return workloadsOf(of).flatMap(({ workload, campus }) => {
    const path = workload.path ?? '';
    const name = blockName(path);
    if (workload.kind === 'training' || workload.kind === 'deferrable')
      return yearly(of, campus, (y) => {
        const was = delivered(result, path, y);
        const is = delivered(mended, path, y);
        if (!(was > 0) || !(is > 0)) return undefined;
        const own = result.workloadCosts.get(path)?.[y] ?? 0;
        const then = mended.workloadCosts.get(path)?.[y] ?? 0;
        const cost = is > was ? Math.min(own, then) : then;
        const share = 1 - was / is;
        const what = share < 0 ? `${name} makes up ${showShare(-share)}` : `${name} does ${showShare(share)} more`;
        return { text: `${what} at ${showMoney(cost)}`, factors: [share, cost] };
      });
    if (!('value' in workload)) return [];
    const { value } = workload;
    return yearly(of, campus, (y) => {
      const less = lostShare(result, path, y) - lostShare(mended, path, y);
      if (less > 0 && !credit) return undefined;
      const worth = served(less > 0 ? result : mended, path, y) * valueAt(value, (result.years[y] ?? 0) + 0.5);
      const what = less < 0 ? 'lose' : 'lose no longer';
      return {
        text: `interruptions make ${name} ${what} ${showShare(Math.abs(less))} of ${showMoney(worth)}`,
        factors: [less, worth],
      };
    });
  });
}

/** Output of a workload in a year, in its own units. */
export function served(result: SimulationResult, path: string, year: number): number {
  return result.metrics.get(path)?.get('served')?.byYear[year] ?? 0;
}

/** Share of a workload's year that interruptions and called hours take. */
function lostShare(result: SimulationResult, path: string, year: number): number {
  const share = (name: string): number => result.metrics.get(path)?.get(name)?.byYear[year] ?? 0;
  return 1 - (1 - share('outageLoss')) * (1 - share('calledLoss'));
}
