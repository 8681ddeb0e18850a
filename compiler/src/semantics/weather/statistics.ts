import { firstHourOfMonth } from '../../ir/index.js';

/** What the library states of a climate, computed from a year of hours. °C and K; hours a year. */
export interface ClimateStatistics {
  readonly meanDryBulb: number;
  readonly meanWetBulb: number;
  readonly maxDryBulb: number;
  readonly dryBulb996: number;
  readonly wetBulb996: number;
  /** Hours below each temperature: `[celsius, hours]`, rising. */
  readonly dryBulbBelow: readonly (readonly [number, number])[];
  readonly wetBulbBelow: readonly (readonly [number, number])[];
  readonly monthlyDryBulb: readonly number[];
  readonly monthlyWetBulb: readonly number[];
  readonly monthlyRange: readonly number[];
  readonly monthlySpread: readonly number[];
  /** Time of day, by the clock, at which the record is warmest on average. */
  readonly warmestHour: number;
}

const HOURS = 8760;
const DRY_EDGES = [10, 15, 18, 20, 24, 27, 30, 32, 35] as const;
const WET_EDGES = [10, 13, 16, 18, 20, 24] as const;
const MONTH_STARTS = Array.from({ length: 13 }, (_, month) => (month === 12 ? HOURS : firstHourOfMonth(month + 1)));

/** Summarises 8,760 hours of dry and wet bulb, °C. Rows of a record are values at the end of their hour. */
export function climateStatistics(dryBulb: Float64Array, wetBulb: Float64Array): ClimateStatistics {
  const byMonth = (values: Float64Array, of: (month: Float64Array) => number): number[] =>
    Array.from({ length: 12 }, (_, month) => of(values.subarray(MONTH_STARTS[month], MONTH_STARTS[month + 1])));
  const sorted = { dry: dryBulb.slice().sort(), wet: wetBulb.slice().sort() };
  const at996 = Math.floor(0.996 * HOURS);
  const daily = Array.from({ length: 24 }, (_, hour) => mean(dryBulb.filter((_value, i) => i % 24 === hour)));
  return {
    meanDryBulb: mean(dryBulb),
    meanWetBulb: mean(wetBulb),
    maxDryBulb: sorted.dry[HOURS - 1]!,
    dryBulb996: sorted.dry[at996]!,
    wetBulb996: sorted.wet[at996]!,
    dryBulbBelow: DRY_EDGES.map((edge) => [edge, hoursBelow(sorted.dry, edge)]),
    wetBulbBelow: WET_EDGES.map((edge) => [edge, hoursBelow(sorted.wet, edge)]),
    monthlyDryBulb: byMonth(dryBulb, mean),
    monthlyWetBulb: byMonth(wetBulb, mean),
    monthlyRange: byMonth(dryBulb, (month) => mean(daysOf(month).map((day) => Math.max(...day) - Math.min(...day)))),
    monthlySpread: byMonth(dryBulb, (month) => deviation(daysOf(month).map(mean))),
    warmestHour: (daily.indexOf(Math.max(...daily)) + 1) % 24,
  };
}

function daysOf(hours: Float64Array): Float64Array[] {
  return Array.from({ length: hours.length / 24 }, (_, day) => hours.subarray(day * 24, day * 24 + 24));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function deviation(values: readonly number[]): number {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
}

/** Hours below an edge; hours at it count half, since a record in whole degrees has rounded half of them up to it. */
function hoursBelow(sorted: Float64Array, edge: number): number {
  const first = sorted.findIndex((value) => value >= edge);
  if (first < 0) return sorted.length;
  let after = first;
  while (after < sorted.length && sorted[after] === edge) after++;
  return (first + after) / 2;
}
