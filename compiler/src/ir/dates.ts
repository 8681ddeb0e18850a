import type { IsoDate } from './values.js';

const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/**
 * A date as decimal years in the simulation's calendar, in which every year has 365 days: `2027-07-02` is about 2027.5.
 * 29 February counts as 28 February.
 */
export function decimalYear(date: IsoDate): number {
  let at = known.get(date);
  if (at === undefined) known.set(date, (at = readDate(date)));
  return at;
}

/** Series ask for the same few dates in every hour of every year. */
const known = new Map<IsoDate, number>();

function readDate(date: IsoDate): number {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  const day = Number(date.slice(8, 10));
  const before = DAYS_BEFORE_MONTH[month - 1] ?? 0;
  return year + (before + Math.min(day, daysInMonth(month)) - 1) / 365;
}

/** Days of a month (1..12) in the simulation's calendar. */
export function daysInMonth(month: number): number {
  const start = DAYS_BEFORE_MONTH[month - 1] ?? 0;
  const next = DAYS_BEFORE_MONTH[month] ?? 365;
  return next - start;
}

/** First hour of a month (1..12) within the 8,760 hours of a year. */
export function firstHourOfMonth(month: number): number {
  return (DAYS_BEFORE_MONTH[month - 1] ?? 0) * 24;
}
