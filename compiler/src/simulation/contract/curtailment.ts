import type { AnyContract } from '../../ir/index.js';
import { hourOf, type Hours, monthOfHour, weightOf, WHOLE_YEAR } from '../calendar/calendar.js';
import { hourlyCapacity } from './capacity.js';

export interface Curtailment {
  /** Entries of the hours that are called, dearest first. */
  readonly called: readonly number[];
  /** All entries, dearest first: to be given again for another year of the same market. */
  readonly order: Uint32Array;
  /** Hours that they stand for. */
  readonly hours: number;
  /** Draw that must go in each entry, W: the mean over the hours that it stands for. */
  readonly cut: Float64Array;
  /** What the contract gives in each entry, W: its capacity, its firm part where it is called. */
  readonly limit: Float64Array;
  /** Σ cut, J. */
  readonly energy: number;
}

/**
 * The hours in which the interruptible part of a contract is called, and what must go in them: the dearest hours of the
 * year, `interruptibleHours` of them, in which the draw may be `firm · capacity` at most. Where prices do not tell hours
 * apart, late afternoons of June to September are called first (assumed). Nothing is called where all is firm.
 *
 *   cut = max(0, load − firm·capacity)      in called hours, else 0
 *
 * `before`: the order of another year, where there is one. `load` W, `price` USD/J, both by hour. An entry that stands for more hours than are still to be called is called in part.
 */
export function curtailment(
  load: Float64Array,
  price: Float64Array,
  contract: AnyContract,
  calendarYear: number,
  hours: Hours = WHOLE_YEAR,
  before?: Uint32Array,
): Curtailment {
  const limit = hourlyCapacity(contract, calendarYear, load.length, hours);
  const cut = new Float64Array(load.length);
  const calls = calledHours(load, price, contract, (entry) => limit[entry]!, hours, before);
  calls.called.forEach((entry, k) => {
    const part = calls.parts[k]!;
    cut[entry] = calls.cuts[k]!;
    limit[entry] = part * contract.firm * limit[entry]! + (1 - part) * limit[entry]!;
  });
  const { called, order, hours: all, energy } = calls;
  return { called, order, hours: all, cut, limit, energy };
}

/** Called hours without arrays of all hours: for contracts with nothing beside them. */
export interface CalledHours {
  /** Entries, dearest first; what part of each is called; and what must go there, W. */
  readonly called: readonly number[];
  readonly parts: readonly number[];
  readonly cuts: readonly number[];
  readonly order: Uint32Array;
  readonly hours: number;
  readonly energy: number;
}

/** The hours that are called and what must go in them, as `curtailment` says; `capacity` in force in an entry, W. */
export function calledHours(
  load: Float64Array,
  price: Float64Array,
  contract: AnyContract,
  capacity: (entry: number) => number,
  hours: Hours = WHOLE_YEAR,
  before?: Uint32Array,
): CalledHours {
  const called: number[] = [];
  const parts: number[] = [];
  const cuts: number[] = [];
  let left = contract.firm < 1 ? Math.max(0, contract.interruptibleHours) / 3600 : 0;
  let all = 0;
  let energy = 0;
  const order = left > 0 ? scarcest(price, hours, before) : new Uint32Array(0);
  for (const entry of order) {
    if (left <= 1e-9) break;
    const stands = weightOf(hours, entry);
    if (stands <= 0) continue;
    const part = Math.min(1, left / stands);
    const over = Math.max(0, load[entry]! - contract.firm * capacity(entry));
    called.push(entry);
    parts.push(part);
    cuts.push(part * over);
    energy += part * stands * over;
    all += part * stands;
    left -= part * stands;
  }
  return { called, parts, cuts, order, hours: all, energy: energy * 3600 };
}

/**
 * Entries, the dearest first; by the season and the hour where they cost the same, then in the year's order. An order of
 * `before` that still runs from dear to cheap is kept: a market whose level moves has the same hours dear.
 */
function scarcest(price: Float64Array, hours: Hours, before: Uint32Array | undefined): Uint32Array {
  const known = orders.get(price);
  if (known !== undefined) return known;
  const order = before?.length === price.length && isSorted(price, hours, before) ? before : sorted(price, hours);
  orders.set(price, order);
  return order;
}

/** By the array of prices, which a contract keeps from year to year where they stay. */
const orders = new WeakMap<Float64Array, Uint32Array>();

function sorted(price: Float64Array, hours: Hours): Uint32Array {
  const likely = Float64Array.from(price, (_, i) => peakLikelihood(hourOf(hours, i)));
  return Uint32Array.from(price, (_, i) => i).sort(
    (a, b) => compare(price[b]!, price[a]!) || likely[b]! - likely[a]! || a - b,
  );
}

function isSorted(price: Float64Array, hours: Hours, order: Uint32Array): boolean {
  for (let k = 1; k < order.length; k++) {
    const [before, entry] = [order[k - 1]!, order[k]!];
    if (price[entry]! < price[before]!) continue;
    if (price[entry]! !== price[before]!) return false;
    const likelier = peakLikelihood(hourOf(hours, before)) - peakLikelihood(hourOf(hours, entry));
    if (likelier < 0 || (likelier === 0 && entry < before)) return false;
  }
  return true;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Higher where the grid is likelier to be short. */
function peakLikelihood(hour: number): number {
  const month = monthOfHour(hour);
  const summer = month >= 5 && month <= 8 ? 24 : 0;
  return summer - Math.abs((hour % 24) - 17);
}
