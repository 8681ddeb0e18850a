import type { KindModel, MetricRow } from '../semantics/kinds/index.js';
import { constant, literal, printStatements } from './morph.js';
import { generatedHeader } from './output.js';

/**
 * compiler/src/ir/generated/metrics.ts: the metrics of each kind that declares any, in order of declaration, and for every
 * other kind that has metrics the one that it has them from.
 */
export async function metricTable(model: KindModel): Promise<string> {
  const byKind = new Map<string, MetricRow[]>();
  for (const metric of model.table.metrics) byKind.set(metric.on, [...(byKind.get(metric.on) ?? []), metric]);
  const table = Object.fromEntries(
    [...byKind].sort(([a], [b]) => (a < b ? -1 : 1)).map(([kind, rows]) => [kind, rowsOf(rows)]),
  );
  return printStatements(generatedHeader({ open: '//' }), (morph) => [
    {
      kind: morph.StructureKind.Interface,
      name: 'MetricInfo',
      isExported: true,
      docs: ['One metric, as its declaration in stdlib/metrics says.'],
      properties: [
        { name: 'dimension', type: 'string', isReadonly: true, docs: ['`Power`, `Money/Power/Time`.'] },
        { name: 'unit', type: 'string', isReadonly: true, docs: ['Unit to show; empty for a plain number.'] },
        { name: 'doc', type: 'string', isReadonly: true },
      ],
    },
    constant('metricTable', 'Metrics by the kind that declares them, in order of declaration.', {
      initializer: `${literal(table)} as const satisfies Readonly<Record<string, Readonly<Record<string, MetricInfo>>>>`,
    }),
    {
      kind: morph.StructureKind.TypeAlias,
      name: 'MetricKind',
      isExported: true,
      leadingTrivia: '\n',
      docs: ['A kind that declares metrics.'],
      type: 'keyof typeof metricTable',
    },
    {
      kind: morph.StructureKind.TypeAlias,
      name: 'MetricName',
      isExported: true,
      leadingTrivia: '\n',
      docs: ['Name of a metric of a kind.'],
      typeParameters: [{ name: 'K', constraint: 'MetricKind' }],
      type: 'Extract<keyof (typeof metricTable)[K], string>',
    },
    constant('metricKindOf', 'Where a kind has its metrics from: from itself or from what it extends.', {
      type: 'Readonly<Record<string, MetricKind>>',
      initializer: literal(inheritance(model)),
    }),
  ]);
}

function rowsOf(rows: readonly MetricRow[]): Record<string, { dimension: string; unit: string; doc: string }> {
  return Object.fromEntries(
    rows.map((row) => [
      row.name,
      { dimension: row.dimension, unit: row.unit ?? '', doc: (row.doc ?? '').replace(/\s*\n\s*/g, ' ') },
    ]),
  );
}

function inheritance(model: KindModel): Record<string, string> {
  const declaring = new Set(model.table.metrics.map((metric) => metric.on));
  return Object.fromEntries(
    [...model.kinds.values()].flatMap((kind) => {
      const from = kind.ancestors.find((ancestor) => declaring.has(ancestor));
      return from === undefined ? [] : [[kind.name, from]];
    }),
  );
}
