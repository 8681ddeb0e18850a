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

/** Where the entries of a set of hours have their draw in a profile's `states`. */
export interface Places {
  /** Position by entry; one past the last where no period holds. */
  readonly at: Uint16Array | Uint32Array;
  /** Hours of each position, and how many entries have it: one more than there are states. */
  readonly hours: Float64Array;
  readonly entries: Uint16Array;
}

/** By set, then by the bounds of periods: most years of a campus have the same. */
const known = new WeakMap<HourSet, Map<string, Places>>();
const KEPT_PLACES = 16;
/** The last one asked for: halls of a campus ask one after the other. */
let latest: { readonly bounds: HallProfile['bounds']; readonly set: HourSet; readonly places: Places } | undefined;

/** Where a set's entries have their draw, in the whole year. Kept: not to be written to. */
export function placesOf({ bounds }: HallProfile, set: HourSet): Places {
  if (latest?.bounds === bounds && latest.set === set) return latest.places;
  const bySet = known.get(set) ?? new Map<string, Places>();
  known.set(set, bySet);
  const key = bounds.join(' ');
  const places = bySet.get(key) ?? locate(bounds, set);
  bySet.delete(key);
  bySet.set(key, places);
  const oldest = bySet.size > KEPT_PLACES ? bySet.keys().next() : undefined;
  if (oldest !== undefined && !oldest.done) bySet.delete(oldest.value);
  latest = { bounds, set, places };
  return places;
}

function locate(bounds: HallProfile['bounds'], set: HourSet): Places {
  const periods = Math.max(0, bounds.length - 1);
  const outside = periods * WEEK_STATES;
  const at = outside < 0xffff ? new Uint16Array(set.length) : new Uint32Array(set.length);
  at.fill(outside);
  let i = Math.ceil(indexOf(set, bounds[0] ?? 0));
  for (let period = 0; period < periods; period++) {
    const end = indexOf(set, bounds[period + 1]!);
    for (; i < end; i++) at[i] = period * WEEK_STATES + set.state[i]!;
  }
  return { at, ...countPlaces(at, set, 0, set.length, outside + 1) };
}

/** The same from one entry until before another. */
export function placesBetween(places: Places, set: HourSet, from: number, until: number): Places {
  if (from === 0 && until === set.length) return places;
  return { at: places.at, ...countPlaces(places.at, set, from, until, places.hours.length) };
}

function countPlaces(
  at: Places['at'],
  { weight }: HourSet,
  from: number,
  until: number,
  length: number,
): Omit<Places, 'at'> {
  const hours = new Float64Array(length);
  const entries = new Uint16Array(length);
  for (let i = from; i < until; i++) {
    const k = at[i]!;
    hours[k] = hours[k]! + (weight === undefined ? 1 : weight[i]!);
    entries[k] = entries[k]! + 1;
  }
  return { hours, entries };
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

/** Whether two years draw the same in every hour. */
export function isSameYear(a: HallProfile, b: HallProfile): boolean {
  if (a === b) return a.extra === undefined;
  if (a.extra !== undefined || b.extra !== undefined || a.bounds.length !== b.bounds.length) return false;
  for (let i = 0; i < a.bounds.length; i++) if (a.bounds[i] !== b.bounds[i]) return false;
  for (let i = 0; i < a.states.length; i++) if (a.states[i] !== b.states[i]) return false;
  return true;
}

/** All 8,760 hours, W. */
export function everyHour(profile: HallProfile): Float64Array {
  const out = new Float64Array(HOURS);
  layOut(profile, EVERY_HOUR, out);
  return out;
}
