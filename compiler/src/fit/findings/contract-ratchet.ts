import { type AnyContract, central, isRef, valueAt } from '../../ir/index.js';
import { showMoney, showQuantity, showShare } from '../../ir/show.js';
import { MONTH_STARTS } from '../../simulation/calendar/calendar.js';
import { billedDemand, demandRate } from '../../simulation/contract/demand.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import { yearly } from '../arithmetic/work.js';
import { type FitContext, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName } from '../words.js';
import { contractViews, type ContractView, freeBatteryName, monthDate } from './contract-views.js';
import { leastWorth } from './worth.js';

/** Peak over the level around it from which a month is an event, and no chance of weather or load. */
const STANDS_OUT = 1.05;

/** DCP4306: a ratchet that bills one month's peak for the eleven months after it. */
export function contractRatchet(context: FitContext): Finding[] {
  return contractViews(context).flatMap((view) => check(context, view));
}

/** One month's peak, and what the bill is less without it. */
interface Event {
  readonly month: number;
  /** What the months around it reach, W. */
  readonly level: number;
  /** USD: by year, and its present value. */
  readonly billed: Float64Array;
  readonly saves: number;
}

function check(context: FitContext, view: ContractView): Finding[] {
  const { campus, contract, path, result } = view;
  const least = leastWorth(context, campus, 'contract');
  if (least === null || contract.ratchet <= 0) return [];
  const event = dearest(context, view);
  if (event === undefined || event.saves < least) return [];
  const peak = result.peak[event.month] ?? 0;
  const mend = shaved(context, view, event);
  return [
    {
      code: 'DCP4306',
      slug: 'ratchet-one-event',
      severity: 'warning',
      path,
      property: 'ratchet',
      message: `${blockName(path)} draws ${showQuantity(peak, 'MW')} in ${monthDate(context, event.month)} and ${showQuantity(event.level, 'MW')} at most in the months around it; its ratchet of ${showShare(contract.ratchet)} bills that month for the eleven after it: ${showMoney(event.saves)} (present value)`,
      notes: [
        'What sets the peak may be moved, spread over months, or held under the level of the months around it.',
        ...(mend === undefined ? ['No battery that holds this month under that level pays for itself.'] : []),
      ],
      impact: {
        presentValue: event.saves,
        energy: 0,
        carbon: null,
        from: monthDate(context, event.month),
        until: monthDate(context, Math.min(event.month + 11, result.peak.length - 1)),
        basis: 'demand billed, less the same with that month at the level of those around it',
      },
      steps: {
        title: `Demand billed, less the same with ${monthDate(context, event.month)} at ${showQuantity(event.level, 'MW')}`,
        parts: yearly(context, campus, (y) => {
          const usd = event.billed[y] ?? 0;
          return usd === 0 ? undefined : { text: showMoney(usd), factors: [usd] };
        }),
      },
      ...(mend === undefined ? {} : { mends: [mend] }),
    },
  ];
}

/** The month whose peak costs most, of those that a ratchet holds later months to. */
function dearest(context: FitContext, view: ContractView): Event | undefined {
  const { campus, result, contract } = view;
  const { peak } = result;
  const asBilled = demandBilled(context, contract, view, peak);
  let best: Event | undefined;
  peak.forEach((watts, month) => {
    const around = [...peak.subarray(Math.max(0, month - 11), month), ...peak.subarray(month + 1, month + 12)];
    const level = Math.max(0, ...around);
    if (level <= 0 || watts < level * STANDS_OUT) return;
    const without = Float64Array.from(peak);
    without[month] = level;
    const billed = demandBilled(context, contract, view, without);
    const more = asBilled.map((usd, year) => usd - (billed[year] ?? 0));
    const saves = presentValue(more, campus.discount);
    if (saves > (best?.saves ?? 0)) best = { month, level, billed: more, saves };
  });
  return best;
}

/** Demand, ratchet and minimum demand of each year with these monthly peaks, USD. */
function demandBilled(
  context: FitContext,
  contract: AnyContract,
  { result }: ContractView,
  peaks: Float64Array,
): Float64Array {
  const { years } = context.result;
  const bills = new Float64Array(years.length);
  const first = result.peak.findIndex((watts) => watts > 0);
  const last = result.peak.reduce((latest, watts, month) => (watts > 0 ? month : latest), -1);
  if (first < 0) return bills;
  const share = central(contract.minimumDemand);
  billedDemand(contract, peaks, [], first, last + 1).forEach(({ held }, i) => {
    const month = first + i;
    const year = Math.floor(month / 12);
    const calendarYear = years[year] ?? 0;
    const minimum = share * valueAt(contract.capacity, calendarYear + ((month % 12) + 0.5) / 12);
    bills[year] = (bills[year] ?? 0) + demandRate(contract, calendarYear, month % 12) * Math.max(held, minimum);
  });
  return bills;
}

/** A battery that holds the month under the level of those around it, where it saves something. */
function shaved(context: FitContext, view: ContractView, { month, level }: Event): Mend | undefined {
  const { campus, result } = view;
  const peak = result.peak[month] ?? 0;
  const energy = energyAbove(context, view, month, level / peak);
  if (energy <= 0) return undefined;
  const megawatts = String(Number((Math.ceil((peak - level) / 1e4) / 100).toPrecision(4)));
  const hours = String(Number((Math.ceil(energy / 3.6e7) / 100).toPrecision(4)));
  const text = `battery ${freeBatteryName(campus, 'Shaving')} {\n  power: ${megawatts} MW\n  energy: ${hours} MWh\n  use: peaks\n}`;
  const change: Change = { type: 'member', path: campus.path ?? '', text, imports: [] };
  const mend = whatIf(context, `a battery of ${megawatts} MW, ${hours} MWh against peaks`, [change]);
  return mend !== undefined && mend.predicted.presentValue > 0 ? mend : undefined;
}

/** Most energy above `share` of the month's highest hour in a run of hours, J; what a battery must hold. */
function energyAbove(context: FitContext, { campus, path }: ContractView, month: number, share: number): number {
  const year = Math.floor(month / 12);
  const from = MONTH_STARTS[month % 12] ?? 0;
  const until = MONTH_STARTS[(month % 12) + 1] ?? from;
  const load = new Float64Array(until - from);
  for (const hall of campus.hall) {
    if (!hall.power.some((use) => (isRef(use) ? use.ref : use.path) === path)) continue;
    const hours = context.result.hours(hall.path ?? '', year);
    if (hours === undefined) continue;
    const part = (hall.count ?? 1) / hall.power.length;
    for (let i = 0; i < load.length; i++)
      load[i] =
        (load[i] ?? 0) +
        part * ((hours.it[from + i] ?? 0) + (hours.plant[from + i] ?? 0) + (hours.electrical[from + i] ?? 0));
  }
  const level = share * Math.max(...load);
  let most = 0;
  let run = 0;
  for (const watts of load) {
    run = watts > level ? run + (watts - level) * 3600 : 0;
    most = Math.max(most, run);
  }
  return most;
}
