import {
  blockOf,
  blockSymbol,
  blocksOfModule,
  type Entity,
  libraryEntries,
  type Symbol,
  symbolKey,
} from '../../../compiler/src/semantics/index.js';
import { plansOf } from '../core/names.js';
import type { Session } from '../core/session.js';

/** Every named block of all plans, and every entry of the library, each once. */
export function allBlocks(session: Session): readonly Entity[] {
  const blocks = new Map<string, Entity>();
  for (const file of plansOf(session)) {
    for (const module of session.bound(file)?.modules.values() ?? []) {
      if (module === null) continue;
      for (const entity of blocksOfModule(module).values()) {
        const key = symbolKey(blockSymbol(entity));
        if (entity.name !== undefined && !blocks.has(key)) blocks.set(key, entity);
      }
    }
  }
  return [...blocks.values(), ...libraryEntries(session.files).values()];
}

/** The blocks that derive from a block through any number of bases, or are of a kind. */
export function derivedFrom(session: Session, symbol: Symbol): readonly Symbol[] {
  if (symbol.type === 'kind')
    return allBlocks(session)
      .filter((entity) => entity.kind.ancestors.includes(symbol.name))
      .map((entity) => blockSymbol(entity));
  const block = blockOf(symbol);
  if (block === undefined) return [];
  const key = symbolKey(blockSymbol(block));
  return allBlocks(session)
    .filter((entity) => basesOf(entity).some((base) => symbolKey(blockSymbol(base)) === key))
    .map((entity) => blockSymbol(entity));
}

/** What a block derives from, nearest first; without itself. */
export function basesOf(entity: Entity): readonly Entity[] {
  const bases: Entity[] = [];
  for (let at = entity.base; at !== undefined && !bases.includes(at); at = at.base) bases.push(at);
  return bases;
}
