/** The fields of a line, trimmed. */
export function fields(line: string): string[] {
  return line.split(',').map((field) => field.trim());
}

/** NaN for anything that is no number. */
export function number(field: string | undefined): number {
  return field === undefined || !/^[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?$/.test(field) ? NaN : Number(field);
}

export function isMissing(field: string | undefined, missing: number): boolean {
  return field === '' || number(field) >= missing;
}

/** NaN where missing, which a file says by a value that cannot be. */
export function measured(field: string | undefined, missing: number): number {
  return isMissing(field, missing) ? NaN : number(field);
}

export function within(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

/** `1 hour`, `6 hours`. */
export function inHours(count: number): string {
  return count === 1 ? '1 hour' : `${String(count)} hours`;
}
