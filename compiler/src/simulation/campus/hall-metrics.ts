import type { HallResult } from '../results.js';
import { activeSeconds } from './clock.js';
import type { MetricBook } from './metric-book.js';
import type { CampusRun } from './simulate-campus.js';

/** Metrics and results of a campus's halls; halls whose draw is unknown have `null` throughout. */
export function hallMetrics(run: CampusRun, book: MetricBook): HallResult[] {
  return run.frames.map((frame) => {
    const totals = run.totals.get(frame.path);
    const machinery = run.machinery.get(frame.path);
    const known = totals !== undefined && machinery !== undefined && !run.unknownHalls.has(frame.path);
    const zeros = new Float64Array(run.clock.years.length);
    const list = (values: ArrayLike<number> | undefined, scale = 1): (number | null)[] =>
      Array.from(run.clock.years, (_, year) => (known ? (values?.[year] ?? 0) * scale : null));
    const itEnergy = list(totals?.itEnergy, frame.count);
    const plant = list(totals?.plantEnergy, frame.count);
    const electrical = list(totals?.electricalEnergy, frame.count);
    const add = (a: readonly (number | null)[], b: readonly (number | null)[]): (number | null)[] =>
      a.map((value, year) => (value === null || b[year] == null ? null : value + (b[year] ?? 0)));
    const overhead = add(plant, electrical);
    const all = add(itEnergy, overhead);
    const accelerators = Array.from(run.clock.years, () => frame.accelerators);
    const open = activeSeconds(run.clock, frame.opens);
    const rating = open.map((seconds) => (machinery ? machinery.plantRating * frame.count * seconds : null));
    book
      .open(frame.path, 'hall')
      .ratio('itPower', itEnergy, open)
      .most('itPeak', list(totals?.itPeak, frame.count))
      .ratio('power', all, open)
      .ratio('reserved', list(totals?.held), accelerators)
      .ratio('busy', list(totals?.busy), accelerators)
      .ratio('idle', list(totals?.idle), accelerators)
      .ratio('pue', all, itEnergy)
      .ratio('overhead', overhead, itEnergy)
      .ratio('plantLoad', itEnergy, rating)
      .mean('belowTurndown', list(totals?.belowTurndown, 3600))
      .mean('freeCooling', list(totals?.freeCooling, 3600))
      .sum('cost', yearlyCost(run, frame.path));
    return {
      path: frame.path,
      count: frame.count,
      accelerators: frame.accelerators,
      nameplate: frame.nameplate ?? 0,
      plantRating: machinery?.plantRating ?? 0,
      itEnergy: totals?.itEnergy ?? zeros,
      plantEnergy: totals?.plantEnergy ?? zeros,
      electricalEnergy: totals?.electricalEnergy ?? zeros,
      belowTurndownHours: totals?.belowTurndown ?? zeros,
      freeCoolingHours: totals?.freeCooling ?? zeros,
      water: totals?.water ?? zeros,
      held: totals?.held ?? zeros,
      busy: totals?.busy ?? zeros,
      idle: totals?.idle ?? zeros,
      backfillable: totals?.backfillable ?? zeros,
    };
  });
}

/** Yearly cost of one entity's own lines; `null` in all years where one is unknown. */
export function yearlyCost(run: CampusRun, path: string): (number | null)[] {
  const lines = run.costs.filter((line) => line.path === path);
  if (lines.some((line) => line.presentValue === null)) return run.clock.years.map(() => null);
  return run.clock.years.map((_, year) => lines.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0));
}
