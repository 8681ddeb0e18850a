import { type AnyTariff, valueAt } from '../../ir/index.js';
import { hourOf, type Hours, monthOfHour, weightedSum, WHOLE_YEAR } from '../calendar/calendar.js';
import { meanOf } from './market.js';

/**
 * Carbon of the energy drawn in a year, kg:
 *
 *   Σ_t c_t · P_t · Δt,   c_t = carbon(year) · shape(month, hour)/mean(shape)
 *
 * The yearly figure alone where the tariff has no shape of 12 months by 24 hours; `null` without a yearly figure. `power`
 * in W, by hour.
 */
export function carbonOf(
  tariff: AnyTariff,
  calendarYear: number,
  power: Float64Array,
  hours: Hours = WHOLE_YEAR,
): number | null {
  if (tariff.carbon === undefined) return null;
  const yearly = valueAt(tariff.carbon, calendarYear + 0.5);
  const shape = carbonShape(tariff.carbonShape);
  if (shape === undefined) return yearly * weightedSum(power, hours) * 3600;
  const { means, mean } = shape;
  const { weight } = hours;
  const at = monthHours(hours, power.length);
  let sum = 0;
  for (let i = 0; i < power.length; i++) {
    const energy = power[i]! * means[at[i]!]!;
    sum += weight === undefined ? energy : weight[i]! * energy;
  }
  return (yearly / mean) * sum * 3600;
}

const places = new WeakMap<Hours, Uint16Array>();

/** Month and hour of the day of each entry, as a position among 12 x 24; kept by set of hours. */
function monthHours(hours: Hours, length: number): Uint16Array {
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

interface Shape {
  readonly means: Float64Array;
  readonly mean: number;
}

const shapes = new WeakMap<readonly (readonly number[])[], Shape>();

/** 12 months by 24 hours, flat; `undefined` where it is not that, or nothing at all. */
function carbonShape(shape: readonly (readonly number[])[] | undefined): Shape | undefined {
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
