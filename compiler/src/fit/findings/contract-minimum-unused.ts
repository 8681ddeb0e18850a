import { central } from '../../ir/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import { costOf, type FitContext, subsystemCost, thresholdOf, whatIf } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, listed, yearDate } from '../words.js';
import { contractViews, type ContractView, fittingCapacity, largestUse, SPARE } from './contract-views.js';

const TERMS = ['minimum demand', 'take-or-pay', 'minimum bill'] as const;

/** DCP4301: power or energy that is billed and never drawn. */
export function contractMinimumUnused(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { campus, contract, path, result } = view;
  const terms = TERMS.map((term) => ({
    term,
    cost: costOf(context.result, (line) => line.path === path && line.item === term) ?? 0,
  })).filter(({ cost }) => cost > 0);
  const exposure = terms.reduce((sum, { cost }) => sum + cost, 0);
  const threshold = thresholdOf(context.plan, campus);
  const subsystem = subsystemCost(context.result, campus.path ?? '', 'contract');
  if (subsystem === null || exposure < Math.max(threshold.minimum, threshold.share * subsystem)) return [];
  const use = largestUse(result);
  const change = fittingCapacity(view);
  const mend = use * SPARE < 0.98 ? whatIf(context, `capacity: ${change.text}`, [change]) : undefined;
  const saves = mend !== undefined && mend.predicted.presentValue > 0;
  const first = firstYear(context, path);
  const shares = [
    ...(terms.some(({ term }) => term === 'minimum demand')
      ? [`${showShare(central(contract.minimumDemand))} of the capacity is billed whether drawn or not`]
      : []),
    ...(terms.some(({ term }) => term === 'take-or-pay')
      ? [`${showShare(central(contract.takeOrPay))} of capacity times hours is paid for whether taken or not`]
      : []),
  ];
  return [
    {
      code: 'DCP4301',
      slug: 'contract-minimum-unused',
      severity: 'warning',
      path,
      property: 'capacity',
      message: `${blockName(path)} bills ${showMoney(exposure)} (present value) that is never drawn: ${listed(terms.map(({ term, cost }) => `${term} ${showMoney(cost)}`))}`,
      notes: [
        ...shares.map((share) => `${share.charAt(0).toUpperCase()}${share.slice(1)}.`),
        `The highest month uses ${showShare(use)} of the capacity.`,
      ],
      impact: {
        presentValue: exposure,
        energy: 0,
        carbon: null,
        from: yearDate(context, Math.max(0, first)),
        until: null,
        basis: 'terms of the bill that nothing was drawn for',
      },
      ...(mend && saves ? { mends: [mend] } : {}),
    },
  ];
}

function firstYear(context: FitContext, path: string): number {
  const lines = context.result.costs.filter((line) => line.path === path && TERMS.some((term) => term === line.item));
  return context.result.years.findIndex((_, year) => lines.some((line) => (line.byYear[year] ?? 0) > 0));
}
