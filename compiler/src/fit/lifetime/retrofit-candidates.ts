import { type AnyCooling, type AnyEntity, central, type Hall, isRef, resolve } from '../../ir/index.js';
import { YEAR_SECONDS } from '../../simulation/calendar/calendar.js';
import { isoMonth } from '../../simulation/lifetime/iso-day.js';
import type { FitContext } from '../context.js';
import type { Change, LibraryName } from '../finding.js';
import { libraryEntries } from '../library.js';
import { entityName } from '../words.js';
import { whyNot } from './carrying.js';

const KINDS: ReadonlySet<AnyEntity['kind']> = new Set<AnyEntity['kind']>([
  'cooling',
  'airCooling',
  'rearDoor',
  'directToChip',
  'immersion',
  'hybridCooling',
]);
const isCooling = (entity: AnyEntity): entity is AnyCooling => KINDS.has(entity.kind);

/** What the kind assumes of a retrofit that a plan says nothing of: USD/W of the plant's rating, and years. */
const ASSUMED_COST = 2;
const ASSUMED_DOWNTIME = 0.25;

/** A change of a hall's cooling that may pay, at a date yet to be found. */
export interface RetrofitCandidate {
  readonly name: string;
  readonly cooling: AnyCooling;
  /** The hall with this cooling from its opening on. */
  readonly from: Change;
  /** USD per W of the plant's rating; years without the hall. */
  readonly cost: number;
  readonly downtime: number;
  readonly isDeclared: boolean;
  /** The edit that makes it at a decimal year. */
  readonly at: (from: number) => { readonly title: string; readonly changes: readonly Change[] };
}

/**
 * Ways to change the cooling of a hall: the retrofits that it declares without a date or a trigger; where it declares none,
 * the alternatives of its cooling and every cooling of the catalogue that carries its racks, at the kind's assumed cost.
 */
export function retrofitCandidates(context: FitContext, hall: Hall): RetrofitCandidate[] {
  if (hall.retrofit.length > 0) return declared(context, hall);
  return [...alternatives(context, hall), ...ofCatalogue(context, hall)];
}

function declared(context: FitContext, hall: Hall): RetrofitCandidate[] {
  // Dates of several retrofits hang together: each is priced alone, with the others as they are.
  return hall.retrofit.flatMap((retrofit) => {
    const cooling = resolve<AnyCooling>(context.index, retrofit.to);
    if (retrofit.at !== undefined || retrofit.trigger !== undefined) return [];
    if (whyNot(context.index, hall.racks, cooling).length > 0) return [];
    const name = entityName(cooling);
    return [
      {
        name,
        cooling,
        from: coolingChange(hall, name, retrofit.to),
        cost: central(retrofit.cost),
        downtime: central(retrofit.downtime) / YEAR_SECONDS,
        isDeclared: true,
        at: (from: number) => {
          const text = isoMonth(from);
          const change: Change = { type: 'property', path: retrofit.path ?? '', property: 'at', text, imports: [] };
          return { title: `at: ${text}`, changes: [change] };
        },
      },
    ];
  });
}

function alternatives(context: FitContext, hall: Hall): RetrofitCandidate[] {
  return (hall.alternatives?.['cooling'] ?? []).flatMap((value) => {
    const use = value as Hall['cooling'];
    if (!isRef(use)) return [];
    const cooling = resolve<AnyCooling>(context.index, use);
    const [module = '', name] = use.ref.split('#');
    if (name === undefined) return [];
    return [assumed(hall, { name, cooling, key: use.ref, imports: [{ module, name }] })];
  });
}

function ofCatalogue(context: FitContext, hall: Hall): RetrofitCandidate[] {
  const current = isRef(hall.cooling) ? hall.cooling.ref : hall.cooling.base;
  const others = (hall.alternatives?.['cooling'] ?? []).map((use) => (isRef(use) ? use.ref : undefined));
  return libraryEntries(context, isCooling)
    .filter(
      ({ key, entity }) =>
        key !== current && !others.includes(key) && whyNot(context.index, hall.racks, entity).length === 0,
    )
    .map(({ entity, name, key }) => assumed(hall, { name: name.name, cooling: entity, key, imports: [name] }));
}

function assumed(
  hall: Hall,
  of: {
    readonly name: string;
    readonly cooling: AnyCooling;
    readonly key: string;
    readonly imports: readonly LibraryName[];
  },
): RetrofitCandidate {
  const { name, cooling, key, imports } = of;
  return {
    name,
    cooling,
    from: coolingChange(hall, name, { ref: key }),
    cost: ASSUMED_COST,
    downtime: ASSUMED_DOWNTIME,
    isDeclared: false,
    at: (from) => {
      const text = `retrofit To_${name} { to: ${name}, cost: 2_000 USD/kW, downtime: 3 months, at: ${isoMonth(from)} }`;
      return { title: text, changes: [{ type: 'member', path: hall.path ?? '', text, imports }] };
    },
  };
}

function coolingChange(hall: Hall, text: string, value: Hall['cooling']): Change {
  return { type: 'property', path: hall.path ?? '', property: 'cooling', text, imports: [], value };
}
