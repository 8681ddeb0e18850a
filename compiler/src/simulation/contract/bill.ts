import { type AnyContract, central, valueAt } from '../../ir/index.js';
import { carbonOf } from '../price/carbon.js';
import { HOURS, type Hours, weightedSum, weightOf, WHOLE_YEAR, YEAR_SECONDS } from '../calendar/calendar.js';
import { billedDemand, coincidentEntries, demandRate, hoursOfMonth } from './demand.js';
import { type Metered, meterYear } from './meter.js';

export { monthlyCapacity } from './capacity.js';
export { monthlyPeaks } from './demand.js';

/**
 * A year's bill on one contract, each term apart (MODELS A7, B2f). USD.
 *
 *   energy        Σ_t price_t · P_t · Δt                                  price includes the adder
 *   demand        Σ_m rate · P15_m                                      P15: highest quarter-hour of the month
 *   ratchet       Σ_m rate · max(0, ratchet · max(previous 11 months) − P15_m)
 *   minimumDemand Σ_m rate · max(0, share · capacity_m − what the two lines above bill)
 *   coincident    rate per kW-year · mean draw in the grid's peak hours
 *   takeOrPay     max(0, share · capacity · hours − energy) · (mean price of the year's hours − resale)
 *   minimumBill   max(0, minimum − all of the above)                    where a minimum is stated: a credit is no debt
 *
 * Source: tariff books of large-load customers (the catalogue names each); REopt's demand-charge form.
 */
export interface Bill {
  readonly energy: number;
  readonly demand: number;
  readonly ratchet: number;
  readonly minimumDemand: number;
  readonly coincident: number;
  readonly takeOrPay: number;
  readonly fixed: number;
  readonly interruptible: number;
  readonly minimumBill: number;
  /** kg; `null` where the tariff has no carbon figure. */
  readonly carbon: number | null;
}

export interface BillingYear {
  /** Mean power of each hour, W. */
  readonly power: Float64Array;
  /** USD/J by hour. */
  readonly price: Float64Array;
  readonly calendarYear: number;
  /** Billed peaks of the eleven months before this year, W; fewer at the start of the contract. */
  readonly previousPeaks: readonly number[];
  /** Months (0..12) in which the campus is open: from the first until before the last. */
  readonly firstMonth: number;
  readonly lastMonth: number;
  /** What the entries of `power` and `price` stand for; every hour of the year where absent. */
  readonly hours?: Hours;
}

/**
 * The year's bill. `peaks` and `capacity` as `monthlyPeaks` and `monthlyCapacity` give them; `metered`: what the meter read,
 * where it was read before.
 */
export function billYear(
  contract: AnyContract,
  year: BillingYear,
  peaks: Float64Array,
  capacity: Float64Array,
  metered: Pick<Metered, 'energy' | 'money' | 'carbonHours'> = read(contract, year),
): Bill {
  const middle = year.calendarYear + 0.5;
  const hours = year.hours ?? WHOLE_YEAR;
  const { money: energy, energy: joules } = metered;
  const share = central(contract.minimumDemand);
  let demand = 0;
  let ratchet = 0;
  let minimumDemand = 0;
  let contracted = 0;
  billedDemand(contract, peaks, year.previousPeaks, year.firstMonth, year.lastMonth).forEach(({ peak, held }, i) => {
    const month = year.firstMonth + i;
    const rate = demandRate(contract, year.calendarYear, month);
    demand += rate * peak;
    ratchet += rate * (held - peak);
    minimumDemand += rate * Math.max(0, share * (capacity[month] ?? 0) - held);
    contracted += (capacity[month] ?? 0) * hoursOfMonth(month) * 3600;
  });
  const part = Math.max(0, year.lastMonth - year.firstMonth) / 12;
  const perCoincident = valueAt(contract.coincidentCharge, middle) * YEAR_SECONDS * part;
  const coincident = perCoincident === 0 ? 0 : perCoincident * coincidentDraw(year, contract.coincidentHours, hours);
  const untaken = Math.max(0, central(contract.takeOrPay) * contracted - joules);
  const takeOrPay = untaken > 0 ? untaken * Math.max(0, meanPrice(year.price, hours) - central(contract.resale)) : 0;
  const fixed = contract.fixedCharge * YEAR_SECONDS * part;
  const interruptible =
    -valueAt(contract.interruptibleCredit, middle) * (1 - contract.firm) * (contracted / 3600 / HOURS) * YEAR_SECONDS;
  const subtotal = energy + demand + ratchet + minimumDemand + coincident + takeOrPay + fixed + interruptible;
  const minimum = contract.minimumBill * YEAR_SECONDS * part;
  const minimumBill = minimum > 0 ? Math.max(0, minimum - subtotal) : 0;
  const carbon = carbonOf(contract, year.calendarYear, metered.carbonHours);
  return { energy, demand, ratchet, minimumDemand, coincident, takeOrPay, fixed, interruptible, minimumBill, carbon };
}

/** Everything on the bill, USD. */
export function billTotal(bill: Bill): number {
  return (
    bill.energy +
    bill.demand +
    bill.ratchet +
    bill.minimumDemand +
    bill.coincident +
    bill.takeOrPay +
    bill.fixed +
    bill.interruptible +
    bill.minimumBill
  );
}

const UNLIMITED = { days: Uint16Array.of(0), limits: Float64Array.of(Infinity) };

function read(contract: AnyContract, { power, price, hours = WHOLE_YEAR }: BillingYear): Metered {
  return meterYear(contract, { power, quarterHours: power, peakFactor: 1, price, hours }, UNLIMITED);
}

/** Mean draw in the hours that set the coincident peak, W. */
function coincidentDraw({ power, price }: BillingYear, count: number, hours: Hours): number {
  const entries = coincidentEntries(price, count, hours);
  return entries.length === 0 ? 0 : entries.reduce((sum, entry) => sum + (power[entry] ?? 0), 0) / entries.length;
}

/** By the array of prices, which a contract keeps from year to year where they stay. */
const meanPrices = new WeakMap<Float64Array, { readonly hours: Hours; readonly mean: number }>();

/** Mean over the year's hours, whenever energy is drawn: what a contract's price is before anybody knows the load. */
function meanPrice(price: Float64Array, hours: Hours): number {
  let known = meanPrices.get(price);
  if (known?.hours !== hours) {
    let total = price.length;
    if (hours.weight !== undefined) {
      total = 0;
      for (let i = 0; i < price.length; i++) total += weightOf(hours, i);
    }
    known = { hours, mean: total > 0 ? weightedSum(price, hours) / total : 0 };
    meanPrices.set(price, known);
  }
  return known.mean;
}
