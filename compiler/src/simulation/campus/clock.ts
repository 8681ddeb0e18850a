import { type Campus, decimalYear } from '../../ir/index.js';
import { HOURS } from '../contract/calendar.js';

const YEAR_SECONDS = 365 * 86400;

/**
 * The campus's calendar: whole calendar years of 8,760 hours from the year in which it opens; hours before opening and
 * after the horizon do not count.
 */
export interface Clock {
  readonly opens: number;
  readonly closes: number;
  /** Calendar years. */
  readonly years: readonly number[];
}

export function campusClock(campus: Campus): Clock {
  const opens = decimalYear(campus.opens);
  const closes = opens + campus.horizon / YEAR_SECONDS;
  const first = Math.floor(opens + 1e-9);
  const last = Math.ceil(closes - 1e-9);
  return { opens, closes, years: Array.from({ length: Math.max(1, last - first) }, (_, i) => first + i) };
}

/** First hour of a calendar year in which something that opens at `opens` stands, 0..8760. */
export function firstHour(year: number, opens: number): number {
  return Math.max(0, Math.min(HOURS, Math.round((opens - year) * HOURS)));
}

/** Hour of a calendar year at which the horizon ends, 0..8760. */
export function lastHour(year: number, closes: number): number {
  return Math.max(0, Math.min(HOURS, Math.round((closes - year) * HOURS)));
}

/** Share of each year in which something that opens at `opens` stands. */
export function activeShare(clock: Clock, opens: number): Float64Array {
  return Float64Array.from(clock.years, (year) => Math.max(0, lastHour(year, clock.closes) - firstHour(year, opens)) / HOURS);
}
