import type { PlantYear } from './run.js';
import { type HourConditions, LIFTING, TOO_WARM } from './table-hours.js';

type Counts = Pick<
  PlantYear,
  'belowTurndownHours' | 'relievedHours' | 'freeCoolingHours' | 'overloadHours' | 'overTemperatureHours'
>;

/** Counts the hours by their states; `weight`: hours that each stands for. */
export function countHours(
  { state, belowAt, relievable, relievedAt, overloadAt, hourlyOverload }: HourConditions,
  it: Float64Array,
  from: number,
  until: number,
  weight: Float64Array | undefined,
): Counts {
  let below = 0;
  let relieved = 0;
  let free = 0;
  let overloaded = 0;
  let tooWarm = 0;
  for (let hour = from; hour < until; hour++) {
    const load = it[hour]!;
    if (!(load > 0)) continue;
    const times = weight === undefined ? 1 : weight[hour]!;
    const flags = state[hour]!;
    const lifting = flags & LIFTING;
    if (load < belowAt[lifting]!) below += times;
    if (lifting === 0) free += times;
    if (load > (hourlyOverload === undefined ? overloadAt : hourlyOverload[hour]!)) overloaded += times;
    if (flags & TOO_WARM) tooWarm += times;
  }
  for (let i = 0; i < relievable.length; i++) {
    const hour = relievable[i]!;
    if (hour < from || hour >= until) continue;
    const load = it[hour]!;
    if (!(load > 0) || load >= relievedAt[i]! || load < belowAt[state[hour]! & LIFTING]!) continue;
    relieved += weight === undefined ? 1 : weight[hour]!;
  }
  return {
    belowTurndownHours: below,
    relievedHours: relieved,
    freeCoolingHours: free,
    overloadHours: overloaded,
    overTemperatureHours: tooWarm,
  };
}

/** Counts hours whose loads are `loads` by state of the week; adds to what it has found before. */
export class StateCounts {
  private below = 0;
  private relieved = 0;
  /** True where something is to be counted hour by hour, by `countHours`. */
  hourly: boolean;
  private readonly mostBelow: number;
  private readonly leastBelow: number;

  constructor(
    private readonly conditions: HourConditions,
    private readonly state: Uint8Array,
    private readonly weight: Float64Array | undefined,
  ) {
    this.hourly = conditions.weight !== weight;
    this.mostBelow = Math.max(...conditions.belowAt);
    this.leastBelow = Math.min(...conditions.belowAt);
  }

  /** Adds the hours from `from` until before `until`. What `least` and `most` load show not to happen is not looked at. */
  add(loads: Float64Array, least: number, most: number, from: number, until: number): void {
    if (!(least > 0) || most > this.conditions.overloadFrom) this.hourly = true;
    if (this.hourly) return;
    if (least < this.mostBelow) this.below += this.countBelow(loads, from, until);
    if (most >= this.leastBelow && least < this.conditions.relievedBelow)
      this.relieved += this.countRelieved(loads, from, until);
  }

  /** What was found from `from` until before `until`, which all stretches make up. */
  result(from: number, until: number): Counts {
    const { freeBefore, warmBefore } = this.conditions;
    return {
      belowTurndownHours: this.below,
      relievedHours: this.relieved,
      freeCoolingHours: from < until ? freeBefore[until]! - freeBefore[from]! : 0,
      overloadHours: 0,
      overTemperatureHours: from < until ? warmBefore[until]! - warmBefore[from]! : 0,
    };
  }

  private countBelow(loads: Float64Array, from: number, until: number): number {
    const { state, weight } = this;
    const { state: flags, belowAt } = this.conditions;
    let below = 0;
    for (let hour = from; hour < until; hour++)
      if (loads[state[hour]!]! < belowAt[flags[hour]! & LIFTING]!) below += weight === undefined ? 1 : weight[hour]!;
    return below;
  }

  private countRelieved(loads: Float64Array, from: number, until: number): number {
    const { state, weight } = this;
    const { state: flags, belowAt, relievable, relievedAt } = this.conditions;
    let relieved = 0;
    for (let i = firstFrom(relievable, from); i < relievable.length; i++) {
      const hour = relievable[i]!;
      if (hour >= until) break;
      const load = loads[state[hour]!]!;
      if (load < relievedAt[i]! && load >= belowAt[flags[hour]! & LIFTING]!)
        relieved += weight === undefined ? 1 : weight[hour]!;
    }
    return relieved;
  }
}

/** Position of the first hour, of ascending ones, that is not before `from`. */
function firstFrom(hours: Int32Array, from: number): number {
  let low = 0;
  let high = hours.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (hours[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low;
}
