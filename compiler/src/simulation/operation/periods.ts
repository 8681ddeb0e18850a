import { firstHourOfMonth } from '../../ir/index.js';
import { DAYS_A_YEAR, firstStateOfDay } from '../demand/week.js';

/** A stretch of a year in which demand, halls and racks stay: at most a month. Days from 1 January, to the hour, `to` excluded. */
export interface Period {
  readonly from: number;
  readonly to: number;
  /** Decimal year of its middle. */
  readonly middle: number;
  readonly weekdays: number;
  readonly weekendDays: number;
}

/** Splits calendar year `year` between decimal years `opens` and `closes` at months and at the given decimal years. */
export function periodsOf(year: number, opens: number, closes: number, steps: readonly number[]): readonly Period[] {
  // To the hour, as halls open and close: a horizon may be shorter than a day.
  const dayOf = (decimal: number): number =>
    Math.max(0, Math.min(DAYS_A_YEAR, Math.round((decimal - year) * DAYS_A_YEAR * 24) / 24));
  const first = dayOf(opens);
  const last = dayOf(closes);
  const bounds = new Set<number>([first, last]);
  for (let month = 1; month <= 12; month++) bounds.add(firstHourOfMonth(month) / 24);
  for (const step of steps) bounds.add(dayOf(step));
  const sorted = [...bounds].filter((day) => day >= first && day <= last).sort((a, b) => a - b);
  const periods: Period[] = [];
  for (let i = 0; i + 1 < sorted.length; i++) {
    const from = sorted[i]!;
    const to = sorted[i + 1]!;
    let weekdays = 0;
    for (let day = Math.floor(from); day < to; day++)
      if (firstStateOfDay(day) === 0) weekdays += Math.min(to, day + 1) - Math.max(from, day);
    periods.push({
      from,
      to,
      middle: year + (from + to) / 2 / DAYS_A_YEAR,
      weekdays,
      weekendDays: to - from - weekdays,
    });
  }
  return periods;
}
