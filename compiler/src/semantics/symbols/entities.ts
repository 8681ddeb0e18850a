import type { BlockMember, Expression, FileTree } from '../../syntax/tree.js';
import type { Entity, Module } from '../declare/types.js';
import type { Slot } from '../evaluate/machine.js';
import type { Value } from '../values.js';

const byModule = new WeakMap<Module, { readonly tree: FileTree; readonly found: ReadonlyMap<BlockMember, Entity> }>();

/** The block that each block of a file's text declares; of an element split off several parts, the first. */
export function blocksOfModule(module: Module): ReadonlyMap<BlockMember, Entity> {
  const known = byModule.get(module);
  if (known?.tree === module.tree) return known.found;
  const found = new Map<BlockMember, Entity>();
  const visit = (entity: Entity): void => {
    const named = [...entity.names.values()].flatMap((each) => (each.type === 'group' ? each.parts : [each]));
    for (const child of new Set([...[...entity.children.values()].flat(), ...named])) {
      if (child.inherited || child.syntax?.type !== 'block' || found.has(child.syntax)) continue;
      found.set(child.syntax, child);
      visit(child);
    }
  };
  visit(module.root);
  byModule.set(module, { tree: module.tree, found });
  return found;
}

/** The block that a value is, or holds, and that is written as `syntax`. */
export function inlineBlock(slot: Slot | undefined, syntax: BlockMember | Expression): Entity | undefined {
  if (slot === undefined) return undefined;
  for (const value of [slot.value, ...slot.alternatives]) {
    const found = within(value, syntax);
    if (found !== undefined) return found;
  }
  return undefined;
}

function within(value: Value, syntax: BlockMember | Expression): Entity | undefined {
  switch (value.type) {
    case 'entity':
      return value.entity.syntax === syntax ? value.entity : undefined;
    case 'countOf':
      return value.of.syntax === syntax ? value.of : undefined;
    case 'list':
      for (const item of value.items) {
        const found = within(item, syntax);
        if (found !== undefined) return found;
      }
      return undefined;
    default:
      return undefined;
  }
}
