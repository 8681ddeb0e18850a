import { YEAR_SECONDS } from '../calendar/calendar.js';
import {
  type AnyContract,
  type Campus,
  central,
  decimalYear,
  type Economics,
  type PlanIndex,
  resolve,
  valueAt,
} from '../../ir/index.js';
import { capitalRecovery } from '../economics/annuity.js';
import { heldBackOn } from '../lifetime/reserves.js';

/** What a hall draws on, as placement sees it. */
export interface HallSupply {
  /** Positions among the supply's contracts: a hall's load is split over them by capacity. */
  readonly contracts: readonly number[];
  /**
   * Power at the meter over IT power on a design day at full load. One where no contract of the hall limits it: then
   * plant and losses have no say in where work goes.
   */
  readonly overhead: number;
  /** IT power beside the racks, W per element: the fabric; zero where no contract limits the hall. */
  readonly base: number;
}

export interface ContractSupply {
  readonly path: string;
  /** W at a decimal year. */
  readonly capacity: (year: number) => number;
  /** Mean price of energy at a decimal year, USD/J; NaN where the tariff has none. */
  readonly price: (year: number) => number;
  /** False where its halls can never draw more than it gives: then placement does not look at it. */
  readonly limits: boolean;
}

/** Power and money of a campus, as far as they decide where work goes. */
export interface Supply {
  /** By position of the hall in the campus. */
  readonly halls: readonly HallSupply[];
  readonly contracts: readonly ContractSupply[];
  /** Yearly charge for a USD of accelerators: the annuity over their life. */
  readonly annuity: number;
  /** USD a second of one rented accelerator at a decimal year, by the cloud's path. */
  readonly rents: ReadonlyMap<string, (year: number) => number>;
}

/** A campus without contracts, for its accelerators alone. */
export const NO_SUPPLY: Supply = { halls: [], contracts: [], annuity: 1, rents: new Map() };

/** A hall as the supply needs it: W per element, at the rating and on a design day. */
export interface SupplyHall {
  readonly path: string;
  readonly count: number;
  /** Decimal year from which it works. */
  readonly opens: number;
  readonly contracts: readonly AnyContract[];
  /** IT with its fabric, and the fabric alone. */
  readonly rating: number;
  readonly base: number;
  /** All that the hall draws at its rating. */
  readonly meter: number;
}

/**
 * What placement needs to know of contracts and prices. Contracts in `shared` feed other campuses too, and where generation
 * stands on the site it adds to them: what is left for these halls is not known beforehand, so they limit nothing here.
 * `key` names a contract.
 */
export function supplyOf(
  campus: Campus,
  index: PlanIndex,
  halls: readonly SupplyHall[],
  years: readonly number[],
  shared: ReadonlySet<string>,
  key: (contract: AnyContract) => string,
): Supply {
  const contracts = new Map<string, { readonly contract: AnyContract; readonly at: number }>();
  for (const hall of halls)
    for (const contract of hall.contracts)
      if (!contracts.has(key(contract))) contracts.set(key(contract), { contract, at: contracts.size });
  const { itLife } = resolve<Economics>(index, campus.economics);
  const limited = [...contracts].map(
    ([path, { contract }]) =>
      !shared.has(path) && campus.generation.length === 0 && mayExceed(campus, contract, key, halls, years),
  );
  return {
    halls: halls.map(({ contracts: own, rating, base, meter }) => {
      const positions = own.map((contract) => contracts.get(key(contract))!.at);
      const counts = rating > 0 && positions.some((position) => limited[position]);
      return { contracts: positions, overhead: counts ? meter / rating : 1, base: counts ? base : 0 };
    }),
    contracts: [...contracts].map(([path, { contract, at }]) => ({
      path,
      capacity: (year) => valueAt(contract.capacity, year) - heldBackOn(campus, contract, year),
      price: (year) => meanPrice(contract, year),
      limits: limited[at] ?? false,
    })),
    annuity: capitalRecovery(campus.discount, central(itLife) / YEAR_SECONDS),
    rents: new Map(campus.cloud.map(({ path, price }) => [path ?? '', (year: number) => valueAt(price, year)])),
  };
}

/** Rack nameplates leave out little: what racks can draw beside them, over them. */
const OVER_NAMEPLATE = 1.1;

/** Whether the halls on a contract could ever draw more than it gives, month by month. */
function mayExceed(
  campus: Campus,
  contract: AnyContract,
  key: (contract: AnyContract) => string,
  halls: readonly SupplyHall[],
  years: readonly number[],
): boolean {
  const opens = decimalYear(campus.opens);
  const name = key(contract);
  const users = halls.filter(({ contracts }) => contracts.some((own) => key(own) === name));
  for (const year of years) {
    for (let month = 0; month < 12; month++) {
      const at = year + (month + 0.5) / 12;
      if (at < opens) continue;
      let load = 0;
      for (const hall of users)
        if (hall.opens <= year + (month + 1) / 12)
          load += splitOf(hall.contracts, contract, at, key) * hall.count * hall.meter * OVER_NAMEPLATE;
      // Written so that an unknown draw is no limit.
      if (load > valueAt(contract.capacity, at) - heldBackOn(campus, contract, at)) return true;
    }
  }
  return false;
}

function splitOf(
  contracts: readonly AnyContract[],
  contract: AnyContract,
  at: number,
  key: (contract: AnyContract) => string,
): number {
  const own = contracts.map((one) => valueAt(one.capacity, at));
  const position = contracts.findIndex((one) => key(one) === key(contract));
  return splitAt(own, position);
}

/** Part of a hall's load that one of its contracts carries: by capacity, as contracts are billed. */
export function splitAt(capacities: readonly number[], position: number): number {
  const all = capacities.reduce((sum, capacity) => sum + capacity, 0);
  return all > 0 ? (capacities[position] ?? 0) / all : 1 / capacities.length;
}

/** Energy with the adder, the mean over months and hours where a market sets it; NaN where the tariff has neither. */
function meanPrice({ energy, priceShape, adder }: AnyContract, year: number): number {
  const price = energy !== undefined ? valueAt(energy, year) : priceShape === undefined ? NaN : meanOfShape(priceShape);
  return price + valueAt(adder, year);
}

type PriceShape = NonNullable<AnyContract['priceShape']>;

const means = new WeakMap<PriceShape, number>();

/** Mean of a market's months and hours; NaN of none. */
function meanOfShape(shape: PriceShape): number {
  let mean = means.get(shape);
  if (mean === undefined) {
    const rows = shape.flat();
    mean = rows.reduce((sum, value) => sum + value, 0) / rows.length;
    means.set(shape, mean);
  }
  return mean;
}

/** What placement depends on beyond the IT, as text: a part of the key of what is remembered. */
export function supplyKey(supply: Supply, years: readonly number[]): string {
  const months = years.flatMap((year) => Array.from({ length: 12 }, (_, month) => year + (month + 0.5) / 12));
  return JSON.stringify([
    supply.annuity,
    supply.contracts.map(({ path, limits, capacity, price }) => [
      path,
      limits ? months.map(capacity) : [],
      years.map((year) => String(price(year + 0.5))),
    ]),
    supply.halls.map(({ contracts, overhead, base }) => [contracts, String(overhead), base]),
    [...supply.rents].map(([path, rent]) => [path, years.map((year) => rent(year + 0.5))]),
  ]);
}
