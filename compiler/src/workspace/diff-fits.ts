import type { DiffHallFit } from '../diagnostics/diff-report.js';
import { fitsOf, type HallFit } from '../fit/counterfactual/index.js';
import { type FitReport, PART_NAMES } from '../fit/index.js';
import { indexPlan, type Plan } from '../ir/index.js';
import type { Metrics, SimulationResult, Subsystem } from '../simulation/results.js';
import type { Workspace } from './workspace.js';

/**
 * Fits of a plan that stands in no file, such as one with some of the changes between two. Mends are tried in the IR: one
 * that only an edit of a source could make is not.
 */
export function fitsOfPlan(workspace: Workspace, plan: Plan, result: SimulationResult, seed: number): Metrics {
  return fitsOf({
    plan,
    index: indexPlan(plan),
    library: workspace.library(),
    result,
    realise: () => undefined,
    simulate: (candidate) => workspace.simulate(candidate, seed),
    estimate: (candidate, held) => workspace.estimate(candidate, seed, held),
  }).metrics;
}

/** How well each hall fits its work on either side; halls without work on both are left out. */
export function hallFitRows(
  base: FitReport | undefined,
  head: FitReport | undefined,
  originalPath: (path: string) => string,
): DiffHallFit[] {
  const was = sidesOf(base);
  const is = sidesOf(head);
  const kept = new Set([...is.keys()].map(originalPath));
  return [
    ...[...is].map(([hall, side]): DiffHallFit => ({ hall, base: was.get(originalPath(hall)) ?? null, head: side })),
    ...[...was]
      .filter(([hall]) => !kept.has(hall))
      .map(([hall, side]): DiffHallFit => ({ hall, base: side, head: null })),
  ];
}

type HallSide = NonNullable<DiffHallFit['base']>;

function sidesOf(report: FitReport | undefined): ReadonlyMap<string, HallSide> {
  if (report === undefined) return new Map();
  const halls = new Set(report.hallFits.map(({ hall }) => hall));
  return new Map(
    [...halls].map((hall) => {
      const metrics = report.fits.get(hall);
      const lost = mostLost(report.hallFits.filter((row) => row.hall === hall));
      return [
        hall,
        {
          fit: metrics?.get('fit')?.value ?? null,
          infrastructureFit: metrics?.get('infrastructureFit')?.value ?? null,
          failing: lost === undefined ? null : PART_NAMES[lost],
        },
      ];
    }),
  );
}

/** The subsystem in which most is lost over all years and workloads. */
function mostLost(rows: readonly HallFit[]): Subsystem | undefined {
  const lost = new Map<Subsystem, number>();
  for (const { failing, cost } of rows)
    if (failing !== undefined) lost.set(failing, (lost.get(failing) ?? 0) + cost.here - cost.best);
  return [...lost].sort((a, b) => b[1] - a[1])[0]?.[0];
}
