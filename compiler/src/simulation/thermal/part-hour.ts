import { lawAt } from './affinity.js';
import type { PartHours } from './bind.js';
import { stagedLoad } from './chiller-load.js';
import type { PlantPart } from './design.js';

/**
 * What one part does in one hour, W: terminal units, pumps, compressors, rejection, each with the heat of what stands before it.
 *
 *   q1 = q + P_terminal      q2 = (1 − bypass)·q1      q3 = q2 + P_pump      lifted = mechanical·q3
 *   P_ch = c·F(lifted/c)/COP      rejected = q3 + P_ch
 *
 * c: capacity of the machines over their rating. A working record that is written anew for every hour.
 */
export type PartState = Float64Array;

export const TERMINAL = 0;
export const PUMP = 1;
export const CHILLER = 2;
export const FANS = 3;
/** Heat that the compressors lift. */
export const LIFTED = 4;
/** Heat that leaves by evaporation. */
export const EVAPORATED = 5;
/** Heat and terminal power together: what outdoor air and water carry off. */
export const CARRIED = 6;

export function partState(): PartState {
  return new Float64Array(7);
}

/** Writes what a part does with `heat` W in the conditions of `hours[hour]`; returns its power, W. */
export function partHour(part: PlantPart, hours: PartHours, hour: number, heat: number, into: PartState): number {
  const { chillers } = part;
  const terminal = part.terminalPower * lawAt(part.terminalLaw, heat * part.perCapacity);
  const carried = heat + terminal;
  const bypass = hours.bypass[hour]!;
  into[TERMINAL] = terminal;
  into[CARRIED] = carried;
  // Water stands still only where outdoor air does it all: without heat its pumps keep to their slowest speed.
  if (bypass >= 1) {
    into[PUMP] = 0;
    into[CHILLER] = 0;
    into[FANS] = 0;
    into[LIFTED] = 0;
    into[EVAPORATED] = 0;
    return terminal;
  }
  const wet = carried - bypass * carried;
  const pump = part.pumpPower * lawAt(part.pumpLaw, wet * part.perCapacity);
  const loop = wet + pump;
  const lifted = hours.mechanical[hour]! * loop;
  let chiller = 0;
  if (chillers !== undefined && lifted > 0) {
    const capacity = hours.capacity === undefined ? 1 : hours.capacity[hour]!;
    chiller = capacity * stagedLoad(chillers, lifted / capacity) * hours.perCop[hour]!;
  }
  const rejected = loop + chiller;
  const fans = part.fanPower * lawAt(part.fanLaw, rejected * part.perRejectable * hours.fan[hour]!);
  into[PUMP] = pump;
  into[CHILLER] = chiller;
  into[FANS] = fans;
  into[LIFTED] = lifted;
  into[EVAPORATED] = rejected * hours.evaporated[hour]!;
  return terminal + pump + chiller + fans;
}
