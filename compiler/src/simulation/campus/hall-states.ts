import type { HourSet } from '../calendar/hour-set.js';
import { bankLoss } from '../electrical/loss.js';
import { type ElectricalPath, fedAt } from '../electrical/path.js';
import { type HallProfile, layOut, type Places, placesBetween, placesOf } from '../operation/profile.js';
import { CELLS, MOST_ROWS, type PlantTable, type Response, WIDTH } from '../thermal/table.js';
import { countHours, countPlaces } from '../thermal/table-counts.js';
import type { HallYear } from './hall-run.js';

/** What a hall's hours are made of. */
export interface HourlyMachines {
  /** W, in every hour. */
  readonly networkPower: number;
  readonly plant: PlantTable;
  readonly path: ElectricalPath;
}

/** What the hours of a year add up to; written anew for every hall and year. */
const sums = new Float64Array(4);
/** Facility and plant, W·h; evaporated heat over the plant's rating, h; the plant's peak, W. */
const TOTAL = 0;
const PLANT = 1;
const EVAPORATED = 2;
const PEAK = 3;
/**
 * Hours that are added up at a time. The engine compiles a loop while it first runs, and takes what it has not seen behind
 * it for unreachable: a loop over a year would be thrown away at its end, hall after hall. It has seen the end of a day.
 */
const BLOCK = 24;

/**
 * Numbers by place of a profile's states, `NUMBERS` each: x, the load over the plant's rating; A and B of
 *
 *   facility = A + P·(B + c·P)     P: the plant's power, c: the transformers' square loss
 *
 * which is what the path's equations come to where the load is known. And where each begins in a row of the plant's table;
 * and each load, W. Work arrays, written anew for every hall and year.
 */
let numbers = new Float64Array(0);
let segments = new Int32Array(0);
let loads = new Float64Array(0);
const NUMBERS = 3;

/**
 * Runs one hall through one year in a single pass: what `runHallHours` computes step by step, where each hour's load is that
 * of its state of the week and the plant's table holds it. All that follows from the load alone is worked out once for each
 * state. `undefined` where that does not do: work that waits differs from day to day, some parts of plants are not
 * tabulated, and loads may lie beyond a table. `it`: work array. Writes the sum, W per element, to `total`.
 */
export function runStates(
  machines: HourlyMachines,
  profile: HallProfile,
  set: HourSet,
  first: number,
  last: number,
  it: Float64Array,
  total: Float64Array,
): HallYear | undefined {
  const { plant, path, networkPower } = machines;
  const { response, others, bound } = plant;
  if (response === undefined || others.length > 0 || profile.extra !== undefined) return undefined;
  const { rating, water } = bound.plant;
  const places = placesBetween(placesOf(profile, set), set, first, last);
  const found = prepare(profile, places, networkPower, path, response, rating);
  if (found === undefined) return undefined;
  const { square } = path.transformer;
  sums.fill(0);
  if (found.least === found.most) passConstant(response, rating, square, found.place, set, first, last, total);
  else pass(response, rating, square, places, set, first, last, total);
  total.fill(0, 0, first);
  total.fill(0, last);
  let counts = countPlaces(plant.hours, places.at, loads, found, set, first, last);
  if (counts === undefined) {
    layOut(profile, set, it, networkPower);
    counts = countHours(plant.hours, it, first, last, set.weight);
  }
  return {
    itEnergy: found.it * 3600,
    itPeak: found.most,
    electricalEnergy: (sums[TOTAL]! - found.it - sums[PLANT]!) * 3600,
    plant: {
      ...counts,
      energy: sums[PLANT]! * 3600,
      peak: sums[PEAK]!,
      water: sums[EVAPORATED]! * rating * 3600 * water,
    },
  };
}

/** Loads of a year, W: least, most, and all of them, W·h. */
interface Found {
  readonly least: number;
  readonly most: number;
  readonly it: number;
  /** One of the places that have hours. */
  readonly place: number;
}

/** Works out every place that has hours; `undefined` where one lies beyond the table. */
function prepare(
  { states }: HallProfile,
  { hours, entries }: Places,
  always: number,
  path: ElectricalPath,
  { top, cells }: Response,
  rating: number,
): Found | undefined {
  if (loads.length < hours.length) {
    numbers = new Float64Array(NUMBERS * hours.length);
    segments = new Int32Array(hours.length);
    loads = new Float64Array(hours.length);
  }
  const { upsShare, ups, house, distribution } = path;
  const isPlain = path.pdu === undefined && path.rectifier === undefined;
  const perIt = 1 / (1 - distribution);
  const { constant, linear, square } = path.transformer;
  const perRating = 1 / rating;
  const perCell = CELLS / top;
  let least = Infinity;
  let most = 0;
  let it = 0;
  let place = 0;
  let [x, a, b, segment, before] = [0, 0, 0, 0, NaN];
  for (let k = 0; k < hours.length; k++) {
    if (entries[k] === 0) continue;
    const watts = (k < states.length ? states[k]! : 0) + always;
    if (watts !== before) {
      x = watts * perRating;
      if (!(x < top)) return undefined;
      const fed = isPlain ? watts * perIt : fedAt(path, watts);
      const upsLoss = bankLoss(ups, upsShare * fed);
      const through = fed + upsLoss + house;
      segment = WIDTH * cells[(x * perCell) | 0]!;
      a = through + constant + through * (linear + through * square);
      b = 1 + linear + 2 * through * square;
      before = watts;
      if (watts > most) most = watts;
      if (watts < least) least = watts;
    }
    numbers[NUMBERS * k] = x;
    numbers[NUMBERS * k + 1] = a;
    numbers[NUMBERS * k + 2] = b;
    segments[k] = segment;
    loads[k] = watts;
    it += hours[k]! * watts;
    place = k;
  }
  return { least, most, it, place };
}

/** Writes the hours from `from` until before `until`, and adds them to the sums. */
function pass(
  { lines, row, weight, stride }: Response,
  rating: number,
  square: number,
  { at }: Places,
  { weight: times }: HourSet,
  from: number,
  until: number,
  total: Float64Array,
): void {
  for (let begin = from; begin < until; begin += BLOCK) {
    const end = Math.min(begin + BLOCK, until);
    let totalSum = 0;
    let plantSum = 0;
    let evaporated = 0;
    let plantPeak = 0;
    for (let hour = begin; hour < end; hour++) {
      const place = at[hour]!;
      const i = NUMBERS * place;
      const x = numbers[i]!;
      const k = row[hour]! * stride + segments[place]!;
      const j = k + stride;
      const next = weight[hour]!;
      const low = lines[k]! + lines[k + 1]! * x;
      const high = lines[j]! + lines[j + 1]! * x;
      const plant = (low + (high - low) * next) * rating;
      const lowWater = lines[k + 2]! + lines[k + 3]! * x;
      const highWater = lines[j + 2]! + lines[j + 3]! * x;
      const power = numbers[i + 1]! + plant * (numbers[i + 2]! + plant * square);
      const hours = times === undefined ? 1 : times[hour]!;
      total[hour] = power;
      totalSum += hours * power;
      plantSum += hours * plant;
      evaporated += hours * (lowWater + (highWater - lowWater) * next);
      if (plant > plantPeak) plantPeak = plant;
    }
    sums[TOTAL] = sums[TOTAL]! + totalSum;
    sums[PLANT] = sums[PLANT]! + plantSum;
    sums[EVAPORATED] = sums[EVAPORATED]! + evaporated;
    if (plantPeak > sums[PEAK]!) sums[PEAK] = plantPeak;
  }
}

/** What the plant does at one load in each row of its table: power, W, and evaporated heat over the rating. */
const powers = new Float64Array(MOST_ROWS);
const waters = new Float64Array(MOST_ROWS);

/** The same for hours that all have the load of one `place`: those of training, and of a hall without work. */
function passConstant(
  { lines, row, weight, stride }: Response,
  rating: number,
  square: number,
  place: number,
  { weight: times }: HourSet,
  from: number,
  until: number,
  total: Float64Array,
): void {
  const [x, a, b] = [numbers[NUMBERS * place]!, numbers[NUMBERS * place + 1]!, numbers[NUMBERS * place + 2]!];
  for (let r = 0, k = segments[place]!; k < lines.length; r++, k += stride) {
    powers[r] = (lines[k]! + lines[k + 1]! * x) * rating;
    waters[r] = lines[k + 2]! + lines[k + 3]! * x;
  }
  for (let begin = from; begin < until; begin += BLOCK) {
    const end = Math.min(begin + BLOCK, until);
    let totalSum = 0;
    let plantSum = 0;
    let evaporated = 0;
    let plantPeak = 0;
    for (let hour = begin; hour < end; hour++) {
      const r = row[hour]!;
      const next = weight[hour]!;
      const low = powers[r]!;
      const plant = low + (powers[r + 1]! - low) * next;
      const water = waters[r]!;
      const power = a + plant * (b + plant * square);
      const hours = times === undefined ? 1 : times[hour]!;
      total[hour] = power;
      totalSum += hours * power;
      plantSum += hours * plant;
      evaporated += hours * (water + (waters[r + 1]! - water) * next);
      if (plant > plantPeak) plantPeak = plant;
    }
    sums[TOTAL] = sums[TOTAL]! + totalSum;
    sums[PLANT] = sums[PLANT]! + plantSum;
    sums[EVAPORATED] = sums[EVAPORATED]! + evaporated;
    if (plantPeak > sums[PEAK]!) sums[PEAK] = plantPeak;
  }
}
