import { type AnyWorkload, type Campus, isRef, type Training } from '../../ir/index.js';
import { refine } from '../../ir/refine.js';
import { showShare } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { eachGroup, groupsAmong, titleFor } from '../alike.js';
import { ESTIMATE_ERROR, type FitContext, mendOf, roughly, metricOf, subsystemCost, thresholdOf } from '../context.js';
import type { SimulationResult } from '../../simulation/results.js';
import type { Change, Finding } from '../finding.js';
import { blockName, yearDate } from '../words.js';
import { type HallFabric, hallFabrics } from './fabric-views.js';

/**
 * DCP4202: training that waits for an oversubscribed fabric. The mismatch is the cost of the lost work at the plan's own
 * price per training FLOP, less what a fabric that does not block adds: useful work is held equal.
 */
export function networkTooThin(context: FitContext): Finding[] {
  const blocks = new Map<string, HallFabric>();
  const own = new Map<string, HallFabric>();
  for (const view of hallFabrics(context)) {
    if (view.network.oversubscription <= 1) continue;
    if (view.block === undefined) own.set(view.path, view);
    else if (!blocks.has(view.block)) blocks.set(view.block, view);
  }
  return [
    ...[...blocks.values()].flatMap((view) => check(context, view)),
    ...eachGroup(context, groupsAmong(context, new Set(own.keys())), (context, { path }) =>
      check(context, own.get(path)!),
    ),
  ];
}

function check(context: FitContext, view: HallFabric): Finding[] {
  const trained = view.campus.workload.filter(
    (workload): workload is Training => workload.kind === 'training' && runsOn(workload, view.path),
  );
  if (trained.length === 0) return [];
  const threshold = thresholdOf(context.plan, view.campus);
  const network = subsystemCost(context.result, view.campus.path ?? '', 'network');
  if (network === null) return [];
  const least = Math.max(threshold.minimum, threshold.share * network);
  const change = unblocked(context, view);
  const rough = roughly(context, [change]);
  const estimate = rough && waiting(context.estimate(context.plan), rough.result, view.campus, trained);
  if (estimate === undefined || estimate.mismatch < least * (1 - ESTIMATE_ERROR)) return [];
  const mended = context.realise([change]);
  const result = mended && context.simulate(mended);
  const waits = result && waiting(context.result, result, view.campus, trained);
  if (result === undefined || waits === undefined || waits.from < 0 || waits.mismatch < least) return [];
  const { mismatch, before, after, from } = waits;
  const title = titleFor(context, `${change.property}: ${change.text}`);
  const mend = mendOf(context.result, result, title, context.alike?.spread([change]) ?? [change]);
  return [
    {
      code: 'DCP4202',
      slug: 'network-too-thin',
      severity: 'warning',
      path: view.block ?? view.path,
      property: view.block === undefined ? 'network' : 'oversubscription',
      message: `${trained.map((workload) => blockName(workload.path ?? '')).join(', ')} trains on a fabric oversubscribed ${String(view.network.oversubscription)}:1 and waits for it: MFU ${showShare(before)} instead of ${showShare(after)}`,
      impact: {
        presentValue: mismatch,
        energy: mend?.predicted.energy ?? null,
        carbon: mend?.carbon ?? null,
        from: yearDate(context, from),
        until: null,
        basis:
          "cost of the lost training work at this plan's price per training FLOP, less what a fabric that does not block adds",
      },
      notes: [`Useful work is held equal: what the mend itself adds to the plan's cost, it gives back in training.`],
      ...(mend ? { mends: [mend] } : {}),
    },
  ];
}

type PropertyChange = Extract<Change, { readonly type: 'property' }>;

/** The same fabric with as many uplinks as ports; where the hall has its own, one of the catalogue. */
function unblocked({ library }: FitContext, { block, path }: HallFabric): PropertyChange {
  if (block !== undefined)
    return { type: 'property', path: block, property: 'oversubscription', text: '1:1', imports: [], value: 1 };
  const name = { module: 'std/networks', name: 'RailOptimized' };
  const key = `${name.module}#${name.name}`;
  const entry = library.get(key);
  return {
    type: 'property',
    path,
    property: 'network',
    text: 'RailOptimized { oversubscription: 1:1 }',
    imports: [name],
    ...(entry === undefined ? {} : { value: refine(entry, { oversubscription: 1 }, key) }),
  };
}

interface Waiting {
  /** USD: the lost work, less what a fabric that does not block adds. */
  readonly mismatch: number;
  /** MFU, the least of the workloads, without and with it. */
  readonly before: number;
  readonly after: number;
  /** Index of the first year with lost work; -1 without any. */
  readonly from: number;
}

/** What training loses by waiting for the fabric, which `then` is the plan without. `undefined` where a cost is unknown. */
function waiting(
  now: SimulationResult,
  then: SimulationResult,
  campus: Campus,
  trained: readonly Training[],
): Waiting | undefined {
  if (then.presentValue === null || now.presentValue === null) return undefined;
  let lost = 0;
  let before = 1;
  let after = 1;
  let from = -1;
  for (const { path = '' } of trained) {
    const cost = now.workloadCosts.get(path);
    const slow = metricOf(now, path, 'goodput')?.byYear ?? [];
    const fast = metricOf(then, path, 'goodput')?.byYear ?? [];
    if (cost === undefined) continue;
    const gain = Float64Array.from(cost, (usd, year) => {
      const better = fast[year] ?? 0;
      return better > 0 ? usd * (1 - (slow[year] ?? 0) / better) : 0;
    });
    lost += presentValue(gain, campus.discount);
    if (from < 0) from = gain.findIndex((usd) => usd > 0);
    before = Math.min(before, metricOf(now, path, 'mfu')?.value ?? 1);
    after = Math.min(after, metricOf(then, path, 'mfu')?.value ?? 1);
  }
  return { mismatch: lost - (then.presentValue - now.presentValue), before, after, from };
}

function runsOn(workload: AnyWorkload, hall: string): boolean {
  return (workload.on ?? []).some((use) => (isRef(use) ? use.ref : use.path) === hall);
}
