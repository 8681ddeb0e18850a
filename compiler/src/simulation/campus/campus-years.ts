import { type AnyContract, type Campus, type PlanIndex, valueAt } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import type { ContractAccount } from '../contract/contract-run.js';
import { Ledger } from '../economics/ledger.js';
import { lazily } from '../lazy.js';
import { TimedNotes, type NoteSink } from '../notes.js';
import type { ItYear } from '../operation/it-model.js';
import type { CachedHallYear } from './cache.js';
import { type Clock, firstHour, lastHour } from './clock.js';
import { contractKey } from './contract-loads.js';
import { chargeBeside } from './feeder-costs.js';
import { type FeederCampus, FeederRun, type Placed } from './feeder-run.js';
import { type Feeder, feedersOf, turnOf } from './feeders.js';
import type { HallFrame } from './hall-frame.js';
import { hallArrays, type HallMachinery } from './hall-run.js';
import { type Interruptions, interruptionsOf, outageLosses } from './losses.js';
import type { SharedLoad } from './shared-contracts.js';
import { CampusSupply, type SuppliedYear } from './supply.js';
import { type HallTotals, hallTotals } from './totals.js';

/** What halls and contracts are run with. */
export interface CampusYearsInput {
  readonly campus: Campus;
  readonly path: string;
  readonly clock: Clock;
  readonly frames: readonly HallFrame[];
  readonly machinery: ReadonlyMap<string, HallMachinery>;
  readonly index: PlanIndex;
  readonly kept: (machinery: HallMachinery) => CachedHallYear[] | undefined;
  /** A feeder that was run before, or `make` of it; by its halls, its contracts, and which of these generation stands behind. */
  readonly feeder: (
    halls: readonly Placed<HallFrame>[],
    contracts: readonly Placed<AnyContract>[],
    fed: string | undefined,
    make: () => FeederRun,
  ) => FeederRun;
  readonly notes: NoteSink;
  readonly shared: ReadonlySet<string>;
  readonly set: HourSet;
  readonly seed: number;
}

/** A campus's halls and contracts through its years, feeder by feeder. */
export class CampusYears {
  readonly totals = new Map<string, HallTotals>();
  readonly unknownHalls = new Set<string>();
  readonly accounts: readonly ContractAccount[];
  readonly sharedLoads = new Map<string, readonly SharedLoad[]>();
  readonly supplied = new Map<string, readonly (SuppliedYear | undefined)[]>();
  /** Share of each year's work that is lost to interruptions of power, and to called hours, by workload. */
  readonly outageLoss: () => ReadonlyMap<string, Float64Array>;
  readonly calledLoss = new Map<string, Float64Array>();
  readonly interruptions: Interruptions;
  /** What is paid, year by year. */
  readonly ledgers: readonly Ledger[];
  private readonly clouds: Ledger;
  private turn = 0;

  constructor(
    private readonly input: CampusYearsInput,
    standing: Ledger,
    years: readonly ItYear[],
  ) {
    const { campus, path, clock, frames, machinery, index, notes, shared, set, seed } = input;
    this.interruptions = interruptionsOf(campus, frames, machinery, index, notes);
    const contracts = [...contractsOf(campus, frames)];
    const capacities = contracts
      .filter(([key]) => !shared.has(key))
      .map(([key, { capacity }]) => [key, valueAt(capacity, (clock.years.at(-1) ?? 0) + 0.5)] as const);
    const supply = new CampusSupply(campus, index, capacities, set, notes, seed);
    supply.chargeStanding(standing, clock);
    const arrays = { ...hallArrays(set), total: new Float64Array(set.length) };
    const at: FeederCampus = { ...input, supply, arrays, spare: [] };
    const runs = feedersOf(
      frames,
      contracts.map(([key]) => key),
    ).map((feeder) => this.feed(at, feeder, contracts, years));
    const accounts = new Map(runs.flatMap((run) => [...run.accounts]));
    this.accounts = contracts.map(([key]) => accounts.get(key)!);
    const totals = new Map(runs.flatMap((run) => [...run.totals]));
    for (const frame of frames) this.totals.set(frame.path, totals.get(frame.path) ?? hallTotals(clock.years.length));
    for (const run of runs) this.take(run);
    for (const [key] of contracts) this.loseToCalls(runs, key);
    for (const note of TimedNotes.inOrder(runs.map((run) => run.notes))) notes.add(note);
    this.clouds = new Ledger(path, clock.years.length, 0, () => this.turn);
    const { interruptions } = this;
    this.outageLoss = lazily(() => outages(interruptions, clock, years));
    years.forEach((it, year) => {
      this.turn = turnOf(year, 'cloud', 0);
      this.payClouds(it, year);
    });
    this.ledgers = [...runs.map((run) => run.ledger), ...runs.map((run) => chargeBeside(run, input)), this.clouds];
  }

  private feed(
    at: FeederCampus,
    feeder: Feeder,
    contracts: readonly (readonly [string, AnyContract])[],
    years: readonly ItYear[],
  ): FeederRun {
    const halls = feeder.halls.map((i) => [this.input.frames[i]!, i] as const);
    const own = feeder.contracts.map((i) => [contracts[i]![1], i] as const);
    return this.input.feeder(
      halls,
      own,
      own.map(([contract]) => contractKey(contract)).find((key) => key === at.supply.supplied),
      () => new FeederRun(at, halls, own, years),
    );
  }

  private take(run: FeederRun): void {
    for (const path of run.unknownHalls) this.unknownHalls.add(path);
    for (const [key, loads] of run.sharedLoads) this.sharedLoads.set(key, loads);
    for (const [key, supplied] of run.supplied) this.supplied.set(key, supplied);
  }

  private loseToCalls(runs: readonly FeederRun[], key: string): void {
    for (const run of runs)
      for (const { workload, year, share } of run.lost.get(key) ?? [])
        addLoss(this.calledLoss, workload, year, share, this.input.clock);
  }

  /** Rented accelerators: what is used, at least what is committed in the hours in which the campus is open. */
  private payClouds(it: ItYear, year: number): void {
    const { campus, path, clock } = this.input;
    const calendarYear = clock.years[year] ?? 0;
    const openHours = Math.max(0, lastHour(calendarYear, clock.closes) - firstHour(calendarYear, clock.opens));
    for (const cloud of campus.cloud) {
      const used = it.clouds.get(cloud.path ?? '')?.acceleratorHours ?? 0;
      const reserved = valueAt(cloud.accelerators, calendarYear + 0.5) * openHours * cloud.committed;
      this.clouds.pay(
        cloud.path ?? path,
        'rented accelerators',
        'sizing',
        year,
        Math.max(used, reserved) * 3600 * valueAt(cloud.price, calendarYear + 0.5),
      );
    }
  }
}

/** A campus's contracts by key: those that it declares, then those that its halls name elsewhere. */
function contractsOf(campus: Campus, frames: readonly HallFrame[]): Map<string, AnyContract> {
  const contracts = new Map<string, AnyContract>();
  const open = (contract: AnyContract): void => {
    const key = contractKey(contract);
    if (!contracts.has(key)) contracts.set(key, contract);
  };
  for (const contract of campus.contract) open(contract);
  for (const contract of campus.colocation) open(contract);
  for (const frame of frames) for (const contract of frame.contracts) open(contract);
  return contracts;
}

function outages(interruptions: Interruptions, clock: Clock, years: readonly ItYear[]): Map<string, Float64Array> {
  const losses = new Map<string, Float64Array>();
  years.forEach((it, year) => {
    for (const [workload, share] of outageLosses(interruptions, it, clock.years[year] ?? 0))
      addLoss(losses, workload, year, share, clock);
  });
  return losses;
}

function addLoss(
  losses: Map<string, Float64Array>,
  workload: string,
  year: number,
  share: number,
  { years }: Clock,
): void {
  const known = losses.get(workload) ?? new Float64Array(years.length);
  known[year] = Math.min(1, known[year]! + share);
  losses.set(workload, known);
}
