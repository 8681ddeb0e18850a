import { indexPlan, type Plan } from '../../ir/index.js';
import type { FitReport } from '../../fit/index.js';
import type { Figure, FigureInput } from '../figure.js';
import { markedYears } from '../figure.js';
import { campusMap } from './campus.js';
import { capacity } from './capacity.js';
import { costs } from './costs.js';
import { fit } from './fit.js';
import { loadDuration } from './load-duration.js';
import { mismatch } from './mismatch.js';
import { network } from './network.js';
import { powerPath } from './power-path.js';
import { pueLoad } from './pue-load.js';
import { racks } from './racks.js';
import { ramp } from './ramp.js';

/** In the order in which a planner reads them. */
const FIGURES: readonly ((input: FigureInput) => Figure | undefined)[] = [
  capacity,
  ramp,
  powerPath,
  loadDuration,
  pueLoad,
  fit,
  mismatch,
  network,
  costs,
  campusMap,
  racks,
];

export interface FigureOptions {
  /** Which run of days the result was simulated with. */
  readonly seed?: number;
  /** Calendar year of the figures that show one; the middle of the campus's life where absent or outside of it. */
  readonly year?: number;
  /** Leaves out what takes a search among other plans: fit and mismatch. */
  readonly quick?: boolean;
}

/** The figures of every campus of a plan, from its simulation and findings; those with nothing to show are left out. */
export function figuresOf(plan: Plan, report: FitReport, { seed = 1, year, quick = false }: FigureOptions = {}): readonly Figure[] {
  const index = indexPlan(plan);
  return plan.campus.flatMap((campus) => {
    const path = campus.path ?? '';
    const marked = markedYears({ report, path });
    const asked = year === undefined ? -1 : report.result.years.indexOf(year);
    const at = asked >= 0 ? asked : (marked[Math.floor(marked.length / 2)] ?? 0);
    const input: FigureInput = { plan, index, campus, path, report, seed, year: at };
    const figures = quick ? FIGURES.filter((figure) => figure !== fit && figure !== mismatch) : FIGURES;
    return figures.flatMap((figure) => figure(input) ?? []);
  });
}
