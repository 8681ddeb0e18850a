import { type Campus, indexPlan, type Plan } from '../ir/index.js';
import { allocateCosts } from './campus/allocation.js';
import { bindings } from './campus/binding.js';
import { SimulationCache } from './campus/cache.js';
import { campusMetrics } from './campus/campus-metrics.js';
import { planYears } from './campus/clock.js';
import { contractMetrics } from './campus/contract-metrics.js';
import { type Fidelity, hoursOf } from './campus/fidelity.js';
import { hallMetrics } from './campus/hall-metrics.js';
import { MetricBook } from './campus/metric-book.js';
import { networkMetrics } from './campus/network-metrics.js';
import { billShared, sharedContracts } from './campus/shared-contracts.js';
import { type CampusRun, simulateCampus } from './campus/simulate-campus.js';
import { workloadMetrics } from './campus/workload-metrics.js';
import { EVERY_HOUR } from './calendar/hour-set.js';
import { NoteCollector } from './notes.js';
import { daySeed } from './random.js';
import type { ItYear } from './operation/it-model.js';
import { inWords } from './placement/worths.js';
import type { SimulationResult, YearlyWorth } from './results.js';
import { splitShared } from './shared-workloads.js';

/**
 * Simulates a plan hour by hour through every year of its horizon, at central values (MODELS A2). Pure: the same plan gives
 * the same numbers, with or without a cache. What a model could not do as asked is in `notes`; what is unknown is `null`,
 * and so is every sum that includes it. `run` picks the days of weather and market; `fidelity` F0 takes representative
 * hours for all 8,760, within 5 % of the energy and cost of F1.
 */
export function simulate(
  plan: Plan,
  cache: SimulationCache = new SimulationCache(),
  run = 1,
  fidelity: Fidelity = 'F1',
): SimulationResult {
  const seed = daySeed(run);
  cache.begin();
  const index = indexPlan(plan);
  const notes = new NoteCollector();
  const book = new MetricBook();
  const campuses: readonly Campus[] = splitShared(plan, index);
  const years = planYears(campuses);
  const shared = sharedContracts(plan, campuses, index);
  const sets = hoursOf(fidelity, campuses, years, index, cache, shared.size > 0, seed);
  const alone = campuses.map((campus, i) =>
    simulateCampus(
      { ...plan, workload: [] },
      campus,
      years,
      index,
      cache,
      notes,
      new Set(shared.keys()),
      sets[i] ?? EVERY_HOUR,
      seed,
    ),
  );
  const bills = billShared(alone, shared, years, notes, sets[0] ?? EVERY_HOUR, seed);
  const runs = alone.map((run, i): CampusRun => ({ ...run, costs: [...run.costs, ...(bills.costs[i] ?? [])] }));
  const halls = new Map<string, ReturnType<typeof hallMetrics>[number]>();
  const contracts = new Map<string, ReturnType<typeof contractMetrics>[number]>();
  const workloadCosts = new Map<string, Float64Array>();
  const bandwidthNeeds = new Map<string, Float64Array>();
  const allocated = runs.map((run) => allocateCosts(run));
  for (const run of runs) {
    book.open(run.path, 'campus');
    for (const hall of hallMetrics(run, book)) halls.set(hall.path, hall);
    const own = run.accounts.filter((account) => !shared.has(account.path));
    for (const contract of contractMetrics(own, [run], book)) contracts.set(contract.path, contract);
    for (const [path, need] of networkMetrics(run, book, index)) bandwidthNeeds.set(path, need);
    campusMetrics(
      run,
      run.accounts.map((account) => account.result()),
      book,
    );
  }
  for (const contract of contractMetrics(bills.accounts, runs, book)) contracts.set(contract.path, contract);
  for (const costs of allocated)
    for (const [path, cost] of costs) workloadCosts.set(path, added(workloadCosts.get(path), cost));
  const unservedReasons = workloadMetrics(runs, book, allocated);
  const costs = runs.flatMap((run) => run.costs);
  return {
    years,
    metrics: book.metrics,
    kinds: book.kinds,
    costs,
    presentValue: sumKnown(costs.map((line) => line.presentValue)),
    energy: totalOf(runs, book, 'energy'),
    carbon: totalOf(runs, book, 'carbon'),
    halls,
    contracts,
    assignments: runs.flatMap((run) => run.assignments),
    workloadCosts,
    bandwidthNeeds,
    unservedReasons,
    binds: runs.flatMap((run) => bindings(run, index, contracts)),
    worths: runs.flatMap(({ years: itYears }) => worthsByYear(itYears, years)),
    notes: notes.notes,
    hours: (hallPath, yearIndex) => runs.find((run) => run.totals.has(hallPath))?.hours(hallPath, yearIndex),
  };
}

function worthsByYear(itYears: readonly ItYear[], years: readonly number[]): YearlyWorth[] {
  return itYears.flatMap(({ worths }, i) =>
    worths.map((worth) => ({ ...worth, year: years[i] ?? 0, words: inWords(worth) })),
  );
}

function sumKnown(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}

function totalOf(runs: readonly CampusRun[], book: MetricBook, metric: string): number | null {
  return sumKnown(runs.map((run) => book.metrics.get(run.path)?.get(metric)?.value ?? null));
}

function added(a: Float64Array | undefined, b: Float64Array): Float64Array {
  return a === undefined ? b : a.map((value, i) => value + (b[i] ?? 0));
}
