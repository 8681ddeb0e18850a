import {
  type AnyContract,
  decimalYear,
  type VaryingNumber,
  type VaryingUncertainNumber,
  valueAt,
} from '../../ir/index.js';
import { hourOf, HOURS, type Hours, MONTH_STARTS, WHOLE_YEAR } from '../calendar/calendar.js';

/**
 * Capacity of each month, W: its mean, so that a capacity that steps within a month counts day by day. Not to be written to:
 * it is kept.
 */
export function monthlyCapacity(contract: AnyContract, calendarYear: number): Float64Array {
  const years = knownMonths.get(contract) ?? new Map<number, Float64Array>();
  knownMonths.set(contract, years);
  let months = years.get(calendarYear);
  if (months === undefined) years.set(calendarYear, (months = monthsOf(contract, calendarYear)));
  return months;
}

const knownMonths = new WeakMap<AnyContract, Map<number, Float64Array>>();

function monthsOf(contract: AnyContract, calendarYear: number): Float64Array {
  const capacity = new Float64Array(12);
  const steps = stepsWithin(contract.capacity, calendarYear);
  for (let month = 0; month < 12; month++) {
    if (!steps.some((at) => insideMonth(at - calendarYear, month))) {
      capacity[month] = valueAt(contract.capacity, calendarYear + (month + 0.5) / 12);
      continue;
    }
    const first = MONTH_STARTS[month]! / 24;
    const last = MONTH_STARTS[month + 1]! / 24;
    let sum = 0;
    for (let day = first; day < last; day++) sum += dayValue(contract, calendarYear, day);
    capacity[month] = sum / (last - first);
  }
  return capacity;
}

/** Capacity of a year as stretches of days in which it holds still. Not to be written to: it is kept. */
export interface CapacityYear {
  /** First day of each stretch, 0..364, rising; the first is 0. */
  readonly days: Uint16Array;
  /** W in each. */
  readonly limits: Float64Array;
}

/** Capacity in force, day by day. */
export function capacityYear(contract: AnyContract, calendarYear: number): CapacityYear {
  const years = known.get(contract) ?? new Map<number, CapacityYear>();
  known.set(contract, years);
  let year = years.get(calendarYear);
  if (year === undefined) years.set(calendarYear, (year = stretchesOf(contract, calendarYear)));
  return year;
}

/** By contract, then by calendar year: called hours and the bill both ask, in every simulation anew. */
const known = new WeakMap<AnyContract, Map<number, CapacityYear>>();

/** Capacity on one day, W. */
export function capacityOn({ days, limits }: CapacityYear, day: number): number {
  let low = 0;
  let high = days.length;
  while (low + 1 < high) {
    const middle = (low + high) >> 1;
    if (days[middle]! > day) high = middle;
    else low = middle;
  }
  return limits[low]!;
}

/** Capacity in force in each entry of hourly arrays of `length` entries, W, day by day. */
export function hourlyCapacity(
  contract: AnyContract,
  calendarYear: number,
  length: number = HOURS,
  hours: Hours = WHOLE_YEAR,
): Float64Array {
  const { days, limits } = capacityYear(contract, calendarYear);
  let stretch = 0;
  return Float64Array.from({ length }, (_, i) => {
    while (stretch + 1 < days.length && hourOf(hours, i) >= days[stretch + 1]! * 24) stretch++;
    return limits[stretch]!;
  });
}

function stretchesOf(contract: AnyContract, calendarYear: number): CapacityYear {
  if (isConstant(contract.capacity))
    return { days: Uint16Array.of(0), limits: Float64Array.of(valueAt(contract.capacity, calendarYear)) };
  const steps = stepsWithin(contract.capacity, calendarYear);
  const days: number[] = [];
  const limits: number[] = [];
  const add = (day: number, limit: number): void => {
    if (limit === limits.at(-1)) return;
    days.push(day);
    limits.push(limit);
  };
  for (let month = 0; month < 12; month++) {
    const from = MONTH_STARTS[month]! / 24;
    const last = MONTH_STARTS[month + 1]! / 24 - 1;
    const first = dayValue(contract, calendarYear, from);
    const end = dayValue(contract, calendarYear, last);
    const still = !steps.some((at) => insideMonth(at - calendarYear, month));
    const straight = still && isLinear(contract.capacity);
    if (still && first === end) add(from, first);
    else
      for (let day = from; day <= last; day++)
        add(
          day,
          straight ? first + ((end - first) * (day - from)) / (last - from) : dayValue(contract, calendarYear, day),
        );
  }
  return { days: Uint16Array.from(days), limits: Float64Array.from(limits) };
}

/** At the middle of a day: a step on a date holds for all of that day. */
function dayValue(contract: AnyContract, calendarYear: number, day: number): number {
  return valueAt(contract.capacity, calendarYear + (day + 0.5) / 365);
}

function isLinear(value: VaryingUncertainNumber): boolean {
  return typeof value !== 'number' && 'series' in value && value.series === 'linear';
}

function isConstant(value: VaryingUncertainNumber): boolean {
  return typeof value === 'number' || !('series' in value);
}

/** Decimal years within a calendar year at which a series has a point. */
function stepsWithin(value: VaryingUncertainNumber, calendarYear: number): number[] {
  return stepsOf(value).filter((at) => at > calendarYear && at < calendarYear + 1);
}

function stepsOf(value: VaryingUncertainNumber | VaryingNumber): number[] {
  if (typeof value === 'number' || !('series' in value)) return [];
  if (value.series !== 'growing') return value.points.map(({ at }) => decimalYear(at));
  const until = value.until === undefined ? [] : [decimalYear(value.until)];
  return [...stepsOf(value.base), decimalYear(value.from), ...until];
}

/** `at`: share of the year. A point on the first of a month is no step within one. */
function insideMonth(at: number, month: number): boolean {
  const hour = Math.round(at * HOURS);
  return hour > MONTH_STARTS[month]! && hour < MONTH_STARTS[month + 1]!;
}
