import { type AnyContract, type Campus, type PlanIndex, valueAt } from '../../ir/index.js';
import { showNumber } from '../../ir/show.js';
import { type HourSet, indexOf } from '../calendar/hour-set.js';
import { ContractAccount, type ContractLoad } from '../contract/contract-run.js';
import { Ledger } from '../economics/ledger.js';
import { smoothingStorage } from '../generation/supply.js';
import { runPhases, standingHours } from '../lifetime/phases.js';
import { TimedNotes } from '../notes.js';
import type { ItHallYear, ItYear } from '../operation/it-model.js';
import { type HallProfile, isSameYear } from '../operation/profile.js';
import type { CachedHallYear } from './cache.js';
import { type Clock, firstHour, lastHour, openMonths } from './clock.js';
import { contractKey, ContractLoads } from './contract-loads.js';
import { turnOf } from './feeders.js';
import type { HallFrame } from './hall-frame.js';
import type { HallArrays, HallMachinery } from './hall-run.js';
import { loadShares } from './losses.js';
import type { SharedLoad } from './shared-contracts.js';
import type { CampusSupply, SuppliedYear } from './supply.js';
import { type HallTotals, hallTotals } from './totals.js';

/** What all feeders of a campus have in common. */
export interface FeederCampus {
  readonly campus: Campus;
  readonly path: string;
  readonly clock: Clock;
  readonly index: PlanIndex;
  readonly machinery: ReadonlyMap<string, HallMachinery>;
  /** Years of a hall that are kept, to be added to. */
  readonly kept: (machinery: HallMachinery) => CachedHallYear[] | undefined;
  /** Paths of contracts that other campuses draw on too: they are billed on the sum, not here. */
  readonly shared: ReadonlySet<string>;
  readonly set: HourSet;
  readonly seed: number;
  readonly supply: CampusSupply;
  /** Work arrays, the last for the draw of a hall whose hours are not kept. */
  readonly arrays: HallArrays & { readonly total: Float64Array };
  /** Loads that nobody uses at the moment. */
  readonly spare: ContractLoad[];
}

/** A hall's year, by what it was run with. */
interface FormerYear {
  readonly profile: HallProfile;
  readonly first: number;
  readonly last: number;
  readonly run: CachedHallYear;
}

/** A hall or a contract, and its position among those of the campus. */
export type Placed<T> = readonly [of: T, position: number];

/** Halls and the contracts that feed them, through all years: contracts remember the peaks of the year before. */
export class FeederRun {
  readonly totals = new Map<string, HallTotals>();
  readonly unknownHalls = new Set<string>();
  readonly accounts = new Map<string, ContractAccount>();
  /** What these halls draw on shared contracts, by path, then by year. */
  readonly sharedLoads = new Map<string, SharedLoad[]>();
  /** What stood between the halls and a contract, by contract, then by year. */
  readonly supplied = new Map<string, (SuppliedYear | undefined)[]>();
  /** Share of a year's work that called hours on a contract take, by contract. */
  readonly lost = new Map<string, { readonly workload: string; readonly year: number; readonly share: number }[]>();
  readonly notes = new TimedNotes(() => this.turn);
  readonly ledger: Ledger;
  private readonly unbilled: Ledger;
  /** The year before, by hall: one that is the same is not run again. */
  private readonly formers = new Map<string, FormerYear>();
  private turn = 0;

  constructor(
    at: FeederCampus,
    readonly halls: readonly Placed<HallFrame>[],
    readonly contracts: readonly Placed<AnyContract>[],
    years: readonly ItYear[],
  ) {
    const { campus, path, clock, shared, set, seed } = at;
    this.ledger = new Ledger(path, clock.years.length, 0, () => this.turn);
    this.unbilled = new Ledger(path, clock.years.length, 0);
    const battery = smoothingStorage(campus.battery);
    for (const [contract] of contracts) {
      const key = contractKey(contract);
      this.accounts.set(key, new ContractAccount(contract, key, clock.years, battery, this.notes, seed));
    }
    const kept = new Map<string, CachedHallYear[] | undefined>();
    for (const [{ path: hall }] of halls) {
      const machinery = at.machinery.get(hall);
      this.totals.set(hall, hallTotals(clock.years.length));
      kept.set(hall, machinery && at.kept(machinery));
    }
    const loads = new ContractLoads([...this.accounts.keys()], shared, set, at.spare);
    years.forEach((it, year) => {
      loads.open();
      for (const hall of halls) this.runHall(at, hall, it, year, kept.get(hall[0].path), loads);
      this.closeYear(at, halls, contracts, it, year, loads.close());
    });
    loads.release();
    this.formers.clear();
  }

  private closeYear(
    at: FeederCampus,
    halls: readonly Placed<HallFrame>[],
    contracts: readonly Placed<AnyContract>[],
    it: ItYear,
    year: number,
    loads: ReadonlyMap<string, ContractLoad>,
  ): void {
    const { clock, campus } = at;
    const calendarYear = clock.years[year] ?? 0;
    const carbonPrice = valueAt(campus.carbonPrice, calendarYear + 0.5);
    const { firstMonth, lastMonth } = openMonths(clock, calendarYear);
    for (const [contract, position] of contracts) {
      const key = contractKey(contract);
      const load = loads.get(key)!;
      const isShared = at.shared.has(key);
      this.turn = turnOf(year, 'contract', position);
      if (!isShared) this.supplyYear(at, contract, key, load, halls, it, year, carbonPrice);
      const ledger = isShared ? this.unbilled : this.ledger;
      this.accounts.get(key)!.close(year, load, { firstMonth, lastMonth }, ledger, at.set);
      if (isShared) this.sharedLoads.set(key, [...(this.sharedLoads.get(key) ?? []), { load, firstMonth, lastMonth }]);
    }
  }

  private supplyYear(
    { supply, campus, clock }: FeederCampus,
    contract: AnyContract,
    key: string,
    load: ContractLoad,
    halls: readonly Placed<HallFrame>[],
    it: ItYear,
    year: number,
    carbonPrice: number,
  ): void {
    const frames = halls
      .map(([frame]) => frame)
      .filter((frame) => frame.contracts.some((own) => contractKey(own) === key));
    const itEnergy = frames.reduce(
      (sum, { path, count }) => sum + count * (this.totals.get(path)?.itEnergy[year] ?? 0),
      0,
    );
    const supplied = supply.apply(
      contract,
      key,
      load,
      () => loadShares(campus, frames, it, itEnergy),
      this.ledger,
      { year, calendarYear: clock.years[year] ?? 0, carbonPrice },
      this.notes,
    );
    const years = this.supplied.get(key) ?? [];
    years[year] = supplied?.supplied;
    this.supplied.set(key, years);
    const lost = this.lost.get(key) ?? [];
    this.lost.set(key, lost);
    for (const [workload, share] of supplied?.lost ?? []) lost.push({ workload, year, share });
  }

  private runHall(
    at: FeederCampus,
    [frame, position]: Placed<HallFrame>,
    it: ItYear,
    year: number,
    kept: CachedHallYear[] | undefined,
    loads: ContractLoads,
  ): void {
    const { clock, set } = at;
    const hallYear = it.halls.get(frame.path);
    const machinery = at.machinery.get(frame.path);
    this.turn = turnOf(year, 'hall', position);
    if (hallYear?.profile === undefined || machinery === undefined) {
      this.unknownHalls.add(frame.path);
      this.ledger.unknown(frame.path, 'energy', 'operation');
      return;
    }
    const { profile } = hallYear;
    const calendarYear = clock.years[year] ?? 0;
    const first = indexOf(set, firstHour(calendarYear, frame.opens));
    const last = Math.max(first, indexOf(set, lastHour(calendarYear, clock.closes)));
    const simulate = (total: Float64Array): CachedHallYear => ({
      ...runPhases(machinery, profile, set, calendarYear, first, last, at.arrays, total),
      total,
    });
    const former = this.formers.get(frame.path);
    const isRepeated =
      former?.first === first && former.last === last && !machinery.phases && isSameYear(former.profile, profile);
    // Work arrays hold the former year's hours where no other hall has used them since.
    const again = isRepeated && (kept !== undefined || this.totals.size === 1) ? former.run : undefined;
    const run =
      kept === undefined
        ? (again ?? simulate(at.arrays.total))
        : (kept[year] ??= again ?? simulate(new Float64Array(set.length)));
    this.formers.set(frame.path, { profile, first, last, run });
    this.noteLimits(frame.path, calendarYear, run);
    this.keep(frame, year, run, hallYear);
    const network = machinery.networkPower * standingHours(machinery, set, calendarYear, first, last) * 3600;
    loads.add(frame, run, network, hallYear, calendarYear);
  }

  private keep(frame: HallFrame, year: number, run: CachedHallYear, hallYear: ItHallYear): void {
    const totals = this.totals.get(frame.path)!;
    totals.itEnergy[year] = run.itEnergy;
    totals.itPeak[year] = run.itPeak;
    totals.plantEnergy[year] = run.plant.energy;
    totals.electricalEnergy[year] = run.electricalEnergy;
    totals.belowTurndown[year] = run.plant.belowTurndownHours;
    totals.freeCooling[year] = run.plant.freeCoolingHours;
    totals.water[year] = run.plant.water;
    for (const key of ['installed', 'held', 'busy', 'idle', 'backfillable', 'backfilled'] as const)
      totals[key][year] = hallYear[key];
  }

  /** A plant that cannot carry the heat, or cannot keep the temperature, says so once, with the first year. */
  private noteLimits(path: string, calendarYear: number, { plant }: CachedHallYear): void {
    const year = String(calendarYear);
    if (plant.overloadHours > 0)
      this.notes.addOnce(`${path} overload`, {
        type: 'range',
        path,
        message: `its plant is given more heat than its machines carry in ${showNumber(plant.overloadHours)} hours of ${year}: they are taken to run at their rating`,
      });
    if (plant.overTemperatureHours > 0)
      this.notes.addOnce(`${path} temperature`, {
        type: 'range',
        path,
        message: `its plant cannot hold the supply temperature in ${showNumber(plant.overTemperatureHours)} hours of ${year}: the weather is too warm`,
      });
  }
}
