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

/** A shape of carbon over a day of each month. */
export interface CarbonShape {
  /** By month and hour of the day. */
  readonly means: Float64Array;
  /** Over the year. */
  readonly mean: number;
  /** In the entries of hourly arrays, by set of hours. */
  readonly hourly: WeakMap<Hours, Float64Array>;
}

/** A tariff's shape of carbon in each entry of hourly arrays of `length`; `undefined` where it has none. Kept: not to be written to. */
export function hourlyShape(tariff: AnyTariff, hours: Hours, length: number): Float64Array | undefined {
  const shape = carbonShapeOf(tariff);
  if (shape === undefined) return undefined;
  let values = shape.hourly.get(hours);
  if (values?.length !== length) {
    values = Float64Array.from({ length }, (_, i) => {
      const hour = hourOf(hours, i);
      return shape.means[monthOfHour(hour) * 24 + (hour % 24)]!;
    });
    shape.hourly.set(hours, values);
  }
  return values;
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
  const made = { means, mean, hourly: new WeakMap<Hours, Float64Array>() };
  shapes.set(shape, made);
  return made;
}
