import type { AnyContract } from '../../ir/index.js';
import { billTotal } from '../contract/bill.js';
import type { ContractAccount } from '../contract/contract-run.js';
import type { ContractResult } from '../results.js';
import { activeSeconds } from './clock.js';
import { contractKey } from './contract-loads.js';
import { contractSwings } from './contract-swings.js';
import type { Entry, MetricBook } from './metric-book.js';
import type { SuppliedYear } from './supply.js';
import type { CampusRun } from './simulate-campus.js';

/** Results of contracts of one campus, or of several that share them. */
export function contractResults(accounts: readonly ContractAccount[], runs: readonly CampusRun[]): ContractResult[] {
  return accounts.map((account) => ({ ...account.result(), swings: () => contractSwings(runs, account.path) }));
}

/** Metrics of contracts of one campus, or of several that share them. Unknown where a hall's draw is unknown. */
export function contractMetrics(
  accounts: readonly ContractAccount[],
  runs: readonly CampusRun[],
  book: MetricBook,
): void {
  if (accounts.length === 0) return;
  const known = runs.every((run) => run.unknownHalls.size === 0);
  const open = runs
    .map((run) => activeSeconds(run.clock, run.clock.opens))
    .reduce((most, seconds) => most.map((value, year) => Math.max(value, seconds[year] ?? 0)));
  const write = (account: ContractAccount, entry: Entry): void => {
    const result = account.result();
    const years = Array.from(open, (_, year) => year);
    const unknown = years.map(() => null);
    const list = (pick: (year: number) => number): (number | null)[] =>
      years.map((year) => (known ? knownOr(pick(year)) : null));
    const months = (series: Float64Array, year: number): Float64Array => series.subarray(12 * year, 12 * year + 12);
    const energy = list((year) => account.energy[year] ?? 0);
    const peak = list((year) => Math.max(...months(result.peak, year)));
    const use = list((year) =>
      months(result.peak, year).reduce(
        (most, watts, m) =>
          Math.max(most, (result.capacity[12 * year + m] ?? 0) > 0 ? watts / (result.capacity[12 * year + m] ?? 1) : 0),
        0,
      ),
    );
    const bill = list((year) => {
      const entry = account.bills[year];
      return entry === undefined ? 0 : billTotal(entry);
    });
    const exposure = list((year) => {
      const entry = account.bills[year];
      return entry === undefined ? 0 : entry.minimumDemand + entry.takeOrPay + entry.minimumBill;
    });
    const uncalled = runs.some((run) => callsUnknown(run, account.contract));
    const supplied = (pick: (year: SuppliedYear) => number): (number | null)[] =>
      list((year) =>
        runs.reduce((sum, run) => {
          const found = run.supplied.get(account.path)?.[year];
          return sum + (found === undefined ? 0 : pick(found));
        }, 0),
      );
    entry
      .most('peak', peak)
      .ratio('power', energy, open)
      .sum('energy', energy)
      .ratio(
        'loadFactor',
        energy,
        peak.map((watts, year) => (watts === null ? null : watts * (open[year] ?? 0))),
      )
      .most('use', use)
      .most(
        'ramp',
        list((year) => result.ramp[year] ?? 0),
      )
      .sum('bill', bill)
      .mean('calledHours', uncalled ? unknown : supplied((each) => each.calledHours * 3600))
      .sum('calledEnergy', uncalled ? unknown : supplied((each) => each.calledEnergy))
      .sum(
        'generated',
        supplied((each) => each.generated),
      )
      .sum('minimumExposure', exposure)
      .ratio('price', bill, energy);
  };
  for (const account of accounts)
    book.open(account.path, 'contract', (entry) => {
      write(account, entry);
    });
}

/** Whether a contract may be called and its hours are not simulated, since other campuses draw on it too. */
export function callsUnknown(run: CampusRun, contract: AnyContract): boolean {
  return contract.firm < 1 && contract.interruptibleHours > 0 && run.sharedLoads.has(contractKey(contract));
}

/** A bill without an energy price is unknown. */
function knownOr(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
