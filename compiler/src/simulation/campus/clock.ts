import { type Campus, decimalYear } from '../../ir/index.js';
import { HOURS, MONTH_STARTS, YEAR_SECONDS } from '../calendar/calendar.js';

/**
 * A campus's calendar: whole calendar years of 8,760 hours; hours before opening and after the horizon do not count. All
 * campuses of a plan share the years, from the first opening to the last end, so that their numbers line up.
 */
export interface Clock {
  readonly opens: number;
  readonly closes: number;
  /** Calendar years. */
  readonly years: readonly number[];
}

export function planYears(campuses: readonly Campus[]): number[] {
  const first = Math.min(...campuses.map((campus) => Math.floor(decimalYear(campus.opens) + 1e-9)));
  const last = Math.max(...campuses.map((campus) => Math.ceil(endOf(campus) - 1e-9)));
  return campuses.length === 0 ? [] : Array.from({ length: Math.max(1, last - first) }, (_, i) => first + i);
}

export function campusClock(campus: Campus, years: readonly number[]): Clock {
  return { opens: decimalYear(campus.opens), closes: endOf(campus), years };
}

function endOf(campus: Campus): number {
  return decimalYear(campus.opens) + campus.horizon / YEAR_SECONDS;
}

/** First hour of a calendar year in which something that opens at `opens` stands, 0..8760. */
export function firstHour(year: number, opens: number): number {
  return Math.max(0, Math.min(HOURS, Math.round((opens - year) * HOURS)));
}

/** Hour of a calendar year at which the horizon ends, 0..8760. */
export function lastHour(year: number, closes: number): number {
  return Math.max(0, Math.min(HOURS, Math.round((closes - year) * HOURS)));
}

/** Months of a calendar year (0..12) in which the campus is open: from the first until before the last. */
interface OpenMonths {
  readonly firstMonth: number;
  readonly lastMonth: number;
}

/** Whole months only: one that begins before the campus opens, or that ends after it closes, is not billed. */
export function openMonths({ opens, closes }: Clock, calendarYear: number): OpenMonths {
  const opening = firstHour(calendarYear, opens);
  const closing = lastHour(calendarYear, closes);
  return {
    firstMonth: MONTH_STARTS.findIndex((start) => start >= opening),
    lastMonth: MONTH_STARTS.findIndex((start) => start >= closing),
  };
}

/** Seconds of each year in which something that opens at `opens` stands. */
export function activeSeconds(clock: Clock, opens: number): number[] {
  return Array.from(activeShare(clock, opens), (share) => share * YEAR_SECONDS);
}

/** Share of each year in which something that opens at `opens` stands. */
export function activeShare(clock: Clock, opens: number): Float64Array {
  const share = new Float64Array(clock.years.length);
  clock.years.forEach((year, i) => {
    share[i] = Math.max(0, lastHour(year, clock.closes) - firstHour(year, opens)) / HOURS;
  });
  return share;
}
