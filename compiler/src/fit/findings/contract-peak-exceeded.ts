import { isRef } from '../../ir/index.js';
import { showQuantity } from '../../ir/show.js';
import { bestOf, type FitContext, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, listed } from '../words.js';
import { contractViews, type ContractView, fittingCapacity, monthDate } from './contract-views.js';

/** DCP4302: a month's highest quarter-hour above that month's capacity. */
export function contractPeakExceeded(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { path, result } = view;
  const month = result.firstPeakBreach;
  if (month < 0) return [];
  const change = fittingCapacity(view);
  const more = within(context, path, `capacity: ${change.text}`, [change]);
  const mends = [more, ...idleMends(context, view)].filter((mend): mend is Mend => mend !== undefined);
  const over = result.overEnergy.reduce((sum, joules) => sum + joules, 0);
  const worst = result.peak.reduce((most, peak, m) => Math.max(most, peak - (result.capacity[m] ?? 0)), 0);
  const last = result.peak.reduce((latest, peak, m) => (peak > (result.capacity[m] ?? 0) ? m : latest), month);
  return [
    {
      code: 'DCP4302',
      slug: 'contract-peak-exceeded',
      severity: 'error',
      path,
      property: 'capacity',
      message: `from ${monthDate(context, month)} ${blockName(path)} would draw ${showQuantity(result.peak[month] ?? 0, 'MW')} of its ${showQuantity(result.capacity[month] ?? 0, 'MW')}; at worst ${showQuantity(worst, 'MW')} more than contracted`,
      impact: {
        // More capacity may even pay, where curtailable power earns a credit: then the mismatch costs nothing.
        presentValue: more === undefined ? null : Math.max(0, -more.predicted.presentValue),
        energy: over,
        carbon: null,
        from: monthDate(context, month),
        until: monthDate(context, last),
        basis: 'what the capacity that the load needs would add to the bill; energy: what is drawn above the contract',
      },
      mends: bestOf(mends),
    },
  ];
}

/** Idle policies under which the peak stays within the contract. */
function idleMends(context: FitContext, view: ContractView): (Mend | undefined)[] {
  const halls = view.campus.hall.filter(
    (hall) => hall.idle === 'spread' && hall.power.some((use) => isRef(use) && use.ref === view.path),
  );
  if (halls.length === 0) return [];
  return (['consolidate', 'sleep'] as const).map((policy) => {
    const changes = halls.map((hall): Change => ({
      type: 'property',
      path: hall.path ?? '',
      property: 'idle',
      text: policy,
      imports: [],
    }));
    return within(
      context,
      view.path,
      `idle: ${policy} in ${listed(halls.map((hall) => blockName(hall.path ?? '')))}`,
      changes,
    );
  });
}

/** The plan with changes made, where its peak then stays within the contract. */
function within(context: FitContext, contract: string, title: string, changes: readonly Change[]): Mend | undefined {
  const mended = context.realise(changes);
  if (mended === undefined || (context.simulate(mended).contracts.get(contract)?.firstPeakBreach ?? 0) >= 0)
    return undefined;
  return whatIf(context, title, changes);
}
