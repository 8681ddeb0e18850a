import type { ByName } from './declaring.js';
import type { ArrayGroup, Entity } from './types.js';

/** Puts a child in its slot, in the place of the one that it inherits from. */
export function place(parent: Entity, slot: string, entity: Entity, instead: Entity | undefined): void {
  const children = parent.children.get(slot);
  if (children === undefined) {
    parent.children.set(slot, [entity]);
    return;
  }
  const index = instead === undefined ? -1 : children.indexOf(instead);
  if (index === -1) children.push(entity);
  else children[index] = entity;
}

/** Files a block by its name, for names that are unique in the plan. */
export function file(byName: ByName, name: string, named: Entity | ArrayGroup): void {
  const list = byName.get(name);
  if (list === undefined) byName.set(name, [named]);
  else list.push(named);
}
