import { type AnyWorkload, isRef, type Training } from '../../ir/index.js';
import { showShare } from '../../ir/show.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { eachGroup, groupsAmong, titleFor } from '../alike.js';
import { type FitContext, mendOf, metricOf, subsystemCost, thresholdOf } from '../context.js';
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
  const change: Extract<Change, { readonly type: 'property' }> =
    view.block === undefined
      ? {
          type: 'property',
          path: view.path,
          property: 'network',
          text: 'RailOptimized { oversubscription: 1:1 }',
          imports: [{ module: 'std/networks', name: 'RailOptimized' }],
        }
      : { type: 'property', path: view.block, property: 'oversubscription', text: '1:1', imports: [] };
  const mended = context.realise([change]);
  if (mended === undefined) return [];
  const result = context.simulate(mended);
  if (result.presentValue === null || context.result.presentValue === null) return [];
  const discount = view.campus.discount;
  let lost = 0;
  let before = 1;
  let after = 1;
  let from = -1;
  for (const workload of trained) {
    const path = workload.path ?? '';
    const cost = context.result.workloadCosts.get(path);
    const now = metricOf(context.result, path, 'goodput')?.byYear ?? [];
    const then = metricOf(result, path, 'goodput')?.byYear ?? [];
    if (cost === undefined) continue;
    const gain = Float64Array.from(cost, (usd, year) => {
      const better = then[year] ?? 0;
      return better > 0 ? usd * (1 - (now[year] ?? 0) / better) : 0;
    });
    lost += presentValue(gain, discount);
    if (from < 0) from = gain.findIndex((usd) => usd > 0);
    before = Math.min(before, metricOf(context.result, path, 'mfu')?.value ?? 1);
    after = Math.min(after, metricOf(result, path, 'mfu')?.value ?? 1);
  }
  const mismatch = lost - (result.presentValue - context.result.presentValue);
  const threshold = thresholdOf(context.plan, view.campus);
  const network = subsystemCost(context.result, view.campus.path ?? '', 'network');
  if (network === null || from < 0 || mismatch < Math.max(threshold.minimum, threshold.share * network)) return [];
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

function runsOn(workload: AnyWorkload, hall: string): boolean {
  return (workload.on ?? []).some((use) => (isRef(use) ? use.ref : use.path) === hall);
}
