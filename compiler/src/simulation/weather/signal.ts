import type { Climate } from '../../ir/index.js';
import { HOURS, MONTH_STARTS } from '../calendar/calendar.js';
import { humidityRatio, saturationPressure, standardPressure } from '../../ir/psychrometrics.js';
import { dayAnomalies } from '../random.js';

/**
 * Raw hourly signal of a climate before it is mapped onto its annual bins:
 *
 *   s(h) = month(d) + a·range(d)/2 · day(h) + spread(d) · n(d)
 *
 * month: monthly means, straight lines between mid-months; day: from the coldest hour (06:00) a half cosine to the warmest,
 * then a cosine that falls fast in the evening and slowly in the night; a: the swing of a month's mean day over the mean
 * range of its days, which weather fronts widen; n: day-to-day anomalies (random.ts), straight lines between noons. °C.
 */
export interface MonthlyClimate {
  /** Twelve monthly means, °C. */
  readonly dry: Float64Array;
  readonly wet: Float64Array;
  /** Swings of the twelve months' mean days and deviations of the daily mean, K. */
  readonly swing: Float64Array;
  readonly spread: Float64Array;
  /** True where the monthly means are the climate's own and not estimated. */
  readonly measured: boolean;
}

const KELVIN = 273.15;
const COLDEST_HOUR = 6;
/** Swing of a month's mean day over the mean of its days' ranges, coldest and warmest month: mean of fifteen places' records. */
const MEAN_DAY_SHARE = [0.76, 0.9] as const;
/** Exponent of the time after the daily maximum, below 1: the evening cools faster than the night. Fitted to the same records. */
const EVENING = 0.7;
/** Daily range and day-to-day deviation where the climate has none, K: mid-latitude values, assumed. */
const TYPICAL_RANGE = 10;
const TYPICAL_SPREAD = 3.2;
/** Latent heat of water over the heat capacity of air, K. */
const LATENT_OVER_HEAT = 2_501_000 / 1006;
/** Correlation of day-to-day anomalies of wet and dry bulb in the coldest and the warmest month: hot days are dry days. The same records. */
const WET_CORRELATION = [0.93, 0.58] as const;

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
  const share = bySeason(dry, MEAN_DAY_SHARE);
  const swing = range.map((mean, month) => mean * share[month]!);
  return { dry, wet, swing, spread, measured: measuredDry !== undefined };
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
  write(climate.warmestHour, monthly, months, dayAnomalies(seed), dayAnomalies(seed + 1), monthly.swing, out);
}

/** Writes the wet-bulb signal, °C: the dry bulb's days, damped within the day and partly its own from day to day. */
export function wetSignal(
  climate: Climate,
  monthly: MonthlyClimate,
  months: Float64Array,
  out: Float64Array,
  seed: number,
): void {
  const own = dayAnomalies(seed + 2);
  const correlations = bySeason(monthly.dry, WET_CORRELATION);
  const mixed = dayAnomalies(seed).map((anomaly, day) => {
    const correlation = betweenMonths(correlations, day);
    return correlation * anomaly + Math.sqrt(1 - correlation ** 2) * own[day]!;
  });
  const pressure = standardPressure(climate.elevation);
  const swing = monthly.swing.map((dry, month) => dry * wetPerDry(monthly.wet[month]!, pressure));
  write(climate.warmestHour, monthly, months, mixed, dayAnomalies(seed + 1), swing, out);
}

/**
 * K of wet bulb for each K of dry bulb at constant moisture, as within a day: 1/(1 + L/cp · dWs/dt) of the air that is
 * saturated at the wet bulb. From the energy balance of the wet bulb (psychrometrics.ts).
 */
function wetPerDry(wetBulb: number, pressure: number): number {
  const saturated = (celsius: number): number => humidityRatio(saturationPressure(celsius), pressure);
  const slope = saturated(wetBulb + 0.5) - saturated(wetBulb - 0.5);
  return 1 / (1 + LATENT_OVER_HEAT * slope);
}

/** Twelve values, straight lines over the monthly mean between those of the coldest and of the warmest month. */
function bySeason(dry: Float64Array, [cold, warm]: readonly [number, number]): Float64Array {
  const coldest = Math.min(...dry);
  const span = Math.max(1e-9, Math.max(...dry) - coldest);
  return dry.map((month) => cold + ((warm - cold) * (month - coldest)) / span);
}

function write(
  warmestHour: number,
  monthly: MonthlyClimate,
  months: Float64Array,
  anomalies: Float64Array,
  cloud: Float64Array,
  swing: Float64Array,
  out: Float64Array,
): void {
  const shape = dayShape(warmestHour);
  const level = Float64Array.from(
    { length: 365 },
    (_, day) => betweenMonths(months, day) + betweenMonths(monthly.spread, day) * anomalies[day]!,
  );
  const half = Float64Array.from(
    { length: 365 },
    (_, day) => 0.5 * betweenMonths(swing, day) * Math.max(0.3, 1 + 0.3 * cloud[day]!),
  );
  for (let hour = 0; hour < HOURS; hour++) {
    const fromNoon = hour % 24 < 12 ? -1 : 0;
    const day = (Math.floor(hour / 24) + fromNoon + 365) % 365;
    const part = (((hour % 24) + 12) % 24) / 24;
    const days = level[day]! * (1 - part) + level[(day + 1) % 365]! * part;
    out[hour] = days + half[Math.floor(hour / 24)]! * shape[hour % 24]!;
  }
}

/**
 * The course of a day, mean 0, 2 from coldest to warmest. Values stand at the end of their hour, as in weather records: the
 * warmest is that of the hour before `warmestHour` o'clock.
 */
function dayShape(warmestHour: number): Float64Array {
  const rising = (warmestHour - COLDEST_HOUR + 24) % 24 || 12;
  const shape = Float64Array.from({ length: 24 }, (_, hour) => {
    const since = (hour + 1 - COLDEST_HOUR + 24) % 24;
    const angle =
      since <= rising ? (Math.PI * since) / rising : Math.PI * (1 + ((since - rising) / (24 - rising)) ** EVENING);
    return -Math.cos(angle);
  });
  const mean = shape.reduce((sum, value) => sum + value, 0) / 24;
  return shape.map((value) => value - mean);
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
