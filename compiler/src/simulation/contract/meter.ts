import type { AnyTariff } from '../../ir/index.js';
import { HOURS, type Hours, MONTH_STARTS, monthFrom } from '../calendar/calendar.js';
import { hourlyShape } from '../price/carbon.js';
import type { CapacityYear } from './capacity.js';

/** What a year's draw on a contract adds up to. */
export interface Metered {
  /** Σ P·Δt, J, and Σ price·P·Δt, USD. */
  readonly energy: number;
  readonly money: number;
  /** Σ shape·P in the tariff's shape of carbon, W·h; Σ P where it has none. */
  readonly carbonHours: number;
  /** Energy above the capacity in force, J. */
  readonly over: number;
  /** By month: highest quarter-hour and mean, W. */
  readonly peaks: Float64Array;
  readonly means: Float64Array;
  /** By month: highest quarter-hour over the capacity then in force; 0 where there is none. */
  readonly uses: Float64Array;
  /**
   * By month, W: the capacity in force at its peak, or in the hour that exceeds it most where any does; NaN where nothing is
   * drawn.
   */
  readonly capacities: Float64Array;
}

/** One year of a contract, by the entries of its hours. */
export interface MeterInput {
  /** Mean and highest quarter-hour, W. */
  readonly power: Float64Array;
  readonly quarterHours: Float64Array;
  /** Highest quarter-hour over the mean of every hour; `quarterHours` counts where it is not given. */
  readonly peakFactor: number | undefined;
  /** USD/J. */
  readonly price: Float64Array;
  readonly hours: Hours;
}

/** Reads the meter: all that bills and limits need of a year's hours, in one pass over them. */
export function meterYear(tariff: AnyTariff, input: MeterInput, { days, limits }: CapacityYear): Metered {
  const { power, quarterHours, peakFactor, price, hours } = input;
  const { weight } = hours;
  const { length } = power;
  const carbon = hourlyShape(tariff, hours, length);
  const draws = peakFactor === undefined ? quarterHours : power;
  const factor = peakFactor ?? 1;
  const [peaks, means, uses, capacities] = [twelve(), twelve(), twelve(), twelve()];
  let sum = 0;
  let money = 0;
  let shaped = 0;
  let over = 0;
  let stretch = 0;
  let ends = entryOfDay(hours, days[1], length);
  for (let month = 0; month < 12; month++) {
    const end = monthFrom(hours, month + 1, length);
    let i = monthFrom(hours, month, length);
    let inMonth = 0;
    let peak = 0;
    let excess = 0;
    let capacity = NaN;
    while (i < end) {
      while (i >= ends) ends = entryOfDay(hours, days[++stretch + 1], length);
      const limit = limits[stretch]!;
      const first = i;
      const until = Math.min(end, ends);
      let most = 0;
      let highest = 0;
      for (; i < until; i++) {
        const mean = power[i]!;
        const watts = weight === undefined ? mean : weight[i]! * mean;
        inMonth += watts;
        money += watts * price[i]!;
        if (carbon !== undefined) shaped += watts * carbon[i]!;
        if (mean > most) most = mean;
        const draw = draws[i]!;
        if (draw > highest) highest = draw;
      }
      if (!(most <= limit)) over += energyOver(limit, power, weight, first, until);
      highest *= factor;
      if (limit > 0) uses[month] = Math.max(uses[month]!, highest / limit);
      if (highest - limit > excess) {
        excess = highest - limit;
        capacity = limit;
      } else if (highest > peak && excess === 0) capacity = limit;
      if (highest > peak) peak = highest;
    }
    sum += inMonth;
    peaks[month] = peak;
    means[month] = inMonth / (MONTH_STARTS[month + 1]! - MONTH_STARTS[month]!);
    capacities[month] = capacity;
  }
  const carbonHours = carbon === undefined ? sum : shaped;
  return { energy: sum * 3600, money: money * 3600, carbonHours, over: over * 3600, peaks, means, uses, capacities };
}

/** Energy above a limit, W·h; of all of it where the limit is unknown. */
function energyOver(
  limit: number,
  power: Float64Array,
  weight: Float64Array | undefined,
  from: number,
  until: number,
): number {
  let over = 0;
  for (let i = from; i < until; i++) {
    const above = power[i]! - limit;
    if (!(above <= 0)) over += (weight === undefined ? 1 : weight[i]!) * above;
  }
  return over;
}

const twelve = (): Float64Array => new Float64Array(12);

/** First entry that is not before a day of the year; the length where there is no such day. */
function entryOfDay({ hour }: Hours, day: number | undefined, length: number): number {
  if (day === undefined) return length;
  if (hour === undefined || hour.length === HOURS) return Math.min(length, 24 * day);
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hour[middle]! < 24 * day) low = middle + 1;
    else high = middle;
  }
  return low;
}
