import type { AnyContract, PlanIndex } from '../../ir/index.js';
import type { ContractAccount } from '../contract/contract-run.js';
import { lazily } from '../lazy.js';
import type { ItYear } from '../operation/it-model.js';
import { inWords } from '../placement/worths.js';
import type { Binding, ContractResult, HallResult, UnservedReason, YearlyWorth } from '../results.js';
import { allocateCosts } from './allocation.js';
import { bindings } from './binding.js';
import { campusMetrics } from './campus-metrics.js';
import { contractMetrics, contractResults } from './contract-metrics.js';
import { hallMetrics } from './hall-metrics.js';
import { MetricBook } from './metric-book.js';
import { bandwidthNeeds, networkMetrics } from './network-metrics.js';
import type { CampusRun } from './simulate-campus.js';
import { unservedReasons, workloadMetrics } from './workload-metrics.js';

/**
 * What can be said of the runs of a plan's campuses, worked out when it is asked for: a search for better plans looks at
 * costs, and at little else.
 */
export interface Views {
  readonly book: MetricBook;
  readonly halls: ReadonlyMap<string, HallResult>;
  readonly contracts: () => ReadonlyMap<string, ContractResult>;
  readonly workloadCosts: () => ReadonlyMap<string, Float64Array>;
  readonly bandwidthNeeds: () => ReadonlyMap<string, Float64Array>;
  readonly unservedReasons: () => ReadonlyMap<string, readonly (UnservedReason | undefined)[]>;
  readonly binds: () => readonly Binding[];
  readonly worths: () => readonly YearlyWorth[];
}

/** `accounts`: contracts that several campuses draw on, which are `shared`. */
export function viewsOf(
  runs: readonly CampusRun[],
  accounts: readonly ContractAccount[],
  shared: ReadonlyMap<string, AnyContract>,
  index: PlanIndex,
): Views {
  const book = new MetricBook();
  const halls = new Map<string, HallResult>();
  const allocated = lazily(() => runs.map((run) => allocateCosts(run)));
  const needs = runs.map((run) => lazily(() => bandwidthNeeds(run)));
  const own = (run: CampusRun): ContractAccount[] => run.accounts.filter((account) => !shared.has(account.path));
  runs.forEach((run, r) => {
    campusMetrics(run, book);
    for (const hall of hallMetrics(run, book, needs[r]!)) halls.set(hall.path, hall);
    contractMetrics(own(run), [run], book);
    networkMetrics(run, book, index, needs[r]!);
  });
  contractMetrics(accounts, runs, book);
  workloadMetrics(runs, book, allocated);
  const contracts = lazily(() => {
    const results = [...runs.flatMap((run) => contractResults(own(run), [run])), ...contractResults(accounts, runs)];
    return new Map(results.map((result) => [result.path, result]));
  });
  return {
    book,
    halls,
    contracts,
    workloadCosts: lazily(() => {
      const sums = new Map<string, Float64Array>();
      for (const costs of allocated()) for (const [path, cost] of costs) sums.set(path, added(sums.get(path), cost));
      return sums;
    }),
    bandwidthNeeds: lazily(() => new Map(needs.flatMap((need) => [...need()]))),
    unservedReasons: lazily(() => unservedReasons(runs)),
    binds: lazily(() => runs.flatMap((run) => bindings(run, index, contracts()))),
    worths: lazily(() => runs.flatMap((run) => worthsByYear(run.years, run.clock.years))),
  };
}

function worthsByYear(itYears: readonly ItYear[], years: readonly number[]): YearlyWorth[] {
  return itYears.flatMap(({ worths }, i) =>
    worths.map((worth) => ({ ...worth, year: years[i] ?? 0, words: inWords(worth) })),
  );
}

function added(a: Float64Array | undefined, b: Float64Array): Float64Array {
  return a === undefined ? b : a.map((value, i) => value + (b[i] ?? 0));
}
