import type { DiffBinding } from '../diagnostics/diff-report.js';
import type { FitReport } from '../fit/index.js';
import type { Binding, SimulationResult } from '../simulation/results.js';

/** What reviewers look at first, in this order: metrics of a campus. */
export const KEY_METRICS = [
  ['contracted', 'Contracted'],
  ['peak', 'Peak'],
  ['cost', 'Cost a year'],
  ['presentValue', 'Present value'],
  ['pue', 'dPUE'],
  ['infrastructureFit', 'Fit of infrastructure'],
  ['fit', 'Fit'],
] as const;

/** Figures that come from a search for mends: too slow to repeat for every set of causes. */
const SEARCHED: ReadonlySet<string> = new Set(['fit', 'infrastructureFit']);

export function isSearched(metric: string): boolean {
  return SEARCHED.has(metric);
}

/** A figure of a report; null where it is unknown, undefined where there is none. */
export function figureOf({ result, fits }: FitReport, campus: string, metric: string): number | null | undefined {
  return (result.metrics.get(campus)?.get(metric) ?? fits.get(campus)?.get(metric))?.value;
}

/**
 * What limits each hall in most of its years, on either side.
 * @param newPath the path that a block of the first side has on the second
 */
export function bindings(
  base: SimulationResult | undefined,
  head: SimulationResult | undefined,
  newPath: (path: string) => string,
): DiffBinding[] {
  const was = mostBinding((base?.binds ?? []).map((binding) => ({ ...binding, path: newPath(binding.path) })));
  const is = mostBinding(head?.binds ?? []);
  const halls = new Set([...is.keys(), ...was.keys()]);
  return [...halls].map((hall) => ({ hall, base: was.get(hall) ?? null, head: is.get(hall) ?? null }));
}

function mostBinding(binds: readonly Binding[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const { path, dimension } of binds) {
    const mine = counts.get(path) ?? new Map<string, number>();
    counts.set(path, mine.set(dimension, (mine.get(dimension) ?? 0) + 1));
  }
  return new Map(
    [...counts].map(([path, mine]) => {
      const [most] = [...mine].sort((a, b) => b[1] - a[1]);
      return [path, most?.[0] ?? 'none'];
    }),
  );
}
