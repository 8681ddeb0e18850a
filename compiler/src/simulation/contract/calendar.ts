import { firstHourOfMonth } from '../../ir/index.js';

export const HOURS = 8760;

/** Start hour of each month, and 8,760 at the end: thirteen numbers. */
export const MONTH_STARTS: readonly number[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]
  .map((month) => firstHourOfMonth(month))
  .concat(HOURS);
