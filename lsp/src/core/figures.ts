import type { FitReport } from '../../../compiler/src/fit/index.js';
import type { MetricValue, SimulationResult } from '../../../compiler/src/simulation/index.js';

/** What a simulation came to, as plain data: it crosses from a worker. */
export interface Figures {
  /** Calendar years of the horizon. */
  readonly years: readonly number[];
  /** By path of an entity, then by name of the metric. SI. */
  readonly metrics: ReadonlyMap<string, ReadonlyMap<string, MetricValue>>;
  /** The kind that declares the metrics of each entity, by path. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly binds: SimulationResult['binds'];
  /** First month above each contract, counted from the first of the horizon; -1 for none. */
  readonly firstBreaches: ReadonlyMap<string, number>;
}

/** The figures of a checked plan; those of fit take the place of what the simulation leaves open. */
export function figuresOf({ result, fits }: FitReport): Figures {
  const metrics = new Map([...result.metrics].map(([path, values]) => [path, new Map(values)]));
  for (const [path, values] of fits) {
    const known = metrics.get(path) ?? new Map<string, MetricValue>();
    for (const [name, value] of values) known.set(name, value);
    metrics.set(path, known);
  }
  const firstBreaches = new Map([...result.contracts].map(([path, { firstPeakBreach }]) => [path, firstPeakBreach]));
  return { years: result.years, metrics, kinds: result.kinds, binds: result.binds, firstBreaches };
}
