import type { Provenance } from '../../ir/index.js';
import type { Entity } from '../declare/types.js';
import type { Slot } from '../evaluate/machine.js';
import type { PropertyRow, ValueType } from '../kinds/index.js';
import { sourceOfProperty } from '../lower/sources.js';
import { lowerValue } from '../lower/values.js';
import { showPropertyValue, showTyped } from '../show-property.js';
import { unitFor } from '../units/index.js';
import type { Value } from '../values.js';
import type { World } from '../world.js';

/** What is known of one property of one block. */
export interface PropertyFact {
  readonly row: PropertyRow;
  /** As a planner would write it. */
  readonly text: string;
  readonly from: Slot['from'];
  /** The block or entry whose body states it, where it is not the block's own. */
  readonly statedBy?: string;
  readonly source?: Provenance;
  readonly slot: Slot;
}

/** Every property of a block that has a value, in the order of its kind. */
export function factsOf(world: World, entity: Entity): readonly PropertyFact[] {
  return [...entity.kind.properties.values()].flatMap((row) => factOf(world, entity, row) ?? []);
}

/** One property of a block; undefined where it has no value, or none that is right. */
export function factOf(world: World, entity: Entity, row: PropertyRow): PropertyFact | undefined {
  if (row.type.type === 'child') return undefined;
  const { result: slot } = world.reporter.quietly(() => world.slot(entity, row.name));
  if (slot === undefined) return undefined;
  const value = lowerValue(slot.value, row.type, inIr);
  if (value === undefined) return undefined;
  const { result: source } = world.reporter.quietly(() => sourceOfProperty(world, entity, slot, row));
  const statedBy = slot.owner === undefined || slot.owner === entity ? undefined : (slot.owner.name ?? slot.owner.path);
  return {
    row,
    text: showPropertyValue(entity.kind.name, row.name, value),
    from: slot.from,
    slot,
    ...(statedBy === undefined ? {} : { statedBy }),
    ...(source === undefined ? {} : { source }),
  };
}

/** Any value as a planner would write it; undefined for what was reported, or has no short form. */
export function showValue(value: Value): string | undefined {
  const type = typeOf(value);
  const lowered = type === undefined ? undefined : lowerValue(value, type, inIr);
  if (type === undefined || lowered === undefined) return undefined;
  const unit = value.type === 'number' ? (value.unit ?? unitFor(value.dimension)) : '';
  return showTyped(lowered, type, unit);
}

function typeOf(value: Value): ValueType | undefined {
  switch (value.type) {
    case 'number':
      return { type: 'quantity', dimension: 'Number' };
    case 'text':
    case 'redundancy':
    case 'date':
      return { type: value.type };
    case 'word':
      return { type: 'enum', members: [] };
    case 'entity':
      return { type: 'entity', kind: value.entity.kind.name };
    case 'countOf':
      return undefined;
    case 'list': {
      const element = value.items[0] === undefined ? undefined : typeOf(value.items[0]);
      return element === undefined ? undefined : { type: 'list', element };
    }
    default:
      return undefined;
  }
}

/** How a block stands where a value names it, for showing. */
function inIr(entity: Entity): unknown {
  if (!entity.inline) return { ref: `#${entity.name ?? entity.path}` };
  let { base } = entity;
  while (base?.inline === true) base = base.base;
  return { kind: entity.kind.name, ...(base === undefined ? {} : { base: `#${base.name ?? base.path}` }) };
}
