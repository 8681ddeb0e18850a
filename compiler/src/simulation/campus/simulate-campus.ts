import { YEAR_SECONDS } from '../calendar/calendar.js';
import {
  type AnyCooling,
  type Campus,
  type Climate,
  central,
  type Hall,
  type Plan,
  type PlanIndex,
  resolve,
} from '../../ir/index.js';
import { type HourSet, indexOf } from '../calendar/hour-set.js';
import type { ContractAccount } from '../contract/contract-run.js';
import { chargeHall } from '../economics/capital.js';
import { Ledger } from '../economics/ledger.js';
import { rackStretches } from '../economics/refresh.js';
import { noteRefreshLimits } from '../economics/refresh-limits.js';
import { chargeRetrofits, partLives } from '../lifetime/capital.js';
import type { Lifetimes } from '../lifetime/lifetimes.js';
import { phasedMachinery, runPhases } from '../lifetime/phases.js';
import { chargeReserves } from '../lifetime/reserves.js';
import { workCampus } from '../lifetime/work-campus.js';
import type { NoteSink } from '../notes.js';
import { type FabricView, type ItYear, prepareIt } from '../operation/it-model.js';
import { campusSupply } from '../placement/campus-supply.js';
import { hasFreedom } from '../placement/layout.js';
import { supplyKey } from '../placement/supply.js';
import type { Assignment, CostLine, HallHours } from '../results.js';
import type { CachedIt, SimulationCache } from './cache.js';
import { CampusYears } from './campus-years.js';
import { activeShare, campusClock, type Clock, firstHour, lastHour } from './clock.js';
import { type CampusFabric, campusFabrics } from './fabrics.js';
import { frameHalls, type HallFrame } from './hall-frame.js';
import { hallArrays, hallMachinery, type HallMachinery, runHallHours } from './hall-run.js';
import { heldCampus, type HeldPlacement, yearOf } from './held-placement.js';
import { contractKey } from './contract-loads.js';
import { feederKey, feedersKey, hallKey, itKey } from './keys.js';
import type { Interruptions } from './losses.js';
import type { SharedLoad } from './shared-contracts.js';
import type { SuppliedYear } from './supply.js';
import type { HallTotals } from './totals.js';

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
  readonly outageLoss: ReadonlyMap<string, Float64Array>;
  readonly calledLoss: ReadonlyMap<string, Float64Array>;
  readonly it: CachedIt;
  readonly years: readonly ItYear[];
  readonly costs: readonly CostLine[];
  readonly assignments: readonly Assignment[];
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
  const content = itKey(plan, work, fabrics, clock.years);
  const held = placement?.get(path);
  const it = held?.work === content ? held : placedIt();
  // Where work has one place to go, no price and no contract moves it, and halls do what they did.
  const placed = cache.nameOf(hasFreedom(it.model.layout) ? it.key : it.content);
  const ledger = new Ledger(path, clock.years.length, campus.discount);
  chargeCapital(campus, path, clock, frames, machinery, fabrics, index, ledger, notes, lives);
  chargeReserves(ledger, campus, clock);
  const itYears = clock.years.map((_, year) => yearOf(it, year));
  const bytes = 8 * set.length * clock.years.length;
  const all = feedersKey(campus, index, clock, set, seed);
  const state = new CampusYears(
    {
      campus,
      path,
      clock,
      frames,
      machinery,
      index,
      kept: (of) => cache.hallOf(hallKey(placed, of, clock.closes), bytes, bytes * machinery.size),
      feeder: (halls, contracts, fed, make) => {
        if (contracts.some((contract) => shared.has(contractKey(contract)))) return make();
        const built = halls.map((frame) => [frame, machinery.get(frame.path)] as const);
        return cache.feederOf(feederKey(all, placed, built, contracts, fed, clock.closes), make);
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
    costs: ledger.close(state.ledgers),
    assignments: gatherAssignments(itYears),
    hours: (hallPath, year) => hallHours(frames, machinery, clock, set, yearOf(it, year), hallPath, year),
  };

  function placedIt(): CachedIt {
    const supply = campusSupply(campus, index, frames, machinery, clock.years, shared);
    const kept = held === undefined ? '' : `\nheld ${cache.nameOf(held.key)}`;
    return cache.itOf(`${content}\n${supplyKey(supply, clock.years)}${kept}`, content + kept, content, (sink) =>
      prepareIt(
        plan,
        index,
        work,
        clock.years,
        (hall) => fabricView(frames, fabrics, hall),
        sink,
        supply,
        held && heldCampus(held),
      ),
    );
  }
}

function chargeCapital(
  campus: Campus,
  path: string,
  clock: Clock,
  frames: readonly HallFrame[],
  machinery: ReadonlyMap<string, HallMachinery>,
  fabrics: ReadonlyMap<string, CampusFabric>,
  index: PlanIndex,
  ledger: Ledger,
  notes: NoteSink,
  lives: Lifetimes,
): void {
  for (const frame of frames) {
    const built = machinery.get(frame.path);
    const life = lives.get(frame.path);
    const stretches = frame.hall.refresh.length > 0 ? rackStretches(frame.hall, frame.opens, index) : undefined;
    if (stretches !== undefined && built !== undefined) {
      const fabric = fabrics.get(frame.networkPath)?.design;
      const { hall } = frame;
      noteRefreshLimits(
        frame.path,
        {
          hall,
          cooling: resolve<AnyCooling>(index, hall.cooling),
          plantRating: built.plantRating,
          itRating: built.itRating,
          networkPower: built.networkPower,
          fabric: fabric && { endpoints: frame.accelerators, linkRate: fabric.linkRate },
        },
        stretches,
        notes,
        (year) => life?.retrofits.findLast(({ from }) => from <= year + 1e-6)?.cooling,
      );
    }
    const coolingLife = central(resolve<AnyCooling>(index, frame.hall.cooling).life) / YEAR_SECONDS;
    const parts = partLives(life, clock, frame.opens, coolingLife);
    chargeHall(ledger, index, {
      campus,
      frame,
      fabric: fabrics.get(frame.networkPath),
      itRating: built?.itRating,
      plantRating: built?.plantRating,
      active: activeShare(clock, frame.opens),
      ...(stretches === undefined ? {} : { refreshed: { stretches, clock } }),
      ...(parts === undefined ? {} : { lives: parts }),
    });
    const rating = built && built.plantRating * frame.count;
    if (life !== undefined) chargeRetrofits(ledger, campus, index, frame, clock, life.retrofits, rating);
  }
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
