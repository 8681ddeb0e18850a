import {
  type AnyContract,
  decimalYear,
  type VaryingNumber,
  type VaryingUncertainNumber,
  valueAt,
} from '../../ir/index.js';
import { hourOf, HOURS, type Hours, MONTH_STARTS, monthFrom, WHOLE_YEAR } from '../calendar/calendar.js';

/** Capacity of each month, W: its mean, so that a capacity that steps within a month counts day by day. */
export function monthlyCapacity(contract: AnyContract, calendarYear: number): Float64Array {
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

/** Capacity in force in each entry of hourly arrays of `length` entries, W, day by day. Not to be written to: it is kept. */
export function hourlyCapacity(
  contract: AnyContract,
  calendarYear: number,
  length: number = HOURS,
  hours: Hours = WHOLE_YEAR,
): Float64Array {
  const known = last.get(contract);
  if (known?.calendarYear === calendarYear && known.hours === hours && known.capacity.length === length)
    return known.capacity;
  const capacity = capacityOf(contract, calendarYear, length, hours);
  last.set(contract, { calendarYear, hours, capacity });
  return capacity;
}

/** The year that each contract was asked for last: called hours and the bill both ask. */
const last = new WeakMap<
  AnyContract,
  { readonly calendarYear: number; readonly hours: Hours; readonly capacity: Float64Array }
>();

function capacityOf(contract: AnyContract, calendarYear: number, length: number, hours: Hours): Float64Array {
  const capacity = new Float64Array(length);
  if (isConstant(contract.capacity)) return capacity.fill(valueAt(contract.capacity, calendarYear));
  const steps = stepsWithin(contract.capacity, calendarYear);
  for (let month = 0; month < 12; month++) {
    const from = monthFrom(hours, month, length);
    const to = monthFrom(hours, month + 1, length);
    if (from >= to) continue;
    const first = dayValue(contract, calendarYear, MONTH_STARTS[month]! / 24);
    const last = dayValue(contract, calendarYear, MONTH_STARTS[month + 1]! / 24 - 1);
    if (first === last && !steps.some((at) => insideMonth(at - calendarYear, month))) {
      capacity.fill(first, from, to);
      continue;
    }
    const straight = isLinear(contract.capacity) && !steps.some((at) => insideMonth(at - calendarYear, month));
    const days = (MONTH_STARTS[month + 1]! - MONTH_STARTS[month]!) / 24 - 1;
    let known = -1;
    let value = 0;
    for (let i = from; i < to; i++) {
      const day = Math.floor(hourOf(hours, i) / 24);
      if (day !== known) {
        known = day;
        value = straight
          ? first + ((last - first) * (day - MONTH_STARTS[month]! / 24)) / days
          : dayValue(contract, calendarYear, day);
      }
      capacity[i] = value;
    }
  }
  return capacity;
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
