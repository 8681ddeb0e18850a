import type { KindRow, KindTable, MetricRow, PropertyRow } from './types.js';

/** A kind with everything that it inherits. */
export interface Kind {
  readonly name: string;
  readonly base?: string;
  readonly doc?: string;
  /** Itself first, then what it extends, up to the root. */
  readonly ancestors: readonly string[];
  /** The kind at the root of its extensions: `training` and `inference` are both of the family `workload`. */
  readonly family: string;
  /** The kind's own, without what it inherits. */
  readonly own: readonly PropertyRow[];
  /** All properties in the order of declaration, inherited first. */
  readonly properties: ReadonlyMap<string, PropertyRow>;
  readonly open?: NonNullable<KindRow['open']>;
  /** Metrics of the kind and of what it extends. */
  readonly metrics: ReadonlyMap<string, MetricRow>;
  /** Properties that hold child blocks, by the names that an expression may use: `hall` and `halls`, `slo`. */
  readonly collections: ReadonlyMap<string, PropertyRow>;
  /** Itself and every kind that extends it. */
  readonly extensions: readonly string[];
}

/** Every kind of the language. */
export interface KindModel {
  readonly table: KindTable;
  readonly kinds: ReadonlyMap<string, Kind>;
  /** True when `kind` is `ancestor` or extends it. */
  isA(kind: string, ancestor: string): boolean;
  /** The property of `parent` that collects child blocks of `kind`: of its nearest ancestor that has one. */
  slotFor(parent: Kind, kind: string): PropertyRow | undefined;
}

/** Builds the model; a kind whose base does not exist or extends itself stands on its own. */
export function buildKindModel(table: KindTable): KindModel {
  const rows = new Map(table.kinds.map((row) => [row.name, row]));
  const kinds = new Map<string, Kind>();
  for (const row of table.kinds) {
    const chain = chainOf(row, rows);
    const properties = new Map<string, PropertyRow>();
    const metrics = new Map<string, MetricRow>();
    for (const link of [...chain].reverse()) {
      for (const property of link.properties) properties.set(property.name, property);
      for (const metric of table.metrics) if (metric.on === link.name) metrics.set(metric.name, metric);
    }
    const open = chain.find((link) => link.open !== undefined)?.open;
    kinds.set(row.name, {
      name: row.name,
      ...(row.base === undefined ? {} : { base: row.base }),
      ...(row.doc === undefined ? {} : { doc: row.doc }),
      ancestors: chain.map((link) => link.name),
      family: chain[chain.length - 1]!.name,
      own: row.properties,
      properties,
      ...(open === undefined ? {} : { open }),
      metrics,
      collections: collectionsOf(properties),
      extensions: table.kinds.filter((other) => chainOf(other, rows).includes(row)).map((other) => other.name),
    });
  }
  const slots = new Map<string, PropertyRow | undefined>();
  return {
    table,
    kinds,
    isA: (kind, ancestor) => kinds.get(kind)?.ancestors.includes(ancestor) ?? false,
    slotFor: (parent, kind) => {
      const key = `${parent.name} ${kind}`;
      if (!slots.has(key)) slots.set(key, findSlot(parent, kinds.get(kind)));
      return slots.get(key);
    },
  };
}

function chainOf(row: KindRow, rows: ReadonlyMap<string, KindRow>): KindRow[] {
  const chain = [row];
  let next = row.base === undefined ? undefined : rows.get(row.base);
  while (next !== undefined && !chain.includes(next)) {
    chain.push(next);
    next = next.base === undefined ? undefined : rows.get(next.base);
  }
  return chain;
}

function collectionsOf(properties: ReadonlyMap<string, PropertyRow>): Map<string, PropertyRow> {
  const collections = new Map<string, PropertyRow>();
  for (const row of properties.values()) {
    if (row.type.type !== 'child') continue;
    collections.set(row.name, row);
    if (row.type.many) collections.set(plural(row.name), row);
  }
  return collections;
}

function plural(name: string): string {
  if (name.endsWith('y')) return `${name.slice(0, -1)}ies`;
  return /(?:s|ch|x)$/.test(name) ? `${name}es` : `${name}s`;
}

function findSlot(parent: Kind, kind: Kind | undefined): PropertyRow | undefined {
  for (const name of kind?.ancestors ?? []) {
    for (const property of parent.properties.values()) {
      if (property.type.type === 'child' && property.type.kind === name) return property;
    }
  }
  return undefined;
}
