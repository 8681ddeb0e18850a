import type { AnyEntity } from '../ir/index.js';
import type { FitContext } from './context.js';
import type { LibraryName } from './finding.js';

/** A catalogue entry with the name that a plan would use for it. */
export interface LibraryEntry<T extends AnyEntity> {
  readonly entity: T;
  readonly name: LibraryName;
  readonly key: string;
}

/** Catalogue entries that `pick` takes, in the order of their keys. */
export function libraryEntries<T extends AnyEntity>(
  context: FitContext,
  pick: (entity: AnyEntity) => entity is T,
): LibraryEntry<T>[] {
  const entries: LibraryEntry<T>[] = [];
  for (const key of [...context.library.keys()].sort()) {
    const entity = context.library.get(key);
    if (entity === undefined || !pick(entity)) continue;
    const [module = '', name = ''] = key.split('#');
    entries.push({ entity, name: { module, name }, key });
  }
  return entries;
}
