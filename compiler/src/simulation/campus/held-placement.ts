import type { Carried } from '../operation/carried.js';
import { type ItYear, operateYear, placedYear } from '../operation/it-model.js';
import type { HeldCampus } from '../placement/held.js';
import type { CachedIt } from './cache.js';

/** Where a simulation put its work, campus by campus: to be given to another simulation, which then keeps it. */
export type HeldPlacement = ReadonlyMap<string, CachedIt>;

/** A year of a campus's IT; operated when first asked for. `carried`: what is as it was in another plan. */
export function yearOf(it: CachedIt, year: number, carried?: Carried): ItYear {
  return (it.years[year] ??= operateYear(it.model, year, carried, it.years[year - 1]));
}

export function heldCampus(it: CachedIt): HeldCampus {
  return { model: it.model, placed: (year) => placedYear(it.model, year), operated: (year) => yearOf(it, year) };
}
