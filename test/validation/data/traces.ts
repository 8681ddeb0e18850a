import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Where the data sets are looked for, from the repository's root. They are not part of the repository. */
export const DATA = '../shared/data';

export type Table = ReadonlyMap<string, readonly number[]>;

/** Columns of numbers of a table below the data folder, `undefined` where it is not there; what is no number is NaN. */
export function readTable(file: string): Table | undefined {
  const path = fileURLToPath(new URL(`${DATA}/${file}`, new URL('../../../', import.meta.url)));
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const text = (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  const [head = '', ...lines] = text.trim().split('\n');
  const rows = lines.map((line) => line.split(','));
  return new Map(head.split(',').map((name, i) => [name, rows.map((row) => Number(row[i] || NaN))]));
}

export function column(table: Table, name: string): readonly number[] {
  const found = table.get(name);
  if (found === undefined) throw new Error(`the table has no column ${name}`);
  return found;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Variance over the squared mean. */
export function squaredVariation(values: readonly number[]): number {
  const centre = mean(values);
  return mean(values.map((value) => (value - centre) ** 2)) / centre ** 2;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

/** Counts by whole windows of `window` s. */
export function counts(times: readonly number[], window: number): readonly number[] {
  const bins = new Array<number>(Math.floor((times.at(-1) ?? 0) / window)).fill(0);
  for (const time of times) {
    const bin = Math.floor(time / window);
    if (bin < bins.length) bins[bin]! += 1;
  }
  return bins;
}

/** Variance over mean of counts. */
export function dispersion(times: readonly number[], window: number): number {
  const found = counts(times, window);
  return squaredVariation(found) * mean(found);
}

/** Waits of arrivals before `servers` that take them in their order, each for its own time, event by event, s. */
export function replay(times: readonly number[], services: readonly number[], servers: number): readonly number[] {
  const free = new Float64Array(servers);
  return times.map((time, i) => {
    let first = 0;
    for (let k = 1; k < servers; k++) if (free[k]! < free[first]!) first = k;
    const begins = Math.max(time, free[first]!);
    free[first] = begins + services[i]!;
    return begins - time;
  });
}

/** Numbers in an order that is random and the same in every run (a 32-bit mixer over a counter, Fisher-Yates). */
export function shuffled(values: readonly number[], seed = 1): readonly number[] {
  const out = [...values];
  for (let i = out.length - 1; i > 0; i--) {
    let mixed = Math.imul(i + seed * 0x9e3779b1, 0x85ebca6b);
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
    const j = ((mixed ^ (mixed >>> 16)) >>> 0) % (i + 1);
    [out[i], out[j]] = [out[j]!, out[i]!];
  }
  return out;
}
