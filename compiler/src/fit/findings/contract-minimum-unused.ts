import { central } from '../../ir/index.js';
import { showMoney, showShare } from '../../ir/show.js';
import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, listed, yearDate } from '../words.js';
import { isMinimumFinding, smallerCapacity, unusedOf } from './contract-unused.js';
import { billedTerms, contractViews, type ContractView, firstBilled, largestUse } from './contract-views.js';

/** DCP4301: power that is billed and never drawn, with energy where the same mend helps both. */
export function contractMinimumUnused(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { contract, path, result } = view;
  const unused = unusedOf(context, view);
  if (unused === undefined || !isMinimumFinding(unused)) return [];
  const of = unused.isTooLarge ? ['minimum demand', 'take-or-pay', 'minimum bill'] : ['minimum demand', 'minimum bill'];
  const terms = billedTerms(context, path, of);
  const exposure = terms.reduce((sum, { cost }) => sum + cost, 0);
  const mend = smallerCapacity(context, view, unused);
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
        `The highest month uses ${showShare(largestUse(result))} of the capacity.`,
      ],
      impact: {
        presentValue: exposure,
        energy: 0,
        carbon: null,
        from: yearDate(context, firstBilled(context, path, of)),
        until: null,
        basis: 'terms of the bill that nothing was drawn for',
      },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}
