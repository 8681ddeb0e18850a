import type { Expression } from '../../syntax/tree.js';
import { locate } from '../report.js';
import { poison, type Value } from '../values.js';
import type { Env, Machine } from './machine.js';

/** Most values in a list, those in the lists that it holds counted in. */
const MAX_VALUES = 100_000;

const sizes = new WeakMap<Value, number>();

/** A list, as long as it is not larger than what holds lists of lists of lists. */
export function boundedList(machine: Machine, items: readonly Value[], expression: Expression, env: Env): Value {
  let size = 0;
  for (const item of items) size += item.type === 'list' ? (sizes.get(item) ?? item.items.length) : 1;
  if (size > MAX_VALUES) {
    machine.reporter.report(
      'too-much-work',
      locate(env.scope, expression),
      `This list holds ${size} values; a list holds at most ${MAX_VALUES}.`,
    );
    return poison;
  }
  const list: Value = { type: 'list', items };
  sizes.set(list, size);
  return list;
}
