import { type AnyContract, valueAt } from '../../ir/index.js';
import type { Ledger } from '../economics/ledger.js';
import type { NoteSink } from '../notes.js';
import { hourlyPrice } from '../price/price.js';
import type { ContractResult } from '../results.js';
import { rampAfter, type Storage } from '../generation/smoothing.js';
import { type Bill, billYear } from './bill.js';
import { HOURS, type Hours, WHOLE_YEAR, YEAR_SECONDS } from '../calendar/calendar.js';
import { capacityYear, monthlyCapacity } from './capacity.js';
import { meterYear } from './meter.js';

/** Load on one contract in one year, summed over the halls that it feeds. */
export interface ContractLoad {
  /** W by hour. */
  readonly power: Float64Array;
  /** Highest quarter-hour of each hour, W: every hall's own, as if they fell together. See `quarterHoursOf`. */
  readonly quarterHours: Float64Array;
  /** Highest quarter-hour over the mean, where it is the same in every hour: `quarterHours` is then not written. */
  peakFactor: number | undefined;
  /** Energy by use, J: they add up to the power's. */
  readonly parts: { it: number; network: number; plant: number; electrical: number };
  /** Largest change between successive one-minute means, W/s, before a battery. */
  ramp: number;
}

/** Nothing drawn, in arrays of `length` hours. */
export function contractLoad(length: number = HOURS): ContractLoad {
  return {
    power: new Float64Array(length),
    quarterHours: new Float64Array(length),
    peakFactor: undefined,
    parts: { it: 0, network: 0, plant: 0, electrical: 0 },
    ramp: 0,
  };
}

/** Highest quarter-hour of each hour, W, to be read and written: written now where it was left at a factor. */
export function quarterHoursOf(load: ContractLoad): Float64Array {
  const { power, quarterHours, peakFactor } = load;
  if (peakFactor !== undefined) {
    for (let i = 0; i < power.length; i++) quarterHours[i] = power[i]! * peakFactor;
    load.peakFactor = undefined;
  }
  return quarterHours;
}

/** Months of a year in which a contract is open (0..12): from the first until before the last. */
export interface Months {
  readonly firstMonth: number;
  readonly lastMonth: number;
}

/** Accumulates a contract's years: monthly peaks, bills and breaches. */
export class ContractAccount {
  readonly bills: Bill[] = [];
  readonly energy: Float64Array;
  readonly peaks: Float64Array;
  /** Highest quarter-hour of each month of the horizon over the capacity then in force; 0 where there is no capacity. */
  readonly uses: Float64Array;
  private readonly means: Float64Array;
  private readonly capacities: Float64Array;
  private readonly ramps: Float64Array;
  private readonly overs: Float64Array;

  constructor(
    readonly contract: AnyContract,
    readonly path: string,
    private readonly years: readonly number[],
    /** What batteries at the campus hold ready against ramps; a number is their power alone, W. */
    private readonly battery: number | Storage,
    private readonly notes: NoteSink,
    /** Of the days of market prices. */
    private readonly seed: number,
  ) {
    this.energy = new Float64Array(years.length);
    this.ramps = new Float64Array(years.length);
    this.overs = new Float64Array(years.length);
    this.peaks = new Float64Array(12 * years.length);
    this.uses = new Float64Array(12 * years.length);
    this.means = new Float64Array(12 * years.length);
    this.capacities = new Float64Array(12 * years.length);
  }

  /**
   * Bills one year, the next, and writes its lines. `hours`: what the load's
   * entries stand for; every hour of the year where absent.
   */
  close(
    year: number,
    load: ContractLoad,
    { firstMonth, lastMonth }: Months,
    ledger: Ledger,
    hours: Hours = WHOLE_YEAR,
  ): void {
    const calendarYear = this.years[year] ?? 0;
    const { power, quarterHours, peakFactor } = load;
    const price = hourlyPrice(this.contract, calendarYear, this.notes, this.seed, hours, power.length);
    const metered = meterYear(
      this.contract,
      { power, quarterHours, peakFactor, price, hours },
      capacityYear(this.contract, calendarYear),
    );
    const input = {
      power,
      price,
      hours,
      calendarYear,
      previousPeaks: Array.from(this.peaks.subarray(Math.max(0, 12 * year - 11), 12 * year)),
      firstMonth,
      lastMonth,
    };
    const capacity = monthlyCapacity(this.contract, calendarYear);
    const bill = billYear(this.contract, input, metered.peaks, capacity, metered);
    this.bills.push(bill);
    this.peaks.set(metered.peaks, 12 * year);
    this.means.set(metered.means, 12 * year);
    this.uses.set(metered.uses, 12 * year);
    this.overs[year] = metered.over;
    metered.capacities.forEach((inForce, month) => {
      // Where nothing is drawn the month's mean stands for it.
      this.capacities[12 * year + month] = Number.isNaN(inForce) ? capacity[month]! : inForce;
    });
    this.energy[year] = load.parts.it + load.parts.network + load.parts.plant + load.parts.electrical;
    this.ramps[year] = rampAfter(load.ramp, this.battery);
    this.charge(year, bill, load, ledger);
  }

  private charge(year: number, bill: Bill, load: ContractLoad, ledger: Ledger): void {
    const { parts } = load;
    const total = parts.it + parts.network + parts.plant + parts.electrical;
    const share = (joules: number): number => (total > 0 ? joules / total : 0);
    if (Number.isNaN(bill.energy)) return ledger.unknown(this.path, 'energy of IT', 'operation');
    ledger.pay(this.path, 'energy of IT', 'operation', year, bill.energy * share(parts.it));
    ledger.pay(this.path, 'energy of networks', 'network', year, bill.energy * share(parts.network));
    ledger.pay(this.path, 'energy of plants', 'cooling', year, bill.energy * share(parts.plant));
    ledger.pay(this.path, 'energy of electrical losses', 'electrical', year, bill.energy * share(parts.electrical));
    const terms = [
      ['demand charge', bill.demand],
      ['ratchet', bill.ratchet],
      ['minimum demand', bill.minimumDemand],
      ['coincident peak', bill.coincident],
      ['take-or-pay', bill.takeOrPay],
      ['fixed charge', bill.fixed],
      ['interruptible credit', bill.interruptible],
      ['minimum bill', bill.minimumBill],
    ] as const;
    for (const [item, amount] of terms) if (amount !== 0) ledger.pay(this.path, item, 'contract', year, amount);
  }

  /** What is paid beside the bill of a year that is closed: its carbon at `carbonPrice`, USD/kg, and a colocation's rent. */
  chargeBeside(year: number, { firstMonth, lastMonth }: Months, ledger: Ledger, carbonPrice: number): void {
    const bill = this.bills[year];
    if (bill === undefined || Number.isNaN(bill.energy)) return;
    if (bill.carbon !== null && carbonPrice !== 0)
      ledger.pay(this.path, 'carbon', 'operation', year, bill.carbon * carbonPrice);
    if (this.contract.kind === 'colocation') {
      const capacity = monthlyCapacity(this.contract, this.years[year] ?? 0);
      let rent = 0;
      for (const watts of capacity.subarray(firstMonth, Math.max(firstMonth, lastMonth)))
        rent += (watts * YEAR_SECONDS) / 12;
      ledger.pay(
        this.path,
        'colocation rent',
        'contract',
        year,
        rent * valueAt(this.contract.rate, (this.years[year] ?? 0) + 0.5),
      );
    }
  }

  result(): Omit<ContractResult, 'swings'> {
    const rampLimit = this.contract.rampRate;
    const limit = rampLimit === undefined ? Infinity : typeof rampLimit === 'number' ? rampLimit : rampLimit.central;
    return {
      path: this.path,
      peak: this.peaks,
      mean: this.means,
      capacity: this.capacities,
      overEnergy: this.overs,
      ramp: this.ramps,
      firstPeakBreach: this.peaks.findIndex((peak, month) => peak > (this.capacities[month] ?? 0) * (1 + 1e-9)),
      firstRampBreach: this.ramps.findIndex((ramp) => ramp > limit * (1 + 1e-9)),
    };
  }
}
