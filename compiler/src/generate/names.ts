import type { KindModel } from '../semantics/kinds/index.js';

/** Name of a kind's interface in the IR: `hall` is `Hall`. */
export function typeName(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

/** What a property of this kind may hold: the kind's own type, or the union with all that extend it (`AnyCooling`). */
export function familyName(kind: string, model: KindModel): string {
  return extensionsOf(kind, model).length === 1 ? typeName(kind) : `Any${typeName(kind)}`;
}

/** A kind and all that extend it, in order of declaration. */
export function extensionsOf(kind: string, model: KindModel): readonly string[] {
  return model.kinds.get(kind)?.extensions ?? [kind];
}

/** Kinds in the order of their names, in which generated files list them. */
export function sortedKinds(model: KindModel): readonly string[] {
  return [...model.kinds.keys()].sort();
}

const siNames: Readonly<Record<string, string>> = {
  Power: 'W',
  ApparentPower: 'VA',
  Energy: 'J',
  Money: 'USD',
  Time: 's',
  Temperature: 'K',
  TemperatureDifference: 'K',
  Mass: 'kg',
  Carbon: 'kg',
  Volume: 'm3',
  Water: 'm3',
  Flow: 'm3/s',
  Area: 'm2',
  Length: 'm',
  Data: 'bytes',
  DataRate: 'bytes/s',
  Flop: 'FLOP',
  Token: 'token',
  Request: 'request',
  Rate: 'request/s, token/s, accelerators or W',
};

/**
 * The SI unit of a type as its kind writes it: `Money/Power/Time` is `USD/W/s`. Undefined for shares, ratios and plain
 * numbers, which are 1.
 */
export function siUnit(dimension: string): string | undefined {
  const [first = '', ...rest] = dimension.split('/');
  const unit = [siNames[first], ...rest.map((part) => siNames[part] ?? part)];
  if (unit[0] === undefined && rest.length === 0) return undefined;
  return [unit[0] ?? '1', ...unit.slice(1)].join('/');
}
