import { central, type Model, type PlanIndex, resolve } from '../../ir/index.js';
import { latencyNeed } from '../network/needs.js';
import type { CampusFabric } from './fabrics.js';
import type { MetricBook } from './metric-book.js';
import type { CampusRun } from './simulate-campus.js';

/** Metrics of fabrics; `needs`: what the work on each hall needs of its fabric, as `bandwidthNeeds` gives it. */
export function networkMetrics(
  run: CampusRun,
  book: MetricBook,
  index: PlanIndex,
  needs: () => ReadonlyMap<string, Float64Array>,
): void {
  for (const fabric of run.fabrics.values())
    book.open(fabric.path, 'network', (entry) => {
      const { design, count } = fabric;
      const every = (value: number | null): (number | null)[] => run.clock.years.map(() => value);
      const need = run.clock.years.map((_, year) =>
        Math.max(0, ...fabric.halls.map((hall) => needs().get(hall.path)?.[year] ?? 0)),
      );
      entry
        .most('endpoints', every(design.endpoints * count))
        .most('switches', every(design.switches * count))
        .most('links', every(design.links * count))
        .most('transceivers', every(design.transceivers * count))
        .most('hops', every(design.hops))
        .most('meanHops', every(design.meanHops))
        .most('latency', every(design.latency))
        .most('meanLatency', every(design.meanLatency))
        .least('latencyNeeded', latencyNeeds(run, fabric, index))
        .most('power', every(design.power * count))
        .most('capital', every(design.capital === null ? null : design.capital * count))
        .most('bisection', every(design.bisectionPerEndpoint))
        .most('bisectionNeeded', need);
    });
}

/** The least of what the workloads on a fabric's halls ask of one way through it, s, by year; `null` where none asks. */
function latencyNeeds(run: CampusRun, fabric: CampusFabric, index: PlanIndex): (number | null)[] {
  const halls = new Map(fabric.halls.map((hall) => [hall.path, hall]));
  const workloads = new Map(run.campus.workload.map((workload) => [workload.path ?? '', workload]));
  return run.years.map(({ assignments }) => {
    let least: number | null = null;
    for (const { workload: path, hall, accelerators } of assignments) {
      const workload = workloads.get(path);
      const frame = halls.get(hall);
      if (accelerators <= 0 || frame === undefined || workload === undefined) continue;
      if (workload.kind !== 'inference' && workload.kind !== 'deferrable') continue;
      const { slo } = workload;
      const need = latencyNeed({
        tpot: slo?.tpot === undefined ? undefined : central(slo.tpot),
        ttft: slo?.ttft === undefined ? undefined : central(slo.ttft),
        layers: resolve<Model>(index, workload.model).layers,
        expertParallel: workload.expertParallel,
        separatePrefill: workload.prefill === 'separate',
        scaleUpDomain: Math.min(...frame.racks.map(({ rack }) => rack.scaleUpDomain ?? 1)),
      });
      if (need !== undefined) least = Math.min(least ?? Infinity, need);
    }
    return least;
  });
}

/** Highest bandwidth that the work on each hall needs across its fabric, bytes/s per accelerator, by year. */
export function bandwidthNeeds(run: CampusRun): Map<string, Float64Array> {
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
