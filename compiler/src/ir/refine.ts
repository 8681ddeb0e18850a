import type { AnyEntity } from './generated/kinds.js';
import type { EntityBase, Provenance } from './values.js';

/** Changes to an entity: new values, and undefined for a property that is to be absent. */
export type Changes<T> = { readonly [P in Exclude<keyof T, keyof EntityBase<string>>]?: T[P] | undefined };

/**
 * An entry with some properties changed, as the compiler makes it of `Entry { property: value }`: unnamed, with the entry as
 * its base. The changed properties have no source of their own; the others keep the entry's.
 *
 * A property that the kind's default computes from another (a hall's `density` from its racks) keeps its value: change it
 * along with what it rests on.
 * @param key the entry's key in the catalogue; not needed for a block of the plan, which knows its path
 */
export function refine<T extends AnyEntity>(entity: T, changes: Changes<T>, key?: string): T {
  const {
    name: _name,
    path,
    base,
    doc: _doc,
    count: _count,
    elements: _elements,
    allows: _allows,
    sources,
    alternatives,
    defaulted,
    ...rest
  } = entity;
  const changed = new Set(Object.keys(changes));
  const isNamed = entity.name !== undefined;
  const from = isNamed ? (path ?? key ?? base) : base;
  const kept = keptSources(rest, sources, defaulted, changed, isNamed);
  const others = without(alternatives, changed);
  const stillDefault = defaulted?.filter((property) => !changed.has(property)) ?? [];
  const refined = {
    ...rest,
    ...changes,
    ...(from === undefined ? {} : { base: from }),
    ...(Object.keys(kept).length === 0 ? {} : { sources: kept }),
    ...(Object.keys(others).length === 0 ? {} : { alternatives: others }),
    ...(stillDefault.length === 0 ? {} : { defaulted: stillDefault }),
  };
  // Every property is the entity's own or one of its type's, so the result is of the entity's type.
  return without(
    refined,
    new Set([...changed].filter((property) => changes[property as keyof Changes<T>] === undefined)),
  ) as unknown as T;
}

/** The sources of what is not changed; the source of an entry as a whole becomes that of each of its figures. */
function keptSources(
  rest: object,
  sources: AnyEntity['sources'],
  defaulted: readonly string[] | undefined,
  changed: ReadonlySet<string>,
  isNamed: boolean,
): Record<string, Provenance> {
  const whole = sources?.[''];
  const kept: Record<string, Provenance> = {};
  for (const property of Object.keys(rest)) {
    if (property === 'kind' || changed.has(property)) continue;
    const source = sources?.[property] ?? (isNamed && defaulted?.includes(property) !== true ? whole : undefined);
    if (source !== undefined) kept[property] = source;
  }
  return kept;
}

function without<V>(record: Readonly<Record<string, V>> | undefined, names: ReadonlySet<string>): Record<string, V> {
  return Object.fromEntries(Object.entries(record ?? {}).filter(([name]) => !names.has(name)));
}
