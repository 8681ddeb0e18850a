import type { PlantYear } from './run.js';
import { type HourConditions, LIFTING, RELIEF_STEPS, stepOf, TOO_WARM } from './table-hours.js';

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

/**
 * The same where an entry's load is that of its place, `loads[at[entry]]`, and the year's `least` and `most` are known: what
 * these show not to happen is not looked at by the hour. `undefined` where `countHours` has to look at all.
 */
export function countPlaces(
  conditions: HourConditions,
  at: ArrayLike<number>,
  loads: Float64Array,
  { least, most }: { readonly least: number; readonly most: number },
  { weight }: { readonly weight: Float64Array | undefined },
  from: number,
  until: number,
): Counts | undefined {
  const { belowAt, overloadFrom, freeBefore, warmBefore } = conditions;
  if (!(least > 0) || most > overloadFrom || conditions.weight !== weight || from >= until) return undefined;
  const highest = Math.max(belowAt[0]!, belowAt[1]!, belowAt[2]!, belowAt[3]!);
  return {
    belowTurndownHours: least < highest ? countBelow(conditions, at, loads, from, until) : 0,
    relievedHours: countRelieved(conditions, at, loads, least, least < highest ? Infinity : most, from, until),
    freeCoolingHours: freeBefore[until]! - freeBefore[from]!,
    overloadHours: 0,
    overTemperatureHours: warmBefore[until]! - warmBefore[from]!,
  };
}

function countBelow(
  { state, belowAt, weight }: HourConditions,
  at: ArrayLike<number>,
  loads: Float64Array,
  from: number,
  until: number,
): number {
  let below = 0;
  for (let hour = from; hour < until; hour++)
    if (loads[at[hour]!]! < belowAt[state[hour]! & LIFTING]!) below += weight === undefined ? 1 : weight[hour]!;
  return below;
}

/** `clear`: load from which on no hour is below turndown by itself, and which none exceeds. */
function countRelieved(
  { state, belowAt, relievable, relievedAt, relief, weight }: HourConditions,
  at: ArrayLike<number>,
  loads: Float64Array,
  least: number,
  clear: number,
  from: number,
  until: number,
): number {
  const whole = from === 0 && until === state.length;
  const sure = whole ? stepOf(relief, clear) + 1 : RELIEF_STEPS + 1;
  let relieved = relief.hours[sure]!;
  const end = relief.entries[stepOf(relief, least)]!;
  for (let i = relief.entries[sure]!; i < end; i++) {
    const hour = relievable[i]!;
    if (hour < from || hour >= until) continue;
    const load = loads[at[hour]!]!;
    if (load < relievedAt[i]! && load >= belowAt[state[hour]! & LIFTING]!)
      relieved += weight === undefined ? 1 : weight[hour]!;
  }
  return relieved;
}
