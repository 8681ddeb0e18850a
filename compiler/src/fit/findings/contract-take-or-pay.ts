import { central } from '../../ir/index.js';
import { showIn, showMoney, showShare } from '../../ir/show.js';
import { hoursOfMonth } from '../../simulation/contract/demand.js';
import { type FitContext, metricOf } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, yearDate } from '../words.js';
import { isMinimumFinding, smallerCapacity, unusedOf } from './contract-unused.js';
import { contractViews, type ContractView, firstBilled, largestUse } from './contract-views.js';

/** DCP4304: energy that was promised to be taken and is paid for untaken. */
export function contractTakeOrPay(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { contract, path, result } = view;
  const unused = unusedOf(context, view);
  if (unused === undefined || unused.takeOrPay < unused.least) return [];
  // A contract that is too large altogether is one mistake: DCP4301 says what it comes to.
  if (unused.isTooLarge && isMinimumFinding(unused)) return [];
  const taken = takenShares(context, view);
  const mend = smallerCapacity(context, view, unused);
  const promised = central(contract.takeOrPay);
  const resale = central(contract.resale);
  return [
    {
      code: 'DCP4304',
      slug: 'take-or-pay-unused',
      severity: 'warning',
      path,
      property: 'takeOrPay',
      message: `${blockName(path)} promises to take ${showShare(promised)} of its capacity times hours, and takes ${showShare(Math.min(...taken))} of it in its lightest year: ${showMoney(unused.takeOrPay)} (present value) for energy that is not taken`,
      notes: [
        `The highest month uses ${showShare(largestUse(result))} of the capacity: what is missing is hours${unused.isTooLarge ? ' and power' : ', not power'}. Work that can wait takes hours that others leave.`,
        resale > 0
          ? `What is not taken is sold for ${showIn(resale, 'USD/MWh')}.`
          : 'What is not taken is not sold: the contract states no `resale`.',
      ],
      impact: {
        presentValue: unused.takeOrPay,
        energy: 0,
        carbon: null,
        from: yearDate(context, firstBilled(context, path, ['take-or-pay'])),
        until: null,
        basis: 'the term of the bill for energy that was not taken',
      },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}

/** Energy over capacity times hours, of each year with a draw. */
function takenShares(context: FitContext, { path, result }: ContractView): number[] {
  const energy = metricOf(context.result, path, 'energy')?.byYear ?? [];
  return energy.flatMap((joules, year) => {
    let most = 0;
    for (let month = 0; month < 12; month++)
      if ((result.mean[12 * year + month] ?? 0) > 0)
        most += (result.capacity[12 * year + month] ?? 0) * hoursOfMonth(month) * 3600;
    return joules === null || most <= 0 ? [] : [joules / most];
  });
}
