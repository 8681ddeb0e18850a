import { isRef } from '../../ir/index.js';
import { showQuantity } from '../../ir/show.js';
import { bestOf, type FitContext, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, listed } from '../words.js';
import { scaledCapacity } from '../scaled-capacity.js';
import { contractViews, type ContractView, fittingCapacity, largestUse, monthDate, SPARE } from './contract-views.js';

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
  const step = month > 0 ? stepped(context, view) : undefined;
  const later = isBetter(step, more) ? step : undefined;
  const mends = [later, more, ...idleMends(context, view)].filter((mend): mend is Mend => mend !== undefined);
  const [cheapest] = bestOf([later, more].filter((mend): mend is Mend => mend !== undefined));
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
      notes: growthNotes(context, view, month),
      impact: {
        // More capacity may even pay, where curtailable power earns a credit: then the mismatch costs nothing.
        presentValue: cheapest === undefined ? null : Math.max(0, -cheapest.predicted.presentValue),
        energy: over,
        carbon: null,
        from: monthDate(context, month),
        until: monthDate(context, last),
        basis: 'what the capacity that the load needs would add to the bill; energy: what is drawn above the contract',
      },
      ...(cheapest === undefined
        ? {}
        : {
            steps: {
              title: 'What the capacity that the load needs adds',
              parts: [
                { text: `plan with ${cheapest.title} less plan as written`, usd: -cheapest.predicted.presentValue },
                ...(cheapest.predicted.presentValue > 0
                  ? [{ text: 'it pays for itself: the mismatch costs nothing', usd: cheapest.predicted.presentValue }]
                  : []),
              ],
            },
          }),
      mends: bestOf(mends),
    },
  ];
}

/** True where a mend costs less than another, or is the only one. */
function isBetter(mend: Mend | undefined, other: Mend | undefined): boolean {
  if (mend === undefined || other === undefined) return mend !== undefined;
  return mend.predicted.presentValue > other.predicted.presentValue;
}

/** What a load that grows out of its contract needs, and by when. */
function growthNotes(context: FitContext, { result }: ContractView, month: number): string[] {
  const before = result.peak.findIndex((peak) => peak > 0);
  if (before < 0 || month <= before) return [];
  const highest = result.peak.reduce((most, peak, m) => (peak > (result.peak[most] ?? 0) ? m : most), 0);
  return [
    `The contract holds for ${String(month - before)} months. More has to be in force by ${monthDate(context, month)}; the load grows to ${showQuantity(result.peak[highest] ?? 0, 'MW')} in ${monthDate(context, highest)}.`,
  ];
}

/** A capacity that steps up in the month in which the load would exceed it: nothing is paid for before it is needed. */
function stepped(context: FitContext, view: ContractView): Mend | undefined {
  const { campus, contract, path, result } = view;
  const { capacity } = contract;
  if (typeof capacity !== 'number') return undefined;
  const raised = scaledCapacity(capacity, largestUse(result) * SPARE);
  const text = `step { ${campus.opens.slice(0, 7)}: ${String(Number((capacity * 1e-6).toPrecision(12)))} MW, ${monthDate(context, result.firstPeakBreach)}: ${raised.text} }`;
  const change: Change = { type: 'property', path, property: 'capacity', text, imports: [] };
  return within(context, path, `capacity: ${text}`, [change]);
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
