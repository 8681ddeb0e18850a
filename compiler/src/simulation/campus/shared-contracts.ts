import { type AnyContract, type Campus, type Plan, type PlanIndex, resolve, valueAt } from '../../ir/index.js';
import type { HourSet } from '../calendar/hour-set.js';
import { ContractAccount, type ContractLoad, contractLoad, quarterHoursOf } from '../contract/contract-run.js';
import { Ledger } from '../economics/ledger.js';
import { smoothingStorage } from '../generation/supply.js';
import type { NoteSink } from '../notes.js';
import type { CostLine } from '../results.js';
import type { CampusRun } from './simulate-campus.js';

/** What a campus draws on a contract that others draw on too, in one year, and the months in which it is open. */
export interface SharedLoad {
  readonly load: ContractLoad;
  readonly firstMonth: number;
  readonly lastMonth: number;
}

/** Contracts that stand above campuses and feed halls of several of them, by path. They are billed once, on the sum. */
export function sharedContracts(
  plan: Plan,
  campuses: readonly Campus[],
  index: PlanIndex,
): ReadonlyMap<string, AnyContract> {
  const shared = new Map<string, AnyContract>();
  for (const contract of [...plan.contract, ...plan.colocation]) {
    const { path } = contract;
    const users = campuses.filter((campus) =>
      campus.hall.some((hall) => hall.power.some((use) => resolve<AnyContract>(index, use).path === path)),
    );
    if (path !== undefined && users.length > 1) shared.set(path, contract);
  }
  return shared;
}

export interface SharedBills {
  readonly accounts: readonly ContractAccount[];
  /** Each campus's part of the bills, by energy drawn; in the order of the runs. */
  readonly costs: readonly (readonly CostLine[])[];
}

/** Bills shared contracts on the sum of what the campuses draw, year by year, and shares the bills out. */
export function billShared(
  runs: readonly CampusRun[],
  contracts: ReadonlyMap<string, AnyContract>,
  years: readonly number[],
  notes: NoteSink,
  set: HourSet,
  seed: number,
): SharedBills {
  const ledgers = runs.map((run) => new Ledger(run.path, years.length, run.campus.discount));
  const accounts = [...contracts].map(([path, contract]) => {
    const parts = runs.flatMap((run, i) =>
      run.sharedLoads.has(path) ? [{ run, ledger: ledgers[i]!, loads: run.sharedLoads.get(path)! }] : [],
    );
    const battery = smoothingStorage(parts.flatMap(({ run }) => run.campus.battery));
    if (contract.firm < 1 && contract.interruptibleHours > 0)
      notes.add({
        type: 'unsupported',
        path,
        message: 'its called hours are not simulated where several campuses draw on one contract; its credit is paid',
      });
    const account = new ContractAccount(contract, path, years, battery, notes, seed);
    const whole = new Ledger(path, years.length, 0);
    const shares = years.map((year, y) => {
      const all = parts.map(({ loads }) => loads[y]!);
      const energies = all.map(({ load }) => energyOf(load));
      const total = energies.reduce((sum, joules) => sum + joules, 0);
      const open = all.map(({ firstMonth, lastMonth }) => Math.max(0, lastMonth - firstMonth));
      const months = monthsOf(all.filter((_, i) => open[i]! > 0));
      // What is billed though nobody draws falls on those who are open.
      const weights = total > 0 ? energies : open;
      const heaviest = weights.reduce((before, weight) => before + weight, 0);
      const mine = weights.map((weight) => (heaviest > 0 ? weight / heaviest : 0));
      const carbonPrice = parts.reduce(
        (sum, { run }, i) => sum + mine[i]! * valueAt(run.campus.carbonPrice, year + 0.5),
        0,
      );
      const sum = sumOf(
        all.map(({ load }) => load),
        set.length,
      );
      account.close(y, sum, months, whole, set);
      account.chargeBeside(y, months, whole, carbonPrice);
      return mine;
    });
    const lines = whole.close();
    parts.forEach(({ ledger }, i) => {
      for (const line of lines)
        share(
          ledger,
          line,
          shares.map((mine) => mine[i]!),
        );
    });
    return account;
  });
  return { accounts, costs: ledgers.map((ledger) => ledger.close()) };
}

function share(
  ledger: Ledger,
  { path, item, subsystem, byYear, presentValue }: CostLine,
  shares: readonly number[],
): void {
  if (presentValue === null) ledger.unknown(path, item, subsystem);
  else shares.forEach((part, year) => ledger.pay(path, item, subsystem, year, part * byYear[year]!));
}

/** From the first month in which any campus is open until the last; none where all are closed. */
function monthsOf(open: readonly SharedLoad[]): { readonly firstMonth: number; readonly lastMonth: number } {
  if (open.length === 0) return { firstMonth: 0, lastMonth: 0 };
  return {
    firstMonth: Math.min(...open.map(({ firstMonth }) => firstMonth)),
    lastMonth: Math.max(...open.map(({ lastMonth }) => lastMonth)),
  };
}

function energyOf({ parts }: ContractLoad): number {
  return parts.it + parts.network + parts.plant + parts.electrical;
}

/** Loads of several campuses as one: their powers add hour by hour, and so do the ramps of jobs that may stop together. */
function sumOf(loads: readonly ContractLoad[], length: number): ContractLoad {
  const sum = contractLoad(length);
  for (const load of loads) {
    const { power, parts, ramp } = load;
    const quarterHours = quarterHoursOf(load);
    for (let hour = 0; hour < power.length; hour++) {
      sum.power[hour]! += power[hour]!;
      sum.quarterHours[hour]! += quarterHours[hour]!;
    }
    for (const part of ['it', 'network', 'plant', 'electrical'] as const) sum.parts[part] += parts[part];
    sum.ramp += ramp;
  }
  return sum;
}
