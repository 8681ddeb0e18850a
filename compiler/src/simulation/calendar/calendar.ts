import { firstHourOfMonth } from '../../ir/index.js';

export const HOURS = 8760;
/** Of the simulation's calendar, in which every year has 365 days. */
export const YEAR_SECONDS = 365 * 86400;

/** Start hour of each month, and 8,760 at the end: thirteen numbers. */
export const MONTH_STARTS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  .map((month) => firstHourOfMonth(month))
  .concat(HOURS);

/**
 * What the entries of hourly arrays stand for; a simulation's hour set is one. Without any of it they are the hours of the
 * year in order, each for itself.
 */
export interface Hours {
  /** Hours that each entry stands for. */
  readonly weight?: Float64Array | undefined;
  /** Hour of the year of each entry, ascending. */
  readonly hour?: ArrayLike<number> | undefined;
  /** Values of all 8,760 hours as the entries see them: the mean over what each stands for. */
  readonly means?: ((values: Float64Array) => Float64Array) | undefined;
  /** Entry of each month's first hour, and the arrays' length: 13 numbers. */
  readonly monthStart?: ArrayLike<number> | undefined;
}

/** All 8,760 hours. */
export const WHOLE_YEAR: Hours = {};

/** Hours that an entry stands for. */
export function weightOf(hours: Hours, entry: number): number {
  return hours.weight === undefined ? 1 : (hours.weight[entry] ?? 0);
}

/** Hour of the year of an entry. */
export function hourOf(hours: Hours, entry: number): number {
  return hours.hour === undefined ? entry : (hours.hour[entry] ?? entry);
}

/** First entry of a month (0..11), or the end for 12, in arrays of `length` entries. */
export function monthFrom(hours: Hours, month: number, length: number): number {
  return Math.min(length, (hours.monthStart ?? MONTH_STARTS)[month] ?? length);
}

/** True where an entry is the hour after the one before it: elsewhere a new day of the set begins. */
export function follows(hours: Hours, entry: number): boolean {
  return entry > 0 && hourOf(hours, entry) === hourOf(hours, entry - 1) + 1;
}

/** Σ of the entries, each as often as the hours that it stands for. */
export function weightedSum(values: Float64Array, hours: Hours): number {
  const { weight } = hours;
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += weight === undefined ? values[i]! : weight[i]! * values[i]!;
  return sum;
}

/** Month (0..11) of an hour of the year. */
export function monthOfHour(hour: number): number {
  let month = 0;
  while (month < 11 && hour >= MONTH_STARTS[month + 1]!) month++;
  return month;
}
