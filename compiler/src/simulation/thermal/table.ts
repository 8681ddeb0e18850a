import { type BoundPlant, coordinateOf, corners, hoursOfParts, type PartHours, partHours } from './bind.js';
import { stagingPoints } from './chiller-load.js';
import { heatFor, type PlantPart } from './design.js';
import { EVAPORATED, partHour, partState } from './part-hour.js';
import { chooseNodes, fineGrid, INSET, spread } from './table-nodes.js';
import { type HourConditions, hourConditions } from './table-hours.js';

/**
 * A plant's hourly response, tabulated from its component models: for all parts that follow one outdoor temperature (wet
 * bulb beside towers, dry bulb else) their power and evaporated heat over load and that temperature,
 *
 *   P(x, T) = (1 − w)·(a_rs + b_rs·x) + w·(a_(r+1)s + b_(r+1)s·x)
 *
 * with x the load over the rating, s its segment, r the row under T and w the weight of the next. Segments end at every
 * staging point, at turndown and where machines are full, so they follow jumps too; rows stand where free cooling begins and
 * ends. Both are halved where the line is off. Parts that follow both temperatures (an outdoor coil or outdoor air beside a
 * tower) are computed as they are.
 *
 * Error: test/simulation/thermal/table.test.ts, below 0.1 % of a year's energy and water.
 */
export interface PlantTable {
  readonly bound: BoundPlant;
  readonly response: Response | undefined;
  /** Positions in the plant of the parts that are not tabulated. */
  readonly others: readonly number[];
  readonly hours: HourConditions;
}

export interface Response {
  /** True where the parts follow the wet bulb. */
  readonly wet: boolean;
  /** Largest load over the rating that the table holds for. */
  readonly top: number;
  /** Segment of each of `CELLS` equal pieces of 0..top; the one at the middle of the piece where two meet within it. */
  readonly cells: Uint8Array;
  /**
   * By row and segment `WIDTH` numbers: a and b of the power over the rating, then a and b of the evaporated heat over it, 0
   * where no water is made up.
   */
  readonly lines: Float64Array;
  /** By hour of the weather: its row, and the weight of the next. */
  readonly row: Uint8Array;
  readonly weight: Float64Array;
  /** Numbers of a row in `lines`. */
  readonly stride: number;
}

/** Numbers of a segment. */
export const WIDTH = 4;

export const CELLS = 4096;

/** Largest load over the rating; more is computed as it is. */
const TOP = 1.25;
/** Largest errors of the lines at the middle of a segment, and between two rows, where it varies from hour to hour. */
const LOAD_TOLERANCE = 4e-4;
const ROW_TOLERANCE = 8e-4;
const MOST_SEGMENTS = 128;
export const MOST_ROWS = 96;
/** With more machines than this, one more bends the line by less than the tolerance; and of jumps, by about it. */
const MOST_STAGES = 12;
const MOST_JUMPS = 80;
/** Steps of the grids that nodes are chosen from: load over rating, and K. */
const LOAD_STEP = 1 / 512;
const KELVIN_STEP = 1 / 8;
/** Loads over rating at which rows are compared. */
const TRIAL_LOADS = [0.1, 0.2, 0.4, 0.7, 1] as const;
const TRIAL_ROWS = 5;

interface Tabulated {
  readonly part: PlantPart;
  readonly hours: PartHours;
}

/** Tabulates a plant in its weather: less than a millisecond, and some 200 kB for a year. */
export function tabulate(bound: BoundPlant): PlantTable {
  const { plant } = bound;
  const follows = plant.parts.map((part) => coordinateOf(part.thermal));
  const main = follows.find((coordinate) => coordinate !== 'both');
  const parts = plant.parts.filter((_, i) => follows[i] === main);
  const others = plant.parts.flatMap((_, i) => (follows[i] === main ? [] : [i]));
  // Not those that the plant keeps: of a hundred plants they would be many, and most are looked at here only.
  const hours = hourConditions(bound, hoursOfParts(plant, bound.weather));
  if (main === undefined) return { bound, response: undefined, others, hours };
  return { bound, response: respond(bound, parts, main), others, hours };
}

function respond(bound: BoundPlant, parts: readonly PlantPart[], medium: 'wet' | 'dry'): Response {
  const { plant, weather } = bound;
  const temperature = medium === 'wet' ? weather.wetBulb : weather.dryBulb;
  const temperatures = temperatureGrid(parts, temperature);
  const tabulated = parts.map((part) => ({
    part,
    hours: partHours(part.thermal, temperatures.grid, temperatures.grid),
  }));
  const trial = evaluator(tabulated, plant.rating);
  const loads = loadGrid(parts, plant.rating);
  const index = new Map(Array.from(temperatures.grid, (at, i) => [at, i]));
  const rows = chooseNodes(
    temperatures.grid,
    temperatures.at,
    ROW_TOLERANCE,
    MOST_ROWS,
    TRIAL_LOADS.length,
    (at, out) => {
      const row = index.get(at)!;
      TRIAL_LOADS.forEach((load, k) => (out[k] = trial.power(row, load)));
    },
  );
  const last = temperatures.grid.length - 1;
  const ends = chooseNodes(
    loads.grid,
    loads.at,
    LOAD_TOLERANCE,
    Math.max(MOST_SEGMENTS, loads.at.length),
    TRIAL_ROWS,
    (at, out) => {
      for (let k = 0; k < TRIAL_ROWS; k++) out[k] = trial.power(Math.round((last * k) / (TRIAL_ROWS - 1)), at);
    },
    loads.jumps,
  );
  const nodes = ends.map((i) => loads.grid[i]!);
  const withWater = plant.water > 0 && parts.some((part) => part.thermal.rejection === 'tower');
  const tabled = lines(trial, rows, nodes, loads.jumps, withWater);
  const places = positions(
    temperature,
    rows.map((i) => temperatures.grid[i]!),
  );
  return { ...tabled, ...places, wet: medium === 'wet', top: TOP };
}

interface Evaluator {
  /** Power over rating at a row of the temperature grid and a load over rating; leaves the evaporated heat in `evaporated`. */
  power(row: number, load: number): number;
  evaporated: number;
}

function evaluator(tabulated: readonly Tabulated[], rating: number): Evaluator {
  const state = partState();
  const result: Evaluator = {
    evaporated: 0,
    power(row, load) {
      let power = 0;
      let evaporated = 0;
      for (const { part, hours } of tabulated) {
        power += partHour(part, hours, row, part.share * load * rating, state);
        evaporated += state[EVAPORATED]!;
      }
      result.evaporated = evaporated / rating;
      return power / rating;
    },
  };
  return result;
}

/** The lines of every row and segment. Their values at an end that two segments share are computed once, unless it is a jump. */
function lines(
  trial: Evaluator,
  rows: readonly number[],
  nodes: readonly number[],
  jumps: ReadonlySet<number>,
  withWater: boolean,
): Pick<Response, 'cells' | 'lines' | 'stride'> {
  const segments = nodes.length - 1;
  const table = new Float64Array(rows.length * segments * WIDTH);
  const isJump = nodes.map((node) => jumps.has(node));
  let k = 0;
  for (const row of rows) {
    let low = nodes[0]!;
    let value = trial.power(row, low);
    let water = trial.evaporated;
    for (let s = 0; s < segments; s++) {
      const end = nodes[s + 1]!;
      const jump = isJump[s + 1]!;
      const high = jump ? end - INSET : end;
      const next = trial.power(row, high);
      const slope = (next - value) / (high - low);
      const waterSlope = (trial.evaporated - water) / (high - low);
      table[k] = value - slope * low;
      table[k + 1] = slope;
      if (withWater) {
        table[k + 2] = water - waterSlope * low;
        table[k + 3] = waterSlope;
      }
      k += WIDTH;
      low = jump ? end + INSET : end;
      value = jump ? trial.power(row, low) : next;
      water = trial.evaporated;
    }
  }
  const cells = new Uint8Array(CELLS);
  let segment = 0;
  for (let cell = 0; cell < CELLS; cell++) {
    while (nodes[segment + 1]! <= ((cell + 0.5) * TOP) / CELLS) segment++;
    cells[cell] = segment;
  }
  return { cells, lines: table, stride: WIDTH * segments };
}

/** Candidates for rows: from the coldest to the warmest hour, with the corners of all parts among the fixed ones. */
function temperatureGrid(
  parts: readonly PlantPart[],
  temperature: Float64Array,
): { readonly grid: Float64Array; readonly at: readonly number[] } {
  let coldest = Infinity;
  let warmest = -Infinity;
  for (let hour = 0; hour < temperature.length; hour++) {
    const value = temperature[hour]!;
    if (value < coldest) coldest = value;
    if (value > warmest) warmest = value;
  }
  if (!(warmest - coldest > KELVIN_STEP)) warmest = coldest + KELVIN_STEP;
  const inside = parts.flatMap((part) => corners(part.thermal)).filter((at) => at > coldest && at < warmest);
  return fineGrid(spread([coldest, ...inside, warmest], 1e-6), KELVIN_STEP);
}

/** Candidates for ends of segments, with the loads at which machines start, fill up or reach turndown among the fixed ones. */
function loadGrid(
  parts: readonly PlantPart[],
  rating: number,
): { readonly grid: Float64Array; readonly at: readonly number[]; readonly jumps: ReadonlySet<number> } {
  const points: number[] = [];
  const jumps: number[] = [];
  for (const part of parts) {
    if (part.share <= 0) continue;
    const at = (heat: number): number => heat / (part.share * rating);
    points.push(at(part.capacity));
    (part.chillers === undefined ? [] : stagingPoints(part.chillers)).forEach(({ load, jump }, i) => {
      if (i > (jump || part.chillers?.oneByOne ? MOST_JUMPS : MOST_STAGES)) return;
      const heat = at(heatFor(part, load));
      points.push(heat);
      if (jump) jumps.push(heat);
    });
  }
  const marks = spread([0, ...points.filter((at) => at > 0 && at < TOP), TOP], 1e-5);
  return { ...fineGrid(marks, LOAD_STEP), jumps: new Set(jumps) };
}

/** Row and weight of each hour of the weather. */
function positions(temperature: Float64Array, rows: readonly number[]): Pick<Response, 'row' | 'weight'> {
  const last = rows.length - 2;
  const [coldest, warmest] = [rows[0]!, rows[rows.length - 1]!];
  const perKelvin = CELLS / (warmest - coldest);
  const cells = new Uint8Array(CELLS + 1);
  let first = 0;
  for (let cell = 0; cell <= CELLS; cell++) {
    while (first < last && rows[first + 1]! <= coldest + cell / perKelvin) first++;
    cells[cell] = first;
  }
  const starts = Float64Array.from(rows);
  const perRow = Float64Array.from(rows, (at, i) => 1 / ((rows[i + 1] ?? Infinity) - at));
  const row = new Uint8Array(temperature.length);
  const weight = new Float64Array(temperature.length);
  for (let hour = 0; hour < temperature.length; hour++) {
    const value = temperature[hour]!;
    let i = cells[((value - coldest) * perKelvin) | 0]!;
    while (i < last && value >= starts[i + 1]!) i++;
    row[hour] = i;
    weight[hour] = (value - starts[i]!) * perRow[i]!;
  }
  return { row, weight };
}
