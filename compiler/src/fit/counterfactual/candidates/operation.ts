import { type Deferrable, type Hall, isRef, type Plan, splitPath } from '../../../ir/index.js';
import { type Alike, hallAt, propertyChange } from '../halls.js';
import type { Ground, Unit } from '../options.js';

const POLICIES: readonly Hall['idle'][] = ['spread', 'consolidate', 'sleep', 'off'];

/** Other policies for replicas that the hour does not need. */
export function idleUnits(_ground: Ground, { paths }: Alike): Unit[] {
  return [
    {
      subsystem: 'operation',
      paths,
      key: `idle ${paths[0] ?? ''}`,
      options: POLICIES.map((policy) => ({
        key: policy,
        changes: ({ index }) =>
          paths.some((path) => hallAt(index, path)?.idle !== policy)
            ? paths.map((path) => propertyChange(path, 'idle', policy, policy))
            : undefined,
      })),
    },
  ];
}

const PREFILL = 'prefill';

/** True for a unit of where a service's prompts are worked on. */
export function isPrefill({ key }: Unit): boolean {
  return key.startsWith(`${PREFILL} `);
}

/** Prompts and answers of a service on the same accelerators, or each on their own. */
export function prefillUnits({ plan }: Ground): Unit[] {
  return [...plan.campus.flatMap(({ workload }) => workload), ...plan.workload].flatMap((workload): Unit[] => {
    if (workload.kind !== 'inference') return [];
    const path = workload.path ?? '';
    const other = workload.prefill === 'separate' ? 'shared' : 'separate';
    return [
      {
        subsystem: 'operation',
        paths: [path],
        key: `${PREFILL} ${path}`,
        options: [{ key: other, changes: () => [propertyChange(path, PREFILL, other, other)] }],
      },
    ];
  });
}

/** Work that can wait, allowed on one more hall of its campus: placement is solved again. */
export function backfillUnits({ plan }: Ground): Unit[] {
  return plan.campus.flatMap((campus) =>
    campus.workload
      .filter((workload): workload is Deferrable => workload.kind === 'deferrable' && workload.shares === undefined)
      .map((workload): Unit => {
        const path = workload.path ?? '';
        const on = (workload.on ?? []).map((use) => (isRef(use) ? use.ref : (use.path ?? '')));
        const others = campus.hall.map((hall) => hall.path ?? '').filter((hall) => !on.includes(hall));
        const sets = [...others.map((hall) => [hall]), ...(others.length > 1 ? [others] : [])];
        return {
          subsystem: 'operation',
          paths: [path],
          key: `on ${path}`,
          options: sets.map((more) => ({
            key: more.join(' '),
            changes: () => [
              propertyChange(
                path,
                'on',
                `[${placeNames(plan, [...on, ...more], campus.path ?? '').join(', ')}]`,
                [...on, ...more].map((ref) => ({ ref })),
              ),
            ],
          })),
        };
      }),
  );
}

/**
 * How a workload's `on` names places: those of its campus by their own name, an array that is whole by its name, parts of one
 * by their elements.
 */
export function placeNames(plan: Plan, places: readonly string[], campus: string): string[] {
  const halls = plan.campus.flatMap((each) => each.hall);
  const arrayOf = (place: string): string => place.replace(/\[[^\]]*\]$/, '');
  const names = places.flatMap((place) => {
    const array = arrayOf(place);
    const parts = halls.filter((hall) => arrayOf(hall.path ?? '') === array);
    if (parts.length < 2 || parts.every((part) => places.includes(part.path ?? ''))) return [array];
    return (parts.find((part) => part.path === place)?.elements ?? []).map((element) => `${array}[${String(element)}]`);
  });
  return [...new Set(names.map((name) => (splitPath(name).around === campus ? splitPath(name).last : name)))];
}
