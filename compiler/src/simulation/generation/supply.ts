import type { AnyContract, Battery } from '../../ir/index.js';
import { central } from '../../ir/index.js';
import { type Hours, WHOLE_YEAR } from '../calendar/calendar.js';
import { type Curtailment, curtailment } from '../contract/curtailment.js';
import { type SheddableLoad, type Shedding, shedding } from '../contract/shedding.js';
import type { Ledger } from '../economics/ledger.js';
import { batteryCover, type Cover } from './cover.js';
import { type Dispatch, dispatch, type DispatchUnit } from './dispatch.js';
import { shavePeaks, type Shaving, type ShavingBattery } from './shaving.js';
import type { Storage } from './smoothing.js';

/** A year's load on one contract, and what stands beside the contract. */
export interface SupplyInput {
  readonly contract: AnyContract;
  readonly calendarYear: number;
  /** Mean and highest quarter-hour of each entry, W. */
  readonly load: Float64Array;
  readonly quarterHours: Float64Array;
  /** USD/J of each entry; NaN where unknown. */
  readonly price: Float64Array;
  readonly units: readonly DispatchUnit[];
  readonly batteries: readonly Battery[];
  /** Work that may be shed in called hours, W at the meter. */
  readonly sheddable: readonly SheddableLoad[];
  readonly hours?: Hours;
}

/** What the contract sees of the load, and why. */
export interface Supply {
  /** Mean and highest quarter-hour of each entry, W: what is billed. */
  readonly grid: Float64Array;
  readonly quarterHours: Float64Array;
  readonly curtailment: Curtailment;
  readonly dispatch: Dispatch;
  readonly shedding: Shedding;
  /** Batteries in called hours, and against monthly peaks; absent where there is none for it. */
  readonly cover?: Cover;
  readonly shaving?: Shaving;
}

/**
 * Lets generation, batteries and work that may stop stand between a load and its contract, in this order:
 *
 *   1. hours are called (curtailment)            limit = firm·capacity in them
 *   2. generation runs (dispatch)                where it is cheaper, or the limit does not suffice
 *   3. batteries kept for peaks cover            what the called hours still exceed
 *   4. work is shed                              deferrable, training, interactive
 *   5. the same batteries shave monthly peaks    in years in which no hour needed them (assumed)
 *
 *   load = grid + generation − export + discharge − charge + shed        in every entry
 *
 * A quarter-hour keeps its distance above the mean of its hour through 2 to 4.
 */
export function supply(input: SupplyInput): Supply {
  const { contract, calendarYear, load, price } = input;
  const hours = input.hours ?? WHOLE_YEAR;
  const called = curtailment(load, price, contract, calendarYear, hours);
  const run = dispatch(load, price, input.units, hours, called.limit);
  const generated = load.map((watts, i) => Math.max(0, watts - run.grid[i]!));
  const wanted = called.cut.map((watts, i) => Math.max(0, watts - generated[i]!));
  const battery = combined(input.batteries.filter(({ use }) => use === 'peaks'));
  const needed = wanted.some((watts) => watts > 0);
  const cover =
    battery === undefined || !needed
      ? undefined
      : batteryCover(
          wanted,
          run.grid.map((watts, i) => called.limit[i]! - watts),
          battery,
          hours,
        );
  const shed = shedding(
    called.cut,
    input.sheddable,
    generated.map((watts, i) => watts + (cover?.discharge[i] ?? 0)),
    hours,
  );
  const grid = run.grid.map((watts, i) =>
    Math.max(
      0,
      watts -
        (cover?.discharge[i] ?? 0) +
        (cover?.charge[i] ?? 0) -
        shed.loads.reduce((sum, { cut }) => sum + cut[i]!, 0),
    ),
  );
  const quarterHours = grid.map((watts, i) => watts + Math.max(0, input.quarterHours[i]! - Math.max(0, load[i]!)));
  const shaving = battery === undefined || needed ? undefined : shavePeaks(grid, quarterHours, battery, hours);
  return {
    grid: shaving?.grid ?? grid,
    quarterHours: shaving?.quarterHours ?? quarterHours,
    curtailment: called,
    dispatch: run,
    shedding: shed,
    ...(cover === undefined ? {} : { cover }),
    ...(shaving === undefined ? {} : { shaving }),
  };
}

/** All batteries as what they hold ready against ramps. */
export function smoothingStorage(batteries: readonly Battery[]): Storage {
  return {
    power: batteries.reduce((sum, battery) => sum + central(battery.power), 0),
    energy: batteries.reduce((sum, battery) => sum + central(battery.energy), 0),
  };
}

function combined(batteries: readonly Battery[]): ShavingBattery | undefined {
  const { power, energy } = smoothingStorage(batteries);
  if (!(power > 0) || !(energy > 0)) return undefined;
  // Losses are those of the energy that each can hold.
  const efficiency =
    batteries.reduce((sum, battery) => sum + central(battery.energy) * central(battery.efficiency), 0) / energy;
  return { power, energy, efficiency };
}

/** Writes a year's dispatch into the ledger: fuel and running by unit, what is fed in, carbon at its price (USD/kg). */
export function chargeDispatch(
  ledger: Ledger,
  path: string,
  year: number,
  { units, revenue }: Dispatch,
  carbonPrice: number,
): void {
  for (const unit of units) {
    if (Number.isNaN(unit.cost)) ledger.unknown(unit.path, 'fuel and running', 'contract');
    else ledger.pay(unit.path, 'fuel and running', 'contract', year, unit.cost);
    if (carbonPrice === 0 || unit.carbon === 0) continue;
    if (Number.isNaN(unit.carbon)) ledger.unknown(unit.path, 'carbon', 'operation');
    else ledger.pay(unit.path, 'carbon', 'operation', year, unit.carbon * carbonPrice);
  }
  if (revenue !== 0) ledger.pay(path, 'energy fed in', 'contract', year, -revenue);
}
