import {
  type AnyCooling,
  central,
  type CountOf,
  type Hall,
  type PlanIndex,
  type Rack,
  resolve,
} from '../../ir/index.js';
import { showIn } from '../../ir/show.js';

/** Why a cooling cannot carry racks, in words for the end of a sentence; none where it can. */
export function whyNot(index: PlanIndex, racks: readonly CountOf<Rack>[], cooling: AnyCooling): string[] {
  const reasons = new Set<string>();
  const limit = cooling.maxDensity === undefined ? undefined : central(cooling.maxDensity);
  const liquid = central(cooling.liquidShare);
  for (const { of } of racks) {
    const rack = resolve(index, of);
    const peak = rack.peak === undefined ? undefined : central(rack.peak);
    if (limit !== undefined && peak !== undefined && peak > limit)
      reasons.add(`it carries ${showIn(limit, 'kW')} a rack, and they draw ${showIn(peak, 'kW')}`);
    const needs = rack.liquidShare === undefined ? 0 : central(rack.liquidShare);
    if (needs > 0 && liquid === 0) reasons.add('it has no liquid loop for their heat');
    if (needs > 0 && cooling.kind === 'rearDoor') reasons.add('a rear door does not take the heat of cold plates');
    if (needs === 0 && (cooling.kind === 'directToChip' || cooling.kind === 'immersion'))
      reasons.add('they give no heat to liquid');
    const supply = central(cooling.supply);
    if (needs > 0 && liquid > 0 && rack.supplyMax !== undefined && supply > rack.supplyMax)
      reasons.add(`its coolant comes at ${showIn(supply, 'degC')}, and they accept ${showIn(rack.supplyMax, 'degC')}`);
  }
  return [...reasons];
}

/** What stands in a hall after a day: the latest of its refreshes until then, else its racks. */
export function racksAfter(hall: Hall, date: string): readonly CountOf<Rack>[] {
  let racks = hall.racks;
  let latest = '';
  for (const { at, to } of hall.refresh) {
    if (at > date || at < latest) continue;
    racks = to;
    latest = at;
  }
  return racks;
}

/** What a cooling must do to carry racks, in words. */
export function needsOf(index: PlanIndex, racks: readonly CountOf<Rack>[]): string {
  const all = racks.map(({ of }) => resolve(index, of));
  const peaks = all.flatMap(({ peak }) => (peak === undefined ? [] : [central(peak)]));
  const isLiquid = all.some(({ liquidShare }) => liquidShare !== undefined && central(liquidShare) > 0);
  const supplies = all.flatMap(({ supplyMax }) => (supplyMax === undefined ? [] : [supplyMax]));
  return [
    isLiquid ? 'cold plates or tanks' : 'air or rear doors',
    ...(peaks.length === 0 ? [] : [`for ${showIn(Math.max(...peaks), 'kW')} a rack`]),
    ...(isLiquid && supplies.length > 0 ? [`with coolant of ${showIn(Math.min(...supplies), 'degC')} at most`] : []),
  ].join(' ');
}
