import { follows, type Hours, monthFrom, weightOf, WHOLE_YEAR } from '../calendar/calendar.js';
import type { Storage } from './smoothing.js';

export interface ShavingBattery extends Storage {
  /** Round trip, 0..1. */
  readonly efficiency: number;
}

export interface Shaving {
  /** Mean draw of each entry from the grid, W: load − discharge + charge. */
  readonly grid: Float64Array;
  /** Highest quarter-hour of each entry, W. */
  readonly quarterHours: Float64Array;
  /** Mean of each entry at the battery's terminals, W. */
  readonly discharge: Float64Array;
  readonly charge: Float64Array;
  /** What each month's quarter-hours are held to, W. */
  readonly thresholds: Float64Array;
  /** Lost in the battery, J, and full cycles. */
  readonly losses: number;
  readonly cycles: number;
}

const QUARTER = 0.25;
const BISECTIONS = 30;

/**
 * Shaves each month's highest quarter-hour by a battery: the lowest level θ that it can hold the month under, found by
 * bisection. An hour above θ discharges; one below charges with what θ leaves:
 *
 *   discharge = max(load − θ, (P15 − θ)/4)              mean of the hour: a quarter-hour at least
 *   charge    = min(power, θ − P15, what is missing/η1)  η1 = √round trip, the same on the way out
 *
 * It stands full at the start of the year and where hours of a set do not follow each other, and the hours below θ must be
 * able to put back what those above it take. A lone quarter-hour in an
 * hour is taken to be the only one above its mean. Months are shaved one by one: a ratchet over months is not foreseen.
 * `load` mean and `quarters` highest quarter-hour of each entry, W.
 */
export function shavePeaks(
  load: Float64Array,
  quarters: Float64Array,
  battery: ShavingBattery,
  hours: Hours = WHOLE_YEAR,
): Shaving {
  const { length } = load;
  const run: Run = {
    load,
    quarters,
    battery,
    hours,
    leg: Math.sqrt(Math.max(1e-6, Math.min(1, battery.efficiency))),
    discharge: new Float64Array(length),
    charge: new Float64Array(length),
  };
  const thresholds = new Float64Array(12);
  const quarterHours = Float64Array.from(quarters);
  let stored = battery.energy;
  let put = 0;
  let given = 0;
  for (let month = 0; month < 12; month++) {
    const from = monthFrom(hours, month, length);
    const to = monthFrom(hours, month + 1, length);
    const level = lowestLevel(run, from, to, stored);
    thresholds[month] = level;
    stored = hold(run, from, to, stored, level);
    for (let i = from; i < to; i++) {
      quarterHours[i] = run.discharge[i]! > 0 ? level : quarters[i]! + run.charge[i]!;
      put += weightOf(hours, i) * run.charge[i]!;
      given += weightOf(hours, i) * run.discharge[i]!;
    }
  }
  return {
    grid: Float64Array.from(load, (watts, i) => watts - run.discharge[i]! + run.charge[i]!),
    quarterHours,
    discharge: run.discharge,
    charge: run.charge,
    thresholds,
    losses: (put * (1 - run.leg) + given * (1 / run.leg - 1)) * 3600,
    cycles: battery.energy > 0 ? (given * 3600) / run.leg / battery.energy : 0,
  };
}

interface Run {
  readonly load: Float64Array;
  readonly quarters: Float64Array;
  readonly battery: ShavingBattery;
  readonly hours: Hours;
  /** Efficiency of one way. */
  readonly leg: number;
  readonly discharge: Float64Array;
  readonly charge: Float64Array;
}

/** The lowest level that a month can be held under, W, from what is stored at its start. */
function lowestLevel(run: Run, from: number, to: number, stored: number): number {
  let high = 0;
  for (let i = from; i < to; i++) high = Math.max(high, run.quarters[i]!);
  const { power, energy } = run.battery;
  if (!(power > 0) || !(energy > 0) || high === 0) return high;
  let low = Math.max(0, high - power);
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (low + high) / 2;
    if (hold(run, from, to, stored, middle) >= 0) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * Runs a month at a level, writing charge and discharge. Returns what is stored at its end, J, or −1 where the battery is
 * empty or too weak before that, or where the hours below the level could not make up for those above it: no month lives
 * on what was stored before it.
 */
function hold(run: Run, from: number, to: number, start: number, level: number): number {
  const { load, quarters, battery, hours, leg, discharge, charge } = run;
  let stored = start;
  let owed = start;
  // What hours in which the battery was full could have put in.
  let spare = 0;
  for (let i = from; i < to; i++) {
    if (i > from && !follows(hours, i)) {
      if (stored + spare < owed * (1 - 1e-9)) return -1;
      stored = battery.energy;
      owed = battery.energy;
      spare = 0;
    }
    const above = quarters[i]! - level;
    discharge[i] = 0;
    charge[i] = 0;
    if (above > 0) {
      if (above > battery.power * (1 + 1e-9)) return -1;
      const mean = Math.min(Math.max(load[i]! - level, above * QUARTER), load[i]!);
      discharge[i] = mean;
      stored -= (mean * 3600) / leg;
      if (stored < 0) return -1;
    } else {
      const most = Math.min(battery.power, level - quarters[i]!);
      const mean = Math.min(most, Math.max(0, battery.energy - stored) / (leg * 3600));
      charge[i] = mean;
      stored += mean * 3600 * leg;
      spare += (most - mean) * 3600 * leg;
    }
  }
  return stored + spare < owed * (1 - 1e-9) ? -1 : Math.max(0, stored);
}
