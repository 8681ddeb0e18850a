import { type AnyWorkload, type Campus, type Hall, isRef, type Plan, type PlanIndex } from '../../ir/index.js';
import type { Change, LibraryName } from '../finding.js';
import type { Option } from './options.js';

/** Halls that are alike. One choice is made for all of them. */
export interface Alike {
  readonly campus: Campus;
  /** Paths of the halls, the first names them all. */
  readonly paths: readonly string[];
  /** The first of them as the plan has it. */
  readonly hall: Hall;
  /** True where they may differ in more than their names: in size, dates, and the work that they may do. */
  readonly isOfDesign: boolean;
  /** True where its plant and its power path belong to whoever leases the suite. */
  readonly isLeased: boolean;
  /** Alternatives that each of them declares. */
  readonly alternatives: Hall['alternatives'];
}

/** Groups of halls that choices are made for, one by one; where a plan has more, likeness is of design alone. */
export const MOST_GROUPS = 8;

/** Properties of a hall that say nothing of what it is. */
const INCIDENTAL = new Set(['path', 'name', 'base', 'doc', 'sources', 'allows', 'elements', 'count', 'defaulted']);
/** What a hall is designed with. */
const DESIGN = ['racks', 'cooling', 'network', 'electrical'] as const;

/**
 * The halls of a plan by likeness, in the plan's order: the same content and the same work allowed; where that makes more
 * than a few groups, the same racks, cooling, network and power path, and work of the same kinds.
 */
export function alikeHalls(plan: Plan): readonly Alike[] {
  const fine = grouped(plan, false, (campus, hall) => [likeness(hall), workOn(plan, campus, hall.path ?? '')]);
  if (fine.length <= MOST_GROUPS) return fine;
  return grouped(plan, true, (campus, hall) => [
    JSON.stringify(DESIGN.map((property) => (property === 'racks' ? hall.racks.map(({ of }) => of) : hall[property]))),
    kindsOn(plan, campus, hall.path ?? ''),
  ]);
}

function grouped(plan: Plan, isOfDesign: boolean, key: (campus: Campus, hall: Hall) => unknown): Alike[] {
  const groups = new Map<string, { campus: Campus; halls: Hall[] }>();
  for (const campus of plan.campus) {
    for (const hall of campus.hall) {
      const name = JSON.stringify([campus.path, key(campus, hall)]);
      const group = groups.get(name);
      if (group === undefined) groups.set(name, { campus, halls: [hall] });
      else group.halls.push(hall);
    }
  }
  const leased = new Set(
    [...plan.colocation, ...plan.campus.flatMap((campus) => campus.colocation)].map(({ path }) => path),
  );
  return [...groups.values()].flatMap(({ campus, halls }) => {
    const [hall] = halls;
    if (hall === undefined) return [];
    const declared = JSON.stringify(hall.alternatives);
    const isSame = halls.every(({ alternatives }) => JSON.stringify(alternatives) === declared);
    return [
      {
        campus,
        hall,
        paths: halls.map(({ path = '' }) => path),
        isOfDesign: isOfDesign && halls.length > 1,
        isLeased: hall.power.some((use) => (isRef(use) ? leased.has(use.ref) : use.kind === 'colocation')),
        alternatives: isSame ? hall.alternatives : undefined,
      },
    ];
  });
}

function likeness(hall: Hall): string {
  return JSON.stringify(hall, (key, value: unknown) => (INCIDENTAL.has(key) ? undefined : value));
}

/** Workloads that may run on a hall, with the share that each has there. */
function workOn(plan: Plan, campus: Campus, hall: string): string[] {
  return worksOn(plan, campus, hall).map(({ path, shares }) => `${path ?? ''} ${String(shares?.[hall] ?? '')}`);
}

function kindsOn(plan: Plan, campus: Campus, hall: string): string[] {
  return [...new Set(worksOn(plan, campus, hall).map(({ kind }) => kind))].sort();
}

function worksOn(plan: Plan, campus: Campus, hall: string): AnyWorkload[] {
  return [...campus.workload, ...plan.workload].filter((workload) =>
    (workload.on ?? []).some((use) => (isRef(use) ? use.ref : use.path) === hall),
  );
}

/** A hall of a changed plan. */
export function hallAt(index: PlanIndex, path: string): Hall | undefined {
  const entity = index.get(path);
  return entity?.kind === 'hall' ? entity : undefined;
}

/** A property of a block with a new value, as text and in the IR. */
export function propertyChange(
  path: string,
  property: string,
  text: string,
  value: unknown,
  imports: readonly LibraryName[] = [],
): Change {
  return { type: 'property', path, property, text, imports, value };
}

/** A catalogue entry as a plan names it. */
export function nameOfKey(key: string): LibraryName {
  const [module = '', name = ''] = key.split('#');
  return { module, name };
}

/** What the plan itself declares as alternatives for a property of halls that are alike. */
export function declaredAlternatives({ paths, alternatives }: Alike, property: string): Option[] {
  return (alternatives?.[property] ?? []).map((value, option) => ({
    key: `alternative ${String(option + 1)}`,
    changes: () => paths.map((path): Change => ({ type: 'alternative', path, property, option, value })),
  }));
}
