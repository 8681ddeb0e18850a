import type { Campus, Hall, Plan, PlanIndex } from '../../ir/index.js';
import { lazily } from '../lazy.js';
import { NoteCollector } from '../notes.js';
import { Carried } from '../operation/carried.js';
import { type FabricView, type ItYear, prepareIt, staysPlaced } from '../operation/it-model.js';
import { type Supply, supplyKey } from '../placement/supply.js';
import type { CachedIt, SimulationCache } from './cache.js';
import { heldCampus, yearOf } from './held-placement.js';

/** What a campus's IT is made from. */
export interface CampusItInput {
  /** Of the campus. */
  readonly path: string;
  readonly plan: Plan;
  readonly index: PlanIndex;
  /** The campus as its work sees it. */
  readonly work: Campus;
  readonly years: readonly number[];
  readonly fabric: (hall: Hall) => FabricView;
  /** What its IT depends on but for where work was put, as text. */
  readonly content: string;
  readonly supply: () => Supply;
  /** A placement to be held. */
  readonly held: CachedIt | undefined;
}

/** A campus's IT, its years worked out. */
export interface CampusIt {
  readonly it: CachedIt;
  readonly years: readonly ItYear[];
  /** Another plan's, which it has parts in common with. */
  readonly like: CachedIt | undefined;
}

/**
 * A campus's IT, known or made, and its years. Contracts and prices count where work is placed: a placement that is held in
 * all years asks for neither. What another plan of the same campus has worked out already is taken over from it: the one
 * whose placement is held, else the last.
 */
export function campusIt(cache: SimulationCache, input: CampusItInput): CampusIt {
  const like = input.held ?? cache.latestIt(input.path);
  const it = itOf(cache, input, like);
  const carried = lazily(() =>
    like === undefined || like === it ? undefined : Carried.of(it.model, heldCampus(like)),
  );
  const years = input.years.map((_, year) => it.years[year] ?? yearOf(it, year, carried()));
  return { it, years, like };
}

function itOf(cache: SimulationCache, input: CampusItInput, like: CachedIt | undefined): CachedIt {
  const { path, content, held, years, supply } = input;
  if (held?.work === content) return held;
  const base = held === undefined ? content : `${content}\nheld ${cache.nameOfIt(held)}`;
  const prepared = (key: string): CachedIt => {
    const notes = new NoteCollector();
    const { plan, index, work, fabric } = input;
    const holds = held && heldCampus(held);
    const model = prepareIt(plan, index, work, years, fabric, notes, supply, holds, like && heldCampus(like));
    return { path, key, content: base, work: content, model, years: [], notes };
  };
  const known = held && cache.findIt(base);
  if (known !== undefined) return known;
  const made = held && prepared(base);
  if (made !== undefined && staysPlaced(made.model)) return cache.itOf(base, () => made);
  const key = `${base}\n${supplyKey(supply(), years)}`;
  return cache.itOf(key, () => (made === undefined ? prepared(key) : { ...made, key }));
}
