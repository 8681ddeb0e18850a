import type { Expression } from '../../syntax/tree.js';
import type { Entity } from '../declare/types.js';
import type { PropertyRow, ValueType } from '../kinds/index.js';
import { locate, replacement, textOf } from '../report.js';
import type { Location } from '../../text/span.js';
import { poison, type Value } from '../values.js';
import { itemsOf } from './calls.js';
import { partlyNamed, type PartlyNamed } from './arrays.js';
import type { Env, Machine } from './machine.js';
import { describeValue } from './operands.js';
import { coerceQuantity } from './quantity.js';
import { article } from '../words.js';

/** Where a value stands: for messages, and for what converts it. */
export interface Place {
  readonly expression: Expression;
  readonly env: Env;
  readonly row: PropertyRow;
  /** For a kind's default, which has no place in the plan: the block that it is computed for. */
  readonly at?: Location;
}

/** Kinds that may stand where another is due, beside those that extend it: a workload's places are halls and clouds. */
const alsoAccepted: Readonly<Record<string, readonly string[]>> = { hall: ['cloud'] };

/** The value as the property's type asks for it; what does not fit is reported and comes back as poison. */
export function coerce(machine: Machine, value: Value, type: ValueType, place: Place): Value {
  if (value.type === 'poison' || value.type === 'absent') return value;
  switch (type.type) {
    case 'quantity':
    case 'ratio':
      return coerceQuantity(machine, value, type.type === 'ratio' ? 'Ratio' : type.dimension, place);
    case 'text':
      return value.type === 'text' ? value : wrong(machine, value, 'a text', place);
    case 'date':
      return coerceDate(machine, value, place);
    case 'redundancy':
      return value.type === 'redundancy' ? value : wrong(machine, value, 'a redundancy such as `N+1`', place);
    case 'enum': {
      const word = value.type === 'word' ? value.word : value.type === 'text' ? value.text : undefined;
      if (word !== undefined && type.members.includes(word)) return { type: 'word', word };
      return wrong(machine, value, `one of ${type.members.map((member) => `\`${member}\``).join(', ')}`, place);
    }
    case 'entity':
      return coerceEntity(machine, value, type.kind, place);
    case 'list':
      return coerceList(machine, value, type.element, place);
    case 'countOf':
      return coerceCounts(machine, value, type.kind, place);
    case 'map': {
      if (value.type !== 'map') return wrong(machine, value, 'a map such as `{ name: value }`', place);
      const entries = value.entries.map((entry) => ({
        key: entry.key,
        value: coerce(machine, entry.value, type.value, place),
      }));
      return entries.some((entry) => entry.value.type === 'poison') ? poison : { type: 'map', entries };
    }
    case 'curve':
      return coerceCurve(machine, value, place);
    case 'child':
      return wrong(machine, value, `a block: \`${type.kind} { … }\`, without a colon`, place);
    case 'condition':
      return value.type === 'condition' ? value : wrong(machine, value, 'a condition', place);
  }
}

function wrong(machine: Machine, value: Value, due: string, { expression, env, row }: Place): Value {
  const name = row.name === '' ? '' : `\`${row.name}\` takes `;
  const message =
    name === ''
      ? `${due} is due here, and this is ${describeValue(value)}.`
      : `${name}${due}, and this is ${describeValue(value)}.`;
  machine.reporter.report('wrong-type', locate(env.scope, expression), message);
  return poison;
}

function coerceDate(machine: Machine, value: Value, place: Place): Value {
  if (value.type === 'date') return value;
  if (place.expression.type === 'binary' && place.expression.operator === '/') return dividedDate(machine, place);
  if (
    value.type === 'number' &&
    value.bare &&
    typeof value.amount === 'number' &&
    Number.isInteger(value.amount) &&
    value.amount >= 1000 &&
    value.amount <= 9999
  ) {
    return { type: 'date', first: `${value.amount}-01-01`, last: `${value.amount}-12-31` };
  }
  return wrong(machine, value, 'a date such as `2027` or `2027-03`', place);
}

/** `2027/01` divides, and would pass for the year 2027. */
function dividedDate(machine: Machine, { expression, env }: Place): Value {
  const parts = textOf(env.scope, expression).split(/\s*\/\s*/);
  const isDate =
    /^\d{4}$/.test(parts[0] ?? '') && parts.length <= 3 && parts.slice(1).every((part) => /^\d{1,2}$/.test(part));
  const mended = parts.map((part) => part.padStart(2, '0')).join('-');
  const [hint, fixes] = isDate
    ? [`: write \`${mended}\``, [replacement(env.scope, expression, mended)]]
    : [', such as `2027` or `2027-03`', []];
  machine.reporter.report(
    'wrong-type',
    locate(env.scope, expression),
    `A date is due here, and this is a division${hint}.`,
    { fixes },
  );
  return poison;
}

function coerceEntity(machine: Machine, value: Value, kind: string, place: Place): Value {
  const found = value.type === 'group' ? one(machine, value, place) : value;
  if (found === undefined) return poison;
  if (found.type !== 'entity') return wrong(machine, value, article(kind), place);
  return isOfKind(machine, found.entity, kind) ? found : wrongKind(machine, found.entity, kind, place);
}

function one(
  machine: Machine,
  value: Extract<Value, { type: 'group' }>,
  { expression, env }: Place,
): Value | undefined {
  const parts =
    value.elements === undefined
      ? value.group.parts
      : value.group.parts.filter((part) => part.elements?.some((element) => value.elements?.includes(element)));
  if (parts.length === 1) return { type: 'entity', entity: parts[0]! };
  machine.reporter.report(
    'several-blocks',
    locate(env.scope, expression),
    `\`${value.group.name}\` stands for several blocks that differ: name one, \`${value.group.name}[${value.group.from}]\`.`,
  );
  return undefined;
}

function isOfKind(machine: Machine, entity: Entity, kind: string): boolean {
  return machine.kinds.isA(entity.kind.name, kind) || (alsoAccepted[kind]?.includes(entity.kind.name) ?? false);
}

function wrongKind(machine: Machine, entity: Entity, kind: string, { expression, env, row }: Place): Value {
  if (entity.broken) return poison;
  const isBase = machine.kinds.isA(kind, entity.kind.name);
  const name = entity.name ?? entity.kind.name;
  const hint = isBase && entity.name !== undefined ? ` Declare \`${kind} Name: ${name} { … }\` and name that.` : '';
  machine.reporter.report(
    'wrong-type',
    locate(env.scope, expression),
    `\`${row.name}\` takes ${article(kind)}, and \`${name}\` is ${article(entity.kind.name)}.${hint}`,
  );
  return poison;
}

function coerceList(machine: Machine, value: Value, element: ValueType, place: Place): Value {
  const isEntity = element.type === 'entity';
  const given = value.type === 'list' ? value.items : [value];
  const some = isEntity ? partlyNamed(given) : undefined;
  if (some !== undefined) return notOwnBlocks(machine, some, place);
  const items: Value[] = [];
  for (const item of given) {
    const parts = isEntity ? (itemsOf(item) ?? [item]) : [item];
    for (const part of parts) {
      const coerced = coerce(machine, part, element, place);
      if (coerced.type === 'poison' || coerced.type === 'absent') return coerced;
      items.push(coerced);
    }
  }
  return value.type === 'list' && value.shares !== undefined
    ? { type: 'list', items, shares: value.shares }
    : { type: 'list', items };
}

/** Elements that are alike are one block, placed and dated as one: some of them cannot be meant alone. */
function notOwnBlocks(machine: Machine, { group, part, named }: PartlyNamed, { expression, env }: Place): Value {
  const [first = 1] = named;
  const last = named.at(-1) ?? first;
  const isRun = last - first + 1 === named.length;
  const chosen = named.length === 1 ? String(first) : isRun ? `${String(first)}..${String(last)}` : String(first);
  machine.reporter.report(
    'several-blocks',
    locate(env.scope, expression),
    `${named.length === 1 ? 'This element' : 'These elements'} of \`${group.name}\` ${named.length === 1 ? 'is' : 'are'} not a block of ${named.length === 1 ? 'its' : 'their'} own: ${String(part.elements?.length ?? 0)} that are alike are one. Split off what is to differ: \`${part.kind.name} ${group.name}[${chosen}] {}\`.`,
  );
  return poison;
}

function coerceCounts(machine: Machine, value: Value, kind: string, place: Place): Value {
  const items = value.type === 'list' ? value.items : [value];
  for (const item of items) {
    if (item.type === 'poison' || item.type === 'absent') return item;
    if (item.type !== 'countOf') return wrong(machine, item, `how many of which ${kind}, as in \`400 of Name\``, place);
    if (!isOfKind(machine, item.of, kind)) return wrongKind(machine, item.of, kind, place);
  }
  return { type: 'list', items };
}

function coerceCurve(machine: Machine, value: Value, place: Place): Value {
  if (value.type === 'curve') return value;
  const coefficients: number[] = [];
  for (const item of value.type === 'list' ? value.items : []) {
    if (item.type === 'poison' || item.type === 'absent') return item;
    const number = coerceQuantity(machine, item, 'Number', place);
    if (number.type !== 'number' || typeof number.amount !== 'number') return poison;
    coefficients.push(number.amount);
  }
  if (coefficients.length === 0)
    return wrong(machine, value, 'the coefficients of a polynomial, as in `[0.1, 0.9]`', place);
  return { type: 'curve', coefficients };
}
