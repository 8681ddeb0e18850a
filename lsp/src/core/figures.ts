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
  /** How well each hall suits each workload that runs in it, over the horizon. Empty in an estimate: it takes a search. */
  readonly hallFits: readonly HallFitFigure[];
}

export interface HallFitFigure {
  readonly hall: string;
  readonly workload: string;
  /** Cost of the same work in the best purpose-built hall over what it costs here, 1 = 100 %. */
  readonly fit: number;
}

/** The figures of a simulated plan, without those of fit. */
export function figuresOfResult(result: SimulationResult): Figures {
  const firstBreaches = new Map([...result.contracts].map(([path, { firstPeakBreach }]) => [path, firstPeakBreach]));
  const metrics = new Map([...result.metrics].map(([path, values]) => [path, new Map(values)]));
  return { years: result.years, metrics, kinds: result.kinds, binds: result.binds, firstBreaches, hallFits: [] };
}

/**
 * The figures of a checked plan; those of fit take the place of what the simulation leaves open.
 * @param withFits false leaves fit out, for which other halls are searched and simulated
 */
export function figuresOf(report: FitReport, withFits: boolean): Figures {
  const figures = figuresOfResult(report.result);
  if (!withFits) return figures;
  const metrics = new Map([...figures.metrics].map(([path, values]) => [path, new Map(values)]));
  for (const [path, values] of report.fits) {
    const known = metrics.get(path) ?? new Map<string, MetricValue>();
    for (const [name, value] of values) known.set(name, value);
    metrics.set(path, known);
  }
  return { ...figures, metrics, hallFits: overYears(report.hallFits) };
}

/** Years weigh by what they cost: a fit of costs over the horizon is the one cost over the other. */
function overYears(fits: FitReport['hallFits']): readonly HallFitFigure[] {
  const sums = new Map<string, { hall: string; workload: string; here: number; best: number }>();
  for (const { hall, workload, cost } of fits) {
    const key = `${hall}\n${workload}`;
    const sum = sums.get(key) ?? { hall, workload, here: 0, best: 0 };
    sums.set(key, { ...sum, here: sum.here + cost.here, best: sum.best + cost.best });
  }
  return [...sums.values()].map(({ hall, workload, here, best }) => ({ hall, workload, fit: best / here }));
}
