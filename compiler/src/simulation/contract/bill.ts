import { type AnyContract, central, valueAt } from '../../ir/index.js';
import { HOURS, MONTH_STARTS } from './calendar.js';

/**
 * A year's bill on one contract, each term apart (MODELS A7, B2f). USD.
 *
 *   energy        Σ price_t · P_t · Δt                                  price includes the adder
 *   demand        Σ_m rate · P15_m                                      P15: highest quarter-hour of the month
 *   ratchet       Σ_m rate · max(0, ratchet · max(previous 11 months) − P15_m)
 *   minimumDemand Σ_m rate · max(0, share · capacity_m − what the two lines above bill)
 *   coincident    rate per kW-year · mean draw in the grid's peak hours
 *   takeOrPay     max(0, share · capacity · hours − energy) · (mean price − resale)
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
}

/** Twelve monthly peaks, W, of the highest quarter-hour of each hour. */
export function monthlyPeaks(quarterHours: Float64Array): Float64Array {
  const peaks = new Float64Array(12);
  for (let month = 0; month < 12; month++) {
    let peak = 0;
    const end = MONTH_STARTS[month + 1] ?? HOURS;
    for (let hour = MONTH_STARTS[month] ?? 0; hour < end; hour++) {
      const power = quarterHours[hour] ?? 0;
      if (power > peak) peak = power;
    }
    peaks[month] = peak;
  }
  return peaks;
}

/** Capacity of each month at its middle, W. */
export function monthlyCapacity(contract: AnyContract, calendarYear: number): Float64Array {
  const capacity = new Float64Array(12);
  for (let month = 0; month < 12; month++)
    capacity[month] = valueAt(contract.capacity, calendarYear + (month + 0.5) / 12);
  return capacity;
}

/** The year's bill. `peaks` and `capacity` as `monthlyPeaks` and `monthlyCapacity` give them. */
export function billYear(contract: AnyContract, year: BillingYear, peaks: Float64Array, capacity: Float64Array): Bill {
  const middle = year.calendarYear + 0.5;
  const { energy, joules } = energyCost(year);
  const share = central(contract.minimumDemand);
  const history = [...year.previousPeaks];
  let demand = 0;
  let ratchet = 0;
  let minimumDemand = 0;
  let contracted = 0;
  for (let month = year.firstMonth; month < year.lastMonth; month++) {
    const rate = valueAt(contract.demandCharge, year.calendarYear + (month + 0.5) / 12) * MONTH_SECONDS;
    const peak = peaks[month] ?? 0;
    const held = contract.ratchet * Math.max(0, ...history.slice(-11));
    const least = share * (capacity[month] ?? 0);
    demand += rate * peak;
    ratchet += rate * Math.max(0, held - peak);
    minimumDemand += rate * Math.max(0, least - Math.max(peak, held));
    contracted += (capacity[month] ?? 0) * ((MONTH_STARTS[month + 1] ?? HOURS) - (MONTH_STARTS[month] ?? 0)) * 3600;
    history.push(peak);
  }
  const part = Math.max(0, year.lastMonth - year.firstMonth) / 12;
  const coincident =
    valueAt(contract.coincidentCharge, middle) * YEAR_SECONDS * coincidentDraw(year, contract.coincidentHours) * part;
  const meanPrice = joules > 0 ? energy / joules : mean(year.price);
  const takeOrPay =
    Math.max(0, central(contract.takeOrPay) * contracted - joules) * Math.max(0, meanPrice - central(contract.resale));
  const fixed = contract.fixedCharge * YEAR_SECONDS * part;
  const interruptible =
    -valueAt(contract.interruptibleCredit, middle) * (1 - contract.firm) * (contracted / 3600 / HOURS) * YEAR_SECONDS;
  const subtotal = energy + demand + ratchet + minimumDemand + coincident + takeOrPay + fixed + interruptible;
  const minimum = contract.minimumBill * YEAR_SECONDS * part;
  const minimumBill = minimum > 0 ? Math.max(0, minimum - subtotal) : 0;
  const carbon = contract.carbon === undefined ? null : valueAt(contract.carbon, middle) * joules;
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

const YEAR_SECONDS = 365 * 86400;
const MONTH_SECONDS = YEAR_SECONDS / 12;

function energyCost(year: BillingYear): { readonly energy: number; readonly joules: number } {
  const { power, price } = year;
  let money = 0;
  let sum = 0;
  for (let hour = 0; hour < HOURS; hour++) {
    const p = power[hour] ?? 0;
    money += p * (price[hour] ?? 0);
    sum += p;
  }
  return { energy: money * 3600, joules: sum * 3600 };
}

/**
 * Mean draw in the hours that set the coincident peak. The grid peaks in summer afternoons: one hour a month from June
 * on, at the dearest hour of the month, or at 17:00 on its 15th day where the price is flat. Southern grids peak in
 * their own summer; that is not modelled.
 */
function coincidentDraw(year: BillingYear, hours: number): number {
  const months = Math.max(1, Math.min(12, Math.round(hours)));
  let sum = 0;
  for (let i = 0; i < months; i++) sum += year.power[peakHour(year.price, (5 + i) % 12)] ?? 0;
  return sum / months;
}

function peakHour(price: Float64Array, month: number): number {
  const start = MONTH_STARTS[month] ?? 0;
  const end = MONTH_STARTS[month + 1] ?? HOURS;
  let best = start + 14 * 24 + 17;
  let highest = price[best] ?? 0;
  for (let hour = start; hour < end; hour++) {
    const p = price[hour] ?? 0;
    if (p > highest) {
      highest = p;
      best = hour;
    }
  }
  return best;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
