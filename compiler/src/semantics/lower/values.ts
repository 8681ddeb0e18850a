import type { VaryingUncertainNumber } from '../../ir/index.js';
import type { Entity } from '../declare/types.js';
import { partsOf } from '../evaluate/arrays.js';
import type { ValueType } from '../kinds/index.js';
import type { Value } from '../values.js';

/** How an entity stands in the IR where a property names it. */
export type LowerUse = (entity: Entity) => unknown;

/** A property's value in the IR; undefined for what was reported. */
export function lowerValue(value: Value, type: ValueType, use: LowerUse): unknown {
  switch (value.type) {
    case 'number':
      return value.amount satisfies VaryingUncertainNumber;
    case 'text':
    case 'redundancy':
      return value.text;
    case 'date':
      return value.first;
    case 'word':
      return value.word;
    case 'curve':
      return value.coefficients;
    case 'condition':
      return value.condition;
    case 'entity':
      return use(value.entity);
    case 'group':
      return partsOf(value.group, value.elements).map(({ part }) => use(part));
    case 'countOf':
      return { count: value.count, of: use(value.of) };
    case 'boolean':
      return value.value;
    case 'list': {
      const element = type.type === 'list' ? type.element : type;
      const items = value.items.map((item) => lowerValue(item, element, use));
      return items.includes(undefined) ? undefined : items;
    }
    case 'map':
      return lowerMap(value, type, use);
    case 'poison':
    case 'absent':
      return undefined;
  }
}

/** Maps by name stay maps; maps by quantity become a list in ascending order. */
function lowerMap(value: Extract<Value, { type: 'map' }>, type: ValueType, use: LowerUse): unknown {
  if (type.type !== 'map') return undefined;
  const entries = value.entries.map((entry) => ({ key: entry.key, value: lowerValue(entry.value, type.value, use) }));
  if (entries.some((entry) => entry.value === undefined)) return undefined;
  if (type.key.type === 'quantity') {
    return entries.map((entry) => ({ at: Number(entry.key), value: entry.value })).sort((a, b) => a.at - b.at);
  }
  return Object.fromEntries(
    entries.map((entry) => [String(entry.key), entry.value]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
}
