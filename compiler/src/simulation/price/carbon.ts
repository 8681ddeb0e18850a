import { type AnyTariff, valueAt } from '../../ir/index.js';
import { hourOf, type Hours, monthOfHour } from '../calendar/calendar.js';
import { meanOf } from './market.js';

/**
 * Carbon of the energy drawn in a year, kg:
 *
 *   Σ_t c_t · P_t · Δt,   c_t = carbon(year) · shape(month, hour)/mean(shape)
 *
 * The yearly figure alone where the tariff has no shape of 12 months by 24 hours; `null` without a yearly figure.
 * `carbonHours` is Σ shape · P, or Σ P without a shape, W·h, as the meter reads it.
 */
export function carbonOf(tariff: AnyTariff, calendarYear: number, carbonHours: number): number | null {
  if (tariff.carbon === undefined) return null;
  const yearly = valueAt(tariff.carbon, calendarYear + 0.5);
  const shape = carbonShapeOf(tariff);
  return (shape === undefined ? yearly : yearly / shape.mean) * carbonHours * 3600;
}

const places = new WeakMap<Hours, Uint16Array>();

/** Month and hour of the day of each entry, as a position among 12 x 24; kept by set of hours. */
export function monthHours(hours: Hours, length: number): Uint16Array {
  let at = places.get(hours);
  if (at?.length !== length) {
    at = Uint16Array.from({ length }, (_, i) => {
      const hour = hourOf(hours, i);
      return monthOfHour(hour) * 24 + (hour % 24);
    });
    places.set(hours, at);
  }
  return at;
}

/** A shape of carbon over a day of each month. */
export interface CarbonShape {
  /** By month and hour of the day. */
  readonly means: Float64Array;
  /** Over the year. */
  readonly mean: number;
}

const shapes = new WeakMap<readonly (readonly number[])[], CarbonShape>();

/** 12 months by 24 hours, flat; `undefined` where it is not that, or nothing at all. */
export function carbonShapeOf({ carbonShape: shape }: AnyTariff): CarbonShape | undefined {
  const known = shape && shapes.get(shape);
  if (known !== undefined) return known;
  if (shape?.length !== 12 || shape.some((row) => row.length !== 24)) return undefined;
  const means = Float64Array.from(shape.flat());
  const mean = meanOf(means);
  if (!(mean > 0)) return undefined;
  const made = { means, mean };
  shapes.set(shape, made);
  return made;
}
