import { HOURS, MONTH_STARTS } from './calendar.js';
import { DAYS_A_YEAR, firstStateOfDay, WEEK_STATES } from '../demand/week.js';
import type { Weather } from '../weather/weather.js';
import { type HourSet, hourSet } from './hour-set.js';
import { representativeDays } from './representative-days.js';

/**
 * The hours of fidelity F0 (MODELS A2): representative days, each once as a weekday and once as a weekend day with the
 * days of its month that it stands for, and beside them the hours that are carried for themselves: `single` ones (dear
 * hours, coincident peaks, called hours) with weight 1, and each month's hottest with weight 0. What a single hour takes
 * is taken from the entries that stood for it, so that the weights add up to 8,760.
 */
export function representativeHours(weather: Weather, single: Iterable<number>): HourSet {
  const days = representativeDays(weather);
  const alone = new Set(single);
  const entries: Entry[] = [];
  const classes = new Map<number, Entry[]>();
  for (let i = 0; i < days.hours.length; i++) {
    const hour = days.hours[i]!;
    if (days.weight[i] === 0) {
      if (!alone.has(hour)) entries.push({ hour, demand: hour, weight: 0, order: 2 });
      continue;
    }
    for (const weekend of [false, true]) {
      const weight = (weekend ? days.weekends : days.weekdays)[i]!;
      if (weight <= 0) continue;
      const entry = { hour, demand: sameHourOn(hour, weekend), weight, order: weekend ? 1 : 0 };
      entries.push(entry);
      const key = classOf(hour, weekend);
      classes.set(key, [...(classes.get(key) ?? []), entry]);
    }
  }
  for (const hour of alone) {
    entries.push({ hour, demand: hour, weight: 1, order: 2 });
    takeOne(classes.get(classOf(hour, isWeekend(hour))) ?? []);
  }
  entries.sort((a, b) => a.hour - b.hour || a.order - b.order);
  const set: HourSet = hourSet(
    Int32Array.from(entries, ({ hour }) => hour),
    Int32Array.from(entries, ({ demand }) => demand),
    Float64Array.from(entries, ({ weight }) => weight),
    Uint8Array.from(entries, ({ order }) => (order === 2 ? 1 : 0)),
    (values) => gatherMeans(set, values),
  );
  return set;
}

interface Entry {
  readonly hour: number;
  readonly demand: number;
  weight: number;
  /** Among entries of one hour: weekday, weekend day, itself. */
  readonly order: number;
}

/** Takes an hour out of what its representatives stand for, in proportion. */
function takeOne(representatives: readonly Entry[]): void {
  const all = representatives.reduce((sum, { weight }) => sum + weight, 0);
  if (all <= 0) return;
  const left = Math.max(0, all - 1) / all;
  for (const entry of representatives) entry.weight *= left;
}

/** Month, kind of day and hour of the day. */
function classOf(hour: number, weekend: boolean): number {
  let month = 11;
  while (MONTH_STARTS[month]! > hour) month--;
  return month * WEEK_STATES + (weekend ? 24 : 0) + (hour % 24);
}

function isWeekend(hour: number): boolean {
  return firstStateOfDay(Math.floor(hour / 24)) !== 0;
}

/** The same hour on the closest day that is a weekday, or a weekend day: its own where it is one. */
function sameHourOn(hour: number, weekend: boolean): number {
  const day = Math.floor(hour / 24);
  for (let off = 0; off < 7; off++) {
    for (const near of [day - off, day + off]) {
      if (near >= 0 && near < DAYS_A_YEAR && (firstStateOfDay(near) !== 0) === weekend) return near * 24 + (hour % 24);
    }
  }
  return hour;
}

/**
 * The set's values of a series that is not weather: prices, carbon. An entry that stands for many hours has their mean (of
 * its month, kind of day and hour of the day, without the hours that are carried for themselves); a single hour its own.
 */
function gatherMeans(set: HourSet, values: Float64Array): Float64Array {
  const { weight } = set;
  if (weight === undefined) return values;
  const single = new Uint8Array(HOURS);
  for (let i = 0; i < set.length; i++) if (set.single?.[i] === 1 && weight[i]! > 0) single[set.hour[i]!] = 1;
  const sums = new Float64Array(12 * WEEK_STATES);
  const counts = new Float64Array(12 * WEEK_STATES);
  let month = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    if (hour >= MONTH_STARTS[month + 1]!) month++;
    if (single[hour] === 1) continue;
    const key = month * WEEK_STATES + firstStateOfDay(Math.floor(hour / 24)) + (hour % 24);
    sums[key] = sums[key]! + values[hour]!;
    counts[key] = counts[key]! + 1;
  }
  return Float64Array.from(set.hour, (hour, i) => {
    if (set.single?.[i] === 1) return values[hour]!;
    const key = classOf(hour, set.state[i]! >= 24);
    return counts[key]! > 0 ? sums[key]! / counts[key]! : values[hour]!;
  });
}
