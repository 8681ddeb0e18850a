import { HOURS, MONTH_STARTS } from './calendar.js';
import { firstStateOfDay } from '../demand/week.js';
import type { Weather } from '../weather/weather.js';

/**
 * Representative days of a year's weather, for simulations at fidelity F0: of each month the one or two whole days, with
 * the weights, that come nearest to the month in
 *
 *   φ(day) = 1/12 Σ max(0, T_h − k)        for each knot k, dry and wet bulb, night and day apart
 *
 * Straight lines between knots make up any plant's power over temperature, so a weighting that reproduces φ reproduces
 * the energy of any plant at a load that depends on the hour of the day. All pairs are tried, the weight in closed form;
 * what one month leaves is handed on to the next. Beside these days stand, with weight 0, each month's hours of highest
 * dry and wet bulb: they carry peaks.
 */
export interface RepresentativeDays {
  /** Hours of the year (0..8759), rising: all 24 of each chosen day, and single hours of extremes. */
  readonly hours: Uint16Array;
  /** Days that each of `hours` stands for; 0 for extremes. They add up to 8,760. */
  readonly weight: Float64Array;
  /** Of these, weekdays and weekend days of the hour's month. */
  readonly weekdays: Float64Array;
  readonly weekends: Float64Array;
  /** Month (0..11) of each of `hours`. */
  readonly month: Uint8Array;
  /** The chosen days (0..364), rising. */
  readonly days: readonly number[];
}

export interface RepresentativeOptions {
  /** Days for each month, 2 where not given: 24 a year. */
  readonly daysPerMonth?: 1 | 2;
}

/** Knots, °C: from the coldest sink that any plant can use to the hottest summer, closest where plants change over. */
const KNOTS = [-90, -4, 4, 8, 12, 15, 18, 20, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 34, 36, 38, 40] as const;
/** Hours that count as day: half of them, where demand and sun stand high. */
const DAY_FROM = 9;
const DAY_UNTIL = 21;
const PER_DAY = KNOTS.length * 4;
/** A feature counts relative to its mean over the year, K, plus this: rare heat decides what few chillers draw. */
const FLOOR = 0.3;
/** The lowest knot lies under all weather, so its feature is the mean itself: K that count as one. */
const MEAN_SCALE = 4;
/** Weight of each month's own error beside that of the year. */
const OWN = 0.3;
const ROUNDS = 4;

/** Chooses days and extreme hours of a year of 8,760 hours; the same for the same weather. */
export function representativeDays(weather: Weather, options: RepresentativeOptions = {}): RepresentativeDays {
  const features = dayFeatures(weather);
  const size = options.daysPerMonth ?? 2;
  const months = MONTH_STARTS.slice(0, 12).map((start, month) => monthOf(features, start, MONTH_STARTS[month + 1]!));
  const chosen: (readonly WeightedDay[])[] = months.map(() => []);
  // What the months chosen so far miss of the sums of the year: each month in turn makes up its part of what the others miss.
  const missed = new Float64Array(PER_DAY);
  const aim = new Float64Array(PER_DAY);
  for (let round = 0; round < ROUNDS; round++) {
    months.forEach((month, i) => {
      const before = chosen[i]!;
      if (before.length > 0) addMissed(missed, features, month, before, -1);
      for (let k = 0; k < PER_DAY; k++) aim[k] = month.mean[k]! + missed[k]! / (1 + OWN) / month.count;
      const now = nearest(features, month, aim, size);
      addMissed(missed, features, month, now, 1);
      chosen[i] = now;
    });
  }
  const weightOfHour = new Float64Array(HOURS).fill(-1);
  for (const { day, weight } of chosen.flat()) weightOfHour.fill(weight, day * 24, day * 24 + 24);
  for (let month = 0; month < 12; month++) {
    for (const bulb of [weather.dryBulb, weather.wetBulb]) {
      const hour = highest(bulb, MONTH_STARTS[month]!, MONTH_STARTS[month + 1]!);
      weightOfHour[hour] = Math.max(0, weightOfHour[hour]!);
    }
  }
  const days = chosen.flatMap((pair) => pair.map(({ day }) => day).sort((a, b) => a - b));
  return { days, ...listed(weightOfHour) };
}

/** φ of each day, one after the other: 365 times `PER_DAY` numbers, each over its mean of the year. */
function dayFeatures(weather: Weather): Float64Array {
  const features = new Float64Array(365 * PER_DAY);
  for (let hour = 0; hour < HOURS; hour++) {
    const ofDay = hour % 24;
    const half = ofDay >= DAY_FROM && ofDay < DAY_UNTIL ? KNOTS.length * 2 : 0;
    const at = ((hour - ofDay) / 24) * PER_DAY + half;
    const dry = weather.dryBulb[hour]!;
    const wet = weather.wetBulb[hour]!;
    for (let knot = 0; knot < KNOTS.length; knot++) {
      const celsius = KNOTS[knot]!;
      if (dry <= celsius) break;
      features[at + knot]! += (dry - celsius) / 12;
      if (wet > celsius) features[at + KNOTS.length + knot]! += (wet - celsius) / 12;
    }
  }
  const scale = new Float64Array(PER_DAY);
  for (let i = 0; i < features.length; i++) scale[i % PER_DAY]! += features[i]! / 365;
  for (let i = 0; i < features.length; i++)
    features[i]! /= i % KNOTS.length === 0 ? MEAN_SCALE : scale[i % PER_DAY]! + FLOOR;
  return features;
}

interface Month {
  readonly first: number;
  readonly count: number;
  /** Mean φ of its days. */
  readonly mean: Float64Array;
  /** Products of the φ of its days, less the month's mean, two by two. */
  readonly products: Float64Array;
}

function monthOf(features: Float64Array, from: number, until: number): Month {
  const first = from / 24;
  const count = until / 24 - first;
  const mean = new Float64Array(PER_DAY);
  for (let i = 0; i < count * PER_DAY; i++) mean[i % PER_DAY]! += features[first * PER_DAY + i]! / count;
  const products = new Float64Array(count * count);
  for (let i = 0; i < count; i++) {
    for (let j = i; j < count; j++) {
      let sum = 0;
      const a = (first + i) * PER_DAY;
      const b = (first + j) * PER_DAY;
      for (let k = 0; k < PER_DAY; k++) sum += (features[a + k]! - mean[k]!) * (features[b + k]! - mean[k]!);
      products[i * count + j] = sum;
      products[j * count + i] = sum;
    }
  }
  return { first, count, mean, products };
}

interface WeightedDay {
  readonly day: number;
  readonly weight: number;
}

/** Adds, `times` over, what a month's sum of φ exceeds that of its chosen days by. */
function addMissed(
  missed: Float64Array,
  features: Float64Array,
  month: Month,
  chosen: readonly WeightedDay[],
  times: number,
): void {
  for (let k = 0; k < PER_DAY; k++) {
    let sum = month.count * month.mean[k]!;
    for (const { day, weight } of chosen) sum -= weight * features[day * PER_DAY + k]!;
    missed[k]! += times * sum;
  }
}

/** The days of a month whose weighted φ is nearest to `aim`; their weights, at least a day each, add up to the month. */
function nearest(features: Float64Array, month: Month, aim: Float64Array, size: 1 | 2): readonly WeightedDay[] {
  const { first, count, mean, products } = month;
  // e_d = φ_d − aim: the error of w·e_i + (1 − w)·e_j is a quadratic in w of the products e_i·e_j.
  const alongAim = new Float64Array(count);
  let aimSquared = 0;
  for (let k = 0; k < PER_DAY; k++) aimSquared += (aim[k]! - mean[k]!) ** 2;
  for (let day = 0; day < count; day++)
    for (let k = 0; k < PER_DAY; k++)
      alongAim[day]! += (features[(first + day) * PER_DAY + k]! - mean[k]!) * (aim[k]! - mean[k]!);
  const error = (i: number, j: number): number => products[i * count + j]! - alongAim[i]! - alongAim[j]! + aimSquared;
  let least = Infinity;
  let best: readonly WeightedDay[] = [];
  for (let i = 0; i < count; i++) {
    const own = error(i, i);
    if (size === 1) {
      if (own >= least) continue;
      least = own;
      best = [{ day: first + i, weight: count }];
      continue;
    }
    for (let j = i + 1; j < count; j++) {
      const both = error(i, j);
      const other = error(j, j);
      const apart = own - 2 * both + other;
      const ideal = apart > 0 ? (other - both) / apart : 0.5;
      const share = Math.min(1 - 1 / count, Math.max(1 / count, ideal));
      const far = share * share * own + 2 * share * (1 - share) * both + (1 - share) ** 2 * other;
      if (far >= least) continue;
      least = far;
      best = [
        { day: first + i, weight: share * count },
        { day: first + j, weight: (1 - share) * count },
      ];
    }
  }
  return best;
}

function highest(values: Float64Array, from: number, to: number): number {
  let at = from;
  for (let hour = from + 1; hour < to; hour++) if (values[hour]! > values[at]!) at = hour;
  return at;
}

/** The hours whose weight is not negative, with what each stands for. */
function listed(weightOfHour: Float64Array): Omit<RepresentativeDays, 'days'> {
  const hours: number[] = [];
  const months: number[] = [];
  for (let month = 0; month < 12; month++) {
    for (let hour = MONTH_STARTS[month]!; hour < MONTH_STARTS[month + 1]!; hour++) {
      if (weightOfHour[hour]! < 0) continue;
      hours.push(hour);
      months.push(month);
    }
  }
  const weekdayShare = Float64Array.from({ length: 12 }, (_, month) => shareOfWeekdays(month));
  const weight = Float64Array.from(hours, (hour) => weightOfHour[hour]!);
  const weekdays = weight.map((days, i) => days * weekdayShare[months[i]!]!);
  return {
    hours: Uint16Array.from(hours),
    weight,
    weekdays,
    weekends: weight.map((days, i) => days - weekdays[i]!),
    month: Uint8Array.from(months),
  };
}

function shareOfWeekdays(month: number): number {
  const first = MONTH_STARTS[month]! / 24;
  const count = MONTH_STARTS[month + 1]! / 24 - first;
  let weekdays = 0;
  for (let day = first; day < first + count; day++) if (firstStateOfDay(day) === 0) weekdays++;
  return weekdays / count;
}
