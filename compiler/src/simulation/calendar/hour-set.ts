import { HOURS, MONTH_STARTS } from './calendar.js';
import { firstStateOfDay } from '../demand/week.js';

/**
 * The hours that a simulated year is made of, ascending in time. Every hour of the year at fidelity F1; at F0 some
 * representative ones, each with the hours that it stands for (MODELS A2). All hourly arrays of a simulation have one
 * entry for each hour of its set.
 */
export interface HourSet {
  readonly length: number;
  /** Hour of the year, 0..8759, whose weather and prices hold. */
  readonly hour: Int32Array;
  /** Hour of the year whose demand holds: the same, or that of a day of the other kind (weekday, weekend) close to it. */
  readonly demand: Int32Array;
  /** State of the week of `demand`, 0..47. */
  readonly state: Uint8Array;
  /** Hours that each stands for; `undefined` where each stands for itself. They add up to 8,760. */
  readonly weight: Float64Array | undefined;
  /** 1 where an hour is carried for itself among representative ones; absent where all are. */
  readonly single: Uint8Array | undefined;
  /** Index of each month's first hour, and the length: 13 entries. */
  readonly monthStart: Int32Array;
  /**
   * Values that are not weather (prices, carbon), one for each of the year's 8,760 hours, as the set's hours see them: an
   * entry that stands for many has their mean, by month, kind of day and hour of the day.
   */
  readonly means: (values: Float64Array) => Float64Array;
}

/** Builds a set from hours of the year in ascending order. */
export function hourSet(
  hour: Int32Array,
  demand: Int32Array,
  weight?: Float64Array,
  single?: Uint8Array,
  means: HourSet['means'] = (values) => values,
): HourSet {
  const state = Uint8Array.from(demand, (each) => firstStateOfDay(Math.floor(each / 24)) + (each % 24));
  return {
    length: hour.length,
    hour,
    demand,
    state,
    weight,
    single,
    means,
    monthStart: Int32Array.from(MONTH_STARTS, (start) => lowerBound(hour, start)),
  };
}

const all = Int32Array.from({ length: HOURS }, (_, hour) => hour);

/** Fidelity F1: all 8,760 hours. */
export const EVERY_HOUR: HourSet = hourSet(all, all);

/** Index of the first hour of a set that is not before `hour` of the year; the set's length where there is none. */
export function indexOf(set: HourSet, hour: number): number {
  return set.weight === undefined ? Math.max(0, Math.min(set.length, hour)) : lowerBound(set.hour, hour);
}

/** The set's values out of one for every hour of the year; the array itself where the set is all of them. */
export function gather(set: HourSet, values: Float64Array): Float64Array {
  return set.weight === undefined ? values : Float64Array.from(set.hour, (hour) => values[hour]!);
}

/** Hours that the entries from `from` until before `to` stand for. */
export function hoursBetween(set: HourSet, from: number, to: number): number {
  if (set.weight === undefined) return Math.max(0, to - from);
  let sum = 0;
  for (let i = from; i < to; i++) sum += set.weight[i]!;
  return sum;
}

function lowerBound(sorted: Int32Array, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

const names = new WeakMap<HourSet, number>();
let named = 0;

/** Another number for another set. */
export function nameOfSet(set: HourSet): number {
  let name = names.get(set);
  if (name === undefined) names.set(set, (name = ++named));
  return name;
}
