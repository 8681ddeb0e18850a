import { mustBeInside, misses } from './misses.js';
import { type Row, show, summarise } from './score.js';

/** All rows, then the kinds. `holds` is false where an item that must be inside is outside and not a known miss. */
export function report(rows: readonly Row[]): { readonly text: string; readonly holds: boolean } {
  const unexpected = rows.filter((row) => isUnexpected(row));
  const parts = [
    grid([['case', 'kind', 'item', 'simulated', 'published', 'error %', ''], ...rows.map(cells)]),
    '',
    'By kind: items, modelled, inside; median, 90th percentile and worst of the absolute error in percent',
    grid([
      ['kind', 'items', 'modelled', 'inside', 'median', '90th', 'worst', 'worst at'],
      ...summarise(rows).map((kind) => [
        kind.kind,
        String(kind.items),
        String(kind.modelled),
        String(kind.inside),
        percent(kind.median),
        percent(kind.ninetieth),
        percent(kind.worst),
        kind.worstAt,
      ]),
    ]),
    ...(unexpected.length === 0 ? [] : ['', ...unexpected.map((row) => `missed: ${row.id} ${row.item}`)]),
  ];
  return { text: parts.join('\n'), holds: unexpected.length === 0 };
}

function isUnexpected(row: Row): boolean {
  return row.verdict === 'outside' && mustBeInside(row.kind) && !misses.has(`${row.id} ${row.item}`);
}

function cells(row: Row): readonly string[] {
  const simulated = row.simulated === undefined ? '' : show(row.simulated);
  const verdict = row.reason === undefined ? row.verdict : `${row.verdict}: ${row.reason}`;
  return [row.id, row.kind, row.item, simulated, `${row.published} ${row.unit}`.trim(), percent(row.error), verdict];
}

function percent(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  const size = Math.abs(value);
  return size < 1e-9 ? '0' : size < 0.01 ? value.toExponential(0) : value.toFixed(2);
}

/** Columns padded to their widest cell. */
function grid(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length);
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
