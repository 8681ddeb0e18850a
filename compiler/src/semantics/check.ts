import type { Member } from '../syntax/tree.js';
import { type AnnotationPlace, checkAnnotations } from './annotations.js';
import type { Entity, Module } from './declare/types.js';
import type { World } from './world.js';

/** Evaluates what a file's blocks state, whether the plan uses it or not, so that every mistake is reported. */
export function checkModule(world: World, module: Module): void {
  checkBody(world, module.root, module.tree.members);
}

function checkBody(world: World, entity: Entity, members: readonly Member[]): void {
  for (const member of members) checkAnnotations(world, member.annotations, placeOf(member), entity.scope);
  for (const declaration of entity.lets.values()) world.letValue(declaration, entity);
  for (const [name, { member }] of entity.properties) {
    const value = world.slot(entity, name)?.value;
    if (value?.type === 'entity' && value.entity.inline) checkValue(world, value.entity);
    if (member.type === 'block')
      for (const inner of member.members) checkAnnotations(world, inner.annotations, placeOf(inner), entity.scope);
  }
  for (const children of entity.children.values()) {
    for (const child of children) {
      if (!child.inherited && child.syntax?.type === 'block') checkBody(world, child, child.syntax.members);
    }
  }
}

/** The properties of a value that is a block: `DirectToChip { … }`. */
function checkValue(world: World, entity: Entity): void {
  for (const name of entity.properties.keys()) {
    const value = world.slot(entity, name)?.value;
    if (value?.type === 'entity' && value.entity.inline && value.entity !== entity) checkValue(world, value.entity);
  }
}

function placeOf(member: Member): AnnotationPlace {
  switch (member.type) {
    case 'block':
      return 'block';
    case 'property':
      return 'property';
    case 'require':
    case 'prefer':
      return 'requirement';
    case 'scenario':
      return 'scenario';
    default:
      return 'other';
  }
}
