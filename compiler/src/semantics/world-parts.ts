/** Small parts of evaluating a world's properties. */
import type { Location } from '../text/span.js';
import type { Entity } from './declare/types.js';
import type { Slot } from './evaluate/machine.js';
import { locate, startOf } from './report.js';
import { isDistribution, isSeries, type Value } from './values.js';

/** The map of a key, made where there is none. */
export function entryIn<K, L, V>(maps: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let found = maps.get(key);
  if (found === undefined) {
    found = new Map();
    maps.set(key, found);
  }
  return found;
}

const inheritedSlots = new WeakMap<Slot, Slot>();

/** A slot as the blocks have it that inherit it: one for all of them. */
export function asInherited(slot: Slot): Slot {
  if (slot.from === 'base') return slot;
  const known = inheritedSlots.get(slot);
  if (known !== undefined) return known;
  const inherited: Slot = { ...slot, from: 'base' };
  inheritedSlots.set(slot, inherited);
  return inherited;
}

/** Where a block is named, or written: the place of what is wrong with a figure computed for it. */
export function headOf(entity: Entity): Location {
  let written = entity;
  while (written.syntax === undefined && written.base !== undefined) written = written.base;
  const { syntax, outer } = written;
  if (syntax === undefined) return startOf(entity.module);
  return locate(outer, syntax.type === 'block' ? (syntax.name ?? syntax.keyword) : syntax);
}

/** An uncertain value carries the name of the `let` that it comes from, so that its uses share one draw. */
export function named(value: Value, draw: string): Value {
  if (value.type !== 'number') return value;
  const { amount } = value;
  if (isDistribution(amount)) return amount.draw === undefined ? { ...value, amount: { ...amount, draw } } : value;
  if (isSeries(amount) && amount.factor !== undefined && amount.factor.draw === undefined) {
    return { ...value, amount: { ...amount, factor: { ...amount.factor, draw } } };
  }
  return value;
}
