import { type AnyTariff, valueAt } from '../../ir/index.js';
import { hourOf, type Hours, monthOfHour, weightedSum, WHOLE_YEAR } from '../contract/calendar.js';
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
  let sum = 0;
  let month = 0;
  let known = -1;
  for (let i = 0; i < power.length; i++) {
    const hour = hourOf(hours, i);
    const day = Math.floor(hour / 24);
    if (day !== known) {
      known = day;
      month = monthOfHour(hour);
    }
    sum += (weight === undefined ? 1 : weight[i]!) * power[i]! * means[month * 24 + (hour % 24)]!;
  }
  return (yearly / mean) * sum * 3600;
}

/** 12 months by 24 hours, flat; `undefined` where it is not that, or nothing at all. */
function carbonShape(
  shape: readonly (readonly number[])[] | undefined,
): { readonly means: Float64Array; readonly mean: number } | undefined {
  if (shape?.length !== 12 || shape.some((row) => row.length !== 24)) return undefined;
  const means = Float64Array.from(shape.flat());
  const mean = meanOf(means);
  return mean > 0 ? { means, mean } : undefined;
}
