import { YEAR_SECONDS } from '../calendar/calendar.js';
import { type StandingPart, strandedCapital } from '../economics/stranded.js';
import type { CostLine, HallResult, StrandedCapital, StrandedPart } from '../results.js';
import { activeSeconds } from './clock.js';
import { lazily } from '../lazy.js';
import { contractKey } from './contract-loads.js';
import type { HallFrame } from './hall-frame.js';
import type { Entry, MetricBook } from './metric-book.js';
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
}

/** Accelerators that stand in all elements of a hall, mean over each year. */
export function installedAccelerators(run: CampusRun, frame: HallFrame): number[] {
  return run.clock.years.map((_, year) => (run.years[year]?.halls.get(frame.path)?.installed ?? 0) * frame.count);
}

function costsByPath(run: CampusRun): Map<string, CostLine[]> {
  const costs = new Map<string, CostLine[]>();
  for (const line of run.costs) {
    const known = costs.get(line.path);
    if (known === undefined) costs.set(line.path, [line]);
    else known.push(line);
  }
  return costs;
}

/** Yearly cost of an entity's own lines; `null` in all years where one is unknown. */
function yearlyCost(run: CampusRun, lines: readonly CostLine[]): (number | null)[] {
  if (lines.some((line) => line.presentValue === null)) return run.clock.years.map(() => null);
  return run.clock.years.map((_, year) => lines.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0));
}

/** What each capital line of a hall buys. */
const PARTS: Readonly<Record<string, StrandedPart>> = {
  'racks capital': 'accelerators',
  'shell and fit-out capital': 'floor',
  'land capital': 'floor',
  'distribution capital': 'electrical path',
  'UPS capital': 'electrical path',
  'generators capital': 'electrical path',
  'cooling capital': 'cooling',
  'retrofit capital': 'cooling',
  'network capital': 'bisection',
};

/**
 * Capital that no hour of a year uses. Racks and the floor under them count as used while a workload holds them, whatever it
 * makes of them; racks without accelerators always. `null` where a price is unknown.
 */
function strandedBy(
  run: CampusRun,
  frame: HallFrame,
  costs: readonly CostLine[],
  needs: Float64Array | undefined,
): (StrandedCapital | null)[] {
  const machinery = run.machinery.get(frame.path);
  const totals = run.totals.get(frame.path);
  const lines = costs.filter(({ item }) => PARTS[item] !== undefined);
  if (machinery === undefined || totals === undefined || lines.some((line) => line.presentValue === null))
    return run.clock.years.map(() => null);
  const { itRating, plantRating } = machinery;
  const bisection = run.fabrics.get(frame.networkPath)?.design.bisectionPerEndpoint ?? 0;
  const contract = contractUses(run, frame);
  return run.clock.years.map((_, year) => {
    const peak = totals.itPeak[year] ?? 0;
    const it = run.years[year]?.halls.get(frame.path);
    const stands = it?.installed ?? 0;
    const held = it?.held ?? 0;
    const part = (of: StrandedPart, capacity: number, used: number): StandingPart => ({
      capacity,
      used,
      annuity: annuityOf(lines, of, year),
    });
    return strandedCapital(
      {
        accelerators: part('accelerators', stands, held),
        floor: part('floor', stands, held),
        'electrical path': part('electrical path', itRating, peak),
        cooling: part('cooling', plantRating, peak),
        bisection: part('bisection', bisection, needs?.[year] ?? 0),
      },
      {
        contract: contract[year] ?? 0,
        'electrical path': itRating > 0 ? peak / itRating : 0,
        cooling: plantRating > 0 ? peak / plantRating : 0,
        accelerators: stands > 0 ? held / stands : 0,
      },
    );
  });
}

function annuityOf(lines: readonly CostLine[], part: StrandedPart, year: number): number {
  return lines.reduce((sum, line) => (PARTS[line.item] === part ? sum + (line.byYear[year] ?? 0) : sum), 0);
}

/** Highest quarter-hour of a hall's contracts over their capacity by year, this campus's draw alone. */
function contractUses(run: CampusRun, frame: HallFrame): Float64Array {
  const most = new Float64Array(run.clock.years.length);
  for (const contract of frame.contracts) {
    const result = run.accounts.find(({ path }) => path === contractKey(contract))?.result();
    result?.capacity.forEach((capacity, month) => {
      const year = Math.floor(month / 12);
      if (capacity > 0) most[year] = Math.max(most[year] ?? 0, (result.peak[month] ?? 0) / capacity);
    });
  }
  return most;
}
