import { type Campus, indexPlan, type Plan, type PlanIndex } from '../ir/index.js';
import { allocateCosts } from './campus/allocation.js';
import { bindings } from './campus/binding.js';
import { SimulationCache } from './campus/cache.js';
import { campusMetrics } from './campus/campus-metrics.js';
import { planYears } from './campus/clock.js';
import { contractMetrics } from './campus/contract-metrics.js';
import { type Fidelity, hoursOf } from './campus/fidelity.js';
import type { HeldPlacement } from './campus/held-placement.js';
import { hallCapability } from './campus/hall-capability.js';
import { hallMetrics } from './campus/hall-metrics.js';
import { hallStarts } from './campus/hall-starts.js';
import { MetricBook } from './campus/metric-book.js';
import { networkMetrics } from './campus/network-metrics.js';
import { billShared, sharedContracts } from './campus/shared-contracts.js';
import { type CampusRun, simulateCampus } from './campus/simulate-campus.js';
import { workloadMetrics } from './campus/workload-metrics.js';
import { EVERY_HOUR } from './calendar/hour-set.js';
import { changesOf, lifetimesOf, type Pass } from './lifetime/dated.js';
import type { Lifetimes } from './lifetime/lifetimes.js';
import { NoteCollector } from './notes.js';
import { daySeed } from './random.js';
import type { ItYear } from './operation/it-model.js';
import { inWords } from './placement/worths.js';
import type { SimulationResult, YearlyWorth } from './results.js';
import { splitShared } from './shared-workloads.js';

export interface SimulationOptions {
  /**
   * The placement of another simulation, to be held: its workloads keep their replicas, accelerators and shares, and no
   * programme is solved. Years in which it cannot be held are decided anew, and listed in `placedAnew`.
   */
  readonly placement?: HeldPlacement;
}

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
  options: SimulationOptions = {},
): SimulationResult {
  cache.begin();
  const index = indexPlan(plan);
  const notes = new NoteCollector();
  const campuses: readonly Campus[] = splitShared(plan, index);
  const pass = (lives: Lifetimes, sink: NoteCollector): Pass =>
    simulatePass({ plan, campuses, index, cache, seed: daySeed(run), fidelity, options, lives, notes: sink });
  const lives = lifetimesOf(campuses, index, notes, (first) => pass(first, new NoteCollector()));
  return pass(lives, notes).result;
}

interface PassInput {
  readonly plan: Plan;
  readonly campuses: readonly Campus[];
  readonly index: PlanIndex;
  readonly cache: SimulationCache;
  readonly seed: number;
  readonly fidelity: Fidelity;
  readonly options: SimulationOptions;
  readonly lives: Lifetimes;
  readonly notes: NoteCollector;
}

/** Simulates a plan whose halls change as `lives` says. */
function simulatePass(input: PassInput): Pass {
  const { plan, campuses, index, cache, seed, fidelity, options, lives, notes } = input;
  const book = new MetricBook();
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
      options.placement,
      lives,
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
  const result: SimulationResult = {
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
    changes: changesOf(lives),
    placement: new Map(runs.map((run) => [run.path, run.it])),
    placedAnew: runs.flatMap((run) =>
      run.years.flatMap(({ placedAnew }, i) => (placedAnew ? [{ campus: run.path, year: years[i]! }] : [])),
    ),
    hours: (hallPath, yearIndex) => runs.find((run) => run.totals.has(hallPath))?.hours(hallPath, yearIndex),
    starts: (hallPath, yearIndex) => {
      const i = runs.findIndex((run) => run.totals.has(hallPath));
      const run = runs[i];
      return run === undefined ? undefined : hallStarts(run, sets[i] ?? EVERY_HOUR, index, hallPath, yearIndex);
    },
    capability: (hallPath, yearIndex) => {
      const run = runs.find((each) => each.totals.has(hallPath));
      return run === undefined ? undefined : hallCapability(run, index, hallPath, yearIndex);
    },
  };
  return { result, runs };
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
