import { type AnyCooling, central, resolve, valueAt } from '../../ir/index.js';
import { showMoney, showNumber, showShare } from '../../ir/show.js';
import type { Finding, Step, Sum } from '../finding.js';
import { blockName } from '../words.js';
import type { ArithmeticInput, Comparison } from './index.js';
import { served, workloadsOf, workSteps, yearly } from './work.js';

/**
 * The sum that gives a finding's number where it is not the difference of two plans: by year, by term of a bill, or of what
 * the mend saves and what else is counted. `undefined` where the comparison gives it, or the number is unknown.
 */
export function ownSum(of: ArithmeticInput, finding: Finding, comparison: Comparison | undefined): Sum | undefined {
  const total = finding.impact?.presentValue ?? null;
  if (total === null) return undefined;
  const saved = comparison === undefined ? undefined : comparison.written - comparison.mended;
  if (saved !== undefined && same(saved, total)) return undefined;
  const special = finding.steps ?? SUMS[finding.slug]?.(of, finding, saved);
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
      { text: DIFFERENCE, usd: saved },
      { text: saved > total ? 'counted elsewhere' : 'what useful work held equal adds', usd: total - saved },
    ],
  };
}

const DIFFERENCE = 'plan as written less plan as mended';

function same(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a), Math.abs(b));
}

/** @param saved what the comparison comes to, where there is one, USD */
type SumOf = (of: ArithmeticInput, finding: Finding, saved: number | undefined) => Sum | undefined;

const SUMS: Readonly<Record<string, SumOf>> = {
  'contract-minimum-unused': ({ result }, { path }) => ({
    title: 'Billed and never drawn, present value by term',
    parts: result.costs
      .filter((line) => line.path === path && TERMS.includes(line.item))
      .map(({ item, presentValue }) => ({ text: item, usd: presentValue ?? 0 })),
  }),
  'take-or-pay-unused': untaken,
  'contract-ramp-exceeded': (_, __, saved) =>
    saved === undefined
      ? undefined
      : {
          title: 'What the battery costs',
          parts: [{ text: 'plan with the battery less plan as written', usd: -saved }],
        },
  'interruptible-cannot-wait': called,
  'firm-could-wait': heldEqual(false),
  'availability-overbuilt': heldEqual(false),
  'availability-underbuilt': heldEqual(true),
  'redundancy-stranding': heldEqual(false),
  'purpose-or-convertible': heldEqual(true),
  'network-too-thin': waiting,
  'density-above-air': thinned,
  'idle-headroom': standing,
  'slo-capacity': unserved,
  'slo-distance': unserved,
};

const TERMS: readonly string[] = ['minimum demand', 'take-or-pay', 'minimum bill'];

/** What a mend saves, and what holding useful work equal adds to it or takes from it. */
function heldEqual(credit: boolean): SumOf {
  return (of, _, saved) =>
    saved === undefined || of.mended === undefined
      ? undefined
      : {
          title: 'From the comparison to the cost of the mismatch: work held equal',
          parts: [{ text: DIFFERENCE, usd: saved }, ...workSteps(of, of.mended, credit)],
        };
}

/** Year by year: energy that was promised and is not taken, as billed. */
function untaken(of: ArithmeticInput, { path }: Finding): Sum | undefined {
  const line = of.result.costs.find((one) => one.path === path && one.item === 'take-or-pay');
  const campus = of.plan.campus.find((one) => one.path === line?.campus);
  if (line === undefined || campus === undefined) return undefined;
  return {
    title: `Billed for what is not taken, discounted at ${showShare(campus.discount)}`,
    parts: yearly(of, campus, (y) => {
      const usd = line.byYear[y] ?? 0;
      return { text: showMoney(usd), factors: [usd] };
    }),
  };
}

/** Year by year: what called hours take of work that cannot wait; the mend's cost is taken off. */
function called(of: ArithmeticInput, _: Finding, saved: number | undefined): Sum | undefined {
  const { result } = of;
  const parts = workloadsOf(of).flatMap(({ workload, campus }): Step[] => {
    const path = workload.path ?? '';
    if (!('value' in workload) || (workload.kind !== 'inference' && workload.kind !== 'requests')) return [];
    const { value } = workload;
    return yearly(of, campus, (y) => {
      const share = result.metrics.get(path)?.get('calledLoss')?.byYear[y] ?? 0;
      const worth = served(result, path, y) * valueAt(value, (result.years[y] ?? 0) + 0.5);
      return {
        text: `called hours take ${showShare(share)} of ${showMoney(worth)} from ${blockName(path)}`,
        factors: [share, worth],
      };
    });
  });
  return {
    title: 'Work that called hours take, less what the mend costs',
    parts: [...(saved === undefined ? [] : [{ text: DIFFERENCE, usd: saved }]), ...parts],
  };
}

/** Year by year: training that waits for the fabric, at what it costs; what the wider fabric adds is taken off. */
function waiting(of: ArithmeticInput, _: Finding, saved: number | undefined): Sum | undefined {
  const { result, mended } = of;
  if (saved === undefined || mended === undefined) return undefined;
  const parts = workloadsOf(of).flatMap(({ workload, campus }): Step[] => {
    const path = workload.path ?? '';
    if (workload.kind !== 'training') return [];
    const goodput = (from: typeof result, y: number): number => from.metrics.get(path)?.get('goodput')?.byYear[y] ?? 0;
    return yearly(of, campus, (y) => {
      const better = goodput(mended, y);
      const cost = result.workloadCosts.get(path)?.[y] ?? 0;
      const share = better > 0 ? 1 - goodput(result, y) / better : 0;
      return { text: `${blockName(path)} loses ${showShare(share)} of ${showMoney(cost)}`, factors: [share, cost] };
    });
  });
  return {
    title: 'Training that waits, less what the fabric adds',
    parts: [{ text: DIFFERENCE, usd: saved }, ...parts],
  };
}

/** Year by year: racks and network by the share of their heat that the cooling does not carry. */
function thinned(of: ArithmeticInput, { path }: Finding): Sum | undefined {
  const campus = of.plan.campus.find((one) => one.hall.some((other) => other.path === path));
  const hall = campus?.hall.find((other) => other.path === path);
  const limit = hall && resolve<AnyCooling>(of.index, hall.cooling).maxDensity;
  if (campus === undefined || hall?.density === undefined || limit === undefined) return undefined;
  const share = 1 - central(limit) / hall.density;
  const lines = of.result.costs.filter(
    (line) => line.path === path && (line.subsystem === 'rack' || line.subsystem === 'network'),
  );
  return {
    title: `Racks and network that their cooling does not carry, discounted at ${showShare(campus.discount)}`,
    parts: yearly(of, campus, (y) => {
      const cost = lines.reduce((sum, line) => sum + (line.byYear[y] ?? 0), 0);
      return { text: `${showShare(share)} of ${showMoney(cost)}`, factors: [share, cost] };
    }),
  };
}

/** Year by year: the share that stands by, of what the hall costs, discounted. */
function standing(of: ArithmeticInput, { path }: Finding): Sum | undefined {
  const hall = of.result.halls.get(path);
  const campus = of.plan.campus.find((one) => one.hall.some((other) => other.path === path));
  if (hall === undefined || campus === undefined) return undefined;
  const own = of.result.costs.filter((line) => line.path === path && line.subsystem !== 'operation');
  return {
    title: `Standing by, of the hall's capital and upkeep, discounted at ${showShare(campus.discount)}`,
    parts: yearly(of, campus, (y) => {
      const share = (hall.backfillable[y] ?? 0) / hall.accelerators;
      const cost = own.reduce((sum, line) => sum + (line.byYear[y] ?? 0), 0);
      return { text: `${showShare(share)} of ${showMoney(cost)}`, factors: [share, cost] };
    }),
  };
}

/** Year by year: what is asked for and not served, at its declared value, discounted. */
function unserved(of: ArithmeticInput, { path }: Finding): Sum | undefined {
  const { plan, result, index } = of;
  const at = [path, path.slice(0, path.lastIndexOf('.'))].find((place) => result.workloadCosts.has(place));
  const workload = at === undefined ? undefined : index.get(at);
  if (at === undefined || workload === undefined || !('value' in workload)) return undefined;
  const { value } = workload;
  const campus = plan.campus.find((one) => at.startsWith(`${one.path ?? ''}.`)) ?? plan.campus[0];
  if (campus === undefined) return undefined;
  const metrics = result.metrics.get(at);
  return {
    title: `Unserved work at its declared value, discounted at ${showShare(campus.discount)}`,
    parts: yearly(of, campus, (y) => {
      const missing = Math.max(0, (metrics?.get('demand')?.byYear[y] ?? 0) - (metrics?.get('served')?.byYear[y] ?? 0));
      const worth = valueAt(value, (result.years[y] ?? 0) + 0.5);
      return {
        text: `${showNumber(missing / 1e6)} M units of work at ${showNumber(worth * 1e6)} USD a million`,
        factors: [missing, worth],
      };
    }),
  };
}
