import { type Clock, firstHour, lastHour } from '../campus/clock.js';
import { HOURS } from '../calendar/calendar.js';
import type { RackStretch } from './refresh.js';

/** Racks that were bought together: their price, and the share of each year in which they stand and are paid for. */
export interface Vintage {
  /** USD, per element; `undefined` where blank. */
  readonly price: number | undefined;
  readonly standing: Float64Array;
  readonly charged: Float64Array;
}

/**
 * Racks of a hall as they are bought (MODELS A7): each stretch replaces its racks like for like at every IT life, and the
 * last of them goes on being charged to the end of its life after others have taken its place, within the horizon. `life`
 * in years.
 */
export function rackVintages(stretches: readonly RackStretch[], clock: Clock, life: number): Vintage[] {
  return stretches.map(({ from, until, price }) => ({
    price,
    standing: shareBetween(clock, from, until),
    charged: shareBetween(clock, from, endOfLife(from, until, life)),
  }));
}

/** When the last of the racks that stand from `from` until `until` has lived its life. */
export function endOfLife(from: number, until: number, life: number): number {
  return until === Infinity || !(life > 0) ? until : from + Math.max(1, Math.ceil((until - from) / life - 1e-9)) * life;
}

/** Share of each year between two decimal years, within the horizon. */
export function shareBetween(clock: Clock, from: number, until: number): Float64Array {
  const end = Math.min(clock.closes, until);
  return Float64Array.from(clock.years, (year) => Math.max(0, lastHour(year, end) - firstHour(year, from)) / HOURS);
}
