/** One line of the bench: what was measured and, where there is a budget, whether it held. */
export interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Largest value that is allowed, in the same unit. */
  readonly budget?: number;
  readonly note?: string;
  /** Failed apart from its number: a crash, a stack trace, the wrong exit code. */
  readonly failure?: string;
}

export function holds(row: Row): boolean {
  return row.failure === undefined && (row.budget === undefined || row.value <= row.budget);
}

/** The rows under a title, in columns. */
export function table(title: string, rows: readonly Row[]): string {
  const cells = rows.map((row) => [
    row.what,
    `${digits(row.value)} ${row.unit}`,
    row.budget === undefined ? '' : `<= ${digits(row.budget)} ${row.unit}`,
    row.budget === undefined && row.failure === undefined ? '' : holds(row) ? 'holds' : 'SLIPS',
    row.failure ?? row.note ?? '',
  ]);
  const widths = cells.reduce<number[]>(
    (widest, line) => line.map((cell, i) => Math.max(widest[i] ?? 0, cell.length)),
    [],
  );
  const lines = cells.map((line) => `  ${line.map((cell, i) => pad(cell, widths[i] ?? 0, i)).join('  ')}`.trimEnd());
  return [title, ...lines].join('\n');
}

/** Numbers and their budgets stand right, words stand left. */
function pad(cell: string, width: number, column: number): string {
  return column === 1 || column === 2 ? cell.padStart(width) : cell.padEnd(width);
}

function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
