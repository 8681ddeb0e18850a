import type { MapExpression } from '../../syntax/tree.js';
import type { Kind, PropertyRow } from '../kinds/index.js';
import { locate } from '../report.js';
import { dimensionless } from '../units/index.js';
import { type MapValueEntry, numberValue, poison, type Value } from '../values.js';
import { partsOf } from './arrays.js';
import type { Env, Machine } from './machine.js';
import { asNumber, describeValue } from './operands.js';

/** The property that holds the shares of a list of such blocks: a workload's `shares` beside its `on`. */
export function sharesRowOf(kind: Kind, element: string): PropertyRow | undefined {
  for (const row of kind.properties.values()) if (isSharesOf(row, element)) return row;
  return undefined;
}

function isSharesOf({ type }: PropertyRow, element: string): boolean {
  return (
    type.type === 'map' &&
    type.key.type === 'kind' &&
    type.key.kind === element &&
    type.value.type === 'quantity' &&
    type.value.dimension === 'Share'
  );
}

/** The shares that the list beside them states: `on: { A: 60 %, Edge: 40 % }`. */
export function sharesBeside(machine: Machine, row: PropertyRow, env: Env): Value | undefined {
  if (row.type.type !== 'map' || row.type.key.type !== 'kind') return undefined;
  for (const other of env.self.kind.properties.values()) {
    if (other.type.type !== 'list' || other.type.element.type !== 'entity' || !isSharesOf(row, other.type.element.kind))
      continue;
    const value = machine.slot(env.self, other.name)?.value;
    if (value?.type === 'list' && value.shares !== undefined) return { type: 'map', entries: value.shares };
  }
  return undefined;
}

/** `{ A: 60 %, Edge: 40 % }` where a list of blocks is due. An array's share is spread over its parts by their elements. */
export function evaluateShares(machine: Machine, expression: MapExpression, env: Env, row: PropertyRow): Value {
  const items: Value[] = [];
  const shares: MapValueEntry[] = [];
  let sum = 0;
  for (const entry of expression.entries) {
    const place = machine.evaluate(entry.key, env);
    const share = asNumber(machine, machine.evaluate(entry.value, env), entry.value, env);
    if (place.type === 'poison' || share === undefined) return poison;
    if (share.dimension !== dimensionless || typeof share.amount !== 'number' || share.amount < 0) {
      machine.reporter.report('wrong-type', locate(env.scope, entry.value), 'A share is due here, such as `60 %`.');
      return poison;
    }
    if (place.type !== 'entity' && place.type !== 'group') {
      machine.reporter.report(
        'wrong-type',
        locate(env.scope, entry.key),
        `A block is due here, and this is ${describeValue(place)}.`,
      );
      return poison;
    }
    const parts = place.type === 'entity' ? [{ part: place.entity, count: 1 }] : partsOf(place.group, place.elements);
    const all = parts.reduce((total, { count }) => total + count, 0);
    for (const { part, count } of parts) {
      items.push({ type: 'entity', entity: part });
      shares.push({ key: part.path, value: numberValue(dimensionless, (share.amount * count) / all) });
    }
    sum += share.amount;
  }
  if (sum <= 1 + 1e-9) return { type: 'list', items, shares };
  machine.reporter.report(
    'shares-over-one',
    locate(env.scope, expression),
    `The \`${row.name}\` add up to ${Number((100 * sum).toPrecision(6))} %, and a whole has 100 %.`,
  );
  return poison;
}
