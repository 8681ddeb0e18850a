import type { MetricBook } from './metric-book.js';
import type { CampusRun } from './simulate-campus.js';

/** Metrics of fabrics, and what the work on each hall needs of its fabric (bytes/s per accelerator, by year). */
export function networkMetrics(run: CampusRun, book: MetricBook): Map<string, Float64Array> {
  const needs = bandwidthNeeds(run);
  for (const fabric of run.fabrics.values()) {
    const { design, count } = fabric;
    const every = (value: number | null): (number | null)[] => run.clock.years.map(() => value);
    const need = run.clock.years.map((_, year) =>
      Math.max(0, ...fabric.halls.map((hall) => needs.get(hall.path)?.[year] ?? 0)),
    );
    book
      .open(fabric.path, 'network')
      .most('endpoints', every(design.endpoints * count))
      .most('switches', every(design.switches * count))
      .most('links', every(design.links * count))
      .most('power', every(design.power * count))
      .most('capital', every(design.capital === null ? null : design.capital * count))
      .most('bisection', every(design.bisectionPerEndpoint))
      .most('bisectionNeeded', need);
  }
  return needs;
}

function bandwidthNeeds(run: CampusRun): Map<string, Float64Array> {
  const needs = new Map(run.frames.map((frame) => [frame.path, new Float64Array(run.clock.years.length)]));
  run.years.forEach((year, y) => {
    for (const { workload, hall, accelerators } of year.assignments) {
      const mine = needs.get(hall);
      if (mine === undefined || accelerators <= 0) continue;
      mine[y] = Math.max(mine[y] ?? 0, year.workloads.get(workload)?.neededBisection ?? 0);
    }
  });
  return needs;
}
