import { type AnyEntity, type Campus, type Hall, isRef, type Plan, splitPath } from '../ir/index.js';
import type { SimulationResult } from '../simulation/results.js';

/** The last part of a path, as a planner calls the block: `Prairie.A[2]` is `A[2]`. */
export function blockName(path: string): string {
  return splitPath(path).last;
}

/** What an entity is called in a message: its block name, else the catalogue entry that it is made from. */
export function entityName(entity: AnyEntity): string {
  if (entity.path !== undefined) return blockName(entity.path);
  if (entity.name !== undefined) return entity.name;
  return entity.base === undefined ? `an unnamed ${entity.kind}` : entity.base.slice(entity.base.indexOf('#') + 1);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words[words.length - 1] ?? ''}`;
}

/** Start of a year of the horizon as findings show it, `2027-01`: the month of the first opening in the first year. */
export function yearDate(context: { readonly plan: Plan; readonly result: SimulationResult }, index: number): string {
  const start = `${String(context.result.years[index] ?? 0)}-01`;
  const opening = earliest(context.plan.campus.map((campus) => campus.opens.slice(0, 7)));
  return start < opening ? opening : start;
}

/** The first of some months. */
export function earliest(months: readonly string[]): string {
  return months.reduce((first, month) => (month < first ? month : first), '9999-12');
}

/** Month in which a hall opens: by its own date, else its stage's, never before its campus. */
export function openingMonth(campus: Campus, hall: Hall): string {
  const staged = campus.stage.find((stage) =>
    stage.halls.some((use) => (isRef(use) ? use.ref : use.path) === hall.path),
  );
  const own = (hall.opens ?? staged?.opens ?? campus.opens).slice(0, 7);
  const least = campus.opens.slice(0, 7);
  return own < least ? least : own;
}
