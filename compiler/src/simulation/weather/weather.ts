import type { Climate } from '../../ir/index.js';
import { HOURS, MONTH_STARTS } from '../calendar/calendar.js';
import type { NoteSink } from '../notes.js';
import { pairWetBulb } from './pairing.js';
import { humidityRatio, saturationPressure, standardPressure, wetBulb } from '../../ir/psychrometrics.js';
import { applyMap, type Bins, rankMap } from './rank-map.js';
import { DAY_SEED } from '../random.js';
import { drySignal, monthlyClimate, type MonthlyClimate, wetSignal } from './signal.js';

/** Hourly weather of a typical year in local standard time: 8,760 hours, or some that stand for all. */
export interface Weather {
  /** °C. */
  readonly dryBulb: Float64Array;
  /** °C, never above the dry bulb. */
  readonly wetBulb: Float64Array;
  /** Hours that each entry stands for; absent where they are all of the year. */
  readonly weight?: Float64Array;
  /** What it was made from, for reports. */
  readonly basis: string;
}

const KELVIN = 273.15;
const HOURS_996 = 0.996 * HOURS;
/** Rounds in which the monthly aims are corrected by what mapping onto the bins moved. */
const ROUNDS = 2;
/** A mean off by more than this is said, K. */
const MEAN_TOLERANCE = 0.3;
/** Hours whose wet bulb may be raised to that of the driest air before it is said: 1 % of the year. */
const MOST_RAISED = 88;
/** Driest air: relative humidity of the outdoor air never falls below it. */
const LEAST_HUMIDITY = 0.02;

/**
 * A climate's hours: its own where it has them (from a weather file, the same for every seed), else synthesised. Its hours
 * count only as a whole year.
 */
export function weatherOf(climate: Climate, path: string, notes: NoteSink, seed: number = DAY_SEED): Weather {
  const { hourlyDryBulb, hourlyWetBulb } = climate;
  if (hourlyDryBulb === undefined || hourlyWetBulb === undefined) return synthesised(climate, path, notes, seed);
  if (hourlyDryBulb.length !== HOURS || hourlyWetBulb.length !== HOURS) {
    notes.add({
      type: 'range',
      path,
      message: `${nameOf(climate)} has ${String(hourlyDryBulb.length)} hours of dry and ${String(hourlyWetBulb.length)} of wet bulb, and a year has 8760: its hours are synthesised`,
    });
    return synthesised(climate, path, notes, seed);
  }
  const dryBulb = Float64Array.from(hourlyDryBulb, (kelvin) => kelvin - KELVIN);
  const wetBulb = Float64Array.from(hourlyWetBulb, (kelvin, hour) => Math.min(kelvin - KELVIN, dryBulb[hour]!));
  return {
    dryBulb,
    wetBulb,
    basis: climate.weather === undefined ? 'hours of the climate' : `hours of ${climate.weather}`,
  };
}

function nameOf(climate: Climate): string {
  return climate.name ?? climate.base ?? 'the climate';
}

/**
 * Synthesises a year of hourly weather from a climate's monthly figures, annual bins, means and 99.6 % values; always the
 * same hours for the same climate and seed of days. Bins are kept to the hour, means within 0.3 K; what is estimated is noted.
 */
function synthesised(climate: Climate, path: string, notes: NoteSink, seed: number): Weather {
  const monthly = monthlyClimate(climate);
  const name = nameOf(climate);
  const dryBins = binsOf(climate.dryBulbBelow, climate.dryBulb996, climate.meanDryBulb, climate.maxDryBulb);
  const wetBins = binsOf(climate.wetBulbBelow, climate.wetBulb996, climate.meanWetBulb, undefined);
  const basis = describe(climate, monthly);
  if (!monthly.measured) {
    notes.add({
      type: 'assumption',
      path,
      message: `${name} has no monthly means: its seasons and days are estimated and mapped onto its annual figures`,
    });
  }
  if (climate.dryBulbBelow === undefined) {
    notes.add({
      type: 'assumption',
      path,
      message: `${name} has no hour bins: the spread of its hours follows its means and 99.6 % values`,
    });
  }
  if (climate.proxy !== undefined) {
    notes.add({
      type: 'assumption',
      path,
      message: `the hour bins of ${name} are those of ${climate.proxy}, moved to its own mean`,
    });
  }
  const moved = climate.proxy !== undefined;
  const dryBulb = new Float64Array(HOURS);
  const dryMiss = synthesise(dryBins, monthly.dry, moved, dryBulb, (months, out) =>
    drySignal(climate, monthly, months, out, seed),
  );
  const wet = new Float64Array(HOURS);
  const wetMiss = synthesise(wetBins, monthly.wet, moved, wet, (months, out) =>
    wetSignal(climate, monthly, months, out, seed),
  );
  for (const [medium, miss] of [
    ['dry', dryMiss],
    ['wet', wetMiss],
  ] as const) {
    if (Math.abs(miss) <= MEAN_TOLERANCE) continue;
    notes.add({
      type: 'range',
      path,
      message: `the mean ${medium} bulb of ${name} and its hour bins differ by ${Math.abs(miss).toFixed(1)} K; the bins are kept`,
    });
  }
  const raised = pairWetBulb(dryBulb, wet, driestWetBulbs(dryBulb, standardPressure(climate.elevation)));
  if (raised > MOST_RAISED) {
    notes.add({
      type: 'range',
      path,
      message: `${raised} hours of ${name} would be drier than air can be; their wet bulb is raised`,
    });
  }
  return { dryBulb, wetBulb: wet, basis };
}

function describe(climate: Climate, monthly: MonthlyClimate): string {
  const months = monthly.measured ? 'monthly means' : 'estimated months';
  const bins = climate.dryBulbBelow === undefined ? 'annual means and 99.6 % values' : 'annual hour bins';
  return `synthesised from ${months} and ${bins}${climate.proxy === undefined ? '' : ` of ${climate.proxy}`}`;
}

function binsOf(
  below: Climate['dryBulbBelow'],
  at996: number | undefined,
  mean: number,
  highest: number | undefined,
): Bins {
  const edges = (below ?? []).map((bin) => ({ at: bin.at - KELVIN, hours: bin.value / 3600 }));
  if (at996 !== undefined) edges.push({ at: at996 - KELVIN, hours: HOURS_996 });
  edges.sort((a, b) => a.at - b.at || a.hours - b.hours);
  const top = highest === undefined ? {} : { highest: highest - KELVIN };
  return { edges, mean: mean - KELVIN, ...top };
}

/** Fills `out` with the mapped signal, °C; returns how far its mean misses the declared one, K. */
function synthesise(
  bins: Bins,
  aims: Float64Array,
  moved: boolean,
  out: Float64Array,
  write: (months: Float64Array, out: Float64Array) => void,
): number {
  const months = aims.slice();
  const sorted = new Float64Array(HOURS);
  let used = bins;
  let miss = 0;
  for (let round = 0; round <= ROUNDS; round++) {
    write(months, out);
    sorted.set(out);
    sorted.sort();
    let map = rankMap(sorted, used);
    if (moved && Math.abs(map.residual) > 0.01) {
      const shift = -map.residual;
      used = { ...used, edges: used.edges.map((edge) => ({ at: edge.at + shift, hours: edge.hours })) };
      map = rankMap(sorted, used);
    }
    applyMap(map, out);
    miss = map.residual;
    if (round < ROUNDS)
      for (let month = 0; month < 12; month++) months[month] = months[month]! + aims[month]! - monthMean(out, month);
  }
  return miss;
}

function monthMean(values: Float64Array, month: number): number {
  const from = MONTH_STARTS[month]!;
  const to = MONTH_STARTS[month + 1]!;
  let sum = 0;
  for (let hour = from; hour < to; hour++) sum += values[hour]!;
  return sum / (to - from);
}

/** Wet bulb of the driest air at each hour's dry bulb, °C: straight lines between a table by kelvin. */
function driestWetBulbs(dry: Float64Array, pressure: number): Float64Array {
  const table = Float64Array.from({ length: 141 }, (_, i) => {
    const celsius = i - 80;
    return wetBulb(celsius, humidityRatio(LEAST_HUMIDITY * saturationPressure(celsius), pressure), pressure);
  });
  const least = new Float64Array(HOURS);
  for (let hour = 0; hour < HOURS; hour++) {
    const position = Math.max(0, Math.min(139.999, dry[hour]! + 80));
    const i = Math.floor(position);
    least[hour] = table[i]! + (table[i + 1]! - table[i]!) * (position - i);
  }
  return least;
}
