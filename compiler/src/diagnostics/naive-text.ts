import type { NaiveComparison, NaiveRow } from '../fit/naive.js';
import { showIn, showNumber, showQuantity, splitPath } from '../ir/index.js';
import { columns } from './table.js';
import { wrap } from './wrap.js';

/** A naive view beside the simulation, with what it assumes before and what it misses after the table. */
export function renderNaive({ view, rows, assumes, misses }: NaiveComparison): string {
  const table = columns(
    ['', view, 'simulated', 'difference'],
    rows.map((row) => [rowName(row), show(row, row.naive), show(row, row.simulated), difference(row)]),
  );
  return [
    wrap(`As ${view}: ${assumes}.`, '', '').join('\n'),
    table,
    wrap(`What this misses: ${misses.charAt(0).toLowerCase()}${misses.slice(1)}`, '', '').join('\n'),
  ].join('\n\n');
}

/** Differences below this share are those of networks and of rounding. */
const SAME = 5e-4;

function rowName({ label, of }: NaiveRow): string {
  return of === '' ? label : `${label}, ${splitPath(of).last}`;
}

function show({ unit }: NaiveRow, value: number | null): string {
  if (value === null) return '-';
  // A dPUE to a thousandth; accelerators whole.
  if (unit === '') return value < 10 && !Number.isInteger(value) ? value.toFixed(3) : showNumber(Math.round(value));
  return (unit.includes('USD') ? showQuantity : showIn)(value, unit);
}

/** Naive less simulated, as a share of what is simulated. */
function difference({ naive, simulated }: NaiveRow): string {
  if (naive === null || simulated === null) return '-';
  if (Math.abs(naive - simulated) <= SAME * Math.abs(simulated)) return 'none';
  if (simulated === 0) return naive > 0 ? 'more' : 'less';
  const percent = (100 * (naive - simulated)) / Math.abs(simulated);
  return `${percent > 0 ? '+' : ''}${showNumber(Number(percent.toPrecision(2)))} %`;
}
