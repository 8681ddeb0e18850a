import { YEAR_SECONDS } from '../calendar/calendar.js';
import { type Campus, type Climate, central, type Hall, type Plan, type PlanIndex, resolve } from '../../ir/index.js';
import { type HourSet, indexOf } from '../calendar/hour-set.js';
import type { ContractAccount } from '../contract/contract-run.js';
import { Ledger } from '../economics/ledger.js';
import type { Lifetimes } from '../lifetime/lifetimes.js';
import { phasedMachinery, runPhases } from '../lifetime/phases.js';
import { chargeReserves } from '../lifetime/reserves.js';
import { workCampus } from '../lifetime/work-campus.js';
import { lazily } from '../lazy.js';
import type { NoteSink } from '../notes.js';
import type { FabricView, ItYear } from '../operation/it-model.js';
import { campusSupply } from '../placement/campus-supply.js';
import type { Assignment, CostLine, HallHours } from '../results.js';
import type { CachedIt, SimulationCache } from './cache.js';
import { hallCosts } from './campus-capital.js';
import { campusIt } from './campus-it.js';
import { CampusYears } from './campus-years.js';
import { activeShare, campusClock, type Clock, firstHour, lastHour } from './clock.js';
import { type CampusFabric, campusFabrics } from './fabrics.js';
import { frameHalls, type HallFrame } from './hall-frame.js';
import { hallArrays, hallMachinery, type HallMachinery, runHallHours } from './hall-run.js';
import { type HeldPlacement, yearOf } from './held-placement.js';
import { contractKey } from './contract-loads.js';
import { feederKey, feedersKey, hallKey, itKey } from './keys.js';
import { keptBytes } from './kept-bytes.js';
import type { Interruptions } from './losses.js';
import type { SharedLoad } from './shared-contracts.js';
import type { SuppliedYear } from './supply.js';
import type { HallTotals } from './totals.js';
import { WorkNames } from './work-names.js';

/** Everything that simulating one campus yields, before it is put into metrics. */
export interface CampusRun {
  readonly campus: Campus;
  readonly path: string;
  readonly clock: Clock;
  readonly frames: readonly HallFrame[];
  readonly machinery: ReadonlyMap<string, HallMachinery>;
  readonly fabrics: ReadonlyMap<string, CampusFabric>;
  readonly totals: ReadonlyMap<string, HallTotals>;
  /** Halls whose draw is unknown because a figure is blank. */
  readonly unknownHalls: ReadonlySet<string>;
  /** Of shared contracts, this campus's draw alone. */
  readonly accounts: readonly ContractAccount[];
  readonly sharedLoads: ReadonlyMap<string, readonly SharedLoad[]>;
  /** Generation, batteries and called hours between halls and contracts, by contract, then by year. */
  readonly supplied: ReadonlyMap<string, readonly (SuppliedYear | undefined)[]>;
  /** Interruptions of each hall's power path. */
  readonly interruptions: Interruptions;
  /** Share of each year's work lost to interruptions of power, and to called hours, by workload. */
  readonly outageLoss: () => ReadonlyMap<string, Float64Array>;
  readonly calledLoss: ReadonlyMap<string, Float64Array>;
  readonly it: CachedIt;
  readonly years: readonly ItYear[];
  readonly costs: readonly CostLine[];
  readonly assignments: () => readonly Assignment[];
  readonly hours: (hallPath: string, yearIndex: number) => HallHours | undefined;
}

/** Simulates a campus hour by hour over its horizon. `plan` holds what stands above campuses; `index` all of it; `shared` the contracts of several campuses. */
export function simulateCampus(
  plan: Plan,
  campus: Campus,
  years: readonly number[],
  index: PlanIndex,
  cache: SimulationCache,
  notes: NoteSink,
  shared: ReadonlySet<string>,
  set: HourSet,
  seed: number,
  placement: HeldPlacement | undefined,
  lives: Lifetimes,
): CampusRun {
  const path = campus.path ?? campus.name ?? 'campus';
  const clock = campusClock(campus, years);
  const climate = resolve<Climate>(index, campus.climate);
  const weather = cache.weatherOf(climate, path, notes, seed, set);
  const frames = frameHalls(campus, index, notes);
  const fabrics = campusFabrics(frames, index, notes);
  const machinery = new Map<string, HallMachinery>();
  for (const frame of frames) {
    const build = (of: HallFrame): HallMachinery | undefined =>
      hallMachinery(of, fabrics.get(frame.networkPath), weather, index, notes);
    const built = build(frame);
    if (built) machinery.set(frame.path, phasedMachinery(built, lives.get(frame.path), index, build));
  }
  const work = workCampus(campus, lives);
  const {
    it,
    years: itYears,
    like,
  } = campusIt(cache, {
    path,
    plan,
    index,
    work,
    years: clock.years,
    fabric: (hall) => fabricView(frames, fabrics, hall),
    content: itKey(plan, work, fabrics, clock.years),
    supply: () => campusSupply(campus, index, frames, machinery, clock.years, shared),
    held: placement?.get(path),
  });
  const ledger = new Ledger(path, clock.years.length, campus.discount);
  const capital = hallCosts({ campus, path, clock, frames, machinery, fabrics, index, lives }, notes);
  chargeBatteries(ledger, campus, path, clock);
  chargeReserves(ledger, campus, clock);
  const bytes = new Map([...machinery].map(([hall, of]) => [hall, keptBytes(of, itYears, clock, set)]));
  const most = 8 * set.length * clock.years.length * machinery.size;
  const allBytes = [...bytes.values()].reduce((sum, of) => sum + of, 0);
  const all = feedersKey(campus, index, clock, set, seed);
  const names = new WorkNames(cache, campus, it, itYears, like);
  const state = new CampusYears(
    {
      campus,
      path,
      clock,
      frames,
      machinery,
      index,
      kept: (of) => {
        const hall = of.frame.path;
        return cache.hallOf(hallKey(of, clock, names.of(hall).drawn), bytes.get(hall) ?? 0, allBytes, most);
      },
      feeder: (halls, contracts, fed, make) => {
        const own = contracts.map(([contract]) => contract);
        if (own.some((contract) => shared.has(contractKey(contract)))) return make();
        const exposed = names.exposed(
          halls.map(([frame]) => frame),
          own,
          fed !== undefined,
        );
        const key = feederKey(all, clock, halls, machinery, contracts, (hall) => names.of(hall).done, [
          fed,
          fed === undefined ? undefined : campus.carbonPrice,
          exposed,
        ]);
        return cache.feederOf(key, make);
      },
      notes,
      shared,
      set,
      seed,
    },
    ledger,
    itYears,
  );
  for (const note of it.notes.notes) notes.add(note);
  return {
    campus,
    path,
    clock,
    frames,
    machinery,
    fabrics,
    totals: state.totals,
    unknownHalls: state.unknownHalls,
    accounts: state.accounts,
    sharedLoads: state.sharedLoads,
    supplied: state.supplied,
    interruptions: state.interruptions,
    outageLoss: state.outageLoss,
    calledLoss: state.calledLoss,
    it,
    years: itYears,
    costs: [...capital, ...ledger.close(state.ledgers)],
    assignments: lazily(() => gatherAssignments(itYears)),
    hours: (hallPath, year) => hallHours(frames, machinery, clock, set, yearOf(it, year), hallPath, year),
  };
}

function chargeBatteries(ledger: Ledger, campus: Campus, path: string, clock: Clock): void {
  for (const battery of campus.battery) {
    const amount =
      central(battery.power) * central(battery.capitalPower) + central(battery.energy) * central(battery.capitalEnergy);
    ledger.invest(
      battery.path ?? path,
      'battery capital',
      'contract',
      amount,
      battery.life / YEAR_SECONDS,
      activeShare(clock, clock.opens),
    );
  }
}

function fabricView(frames: readonly HallFrame[], fabrics: ReadonlyMap<string, CampusFabric>, hall: Hall): FabricView {
  const frame = frames.find((candidate) => candidate.path === hall.path);
  const design = frame && fabrics.get(frame.networkPath)?.design;
  return {
    oversubscription: design?.oversubscription ?? 1,
    linkRate: design?.linkRate ?? 0,
    bisectionPerEndpoint: design?.bisectionPerEndpoint ?? 0,
    topology: design?.topology ?? 'network',
  };
}

function gatherAssignments(years: readonly ItYear[]): Assignment[] {
  const gathered = new Map<string, Assignment>();
  years.forEach((year, y) => {
    for (const { workload, hall, accelerators } of year.assignments) {
      const key = `${workload}\n${hall}`;
      let entry = gathered.get(key);
      if (entry === undefined) {
        entry = { workload, hall, accelerators: new Float64Array(years.length) };
        gathered.set(key, entry);
      }
      entry.accelerators[y] = (entry.accelerators[y] ?? 0) + accelerators;
    }
  });
  return [...gathered.values()];
}

function hallHours(
  frames: readonly HallFrame[],
  machinery: ReadonlyMap<string, HallMachinery>,
  clock: Clock,
  set: HourSet,
  it: ItYear,
  hallPath: string,
  year: number,
): HallHours | undefined {
  const frame = frames.find((candidate) => candidate.path === hallPath);
  const built = machinery.get(hallPath);
  const profile = it.halls.get(hallPath)?.profile;
  const calendarYear = clock.years[year];
  if (frame === undefined || built === undefined || profile === undefined || calendarYear === undefined)
    return undefined;
  const arrays = hallArrays(set);
  const first = indexOf(set, firstHour(calendarYear, frame.opens));
  const last = Math.max(first, indexOf(set, lastHour(calendarYear, clock.closes)));
  runPhases(built, profile, set, calendarYear, first, last, arrays, new Float64Array(set.length), runHallHours);
  return arrays;
}
