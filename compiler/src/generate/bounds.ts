import { isNeverNegative } from '../semantics/evaluate/quantity.js';
import type { KindModel, PropertyRow } from '../semantics/kinds/index.js';
import { constant, literal, printStatements } from './morph.js';
import { sortedKinds } from './names.js';
import { generatedHeader } from './output.js';
import { siValue } from './si-value.js';

/** compiler/src/ir/generated/bounds.ts: between what every property that may be uncertain lies, by kind. SI. */
export async function boundsTable(model: KindModel): Promise<string> {
  const table = Object.fromEntries(
    sortedKinds(model).flatMap((name) => {
      const rows = [...model.kinds.get(name)!.properties.values()].flatMap(boundsOf);
      return rows.length === 0 ? [] : [[name, Object.fromEntries(rows)]];
    }),
  );
  return printStatements(generatedHeader({ open: '//' }), () => [
    constant('uncertainBounds', 'Least and greatest value of properties that may be uncertain, by kind. SI.', {
      type: 'Readonly<Record<string, Readonly<Record<string, readonly [least: number | null, greatest: number | null]>>>>',
      initializer: literal(table),
    }),
  ]);
}

function boundsOf(property: PropertyRow): [string, readonly [number | null, number | null]][] {
  if (!property.uncertain) return [];
  if (property.bounds === undefined) {
    const { type } = property;
    return type.type === 'quantity' && isNeverNegative(type.dimension) ? [[property.name, [0, null]]] : [];
  }
  return [[property.name, [siValue(property.bounds.from) ?? null, siValue(property.bounds.to) ?? null]]];
}
