import { HOURS, MONTH_STARTS } from '../calendar/calendar.js';
import { DAY_SEED, dayAnomalies } from '../random.js';
import { DEAR_HOURS, dearHours } from './dear-hours.js';

/**
 * A market year from its month-by-hour means and its hundred dearest hours:
 *
 * 1. The dearest prices go, one by one, into the month-hour whose remaining hours are dearest on average, as long as
 *    these can still be paid out of its mean; within a month on the days with the strongest anomaly first (hot days from
 *    May to October, cold days otherwise), so that scarce hours gather on few days.
 * 2. The other hours of a month-hour share what is left of its mean and vary with the day, staying under the
 *    hundredth-dearest price.
 *
 * So every month-hour keeps its mean, the year its mean, and the hundred dearest hours their share.
 */
export interface MarketShape {
  /** 12 x 24 mean prices, month by month. Any one unit; the result has the same. */
  readonly means: Float64Array;
  /** Share of a flat load's cost in the hundred dearest hours, 0..1; absent where unknown. */
  readonly share?: number | undefined;
  readonly hundredth?: number | undefined;
  readonly highest?: number | undefined;
}

export interface MarketYear {
  readonly prices: Float64Array;
  /** Mean over the 8,760 hours. */
  readonly mean: number;
  /** What of the request could not be met. */
  readonly missed?: string;
}

/** Day-to-day deviation of ordinary prices over their month-hour's mean. Assumed. */
const DAY_SPREAD = 0.2;
/** Ordinary hours of a month-hour keep at least this share of its mean when dear hours are placed in it. */
const LEAST_REST = 0.3;

/** Builds the 8,760 hours; the same for the same shape and seed of days. */
export function marketYear(shape: MarketShape, seed: number = DAY_SEED): MarketYear {
  const prices = new Float64Array(HOURS).fill(NaN);
  const mean = meanOf(shape.means);
  const { hundredth, highest, share } = shape;
  if (share === undefined || hundredth === undefined || highest === undefined || highest < hundredth) {
    fillRest(prices, shape.means, Infinity, seed);
    return {
      prices,
      mean,
      missed: 'the share and prices of its hundred dearest hours are not all known: hours follow the monthly shape',
    };
  }
  const dear = dearHours(share * mean * HOURS, hundredth, highest);
  place(prices, shape.means, dear.prices, seed);
  fillRest(prices, shape.means, hundredth, seed);
  const missed = dear.exact
    ? {}
    : { missed: 'the share of its hundred dearest hours does not fit their prices: the nearest that does is taken' };
  return { prices, mean, ...missed };
}

/** Mean of 12 x 24 means over the year, weighted by days. */
export function meanOf(means: Float64Array): number {
  let sum = 0;
  for (let month = 0; month < 12; month++)
    for (let hour = 0; hour < 24; hour++) sum += means[month * 24 + hour]! * daysOf(month);
  return sum / HOURS;
}

function daysOf(month: number): number {
  return (MONTH_STARTS[month + 1]! - MONTH_STARTS[month]!) / 24;
}

/** Days of a month, the one with the strongest weather first: 0 = its first day. */
function scarceDays(seed: number): Uint8Array[] {
  const anomalies = dayAnomalies(seed);
  return Array.from({ length: 12 }, (_, month) => {
    const sign = month >= 4 && month <= 9 ? -1 : 1;
    const first = MONTH_STARTS[month]! / 24;
    const days = Array.from({ length: daysOf(month) }, (_unused, day) => day);
    return Uint8Array.from(days.sort((a, b) => sign * (anomalies[first + a]! - anomalies[first + b]!) || a - b));
  });
}

function place(prices: Float64Array, means: Float64Array, dear: Float64Array, seed: number): void {
  const days = scarceDays(seed);
  const left = means.map((mean, cell) => mean * daysOf(Math.floor(cell / 24)));
  const free = Float64Array.from(means, (_, cell) => daysOf(Math.floor(cell / 24)));
  for (let i = 0; i < DEAR_HOURS; i++) {
    const price = dear[i]!;
    const cell = dearestCell(means, left, free, price);
    const month = Math.floor(cell / 24);
    const order = days[month]!;
    const day = order[order.length - free[cell]!]!;
    prices[MONTH_STARTS[month]! + day * 24 + (cell % 24)] = price;
    left[cell] = left[cell]! - price;
    free[cell] = free[cell]! - 1;
  }
}

/** The month-hour whose remaining hours are dearest, of those that can pay the price; the dearest of all if none can. */
function dearestCell(means: Float64Array, left: Float64Array, free: Float64Array, price: number): number {
  let best = -1;
  let highest = -Infinity;
  let fallback = 0;
  let highestFallback = -Infinity;
  for (let cell = 0; cell < means.length; cell++) {
    const hours = free[cell]!;
    if (hours < 2) continue;
    const rest = (left[cell]! - price) / (hours - 1);
    const level = left[cell]! / hours;
    if (rest >= LEAST_REST * means[cell]! && level > highest) {
      highest = level;
      best = cell;
    }
    if (rest > highestFallback) {
      highestFallback = rest;
      fallback = cell;
    }
  }
  return best >= 0 ? best : fallback;
}

/** Fills the hours that are still empty, cell by cell, so that each keeps its mean and stays under `ceiling` where it can. */
function fillRest(prices: Float64Array, means: Float64Array, ceiling: number, seed: number): void {
  const anomalies = dayAnomalies(seed + 3);
  for (let month = 0; month < 12; month++) {
    const first = MONTH_STARTS[month]!;
    const days = daysOf(month);
    for (let hour = 0; hour < 24; hour++) {
      const mean = means[month * 24 + hour]!;
      let taken = 0;
      let count = 0;
      let noise = 0;
      let top = -Infinity;
      for (let day = 0; day < days; day++) {
        const price = prices[first + day * 24 + hour]!;
        const anomaly = anomalies[first / 24 + day]!;
        if (price === price) taken += price;
        else {
          count++;
          noise += anomaly;
          if (anomaly > top) top = anomaly;
        }
      }
      if (count === 0) continue;
      const rest = (mean * days - taken) / count;
      const centre = noise / count;
      // Under the ceiling by a hair, so that the hundred dearest hours are those that were placed.
      const room = top > centre ? Math.max(0, 0.999 * ceiling - rest) / (top - centre) : Infinity;
      const spread = Math.min(DAY_SPREAD * Math.abs(rest), room);
      for (let day = 0; day < days; day++) {
        const at = first + day * 24 + hour;
        if (!(prices[at]! === prices[at]!)) prices[at] = rest + spread * (anomalies[first / 24 + day]! - centre);
      }
    }
  }
}
