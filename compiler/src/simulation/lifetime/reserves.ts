import { type AnyContract, type Campus, central, decimalYear, type Reserve, valueAt } from '../../ir/index.js';
import { YEAR_SECONDS } from '../calendar/calendar.js';
import type { Clock } from '../campus/clock.js';
import type { Ledger } from '../economics/ledger.js';
import { shareBetween } from '../economics/vintages.js';

/**
 * Power that a campus's reserves hold back at a decimal year, W. It is taken from what the campus contracts: until a reserve
 * ends, no hall may draw it.
 */
export function heldBack(campus: Campus, year: number): number {
  return campus.reserve.reduce(
    (sum, { power, ends }) => sum + (power !== undefined && year < endOf(ends) ? central(power) : 0),
    0,
  );
}

/** The part of it that one of the campus's own contracts holds back: they share it by their capacity. */
export function heldBackOn(campus: Campus, contract: AnyContract, year: number): number {
  const held = heldBack(campus, year);
  if (held <= 0) return 0;
  const all = campus.contract.reduce((sum, { capacity }) => sum + valueAt(capacity, year), 0);
  const own = campus.contract.some(({ path }) => path === contract.path) ? valueAt(contract.capacity, year) : 0;
  return all > 0 ? (Math.min(held, all) * own) / all : 0;
}

/** Charges what holding power back costs, each year until it ends or the campus closes. */
export function chargeReserves(ledger: Ledger, campus: Campus, clock: Clock): void {
  for (const reserve of campus.reserve) {
    if (reserve.power === undefined || reserve.cost === undefined) continue;
    const yearly = central(reserve.power) * central(reserve.cost) * YEAR_SECONDS;
    shareBetween(clock, clock.opens, endOf(reserve.ends)).forEach((share, year) =>
      ledger.pay(reserve.path ?? '', 'reserve', 'contract', year, yearly * share),
    );
  }
}

function endOf(ends: Reserve['ends']): number {
  return ends === undefined ? Infinity : decimalYear(ends);
}
