export interface Table {
  readonly head: readonly string[];
  /** Text or numbers; numbers are shown with three digits. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A Markdown table; columns of numbers stand to the right. */
export function table({ head, rows }: Table): string {
  const rule = head.map((_, i) => (rows.every((row) => typeof row[i] === 'number') ? '---:' : '---'));
  const cells = rows.map((row) => row.map((cell) => (typeof cell === 'number' ? figure(cell) : cell)));
  return [head, rule, ...cells].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** Three digits, without an exponent. */
export function figure(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value === 0) return '0';
  const rounded = Number(value.toPrecision(3));
  if (Math.abs(rounded) >= 1e6) return `${figure(rounded / 1e6)} M`;
  return Math.abs(rounded) < 1e-4 ? '< 0.0001' : String(rounded);
}

/** A share as percent. */
export function percent(share: number): string {
  return `${figure(100 * share)} %`;
}

/** `a`, `b` and `c`. */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
}
