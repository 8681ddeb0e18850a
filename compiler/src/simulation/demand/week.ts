/**
 * The week of the simulation's calendar: 1 January is a Monday, every year has 365 days. An hour of demand depends on the
 * hour of the day and on whether the day is a weekday, so a week has 48 states: 24 hours of a weekday, then 24 of a
 * weekend day.
 */
export const WEEK_STATES = 48;
export const DAYS_A_YEAR = 365;

/** First state of a day (0 = 1 January): 0 on weekdays, 24 at weekends. */
export function firstStateOfDay(day: number): 0 | 24 {
  return day % 7 >= 5 ? 24 : 0;
}

/** The state an hour later on the same kind of day. */
export function nextState(state: number): number {
  return state % 24 === 23 ? state - 23 : state + 1;
}

/**
 * Demand by week state over its weekly mean (48 numbers, dimensionless): the daily profile on weekdays, the same times
 * `weekend` on weekend days, scaled so that five weekdays and two weekend days have mean 1. A profile that is absent,
 * of another length or without any demand counts as flat.
 */
export function weekShape(profile: readonly number[] | undefined, weekend: number): Float64Array {
  const given = profile?.length === 24 && profile.some((value) => value > 0) ? profile : undefined;
  const shape = new Float64Array(WEEK_STATES);
  let week = 0;
  for (let hour = 0; hour < 24; hour++) {
    const value = Math.max(0, given?.[hour] ?? 1);
    shape[hour] = value;
    shape[hour + 24] = value * weekend;
    week += (5 + 2 * weekend) * value;
  }
  const mean = week / 168;
  for (let state = 0; state < WEEK_STATES; state++) shape[state]! /= mean;
  return shape;
}
