import Table from 'cli-table3';
import { LINE_WIDTH, shortened } from './wrap.js';

const NO_LINES = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '  ',
  'left-mid': '',
  mid: '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
} as const;

const NARROWEST = 8;

/**
 * Text in columns without lines: names in the first, to the left, numbers in the others, to the right; a row of dashes under
 * the head. Names are cut where the table would be wider than a line.
 */
export function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const wanted = head.map((title, i) => Math.max(title.length, ...rows.map((row) => (row[i] ?? '').length)));
  const excess = Math.max(0, wanted.reduce((sum, width) => sum + width + 2, 0) - LINE_WIDTH);
  const widths = wanted.map((width, i) => (i === 0 ? Math.max(NARROWEST, width - excess) : width));
  const cells = (row: readonly string[]): string[] => widths.map((width, i) => shortened(row[i] ?? '', width));
  const table = new Table({
    chars: NO_LINES,
    colAligns: head.map((_, i) => (i === 0 ? 'left' : 'right')),
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
  });
  table.push(
    cells(head),
    widths.map((width) => '-'.repeat(width)),
    ...rows.map(cells),
  );
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
