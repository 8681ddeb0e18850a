import { YEAR_SECONDS } from '../calendar/calendar.js';
import { type StandingPart, strandedCapital } from '../economics/stranded.js';
import type { CostLine, HallResult, StrandedCapital, StrandedPart } from '../results.js';
import { activeSeconds } from './clock.js';
import { contractKey } from './contract-loads.js';
import type { HallFrame } from './hall-frame.js';
import type { MetricBook } from './metric-book.js';
import { bandwidthNeeds } from './network-metrics.js';
import type { CampusRun } from './simulate-campus.js';

/** What the metrics of all halls of a campus rest on. */
interface HallViews {
  readonly needs: () => ReadonlyMap<string, Float64Array>;
  readonly costs: () => ReadonlyMap<string, readonly CostLine[]>;
}

/**
 * Results of a campus's halls, and their metrics into the book; halls whose draw is unknown have `null` throughout. `needs`:
 * what the work on each hall needs of its fabric.
 */
export function hallMetrics(
  run: CampusRun,
  book: MetricBook,
  needs: () => ReadonlyMap<string, Float64Array>,
): HallResult[] {
  const views = { needs, costs: lazily(() => costsByPath(run)) };
  const zeros = new Float64Array(run.clock.years.length);
  return run.frames.map((frame) => {
    const totals = run.totals.get(frame.path);
    const machinery = run.machinery.get(frame.path);
    const stranded = lazily(() => strandedIn(run, frame, views));
    book.open(frame.path, 'hall', (entry) => {
      write(run, frame, views, stranded(), entry);
    });
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
      get stranded() {
        return stranded();
      },
    };
  });
}

function isKnown(run: CampusRun, { path }: HallFrame): boolean {
  return run.totals.has(path) && run.machinery.has(path) && !run.unknownHalls.has(path);
}

function strandedIn(run: CampusRun, frame: HallFrame, { needs, costs }: HallViews): (StrandedCapital | null)[] {
  return isKnown(run, frame)
    ? strandedBy(run, frame, costs().get(frame.path) ?? [], needs().get(frame.path))
    : run.clock.years.map(() => null);
}

function write(
  run: CampusRun,
  frame: HallFrame,
  { costs }: HallViews,
  stranded: readonly (StrandedCapital | null)[],
  entry: Entry,
): void {
  const totals = run.totals.get(frame.path);
  const machinery = run.machinery.get(frame.path);
  const known = isKnown(run, frame);
    const list = (values: ArrayLike<number> | undefined, scale = 1): (number | null)[] =>
      Array.from(run.clock.years, (_, year) => (known ? (values?.[year] ?? 0) * scale : null));
    const itEnergy = list(totals?.itEnergy, frame.count);
    const plant = list(totals?.plantEnergy, frame.count);
    const electrical = list(totals?.electricalEnergy, frame.count);
    const add = (a: readonly (number | null)[], b: readonly (number | null)[]): (number | null)[] =>
      a.map((value, year) => (value === null || b[year] == null ? null : value + (b[year] ?? 0)));
    const overhead = add(plant, electrical);
    const all = add(itEnergy, overhead);
    // Racks that change during the year count by the time that they stand.
    const accelerators = Array.from(run.clock.years, (_, year) =>
      frame.hall.refresh.length > 0 || frame.hall.modular !== undefined
        ? (totals?.installed[year] ?? 0)
        : frame.accelerators,
    );
    const installed = installedAccelerators(run, frame).map((count) => count * YEAR_SECONDS);
    const open = activeSeconds(run.clock, frame.opens);
    const rated = open.map((seconds) => (machinery ? machinery.itRating * frame.count * seconds : null));
    const rating = open.map((seconds) => (machinery ? machinery.plantRating * frame.count * seconds : null));
    const cost = yearlyCost(run, costs().get(frame.path) ?? []);
    entry
      .ratio('itPower', itEnergy, open)
      .most('itPeak', list(totals?.itPeak, frame.count))
      .ratio('power', all, open)
      .ratio('powerPerAccelerator', all, installed)
      .ratio('reserved', list(totals?.held), accelerators)
      .ratio('busy', list(totals?.busy), accelerators)
      .ratio('idle', list(totals?.idle), accelerators)
      .ratio('pue', all, itEnergy)
      .ratio('overhead', overhead, itEnergy)
      .ratio('plantLoad', itEnergy, rating)
      .mean('belowTurndown', list(totals?.belowTurndown, 3600))
      .mean(
        'unavailable',
        run.clock.years.map(() => {
          const hours = run.interruptions.paths.get(frame.path)?.hours;
          return hours === undefined ? null : hours * 3600;
        }),
      )
      .mean('freeCooling', list(totals?.freeCooling, 3600))
      .sum('cost', cost)
      .ratio('costPerItPower', cost, rated)
      .mean(
        'strandedCapital',
        stranded.map((view) => view?.total ?? null),
      );
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
      stranded,
    };
  });
}

