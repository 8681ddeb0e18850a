import { type Campus, indexPlan, type Plan, type PlanIndex } from '../ir/index.js';
import { SimulationCache } from './campus/cache.js';
import { campusCarbon, campusEnergy } from './campus/campus-metrics.js';
import { planYears } from './campus/clock.js';
import { type Fidelity, hoursOf } from './campus/fidelity.js';
import type { HeldPlacement } from './campus/held-placement.js';
import { hallCapability } from './campus/hall-capability.js';
import { hallStarts } from './campus/hall-starts.js';
import { billShared, sharedContracts } from './campus/shared-contracts.js';
import { type CampusRun, simulateCampus } from './campus/simulate-campus.js';
import { viewsOf } from './campus/views.js';
import { EVERY_HOUR } from './calendar/hour-set.js';
import { lazily } from './lazy.js';
import { changesOf, lifetimesOf, type Pass } from './lifetime/dated.js';
import type { Lifetimes } from './lifetime/lifetimes.js';
import { NoteCollector } from './notes.js';
import { daySeed } from './random.js';
import type { SimulationResult } from './results.js';
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
  const views = viewsOf(runs, bills.accounts, shared, index);
  const costs = runs.flatMap((run) => run.costs);
  const energy = lazily(() => sumKnown(runs.flatMap(campusEnergy)));
  const carbon = lazily(() => sumKnown(runs.flatMap(campusCarbon)));
  const assignments = lazily(() => runs.flatMap((run) => run.assignments()));
  const result: SimulationResult = {
    years,
    metrics: views.book.metrics,
    kinds: views.book.kinds,
    costs,
    presentValue: sumKnown(costs.map((line) => line.presentValue)),
    get energy() {
      return energy();
    },
    get carbon() {
      return carbon();
    },
    halls: views.halls,
    get contracts() {
      return views.contracts();
    },
    get assignments() {
      return assignments();
    },
    get workloadCosts() {
      return views.workloadCosts();
    },
    get bandwidthNeeds() {
      return views.bandwidthNeeds();
    },
    get unservedReasons() {
      return views.unservedReasons();
    },
    get binds() {
      return views.binds();
    },
    get worths() {
      return views.worths();
    },
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

function sumKnown(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}
