import { valueAt } from '../../ir/index.js';
import { showMoney, showNumber, showShare } from '../../ir/show.js';
import type { Finding } from '../finding.js';
import type { ArithmeticInput, Comparison, Sum } from './index.js';

/**
 * The sum that gives a finding's number where it is not the difference of two plans: by year, by term of a bill, or of what
 * the mend saves and what else is counted. `undefined` where the comparison gives it, or the number is unknown.
 */
export function ownSum(of: ArithmeticInput, finding: Finding, comparison: Comparison | undefined): Sum | undefined {
  const total = finding.impact?.presentValue ?? null;
  if (total === null) return undefined;
  const saved = comparison === undefined ? undefined : comparison.written - comparison.mended;
  if (saved !== undefined && same(saved, total)) return undefined;
  const special = SUMS[finding.slug]?.(of, finding);
  if (
    special !== undefined &&
    same(
      special.parts.reduce((sum, { usd }) => sum + usd, 0),
      total,
    )
  )
    return special;
  if (saved === undefined)
    return { title: 'What it costs', parts: [{ text: finding.impact?.basis ?? '', usd: total }] };
  return {
    title: 'From the comparison to the cost of the mismatch',
    parts: [
      { text: 'plan as written less plan as mended', usd: saved },
      { text: saved > total ? 'counted elsewhere' : 'what useful work held equal adds', usd: total - saved },
    ],
  };
}

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}

const SUMS: Readonly<Record<string, (of: ArithmeticInput, finding: Finding) => Sum | undefined>> = {
  'contract-minimum-unused': ({ result }, { path }) => ({
    title: 'Billed and never drawn, present value by term',
    parts: result.costs
      .filter((line) => line.path === path && TERMS.includes(line.item))
      .map(({ item, presentValue }) => ({ text: item, usd: presentValue ?? 0 })),
  }),
  'idle-headroom': standing,
  'slo-capacity': unserved,
  'slo-distance': unserved,
};

const TERMS: readonly string[] = ['minimum demand', 'take-or-pay', 'minimum bill'];

/** Year by year: the share that stands by, of what the hall costs, discounted. */
function standing({ plan, result }: ArithmeticInput, { path }: Finding): Sum | undefined {
  const hall = result.halls.get(path);
  const campus = plan.campus.find((one) => one.hall.some((other) => other.path === path));
  if (hall === undefined || campus === undefined) return undefined;
  const own = result.costs.filter((line) => line.path === path && line.subsystem !== 'operation');
  return {
    title: `Standing by, of the hall's capital and upkeep, discounted at ${showShare(campus.discount)}`,
    parts: result.years.map((year, y) => {
      const share = (hall.backfillable[y] ?? 0) / hall.accelerators;
      const cost = own.reduce((sum, line) => sum + (line.byYear[y] ?? 0), 0);
      const factor = (1 + campus.discount) ** -(y + 1);
      return {
        text: `${String(year)}: ${showShare(share)} of ${showMoney(cost)}, times ${factor.toFixed(4)}`,
        usd: share * cost * factor,
      };
    }),
  };
}

/** Year by year: what is asked for and not served, at its declared value, discounted. */
function unserved({ plan, result, index }: ArithmeticInput, { path }: Finding): Sum | undefined {
  const of = [path, path.slice(0, path.lastIndexOf('.'))].find((place) => result.workloadCosts.has(place));
  const workload = of === undefined ? undefined : index.get(of);
  if (of === undefined || workload === undefined || !('value' in workload)) return undefined;
  const { value } = workload;
  const campus = plan.campus.find((one) => of.startsWith(`${one.path ?? ''}.`)) ?? plan.campus[0];
  if (campus === undefined) return undefined;
  const metrics = result.metrics.get(of);
  return {
    title: `Unserved work at its declared value, discounted at ${showShare(campus.discount)}`,
    parts: result.years.map((year, y) => {
      const missing = Math.max(0, (metrics?.get('demand')?.byYear[y] ?? 0) - (metrics?.get('served')?.byYear[y] ?? 0));
      const worth = valueAt(value, year + 0.5);
      const factor = (1 + campus.discount) ** -(y + 1);
      return {
        text: `${String(year)}: ${showNumber(missing / 1e6)} M units of work at ${showNumber(worth * 1e6)} USD a million, times ${factor.toFixed(4)}`,
        usd: missing * worth * factor,
      };
    }),
  };
}
