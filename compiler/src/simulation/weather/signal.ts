import type { Climate } from '../../ir/index.js';
import { HOURS, MONTH_STARTS } from '../contract/calendar.js';
import { dayAnomalies } from '../random.js';

/**
 * Raw hourly signal of a climate before it is mapped onto its annual bins:
 *
 *   s(h) = month(d) + range(d)/2 · day(h) + spread(d) · n(d)
 *
 * month: monthly means, straight lines between mid-months; day: half cosines between the coldest hour (06:00) and the
 * warmest; n: day-to-day anomalies (random.ts), straight lines between noons. °C.
 */
export interface MonthlyClimate {
  /** Twelve monthly means, °C. */
  readonly dry: Float64Array;
  readonly wet: Float64Array;
  /** Twelve mean daily ranges and deviations of the daily mean, K. */
  readonly range: Float64Array;
  readonly spread: Float64Array;
  /** True where the monthly means are the climate's own and not estimated. */
  readonly measured: boolean;
}

const KELVIN = 273.15;
const COLDEST_HOUR = 6;
/** Daily range and day-to-day deviation where the climate has none, K: mid-latitude values, assumed. */
const TYPICAL_RANGE = 10;
const TYPICAL_SPREAD = 3.2;
/** Swing of the wet bulb over that of the dry bulb within a day: moisture changes little while air warms. Assumed. */
const WET_DAILY_SHARE = 0.25;
/** Correlation of day-to-day anomalies of wet and dry bulb in the coldest and the warmest month: hot days are dry days. Assumed. */
const WET_CORRELATION = [0.85, 0.3] as const;

/** The climate's monthly figures, or estimates from latitude and its 99.6 % dry bulb. */
export function monthlyClimate(climate: Climate): MonthlyClimate {
  const range = twelve(climate.monthlyRange, 0) ?? new Float64Array(12).fill(TYPICAL_RANGE);
  const spread = twelve(climate.monthlySpread, 0) ?? new Float64Array(12).fill(TYPICAL_SPREAD);
  const measuredDry = twelve(climate.monthlyDryBulb, KELVIN);
  const dry = measuredDry ?? season(climate);
  const meanDry = climate.meanDryBulb - KELVIN;
  const meanWet = climate.meanWetBulb - KELVIN;
  const slope = wetSlope(climate);
  const wet = twelve(climate.monthlyWetBulb, KELVIN) ?? dry.map((month) => meanWet + slope * (month - meanDry));
  return { dry, wet, range, spread, measured: measuredDry !== undefined };
}

/** Warmest in late July north of the equator. The swing is what the distribution's width leaves after day and weather noise. */
function season(climate: Climate): Float64Array {
  const mean = climate.meanDryBulb - KELVIN;
  const deviation =
    climate.dryBulb996 === undefined
      ? 0.2 * Math.min(50, Math.abs(climate.lat))
      : (climate.dryBulb996 - climate.meanDryBulb) / 2.3;
  const swing = Math.sqrt(2 * Math.max(0.25, deviation ** 2 - TYPICAL_RANGE ** 2 / 8 - TYPICAL_SPREAD ** 2));
  const sign = climate.lat < 0 ? -1 : 1;
  return Float64Array.from(
    { length: 12 },
    (_, month) => mean + sign * swing * Math.cos((2 * Math.PI * (month - 6.2)) / 12),
  );
}

function wetSlope(climate: Climate): number {
  const { dryBulb996, wetBulb996 } = climate;
  if (dryBulb996 === undefined || wetBulb996 === undefined || dryBulb996 <= climate.meanDryBulb) return 0.75;
  return Math.min(1, Math.max(0.2, (wetBulb996 - climate.meanWetBulb) / (dryBulb996 - climate.meanDryBulb)));
}

function twelve(values: readonly number[] | undefined, offset: number): Float64Array | undefined {
  return values?.length === 12 ? Float64Array.from(values, (value) => value - offset) : undefined;
}

/** Writes the dry-bulb signal, °C; `months` are the means to aim at, `seed` that of the days. */
export function drySignal(
  climate: Climate,
  monthly: MonthlyClimate,
  months: Float64Array,
  out: Float64Array,
  seed: number,
): void {
  const anomalies = dayAnomalies(seed);
  const cloud = dayAnomalies(seed + 1);
  write(climate.warmestHour, monthly, months, anomalies, cloud, 1, out);
}

/** Writes the wet-bulb signal, °C: the dry bulb's days, damped within the day and partly its own from day to day. */
export function wetSignal(
  climate: Climate,
  monthly: MonthlyClimate,
  months: Float64Array,
  out: Float64Array,
  seed: number,
): void {
  const shared = dayAnomalies(seed);
  const own = dayAnomalies(seed + 2);
  const coldest = Math.min(...monthly.dry);
  const span = Math.max(1e-9, Math.max(...monthly.dry) - coldest);
  const [cold, warm] = WET_CORRELATION;
  const mixed = shared.map((anomaly, day) => {
    const correlation = cold + ((warm - cold) * (betweenMonths(monthly.dry, day) - coldest)) / span;
    return correlation * anomaly + Math.sqrt(1 - correlation ** 2) * own[day]!;
  });
  write(climate.warmestHour, monthly, months, mixed, dayAnomalies(seed + 1), WET_DAILY_SHARE, out);
}

function write(
  warmestHour: number,
  monthly: MonthlyClimate,
  months: Float64Array,
  anomalies: Float64Array,
  cloud: Float64Array,
  dailyShare: number,
  out: Float64Array,
): void {
  const shape = dayShape(warmestHour);
  const level = Float64Array.from(
    { length: 365 },
    (_, day) => betweenMonths(months, day) + betweenMonths(monthly.spread, day) * anomalies[day]!,
  );
  const half = Float64Array.from(
    { length: 365 },
    (_, day) => 0.5 * dailyShare * betweenMonths(monthly.range, day) * Math.max(0.3, 1 + 0.3 * cloud[day]!),
  );
  for (let hour = 0; hour < HOURS; hour++) {
    const fromNoon = hour % 24 < 12 ? -1 : 0;
    const day = (Math.floor(hour / 24) + fromNoon + 365) % 365;
    const part = (((hour % 24) + 12) % 24) / 24;
    const days = level[day]! * (1 - part) + level[(day + 1) % 365]! * part;
    out[hour] = days + half[Math.floor(hour / 24)]! * shape[hour % 24]!;
  }
}

/** −1 at the coldest hour, 1 at the warmest, mean 0. */
function dayShape(warmestHour: number): Float64Array {
  const rising = (warmestHour - COLDEST_HOUR + 24) % 24 || 12;
  return Float64Array.from({ length: 24 }, (_, hour) => {
    const since = (hour - COLDEST_HOUR + 24) % 24;
    const angle = since <= rising ? (Math.PI * since) / rising : Math.PI + (Math.PI * (since - rising)) / (24 - rising);
    return -Math.cos(angle);
  });
}

const MID_MONTHS = Array.from(
  { length: 12 },
  (_, month) => (MONTH_STARTS[month]! + MONTH_STARTS[month + 1]!) / 48 - 0.5,
);

/** Twelve values at the noon of a day (0..364), straight lines between the middles of the months. */
function betweenMonths(months: Float64Array, dayOfYear: number): number {
  const day = dayOfYear < MID_MONTHS[0]! ? dayOfYear + 365 : dayOfYear;
  let month = 11;
  while (month > 0 && MID_MONTHS[month]! > day) month--;
  const from = MID_MONTHS[month]!;
  const to = month === 11 ? MID_MONTHS[0]! + 365 : MID_MONTHS[month + 1]!;
  const part = (day - from) / (to - from);
  return months[month]! * (1 - part) + months[(month + 1) % 12]! * part;
}
