import type { Budget } from '../budget.js';
import { createEntity } from './entity.js';
import type { ArrayGroup, Entity } from './types.js';

/**
 * Gives a block the child blocks of its base: each a block of its own at its own path, with the base's as its base. Blocks
 * in the body that follows replace them by name, or as the one child that the kind allows.
 * @returns false where the budget of blocks is used up, and not all were given
 */
export function inheritChildren(entity: Entity, budget: Budget): boolean {
  const { base } = entity;
  if (base === undefined) return true;
  const groups = new Map<ArrayGroup, ArrayGroup>();
  for (const [slot, children] of base.children) {
    const copies: Entity[] = [];
    for (const child of children) {
      if (!budget.takeBlocks(1)) return false;
      const copy = inherit(child, entity, slot, budget);
      copies.push(copy);
      if (child.name === undefined) continue;
      if (child.group === undefined) {
        entity.names.set(child.name, copy);
        continue;
      }
      const group = copyOfGroup(child.group, entity, groups);
      group.parts.push(copy);
      if (child.group.head === child) group.head = copy;
      copy.group = group;
      copy.elements = [...(child.elements ?? [])];
      entity.names.set(child.name, group);
    }
    entity.children.set(slot, copies);
  }
  return true;
}

function inherit(child: Entity, parent: Entity, slot: string, budget: Budget): Entity {
  const copy = createEntity({
    kind: child.kind,
    module: parent.module,
    outer: parent.scope,
    offset: 0,
    segment: child.name ?? slot,
    ...(child.name === undefined ? {} : { name: child.name }),
    parent,
    base: child,
    inherited: true,
    broken: child.broken,
  });
  inheritChildren(copy, budget);
  return copy;
}

function copyOfGroup(group: ArrayGroup, parent: Entity, groups: Map<ArrayGroup, ArrayGroup>): ArrayGroup {
  const known = groups.get(group);
  if (known !== undefined) return known;
  const above = parent.path;
  const copy: ArrayGroup = {
    type: 'group',
    name: group.name,
    path: above === '' ? group.name : `${above}.${group.name}`,
    from: group.from,
    to: group.to,
    parts: [],
  };
  groups.set(group, copy);
  return copy;
}
