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

/** The same for hours of weight 1: what the least and most load show not to cross a threshold is not looked at by the hour. */
export function countQuickly(
  conditions: HourConditions,
  it: Float64Array,
  from: number,
  until: number,
  { least, most }: { readonly least: number; readonly most: number },
): Counts {
  const { belowAt, relievedAt, overloadAt, hourlyOverload, freeBefore, warmBefore } = conditions;
  if (!(least > 0) || most > overloadAt || hourlyOverload !== undefined || from >= until)
    return countHours(conditions, it, from, until, undefined);
  const everBelow = least < Math.max(...belowAt);
  const alwaysBelow = everBelow && most < Math.min(...belowAt);
  const everRelieved = !alwaysBelow && relievedAt.some((load) => least < load);
  return {
    belowTurndownHours: alwaysBelow ? until - from : everBelow ? countBelow(conditions, it, from, until) : 0,
    relievedHours: everRelieved ? countRelieved(conditions, it, from, until) : 0,
    freeCoolingHours: freeBefore[until]! - freeBefore[from]!,
    overloadHours: 0,
    overTemperatureHours: warmBefore[until]! - warmBefore[from]!,
  };
}

function countBelow({ state, belowAt }: HourConditions, it: Float64Array, from: number, until: number): number {
  let below = 0;
  for (let hour = from; hour < until; hour++) if (it[hour]! < belowAt[state[hour]! & LIFTING]!) below++;
  return below;
}

function countRelieved(conditions: HourConditions, it: Float64Array, from: number, until: number): number {
  const { state, belowAt, relievable, relievedAt } = conditions;
  let relieved = 0;
  for (let i = 0; i < relievable.length; i++) {
    const hour = relievable[i]!;
    if (hour < from || hour >= until) continue;
    const load = it[hour]!;
    if (load < relievedAt[i]! && load >= belowAt[state[hour]! & LIFTING]!) relieved++;
  }
  return relieved;
}
