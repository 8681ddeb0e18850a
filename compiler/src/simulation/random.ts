import { MONTH_STARTS } from './calendar/calendar.js';

/**
 * A stream of numbers in [0, 1) that depends on nothing but its seed. Source: T. Ettinger's mulberry32, a 32-bit
 * generator; its quality is ample for day-to-day weather noise.
 */
export function randomSource(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Standard normal numbers by the Box-Muller transform. */
export function gaussianSource(seed: number): () => number {
  const uniform = randomSource(seed);
  return () => {
    const radius = Math.sqrt(-2 * Math.log(1 - uniform()));
    return radius * Math.cos(2 * Math.PI * uniform());
  };
}

const PERSISTENCE = 0.7;

/**
 * 365 day-to-day anomalies with mean 0 and deviation 1 in every month, each day close to the day before (first-order
 * autoregression, coefficient 0.7: warm and cold spells last about three days). Weather and price read the same
 * sequence with the same seed, so that scarce hours fall on hot summer and cold winter days.
 */
export function dayAnomalies(seed: number): Float64Array {
  const next = gaussianSource(seed);
  const days = new Float64Array(365);
  let anomaly = next();
  for (let day = 0; day < 365; day++) {
    anomaly = PERSISTENCE * anomaly + Math.sqrt(1 - PERSISTENCE * PERSISTENCE) * next();
    days[day] = anomaly;
  }
  for (let month = 0; month < 12; month++)
    normalise(days.subarray(MONTH_STARTS[month]! / 24, MONTH_STARTS[month + 1]! / 24));
  return days;
}

/** Seed of the day-to-day sequence that weather and price share, for run 1. */
export const DAY_SEED = 20_270_101;

/** Seed of the same sequence for run `run` (`--seed`): each run has its own days, of the same climate and market. */
export function daySeed(run: number): number {
  return DAY_SEED + 10 * (run - 1);
}

function normalise(values: Float64Array): void {
  let sum = 0;
  for (const value of values) sum += value;
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const deviation = Math.sqrt(squares / values.length);
  for (let i = 0; i < values.length; i++) values[i] = (values[i]! - mean) / deviation;
}
