import { follows, type Hours, weightOf, WHOLE_YEAR } from '../calendar/calendar.js';

/** Generators of one declaration, ready to be dispatched. SI. */
export interface DispatchUnit {
  readonly path: string;
  /** Of all machines together, W. */
  readonly capacity: number;
  /** Machines that make up the capacity. */
  readonly machines: number;
  /** Least stable load of a machine over its capacity. */
  readonly minimumLoad: number;
  /** Fastest change of all machines together, W/s; `Infinity` where none is stated. */
  readonly ramp: number;
  /** Electricity over fuel; 1 for sun, wind and whatever has no fuel. */
  readonly efficiency: number;
  /** USD per J of fuel; NaN where it is not known. */
  readonly fuelPrice: number;
  /** Upkeep that running causes, USD per J of electricity. */
  readonly running: number;
  /** kg per J of fuel; NaN where it is not known. */
  readonly fuelCarbon: number;
  /** USD per J fed in; `undefined` where it never feeds in. */
  readonly exportPrice: number | undefined;
  /** Share of the capacity that there is in each entry, for what cannot be called: sun. */
  readonly available?: Float64Array;
}

/** What one unit does in a year. */
export interface UnitYear {
  readonly path: string;
  /** Output of each entry, W. */
  readonly output: Float64Array;
  /** J. */
  readonly energy: number;
  readonly fuelEnergy: number;
  /** USD for fuel and running; NaN where it ran and its fuel has no price. */
  readonly cost: number;
  /** kg; NaN where it ran and its fuel's carbon is not known. */
  readonly carbon: number;
  /** Starts of the declaration as a whole, and hours in which it runs. */
  readonly starts: number;
  readonly hours: number;
  /** Output that nobody could take, J: sun above the load. */
  readonly spilled: number;
}

export interface Dispatch {
  /** What is drawn from the grid, W: load − generation + export, never negative. */
  readonly grid: Float64Array;
  readonly units: readonly UnitYear[];
  /** Sums over the units. J, J, USD, kg. */
  readonly energy: number;
  readonly fuelEnergy: number;
  readonly cost: number;
  readonly carbon: number;
  readonly starts: number;
  readonly exported: number;
  /** USD for what is fed in. */
  readonly revenue: number;
  /** Energy above the grid's limit that generation could not take over, J. */
  readonly short: number;
}

/**
 * Dispatches a campus's generation hour by hour. Sun runs whenever it shines. Of the others, cheapest first, each runs
 *
 *   where its fuel costs less than the hour's energy:   fuel/η + running < price
 *   or where the grid may not give what is left:        load > limit
 *
 * with whole machines, none under its minimum load, and never above what is left of the load, unless its declaration is
 * paid for feeding in. Between hours that follow each other output changes at most by the ramp rate; stopping is free.
 * `load` and `limit` (what the grid may give; absent: everything) in W, `price` in USD/J.
 *
 *   load = grid + Σ output − export                    in every entry
 *
 * Not in it: part-load efficiency, cost of a start, outages of the machines, savings on demand charges.
 */
export function dispatch(
  load: Float64Array,
  price: Float64Array,
  units: readonly DispatchUnit[],
  hours: Hours = WHOLE_YEAR,
  limit?: Float64Array,
): Dispatch {
  const { length } = load;
  const grid = Float64Array.from(load, (watts) => (watts > 0 ? watts : 0));
  const merit = [...units].sort((a, b) => rank(a) - rank(b));
  const years = new Map<DispatchUnit, UnitYear>();
  let exported = 0;
  let revenue = 0;
  for (const unit of merit) {
    const output = new Float64Array(length);
    let spilled = 0;
    for (let i = 0; i < length; i++) {
      const left = grid[i]!;
      const most = atMost(unit, output, i, hours);
      const wanted = wantedOutput(unit, left, most, price[i] ?? NaN, limit?.[i] ?? Infinity);
      const watts = runnable(unit, wanted, unit.exportPrice === undefined ? Math.min(left, most) : most);
      output[i] = watts;
      if (unit.available !== undefined) spilled += weightOf(hours, i) * (most - watts);
      const feed = Math.max(0, watts - left);
      grid[i] = left - (watts - feed);
      exported += weightOf(hours, i) * feed;
      revenue += weightOf(hours, i) * feed * (unit.exportPrice ?? 0);
    }
    years.set(unit, unitYear(unit, output, spilled, hours));
  }
  let short = 0;
  if (limit !== undefined)
    for (let i = 0; i < length; i++) short += weightOf(hours, i) * Math.max(0, grid[i]! - Math.max(0, limit[i]!));
  const all = units.map((unit) => years.get(unit)!);
  const sum = (pick: (year: UnitYear) => number): number => all.reduce((total, year) => total + pick(year), 0);
  return {
    grid,
    units: all,
    energy: sum((year) => year.energy),
    fuelEnergy: sum((year) => year.fuelEnergy),
    cost: sum((year) => year.cost),
    carbon: sum((year) => year.carbon),
    starts: sum((year) => year.starts),
    exported: exported * 3600,
    revenue: revenue * 3600,
    short: short * 3600,
  };
}

/** USD per J of electricity, beside capital and upkeep that run whether it does or not. */
export function marginalCost({ fuelPrice, efficiency, running }: DispatchUnit): number {
  return fuelPrice / efficiency + running;
}

/** What cannot be called goes first, what has no known cost last. */
function rank(unit: DispatchUnit): number {
  if (unit.available !== undefined) return -Infinity;
  const cost = marginalCost(unit);
  return Number.isNaN(cost) ? Number.MAX_VALUE : cost;
}

/** What the unit can give at most in an entry, W. */
function atMost(unit: DispatchUnit, output: Float64Array, entry: number, hours: Hours): number {
  if (unit.available !== undefined) return unit.capacity * (unit.available[entry] ?? 0);
  if (!follows(hours, entry)) return unit.capacity;
  // From standstill a machine goes to its minimum load at once.
  const start = (unit.capacity / Math.max(1, unit.machines)) * unit.minimumLoad;
  return Math.min(unit.capacity, Math.max(start, output[entry - 1]! + unit.ramp * 3600));
}

/** Output that the rule asks for, W, before machines and minimum loads. */
function wantedOutput(unit: DispatchUnit, left: number, most: number, price: number, limit: number): number {
  if (unit.available !== undefined) return most;
  const cost = marginalCost(unit);
  if (unit.exportPrice !== undefined && cost < unit.exportPrice) return most;
  if (cost < price) return Math.min(most, left);
  return Math.min(most, Math.max(0, left - Math.max(0, limit)));
}

/**
 * What whole machines can give of `wanted`, W: raised to the minimum load of those that must run, where `most` allows it;
 * one machine fewer at full load, or nothing, where it does not.
 */
function runnable(unit: DispatchUnit, wanted: number, most: number): number {
  if (!(wanted > 0)) return 0;
  const machine = unit.capacity / Math.max(1, unit.machines);
  const running = Math.ceil(wanted / machine - 1e-9);
  const least = running * machine * unit.minimumLoad;
  if (wanted >= least) return Math.min(wanted, most);
  if (least <= most) return least;
  const fewer = (running - 1) * machine;
  return fewer <= most ? fewer : 0;
}

function unitYear(unit: DispatchUnit, output: Float64Array, spilled: number, hours: Hours): UnitYear {
  let sum = 0;
  let starts = 0;
  let running = 0;
  for (let i = 0; i < output.length; i++) {
    const weight = weightOf(hours, i);
    sum += weight * output[i]!;
    if (!(output[i]! > 0)) continue;
    running += weight;
    if (i === 0 || !(output[i - 1]! > 0)) starts += weight;
  }
  const energy = sum * 3600;
  const fuelEnergy = unit.available === undefined ? energy / unit.efficiency : 0;
  const times = (amount: number, price: number): number => (amount === 0 ? 0 : amount * price);
  return {
    path: unit.path,
    output,
    energy,
    fuelEnergy,
    cost: times(fuelEnergy, unit.fuelPrice) + energy * unit.running,
    carbon: times(fuelEnergy, unit.fuelCarbon),
    starts,
    hours: running,
    spilled: spilled * 3600,
  };
}
