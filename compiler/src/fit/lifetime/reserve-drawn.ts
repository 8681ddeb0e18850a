import { type Campus, central, decimalYear } from '../../ir/index.js';
import { showQuantity } from '../../ir/show.js';
import { heldBackOn } from '../../simulation/lifetime/reserves.js';
import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { blockName, listed } from '../words.js';

/** DCP5302: a month in which the halls draw power that a reserve holds back. */
export function reserveDrawn(context: FitContext): Finding[] {
  return context.plan.campus.flatMap((campus) => {
    const held = campus.reserve.filter(({ power }) => power !== undefined && central(power) > 0);
    return held.length === 0 ? [] : campus.contract.flatMap((contract) => check(context, campus, contract, held));
  });
}

function check(
  { result }: FitContext,
  campus: Campus,
  contract: Campus['contract'][number],
  held: Campus['reserve'],
): Finding[] {
  const of = result.contracts.get(contract.path ?? '');
  if (of === undefined) return [];
  const dateOf = (month: number): number => (result.years[0] ?? 0) + (month + 0.5) / 12;
  const back = (month: number): number => heldBackOn(campus, contract, dateOf(month));
  const isDrawn = (peak: number, month: number): boolean => {
    const capacity = of.capacity[month] ?? 0;
    return back(month) > 0 && peak <= capacity * (1 + 1e-9) && peak > (capacity - back(month)) * (1 + 1e-9);
  };
  const first = of.peak.findIndex(isDrawn);
  if (first < 0) return [];
  const most = of.peak.reduce((worst, peak, month) => (isDrawn(peak, month) ? Math.max(worst, peak) : worst), 0);
  const names = held.filter(({ ends }) => ends === undefined || dateOf(first) < decimalYear(ends));
  const calendarYear = (result.years[0] ?? 0) + Math.floor(first / 12);
  const from = `${String(calendarYear)}-${String((first % 12) + 1).padStart(2, '0')}`;
  const [reserve] = names;
  return [
    {
      code: 'DCP5302',
      slug: 'reserve-drawn',
      severity: 'warning',
      path: reserve?.path ?? campus.path ?? '',
      message: `from ${from} the halls draw up to ${showQuantity(most, 'MW')} on ${blockName(contract.path ?? '')}: of its ${showQuantity(of.capacity[first] ?? 0, 'MW')}, ${showQuantity(back(first), 'MW')} ${names.length === 1 ? 'is' : 'are'} held back by ${listed(names.map(({ path = '' }) => blockName(path)))}`,
      notes: [
        `A capacity of ${showQuantity(most + back(first), 'MW')} would serve both; so would a reserve of ${showQuantity(Math.max(0, (of.capacity[first] ?? 0) - most), 'MW')} there.`,
      ],
      impact: {
        presentValue: null,
        energy: null,
        carbon: null,
        from,
        until: reserve?.ends?.slice(0, 7) ?? null,
        basis: 'the power is drawn twice: by the halls, and by what it is held back for',
      },
    },
  ];
}
