/**
 * Nodes of a piecewise straight line over the indices of a fine grid, chosen where the line is off most: begins with `fixed`
 * ones and halves the worst interval until none is off by more than `tolerance` (relative, at its middle) or `most` nodes
 * are used. `values(i, out)` writes what is to be met at index i, at the upper or lower end of an interval or within it.
 */
export function chooseNodes(
  grid: Float64Array,
  fixed: readonly number[],
  tolerance: number,
  most: number,
  count: number,
  values: (at: number, out: Float64Array) => void,
  jumps: ReadonlySet<number> = new Set(),
): readonly number[] {
  const sample = (at: number): Float64Array => {
    const out = new Float64Array(count);
    values(at, out);
    return out;
  };
  const interval = (a: number, b: number, low: Float64Array, high: Float64Array): Interval => {
    if (b - a < 2) return { b, low, high, middle: low, error: 0 };
    const m = (a + b) >> 1;
    const middle = sample(grid[m]!);
    const w = (grid[m]! - grid[a]!) / (grid[b]! - grid[a]!);
    let error = 0;
    for (let k = 0; k < count; k++) {
      const line = low[k]! * (1 - w) + high[k]! * w;
      // A value that all but vanishes is measured against its neighbours.
      const size = Math.max(middle[k]!, 0.1 * Math.max(low[k]!, high[k]!), Number.MIN_VALUE);
      error = Math.max(error, Math.abs(line - middle[k]!) / size);
    }
    return { b, low, high, middle, error };
  };
  const nodes = [...fixed];
  const intervals: Interval[] = [];
  let low = sample(grid[nodes[0]!]!);
  for (let i = 1; i < nodes.length; i++) {
    const end = grid[nodes[i]!]!;
    const jump = jumps.has(end);
    const high = sample(jump ? end - INSET : end);
    intervals.push(interval(nodes[i - 1]!, nodes[i]!, low, high));
    low = jump ? sample(end + INSET) : high;
  }
  while (nodes.length < most) {
    let worst = 0;
    for (let i = 1; i < intervals.length; i++) if (intervals[i]!.error > intervals[worst]!.error) worst = i;
    const { b, low, high, middle, error } = intervals[worst]!;
    if (!(error > tolerance)) break;
    const a = nodes[worst]!;
    const m = (a + b) >> 1;
    nodes.splice(worst + 1, 0, m);
    intervals.splice(worst, 1, interval(a, m, low, middle), interval(m, b, middle, high));
  }
  return nodes;
}

interface Interval {
  readonly b: number;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly middle: Float64Array;
  readonly error: number;
}

/** Values at a jump are taken this far beside it. */
export const INSET = 1e-7;

/** Rising values without repeats, `least` apart at least; the first and the last are kept. */
export function spread(values: readonly number[], least: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const kept: number[] = [];
  for (const value of sorted) if (kept.length === 0 || value - kept[kept.length - 1]! >= least) kept.push(value);
  const last = sorted[sorted.length - 1];
  if (last !== undefined && kept[kept.length - 1] !== last) kept[kept.length - 1] = last;
  return kept;
}

/** Between rising `marks`, a fine grid with steps of at most `step`; returns the grid and where the marks stand in it. */
export function fineGrid(
  marks: readonly number[],
  step: number,
): { readonly grid: Float64Array; readonly at: readonly number[] } {
  const grid: number[] = [];
  const at: number[] = [];
  marks.forEach((mark, i) => {
    at.push(grid.length);
    grid.push(mark);
    const next = marks[i + 1];
    if (next === undefined) return;
    const pieces = Math.max(1, Math.ceil((next - mark) / step));
    for (let k = 1; k < pieces; k++) grid.push(mark + ((next - mark) * k) / pieces);
  });
  return { grid: Float64Array.from(grid), at };
}
