import { type ItYear, operateYear, placedYear } from '../operation/it-model.js';
import type { HeldCampus } from '../placement/held.js';
import type { CachedIt } from './cache.js';

/** Where a simulation put its work, campus by campus: to be given to another simulation, which then keeps it. */
export type HeldPlacement = ReadonlyMap<string, CachedIt>;

/** A year of a campus's IT; operated when first asked for. */
export function yearOf(it: CachedIt, year: number): ItYear {
  return (it.years[year] ??= operateYear(it.model, year));
}

export function heldCampus(it: CachedIt): HeldCampus {
  return { model: it.model, placed: (year) => placedYear(it.model, year) };
}
