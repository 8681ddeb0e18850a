import { type AnyTariff, valueAt } from '../../ir/index.js';
import { hourOf, HOURS, type Hours, MONTH_STARTS, monthFrom, WHOLE_YEAR, YEAR_SECONDS } from '../calendar/calendar.js';

const DAY = 24;
/** 17:00 on the 15th, where nothing tells the hours of a month apart. */
const AFTERNOON = 14 * DAY + 17;
const JUNE = 5;

/** Twelve monthly peaks, W, of the highest quarter-hour of each hour. */
export function monthlyPeaks(quarterHours: Float64Array, hours: Hours = WHOLE_YEAR): Float64Array {
  const peaks = new Float64Array(12);
  for (let month = 0; month < 12; month++) {
    let peak = 0;
    const end = monthFrom(hours, month + 1, quarterHours.length);
    for (let i = monthFrom(hours, month, quarterHours.length); i < end; i++)
      if (quarterHours[i]! > peak) peak = quarterHours[i]!;
    peaks[month] = peak;
  }
  return peaks;
}

/** Demand of a month, W: what its own peak bills, and what a ratchet holds above it. */
export interface BilledDemand {
  readonly peak: number;
  readonly held: number;
}

/**
 * Billed demand of each month from `firstMonth` until before `lastMonth`: `held` = max(peak, ratchet · highest peak of the
 * eleven months before, of those months that the ratchet looks at). `previousPeaks`: the last eleven months before this
 * year, the latest last; fewer at the start of the contract.
 */
export function billedDemand(
  tariff: AnyTariff,
  peaks: Float64Array,
  previousPeaks: readonly number[],
  firstMonth: number,
  lastMonth: number,
): BilledDemand[] {
  const counted = (month: number): boolean =>
    tariff.ratchetMonths === undefined || tariff.ratchetMonths.includes((((month % 12) + 12) % 12) + 1);
  const history = previousPeaks.map((peak, i) => ({ peak, month: i - previousPeaks.length }));
  const billed: BilledDemand[] = [];
  for (let month = firstMonth; month < lastMonth; month++) {
    const peak = peaks[month] ?? 0;
    const highest = history
      .slice(-11)
      .reduce((most, before) => (counted(before.month) ? Math.max(most, before.peak) : most), 0);
    billed.push({ peak, held: Math.max(peak, tariff.ratchet * highest) });
    history.push({ peak, month });
  }
  return billed;
}

/** Rate of the demand charge in a month, USD/W. */
export function demandRate(tariff: AnyTariff, calendarYear: number, month: number): number {
  return valueAt(tariff.demandCharge, calendarYear + (month + 0.5) / 12) * MONTH_SECONDS;
}

const MONTH_SECONDS = YEAR_SECONDS / 12;

/**
 * Entries of the hours in which a coincident peak is measured. The grid peaks in summer afternoons: one hour a month from
 * June on, the dearest of the month, or 17:00 on its 15th day where the price is flat; a second round takes the second
 * dearest. Southern grids peak in their own summer: that is not modelled.
 */
export function coincidentEntries(price: Float64Array, count: number, hours: Hours = WHOLE_YEAR): readonly number[] {
  const known = found.get(price);
  if (known?.count === count && known.hours === hours) return known.entries;
  const entries = findEntries(price, count, hours);
  found.set(price, { count, hours, entries });
  return entries;
}

/** By the array of prices, which a contract keeps from year to year where they stay. */
const found = new WeakMap<
  Float64Array,
  { readonly count: number; readonly hours: Hours; readonly entries: readonly number[] }
>();

function findEntries(price: Float64Array, count: number, hours: Hours): number[] {
  const wanted = Math.max(1, Math.min(price.length, Math.round(count)));
  const ranked = Array.from({ length: Math.min(12, wanted) }, (_, i) =>
    dearestOfMonth(price, (JUNE + i) % 12, Math.ceil(wanted / 12), hours),
  );
  const entries: number[] = [];
  for (let round = 0; round * 12 < wanted; round++)
    for (const month of ranked) {
      const entry = month[round];
      if (entry !== undefined && entries.length < wanted) entries.push(entry);
    }
  return entries;
}

/** The dearest entries of a month, the dearest first; those closest to the afternoon of the 15th where prices are equal. */
function dearestOfMonth(price: Float64Array, month: number, count: number, hours: Hours): number[] {
  const from = monthFrom(hours, month, price.length);
  const to = monthFrom(hours, month + 1, price.length);
  const middle = (MONTH_STARTS[month] ?? 0) + AFTERNOON;
  const away = (entry: number): number => Math.abs(hourOf(hours, entry) - middle);
  const before = (a: number, b: number): boolean =>
    price[a]! > price[b]! || (!(price[a]! < price[b]!) && (away(a) < away(b) || (away(a) === away(b) && a < b)));
  const best: number[] = [];
  for (let entry = from; entry < to; entry++) {
    if (best.length === count && !before(entry, best[count - 1]!)) continue;
    let at = best.length;
    while (at > 0 && before(entry, best[at - 1]!)) at--;
    best.splice(at, 0, entry);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Hours of a month (0..11). */
export function hoursOfMonth(month: number): number {
  return (MONTH_STARTS[month + 1] ?? HOURS) - (MONTH_STARTS[month] ?? 0);
}
