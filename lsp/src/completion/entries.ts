import { type Entity, type Module, libraryEntries, type World } from '../../../compiler/src/semantics/index.js';
import { importEdit } from '../../../compiler/src/semantics/import-edit.js';
import type { FileEdit } from '../../../compiler/src/text/span.js';
import { keyFigures } from '../texts/entity.js';

/** An entry of the library by its name, with the module that it is imported from. */
export interface LibraryEntry {
  readonly name: string;
  readonly module: string;
  readonly entity: Entity;
}

const tables = new WeakMap<object, ReadonlyMap<string, readonly LibraryEntry[]>>();

/** The library's entries of a kind, or of one that extends it, in the order of their keys; of the kind `''`, all. */
export function entriesOfKind(stdlib: Readonly<Record<string, string>>, kind: string): readonly LibraryEntry[] {
  let table = tables.get(stdlib);
  if (table === undefined) {
    const byKind = new Map<string, LibraryEntry[]>();
    for (const [key, entity] of libraryEntries({ stdlib })) {
      const [module = '', name = ''] = key.split('#');
      for (const ancestor of ['', ...entity.kind.ancestors])
        byKind.set(ancestor, [...(byKind.get(ancestor) ?? []), { name, module, entity }]);
    }
    table = byKind;
    tables.set(stdlib, table);
  }
  return table.get(kind) ?? [];
}

/** What brings an entry into a file; nothing where it is there already. */
export function importOf(module: Module, { name, module: from }: LibraryEntry): readonly FileEdit[] {
  const isBound =
    module.bindings.has(name) || module.wholes.some((whole) => whole.module.key === from) || module.key === from;
  return isBound ? [] : [importEdit(module, from, name)];
}

const figures = new WeakMap<Entity, string>();

/** Key figures of an entry in a line; worked out once. */
export function figuresOf(world: World, entity: Entity): string {
  let known = figures.get(entity);
  if (known === undefined) {
    known = keyFigures(world, entity, 3);
    figures.set(entity, known);
  }
  return known;
}
