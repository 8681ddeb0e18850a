import {
  type AnyCooling,
  type Campus,
  central,
  decimalYear,
  type Hall,
  type PlanIndex,
  resolve,
  type Retrofit,
} from '../../ir/index.js';
import { YEAR_SECONDS } from '../calendar/calendar.js';
import type { NoteSink } from '../notes.js';
import { isoDay } from './iso-day.js';

/** A change of a hall's cooling with its date: decimal years, the hall out between `from` and `until`. */
export interface DatedRetrofit {
  readonly path: string;
  readonly from: number;
  readonly until: number;
  readonly to: Retrofit['to'];
  readonly cooling: AnyCooling;
  /** USD per W that the plant is sized for. */
  readonly cost: number;
}

/** A hall that is built in blocks: its share that stands from each date on, until the next. */
export interface Blocks {
  readonly steps: readonly { readonly from: number; readonly share: number }[];
  /** Years from the outlay for a block until it stands. */
  readonly leadTime: number;
  readonly premium: number;
}

/** What changes of a hall over its life beside its racks. */
export interface HallLife {
  /** In the order of their dates. */
  readonly retrofits: readonly DatedRetrofit[];
  readonly blocks?: Blocks;
}

/** Halls that change, by path. */
export type Lifetimes = ReadonlyMap<string, HallLife>;

/** Dates of retrofits that a trigger gives, decimal years by path; one that never fires has none. */
export type TriggerDates = ReadonlyMap<string, number>;

/**
 * The retrofits of a campus's halls that have a date within the horizon: their own, or that of their trigger. One that has
 * neither is an option, which is priced and not taken. A note says what cannot be done as declared.
 */
export function datedRetrofits(
  campus: Campus,
  index: PlanIndex,
  fired: TriggerDates,
  notes: NoteSink,
): Map<string, readonly DatedRetrofit[]> {
  const closes = decimalYear(campus.opens) + campus.horizon / YEAR_SECONDS;
  const found = new Map<string, readonly DatedRetrofit[]>();
  for (const hall of campus.hall) {
    const dated = hall.retrofit
      .flatMap((retrofit) => datedRetrofit(retrofit, hall, index, fired))
      .filter(({ from }) => from < closes)
      .sort((a, b) => a.from - b.from);
    const kept = dated.filter((retrofit, i) => {
      const isFree = i === 0 || dated.slice(0, i).every(({ until }) => until <= retrofit.from + 1e-9);
      if (!isFree)
        notes.add({
          type: 'unsupported',
          path: retrofit.path,
          message: 'it begins while another retrofit of its hall is under way: it is left out',
        });
      return isFree;
    });
    if (kept.length > 0) found.set(hall.path ?? '', kept);
  }
  return found;
}

function datedRetrofit(retrofit: Retrofit, hall: Hall, index: PlanIndex, fired: TriggerDates): DatedRetrofit[] {
  const path = retrofit.path ?? hall.path ?? '';
  const at = retrofit.at === undefined ? fired.get(path) : decimalYear(retrofit.at);
  if (at === undefined) return [];
  const until = decimalYear(isoDay(at + central(retrofit.downtime) / YEAR_SECONDS));
  return [
    {
      path,
      from: at,
      until: Math.max(at, until),
      to: retrofit.to,
      cooling: resolve<AnyCooling>(index, retrofit.to),
      cost: central(retrofit.cost),
    },
  ];
}
