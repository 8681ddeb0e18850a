import { type HourSet, indexOf } from '../calendar/hour-set.js';
import { WEEK_STATES } from '../demand/week.js';
import { bankLoss } from '../electrical/loss.js';
import { type ElectricalPath, fedAt } from '../electrical/path.js';
import { type HallProfile, layOut } from '../operation/profile.js';
import { CELLS, MOST_ROWS, type PlantTable, type Response, WIDTH } from '../thermal/table.js';
import { countHours, StateCounts } from '../thermal/table-counts.js';
import type { HallYear } from './hall-run.js';

/** What a hall's hours are made of. */
interface Machines {
  /** W, in every hour. */
  readonly networkPower: number;
  readonly plant: PlantTable;
  readonly path: ElectricalPath;
}

/** What an hour costs that its state of the week decides: its place in the table, then W. */
interface States {
  /** Where the state's segment begins in a row of the table. */
  readonly segment: Int32Array;
  /** Load over the plant's rating. */
  readonly load: Float64Array;
  readonly it: Float64Array;
  /** What the transformers carry beside the plant. */
  readonly through: Float64Array;
  /** Losses before the transformers and of these without load. */
  readonly lost: Float64Array;
}

const floats = (): Float64Array => new Float64Array(WEEK_STATES);
/** Written anew for every stretch of hours. */
const states: States = {
  segment: new Int32Array(WEEK_STATES),
  load: floats(),
  it: floats(),
  through: floats(),
  lost: floats(),
};

/** Sums over the hours of a year, W·h, and its peaks, W; least and most load of the stretch at hand, W. */
interface Sums {
  it: number;
  plant: number;
  evaporated: number;
  electrical: number;
  itPeak: number;
  plantPeak: number;
  least: number;
  most: number;
}

/**
 * Runs one hall through one year in a single pass: what `runHallYear` computes step by step, where each hour's load is that
 * of its state of the week and the plant's table holds it. All that follows from the load alone is worked out once for each
 * state. `undefined` where that does not do: work that waits differs from day to day, some parts of plants are not tabulated,
 * and loads may lie beyond a table. `it`: work array. Writes the sum, W per element, to `total`.
 */
export function runStates(
  machines: Machines,
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
  const sums: Sums = {
    it: 0,
    plant: 0,
    evaporated: 0,
    electrical: 0,
    itPeak: 0,
    plantPeak: 0,
    least: Infinity,
    most: 0,
  };
  const { bounds } = profile;
  const counts = new StateCounts(plant.hours, set.state, set.weight);
  let from = first;
  // Before the first period and after the last nothing but the fabric draws.
  for (let period = -1; from < last; period++) {
    const end = period + 1 < bounds.length ? Math.ceil(indexOf(set, bounds[period + 1]!)) : last;
    const until = Math.min(last, end);
    if (until <= from) continue;
    const within = period >= 0 && period + 1 < bounds.length;
    if (within && until < last && isRepeated(profile, period)) continue;
    const at = within ? period * WEEK_STATES : undefined;
    if (!prepare(profile, at, networkPower, path, response, rating, sums)) return undefined;
    counts.add(states.it, sums.least, sums.most, from, until);
    if (sums.least === sums.most) passConstant(response, path, rating, set, from, until, total, sums);
    else pass(response, path, rating, set, from, until, total, sums);
    from = until;
  }
  total.fill(0, 0, first);
  total.fill(0, last);
  if (counts.hourly) layOut(profile, set, it, networkPower);
  return {
    itEnergy: sums.it * 3600,
    itPeak: sums.itPeak,
    electricalEnergy: sums.electrical * 3600,
    plant: {
      ...(counts.hourly
        ? countHours(plant.hours, it, first, last, set.weight)
        : counts.result(first, last)),
      energy: sums.plant * 3600,
      peak: sums.plantPeak,
      water: sums.evaporated * rating * 3600 * water,
    },
  };
}

/** Whether a period has the same states as the next: they are run as one. */
function isRepeated({ bounds, states: all }: HallProfile, period: number): boolean {
  if (period + 2 >= bounds.length) return false;
  const first = period * WEEK_STATES;
  for (let i = first; i < first + WEEK_STATES; i++) if (all[i] !== all[i + WEEK_STATES]) return false;
  return true;
}

/** Works out the states that begin at `at` in a profile; false where one lies beyond the table. */
function prepare(
  profile: HallProfile,
  at: number | undefined,
  always: number,
  path: ElectricalPath,
  { top, cells }: Response,
  rating: number,
  sums: Sums,
): boolean {
  const { segment, load, it, through, lost } = states;
  const { upsShare, ups, house, transformer } = path;
  const perRating = 1 / rating;
  const perCell = CELLS / top;
  let least = Infinity;
  let most = 0;
  for (let s = 0; s < WEEK_STATES; s++) {
    const watts = at === undefined ? always : profile.states[at + s]! + always;
    const x = watts * perRating;
    if (!(x < top)) return false;
    if (watts > most) most = watts;
    if (watts < least) least = watts;
    const fed = fedAt(path, watts);
    const upsLoss = bankLoss(ups, upsShare * fed);
    segment[s] = WIDTH * cells[(x * perCell) | 0]!;
    load[s] = x;
    it[s] = watts;
    through[s] = fed + upsLoss + house;
    lost[s] = fed - watts + upsLoss + house + transformer.constant;
  }
  sums.least = least;
  sums.most = most;
  return true;
}

/** Writes the hours from `from` until before `until`, and adds them to the sums. */
function pass(
  { lines, row, weight, stride }: Response,
  { transformer }: ElectricalPath,
  rating: number,
  { state, weight: times }: HourSet,
  from: number,
  until: number,
  total: Float64Array,
  sums: Sums,
): void {
  const { segment, load, it, through, lost } = states;
  const { linear, square } = transformer;
  let { it: itSum, plant: plantSum, evaporated, electrical, itPeak, plantPeak } = sums;
  for (let hour = from; hour < until; hour++) {
    const s = state[hour]!;
    const x = load[s]!;
    const k = row[hour]! * stride + segment[s]!;
    const j = k + stride;
    const next = weight[hour]!;
    const low = lines[k]! + lines[k + 1]! * x;
    const high = lines[j]! + lines[j + 1]! * x;
    const plant = (low + (high - low) * next) * rating;
    const lowWater = lines[k + 2]! + lines[k + 3]! * x;
    const highWater = lines[j + 2]! + lines[j + 3]! * x;
    const carried = through[s]! + plant;
    const losses = lost[s]! + carried * (linear + carried * square);
    const watts = it[s]!;
    total[hour] = watts + plant + losses;
    const hours = times === undefined ? 1 : times[hour]!;
    itSum += hours * watts;
    plantSum += hours * plant;
    electrical += hours * losses;
    evaporated += hours * (lowWater + (highWater - lowWater) * next);
    if (watts > itPeak) itPeak = watts;
    if (plant > plantPeak) plantPeak = plant;
  }
  Object.assign(sums, { it: itSum, plant: plantSum, evaporated, electrical, itPeak, plantPeak });
}

/** What the plant does at one load in each row of its table: power, W, and evaporated heat over the rating. */
const powers = new Float64Array(MOST_ROWS);
const waters = new Float64Array(MOST_ROWS);

/** The same for hours that all have one load: those of training, and of a hall without work. */
function passConstant(
  { lines, row, weight, stride }: Response,
  { transformer }: ElectricalPath,
  rating: number,
  { weight: times }: HourSet,
  from: number,
  until: number,
  total: Float64Array,
  sums: Sums,
): void {
  const [x, watts, through, lost] = [states.load[0]!, states.it[0]!, states.through[0]!, states.lost[0]!];
  const { linear, square } = transformer;
  for (let r = 0, k = states.segment[0]!; k < lines.length; r++, k += stride) {
    powers[r] = (lines[k]! + lines[k + 1]! * x) * rating;
    waters[r] = lines[k + 2]! + lines[k + 3]! * x;
  }
  let { it: itSum, plant: plantSum, evaporated, electrical, plantPeak } = sums;
  for (let hour = from; hour < until; hour++) {
    const r = row[hour]!;
    const next = weight[hour]!;
    const low = powers[r]!;
    const plant = low + (powers[r + 1]! - low) * next;
    const water = waters[r]!;
    const carried = through + plant;
    const losses = lost + carried * (linear + carried * square);
    const hours = times === undefined ? 1 : times[hour]!;
    total[hour] = watts + plant + losses;
    itSum += hours * watts;
    plantSum += hours * plant;
    electrical += hours * losses;
    evaporated += hours * (water + (waters[r + 1]! - water) * next);
    if (plant > plantPeak) plantPeak = plant;
  }
  const itPeak = Math.max(sums.itPeak, watts);
  Object.assign(sums, { it: itSum, plant: plantSum, evaporated, electrical, itPeak, plantPeak });
}
