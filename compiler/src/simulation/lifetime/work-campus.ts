import { type Campus, type CountOf, decimalYear, type Hall, type Rack, type Refresh } from '../../ir/index.js';
import { isoDay } from './iso-day.js';
import type { HallLife, Lifetimes } from './lifetimes.js';

/**
 * A campus as its work sees it: racks that are out while their hall is retrofitted, or whose block does not stand yet, are
 * not there. The very same object where no hall changes.
 */
export function workCampus(campus: Campus, lives: Lifetimes): Campus {
  if (lives.size === 0) return campus;
  return {
    ...campus,
    hall: campus.hall.map((hall) => {
      const life = lives.get(hall.path ?? '');
      return life === undefined ? hall : withBlocks(withOutages(hall, life), life);
    }),
  };
}

/** Each retrofit takes all racks out and puts back those that would stand then. */
function withOutages(hall: Hall, { retrofits }: HallLife): Hall {
  let refresh: readonly Refresh[] = hall.refresh;
  for (const { from, until } of retrofits) {
    if (until <= from) continue;
    const outside = refresh.filter(({ at }) => decimalYear(at) < from || decimalYear(at) > until);
    refresh = [...outside, change(isoDay(from), []), change(isoDay(until), racksAt(hall, refresh, until))];
  }
  return { ...hall, refresh };
}

/** What stands in a hall at a decimal year, by the refreshes until then. */
function racksAt(hall: Hall, refresh: readonly Refresh[], year: number): readonly CountOf<Rack>[] {
  let racks = hall.racks;
  let latest = -Infinity;
  for (const { at, to } of refresh) {
    const date = decimalYear(at);
    if (date > year || date < latest) continue;
    racks = to;
    latest = date;
  }
  return racks;
}

function withBlocks(hall: Hall, { blocks }: HallLife): Hall {
  const [first, ...later] = blocks?.steps ?? [];
  if (first === undefined) return hall;
  return {
    ...hall,
    racks: scaled(hall.racks, first.share),
    refresh: [...hall.refresh, ...later.map(({ from, share }) => change(isoDay(from), scaled(hall.racks, share)))],
  };
}

/** Whole racks: a block holds at least the share of them that it is of the hall. */
function scaled(racks: readonly CountOf<Rack>[], share: number): readonly CountOf<Rack>[] {
  return racks.map(({ count, of }) => ({ count: Math.min(count, Math.ceil(count * share - 1e-9)), of }));
}

function change(at: string, to: readonly CountOf<Rack>[]): Refresh {
  return { kind: 'refresh', at, to };
}
