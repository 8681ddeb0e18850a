import {
  type AnyContract,
  type Campus,
  central,
  type Economics,
  type PlanIndex,
  resolve,
  valueAt,
} from '../../ir/index.js';
import { showNumber } from '../../ir/show.js';
import { type HourSet, indexOf } from '../calendar/hour-set.js';
import { MONTH_STARTS } from '../calendar/calendar.js';
import { ContractAccount, type ContractLoad } from '../contract/contract-run.js';
import { Ledger } from '../economics/ledger.js';
import { smoothingStorage } from '../generation/supply.js';
import type { NoteSink } from '../notes.js';
import type { ItYear } from '../operation/it-model.js';
import { runPhases, standingHours } from '../lifetime/phases.js';
import type { HallProfile } from '../operation/profile.js';
import type { CachedHallYear } from './cache.js';
import { type Clock, firstHour, lastHour } from './clock.js';
import { contractKey, ContractLoads } from './contract-loads.js';
import type { HallFrame } from './hall-frame.js';
import { type HallArrays, hallArrays, type HallMachinery } from './hall-run.js';
import { type Interruptions, interruptionsOf, loadShares, outageLosses } from './losses.js';
import type { SharedLoad } from './shared-contracts.js';
import { CampusSupply, type SuppliedYear } from './supply.js';
import { type HallTotals, hallTotals } from './totals.js';

/** Runs a campus's halls and contracts through its years, in order: contracts remember the peaks of the year before. */
export class CampusYears {
  readonly totals = new Map<string, HallTotals>();
  readonly unknownHalls = new Set<string>();
  readonly accounts = new Map<string, ContractAccount>();
  /** What this campus draws on shared contracts, by path, then by year. */
  readonly sharedLoads = new Map<string, SharedLoad[]>();
  /** What stood between the halls and a contract, by contract, then by year. */
  readonly supplied = new Map<string, (SuppliedYear | undefined)[]>();
  /** Share of each year's work that is lost to interruptions of power, and to called hours, by workload. */
  readonly outageLoss = new Map<string, Float64Array>();
  readonly calledLoss = new Map<string, Float64Array>();
  readonly interruptions: Interruptions;
  private readonly supply: CampusSupply;
  private readonly unbilled: Ledger;
  private readonly arrays: HallArrays;
  /** Draw of a hall whose hours are not kept. */
  private readonly total: Float64Array;
  private readonly said = new Set<string>();
  private readonly loads: ContractLoads;

  constructor(
    private readonly campus: Campus,
    private readonly path: string,
    private readonly clock: Clock,
    private readonly frames: readonly HallFrame[],
    private readonly machinery: ReadonlyMap<string, HallMachinery>,
    private readonly index: PlanIndex,
    private readonly ledger: Ledger,
    private readonly cached: (hallPath: string) => CachedHallYear[] | undefined,
    private readonly notes: NoteSink,
    /** Paths of contracts that other campuses draw on too: they are billed on the sum, not here. */
    private readonly shared: ReadonlySet<string>,
    private readonly set: HourSet,
    seed: number,
  ) {
    this.arrays = hallArrays(set);
    this.total = new Float64Array(set.length);
    this.unbilled = new Ledger(path, clock.years.length, 0);
    const battery = smoothingStorage(campus.battery);
    this.interruptions = interruptionsOf(frames, machinery, index, notes);
    const open = (contract: AnyContract): void => {
      const key = contractKey(contract);
      if (!this.accounts.has(key))
        this.accounts.set(key, new ContractAccount(contract, key, clock.years, battery, notes, seed));
    };
    for (const contract of campus.contract) open(contract);
    for (const contract of campus.colocation) open(contract);
    for (const frame of frames) {
      this.totals.set(frame.path, hallTotals(clock.years.length));
      for (const contract of frame.contracts) open(contract);
    }
    const capacities = [...this.accounts]
      .filter(([key]) => !shared.has(key))
      .map(([key, { contract }]) => [key, valueAt(contract.capacity, (clock.years.at(-1) ?? 0) + 0.5)] as const);
    this.loads = new ContractLoads([...this.accounts.keys()], shared, set);
    this.supply = new CampusSupply(campus, index, capacities, set, notes, seed);
    this.supply.chargeStanding(ledger, clock);
  }

  /** One year: halls, then the contracts' bills, then rented accelerators. */
  run(it: ItYear, year: number): void {
    this.loads.open();
    for (const frame of this.frames) this.runHall(frame, it, year);
    const loads = this.loads.close();
    const calendarYear = this.clock.years[year] ?? 0;
    const carbonPrice = valueAt(this.campus.carbonPrice, calendarYear + 0.5);
    const opening = firstHour(calendarYear, this.clock.opens);
    const closing = lastHour(calendarYear, this.clock.closes);
    const firstMonth = MONTH_STARTS.findIndex((start) => start >= opening);
    const lastMonth = MONTH_STARTS.findIndex((start) => start >= closing);
    for (const [key, account] of this.accounts) {
      const load = loads.get(key);
      if (load === undefined) continue;
      const isShared = this.shared.has(key);
      if (!isShared) this.supplyYear(key, account, load, it, year, carbonPrice);
      const ledger = isShared ? this.unbilled : this.ledger;
      account.close(year, load, { firstMonth, lastMonth }, ledger, carbonPrice, this.set);
      if (isShared) this.sharedLoads.set(key, [...(this.sharedLoads.get(key) ?? []), { load, firstMonth, lastMonth }]);
    }
    this.loseToOutages(it, year);
    this.payClouds(it, year, calendarYear, Math.max(0, closing - opening));
  }

  private supplyYear(
    key: string,
    account: ContractAccount,
    load: ContractLoad,
    it: ItYear,
    year: number,
    carbonPrice: number,
  ): void {
    const frames = this.frames.filter(({ contracts }) => contracts.some((contract) => contractKey(contract) === key));
    const itEnergy = frames.reduce(
      (sum, { path, count }) => sum + count * (this.totals.get(path)?.itEnergy[year] ?? 0),
      0,
    );
    const supplied = this.supply.apply(
      account.contract,
      key,
      load,
      () => loadShares(this.campus, frames, it, itEnergy),
      this.ledger,
      { year, calendarYear: this.clock.years[year] ?? 0, carbonPrice },
    );
    const years = this.supplied.get(key) ?? [];
    years[year] = supplied?.supplied;
    this.supplied.set(key, years);
    for (const [workload, share] of supplied?.lost ?? []) addLoss(this.calledLoss, workload, year, share, this.clock);
  }

  private loseToOutages(it: ItYear, year: number): void {
    const calendarYear = this.clock.years[year] ?? 0;
    for (const [workload, share] of outageLosses(this.campus, this.interruptions, this.frames, it, calendarYear))
      addLoss(this.outageLoss, workload, year, share, this.clock);
  }

  private runHall(frame: HallFrame, it: ItYear, year: number): void {
    const hallYear = it.halls.get(frame.path);
    const machinery = this.machinery.get(frame.path);
    const totals = this.totals.get(frame.path);
    if (hallYear?.profile === undefined || machinery === undefined || totals === undefined) {
      this.unknownHalls.add(frame.path);
      this.ledger.unknown(frame.path, 'energy', 'operation');
      return;
    }
    const calendarYear = this.clock.years[year] ?? 0;
    const first = indexOf(this.set, firstHour(calendarYear, frame.opens));
    const last = Math.max(first, indexOf(this.set, lastHour(calendarYear, this.clock.closes)));
    const kept = this.cached(frame.path);
    const run =
      kept === undefined
        ? this.simulateHall(machinery, hallYear.profile, calendarYear, first, last, this.total)
        : (kept[year] ??= this.simulateHall(
            machinery,
            hallYear.profile,
            calendarYear,
            first,
            last,
            new Float64Array(this.set.length),
          ));
    this.noteLimits(frame.path, calendarYear, run);
    totals.itEnergy[year] = run.itEnergy;
    totals.itPeak[year] = run.itPeak;
    totals.plantEnergy[year] = run.plant.energy;
    totals.electricalEnergy[year] = run.electricalEnergy;
    totals.belowTurndown[year] = run.plant.belowTurndownHours;
    totals.freeCooling[year] = run.plant.freeCoolingHours;
    totals.water[year] = run.plant.water;
    totals.installed[year] = hallYear.installed;
    totals.held[year] = hallYear.held;
    totals.busy[year] = hallYear.busy;
    totals.idle[year] = hallYear.idle;
    totals.backfillable[year] = hallYear.backfillable;
    totals.backfilled[year] = hallYear.backfilled;
    if (run.plant.water > 0) {
      const economics = resolve<Economics>(this.index, this.campus.economics);
      this.ledger.pay(
        frame.path,
        'water',
        'cooling',
        year,
        run.plant.water * frame.count * central(economics.waterPrice),
      );
    }
    const network = machinery.networkPower * standingHours(machinery, this.set, calendarYear, first, last) * 3600;
    this.loads.add(frame, run, network, hallYear, calendarYear);
  }

  /** A plant that cannot carry the heat, or cannot keep the temperature, says so once, with the first year. */
  private noteLimits(path: string, calendarYear: number, { plant }: CachedHallYear): void {
    const say = (what: string, message: string): void => {
      const key = `${path} ${what}`;
      if (this.said.has(key)) return;
      this.said.add(key);
      this.notes.add({ type: 'range', path, message });
    };
    if (plant.overloadHours > 0)
      say(
        'overload',
        `its plant is given more heat than its machines carry in ${showNumber(plant.overloadHours)} hours of ${String(calendarYear)}: they are taken to run at their rating`,
      );
    if (plant.overTemperatureHours > 0)
      say(
        'temperature',
        `its plant cannot hold the supply temperature in ${showNumber(plant.overTemperatureHours)} hours of ${String(calendarYear)}: the weather is too warm`,
      );
  }

  private simulateHall(
    machinery: HallMachinery,
    profile: HallProfile,
    calendarYear: number,
    first: number,
    last: number,
    total: Float64Array,
  ): CachedHallYear {
    return { ...runPhases(machinery, profile, this.set, calendarYear, first, last, this.arrays, total), total };
  }

  /** Rented accelerators: what is used, at least what is committed in the hours in which the campus is open. */
  private payClouds(it: ItYear, year: number, calendarYear: number, openHours: number): void {
    for (const cloud of this.campus.cloud) {
      const used = it.clouds.get(cloud.path ?? '')?.acceleratorHours ?? 0;
      const reserved = valueAt(cloud.accelerators, calendarYear + 0.5) * openHours * cloud.committed;
      this.ledger.pay(
        cloud.path ?? this.path,
        'rented accelerators',
        'sizing',
        year,
        Math.max(used, reserved) * 3600 * valueAt(cloud.price, calendarYear + 0.5),
      );
    }
  }
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
