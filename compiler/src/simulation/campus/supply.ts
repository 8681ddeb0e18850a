import { YEAR_SECONDS } from '../calendar/calendar.js';
import { type AnyContract, type Battery, type Campus, type Climate, type PlanIndex, resolve } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import { type ContractLoad, quarterHoursOf } from '../contract/contract-run.js';
import { capacityOn, capacityYear } from '../contract/capacity.js';
import { calledHours } from '../contract/curtailment.js';
import { type SheddableLoad, type Shedding, shedding } from '../contract/shedding.js';
import type { Ledger } from '../economics/ledger.js';
import { standingCosts } from '../generation/units.js';
import { chargeDispatch, supply } from '../generation/supply.js';
import { dispatchUnits } from '../generation/units.js';
import type { NoteSink } from '../notes.js';
import { hourlyPrice } from '../price/price.js';
import { activeShare, type Clock } from './clock.js';

/** Energy and hours of what stands between halls and a contract, by year. SI. */
export interface SuppliedYear {
  /** Hours in which the interruptible part was called, and the energy that had to go, J. */
  readonly calledHours: number;
  readonly calledEnergy: number;
  /** From generation at the campus, J. */
  readonly generated: number;
  /** kg of its fuel. */
  readonly carbon: number;
}

/** A contract's year, and what called hours take from each workload, as a share of its year. */
export interface SuppliedLoad {
  readonly supplied: SuppliedYear;
  readonly lost: ReadonlyMap<string, number>;
}

/** Work on a contract as a share of its load: what called hours may be taken from. */
export interface LoadShare {
  readonly name: string;
  readonly class: SheddableLoad['class'];
  /** Of the contract's load, 0..1. */
  readonly share: number;
}

/**
 * Generation, batteries and called hours of a campus, between its halls' load and its contracts. Generation and batteries
 * stand behind the campus's own contract that may draw most; the others, and those that other campuses draw on, have none.
 */
export class CampusSupply {
  /** Contract that generation and batteries stand behind. */
  readonly fed: string | undefined;
  /** The same, where there is any to stand behind it. */
  readonly supplied: string | undefined;
  private readonly shaving: readonly Battery[];
  /** Hours from dear to cheap, of the contract before: contracts on one market have the same hours dear. */
  private order: Uint32Array | undefined;

  constructor(
    private readonly campus: Campus,
    private readonly index: PlanIndex,
    contracts: readonly (readonly [path: string, capacity: number])[],
    private readonly set: HourSet,
    notes: NoteSink,
    private readonly seed: number,
  ) {
    const largest = contracts.reduce((most, [, capacity]) => Math.max(most, capacity), 0);
    this.fed = contracts.find(([, capacity]) => capacity >= largest)?.[0];
    this.shaving = campus.battery.filter(({ use }) => use === 'peaks');
    this.supplied = campus.generation.length > 0 || this.shaving.length > 0 ? this.fed : undefined;
    if (this.fed === undefined && (campus.generation.length > 0 || this.shaving.length > 0))
      notes.add({
        type: 'unsupported',
        path: campus.path ?? '',
        message:
          'its generation and its batteries against peaks stand behind no contract of its own: they are paid for and not simulated',
      });
    if (campus.generation.length > 0 && contracts.length > 1 && this.fed !== undefined)
      notes.add({
        type: 'assumption',
        path: campus.path ?? '',
        message: `generation stands behind ${this.fed}, the contract that may draw most`,
      });
  }

  /** Charges capital and upkeep of generation over the years that the campus is open. */
  chargeStanding(ledger: Ledger, clock: Clock): void {
    const active = activeShare(clock, clock.opens);
    for (const generation of this.campus.generation) {
      const path = generation.path ?? generation.name ?? generation.technology;
      const { capital, upkeep } = standingCosts(generation);
      ledger.invest(path, 'generation capital', 'contract', capital, generation.life / YEAR_SECONDS, active);
      if (upkeep === undefined) ledger.unknown(path, 'generation upkeep', 'contract');
      else active.forEach((share, year) => ledger.pay(path, 'generation upkeep', 'contract', year, share * upkeep));
    }
  }

  /**
   * Changes a contract's load to what its meter sees in one year, and its energy by use with it; `undefined` where nothing
   * stands between. What called hours take from each workload is `lost`, as a share of its year. Fuel, and carbon at `carbonPrice` (USD/kg), go to the ledger.
   */
  apply(
    contract: AnyContract,
    path: string,
    load: ContractLoad,
    sharesOf: () => readonly LoadShare[],
    ledger: Ledger,
    at: { readonly year: number; readonly calendarYear: number; readonly carbonPrice: number },
    notes: NoteSink,
  ): SuppliedLoad | undefined {
    const { set } = this;
    const mayBeCalled = contract.firm < 1 && contract.interruptibleHours > 0;
    const isSupplied = path === this.supplied;
    if (!mayBeCalled && !isSupplied) return undefined;
    const price = hourlyPrice(contract, at.calendarYear, notes, this.seed, set, set.length);
    if (!isSupplied) return this.shedOnly(contract, load, sharesOf, price, at.calendarYear);
    const { lat } = resolve<Climate>(this.index, this.campus.climate);
    const before = energyOf(load, set);
    const shares = sharesOf();
    const supplied = supply({
      contract,
      calendarYear: at.calendarYear,
      load: load.power,
      quarterHours: quarterHoursOf(load),
      price,
      units: dispatchUnits(this.campus.generation, at.calendarYear, lat, notes, set, set.length),
      batteries: this.campus.battery,
      sheddable: shares.map(({ name, class: of, share }) => ({
        name,
        class: of,
        power: load.power.map((watts) => watts * share),
      })),
      hours: set,
    });
    load.power.set(supplied.grid);
    load.quarterHours.set(supplied.quarterHours);
    scaleParts(load, before > 0 ? energyOf(load, set) / before : 0);
    chargeDispatch(ledger, path, at.year, supplied.dispatch, at.carbonPrice);
    return {
      supplied: {
        calledHours: supplied.curtailment.hours,
        calledEnergy: supplied.curtailment.energy,
        generated: supplied.dispatch.energy,
        carbon: supplied.dispatch.carbon,
      },
      lost: lostShares(shares, supplied.shedding, before),
    };
  }

  /** Called hours where nothing but work can give way: only these hours are looked at. */
  private shedOnly(
    contract: AnyContract,
    load: ContractLoad,
    sharesOf: () => readonly LoadShare[],
    price: Float64Array,
    calendarYear: number,
  ): SuppliedLoad {
    const { set } = this;
    const capacity = capacityYear(contract, calendarYear);
    const inForce = (entry: number): number => capacityOn(capacity, Math.floor(set.hour[entry]! / 24));
    const found = calledHours(load.power, price, contract, inForce, set, this.order);
    this.order = found.order;
    const supplied = { calledHours: found.hours, calledEnergy: found.energy, generated: 0, carbon: 0 };
    if (found.energy <= 0) return { supplied, lost: new Map() };
    const before = energyOf(load, set);
    const shares = sharesOf();
    const cuts = new Map(
      found.called.flatMap((entry, k) => (found.cuts[k]! > 0 ? [[entry, found.cuts[k]!] as const] : [])),
    );
    const entries = Uint32Array.from(cuts.keys()).sort();
    const at = (values: Float64Array): Float64Array => Float64Array.from(entries, (i) => values[i]!);
    const power = at(load.power);
    const shed = shedding(
      Float64Array.from(entries, (i) => cuts.get(i)!),
      shares.map(({ name, class: of, share }) => ({ name, class: of, power: power.map((watts) => watts * share) })),
      undefined,
      { weight: set.weight && at(set.weight) },
    );
    const quarterHours = quarterHoursOf(load);
    entries.forEach((i, k) => {
      const taken = shed.loads.reduce((sum, { cut }) => sum + cut[k]!, 0);
      load.power[i] = Math.max(0, load.power[i]! - taken);
      quarterHours[i] = Math.max(0, quarterHours[i]! - taken);
    });
    scaleParts(load, before > 0 ? energyOf(load, set) / before : 0);
    return { supplied, lost: lostShares(shares, shed, before) };
  }
}

/** What called hours take, as a share of each workload's energy `before`, J. Work that can wait is done later. */
function lostShares(shares: readonly LoadShare[], { loads }: Shedding, before: number): ReadonlyMap<string, number> {
  const lost = loads.flatMap(({ name, energy }, i): [string, number][] => {
    const whole = shares[i]!.share * before;
    return energy > 0 && whole > 0 && shares[i]!.class !== 'deferrable' ? [[name, energy / whole]] : [];
  });
  return new Map(lost);
}

function scaleParts({ parts }: ContractLoad, factor: number): void {
  for (const part of ['it', 'network', 'plant', 'electrical'] as const) parts[part] *= factor;
}

function energyOf({ power }: ContractLoad, { weight }: HourSet): number {
  let sum = 0;
  for (let i = 0; i < power.length; i++) sum += (weight === undefined ? 1 : weight[i]!) * power[i]!;
  return sum * 3600;
}
