import { indexPlan, type Plan } from '../../ir/index.js';
import type { FitReport } from '../../fit/index.js';
import { type Figure, FIGURE_NAMES, type FigureInput, type FigureName, markedYears } from '../figure.js';
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

const FIGURES: Readonly<Record<FigureName, (input: FigureInput) => Figure | undefined>> = {
  capacity,
  ramp,
  'power-path': powerPath,
  'load-duration': loadDuration,
  'pue-load': pueLoad,
  fit,
  mismatch,
  network,
  costs,
  campus: campusMap,
  racks,
};

/** What takes a search among other plans. */
const SLOW: ReadonlySet<FigureName> = new Set<FigureName>(['fit', 'mismatch']);

export interface FigureOptions {
  /** Which run of days the result was simulated with. */
  readonly seed?: number;
  /** Calendar year of the figures that show one; the middle of the campus's life where absent or outside of it. */
  readonly year?: number;
  /** Leaves out what takes a search among other plans: fit and mismatch. */
  readonly quick?: boolean;
}

/** The figures of every campus of a plan, from its simulation and findings; those with nothing to show are left out. */
export function figuresOf(
  plan: Plan,
  report: FitReport,
  { seed = 1, year, quick = false }: FigureOptions = {},
): readonly Figure[] {
  const index = indexPlan(plan);
  return plan.campus.flatMap((campus) => {
    const path = campus.path ?? '';
    const marked = markedYears({ report, path });
    const asked = year === undefined ? -1 : report.result.years.indexOf(year);
    const at = asked >= 0 ? asked : (marked[Math.floor(marked.length / 2)] ?? 0);
    const input: FigureInput = { plan, index, campus, path, report, seed, year: at };
    return FIGURE_NAMES.flatMap((name) => (quick && SLOW.has(name) ? [] : (FIGURES[name](input) ?? [])));
  });
}
