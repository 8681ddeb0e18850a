import { EVERY_HOUR, type HourSet, indexOf } from '../calendar/hour-set.js';
import { HOURS } from '../calendar/calendar.js';
import { WEEK_STATES } from '../demand/week.js';

/**
 * What one hall's IT draws in one year, W per element of an array block: the 48 states of a week in each period, and what
 * work that waits adds on top, which differs from day to day.
 */
export interface HallProfile {
  /** Hours of the year at which the periods begin, and the end of the last. */
  readonly bounds: readonly number[];
  /** W by period and state of the week. */
  readonly states: Float64Array;
  /** W by hour of the year; absent where nothing waits. */
  extra: Float64Array | undefined;
}

export function hallProfile(bounds: readonly number[]): HallProfile {
  return { bounds, states: new Float64Array(Math.max(0, bounds.length - 1) * WEEK_STATES), extra: undefined };
}

/** The states of one period: a view. */
export function statesOf(profile: HallProfile, period: number): Float64Array {
  return profile.states.subarray(period * WEEK_STATES, (period + 1) * WEEK_STATES);
}

/** What is added by hour; made when first asked for. */
export function extraOf(profile: HallProfile): Float64Array {
  return (profile.extra ??= new Float64Array(HOURS));
}

/** Writes the hours of a set, W, and adds `always` to each; outside the periods nothing else is drawn. */
export function layOut(profile: HallProfile, set: HourSet, out: Float64Array, always = 0): void {
  const { bounds, states, extra } = profile;
  const { demand, state } = set;
  const watts = new Float64Array(WEEK_STATES);
  let i = Math.ceil(indexOf(set, bounds[0] ?? 0));
  out.fill(always, 0, i);
  for (let period = 0; period + 1 < bounds.length; period++) {
    const end = indexOf(set, bounds[period + 1]!);
    for (let s = 0; s < WEEK_STATES; s++) watts[s] = states[period * WEEK_STATES + s]! + always;
    for (; i < end; i++) out[i] = watts[state[i]!]!;
  }
  out.fill(always, i);
  if (extra === undefined) return;
  for (i = 0; i < set.length; i++) out[i] = out[i]! + extra[demand[i]!]!;
}

/** All 8,760 hours, W. */
export function everyHour(profile: HallProfile): Float64Array {
  const out = new Float64Array(HOURS);
  layOut(profile, EVERY_HOUR, out);
  return out;
}
