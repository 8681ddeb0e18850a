import { contractUnits } from './candidates/contract.js';
import { coolingUnits } from './candidates/cooling.js';
import { electricalUnits } from './candidates/electrical.js';
import { fabricUnits, hallNetworkUnits } from './candidates/network.js';
import { backfillUnits, idleUnits, prefillUnits } from './candidates/operation.js';
import { rackUnits } from './candidates/rack.js';
import { sizingUnits } from './candidates/sizing.js';
import { type Alike, alikeHalls, MOST_GROUPS } from './halls.js';
import type { Ground, Unit } from './options.js';

/**
 * Everything of a plan that may be mended, in the order in which choices are applied: what stands in the halls, how it is
 * run, what joins it, feeds it and cools it, and last the contract that all of it draws on.
 */
export function unitsOf(ground: Ground): Unit[] {
  const halls = dearest(ground, alikeHalls(ground.plan));
  const each = (make: (ground: Ground, alike: Alike) => Unit[]): Unit[] =>
    halls.flatMap((alike) => make(ground, alike));
  // The plant and the power path of a leased suite are somebody else's.
  const own = (make: (ground: Ground, alike: Alike) => Unit[]): Unit[] =>
    halls.flatMap((alike) => (alike.isLeased ? [] : make(ground, alike)));
  return [
    ...each(rackUnits),
    ...prefillUnits(ground),
    ...each(sizingUnits),
    ...each(idleUnits),
    ...backfillUnits(ground),
    ...each(hallNetworkUnits),
    ...fabricUnits(ground),
    ...own(electricalUnits),
    ...own(coolingUnits),
    ...contractUnits(ground),
  ].filter(({ options }) => options.length > 0);
}

/** How halls are searched: each by itself, or in groups of like design, of which the dearest. */
export interface HallSearch {
  /** Groups that choices are made for. */
  readonly groups: number;
  /** True where likeness is of design alone: halls of one group may differ in size, dates and work. */
  readonly byDesign: boolean;
  /** Paths of the halls that stay as they are. */
  readonly left: readonly string[];
}

/** How the search of `unitsOf` goes about the halls of a plan. */
export function hallSearch(ground: Ground): HallSearch {
  const all = alikeHalls(ground.plan);
  const kept = dearest(ground, all);
  return {
    groups: kept.length,
    byDesign: all.some(({ isOfDesign }) => isOfDesign),
    left: all.filter((alike) => !kept.includes(alike)).flatMap(({ paths }) => paths),
  };
}

/** Of many groups of halls the dearest, in the plan's order: the search is bounded. */
function dearest({ result }: Ground, halls: readonly Alike[]): readonly Alike[] {
  if (halls.length <= MOST_GROUPS) return halls;
  const costs = new Map<string, number>();
  for (const { path, presentValue } of result.costs) costs.set(path, (costs.get(path) ?? 0) + (presentValue ?? 0));
  const costOf = ({ paths }: Alike): number => paths.reduce((sum, path) => sum + (costs.get(path) ?? 0), 0);
  const kept = new Set([...halls].sort((a, b) => costOf(b) - costOf(a)).slice(0, MOST_GROUPS));
  return halls.filter((alike) => kept.has(alike));
}
