import { type Campus, decimalYear, type Hall, type Plan, type PlanIndex } from '../../ir/index.js';
import { DAYS_A_YEAR } from '../demand/week.js';
import { lazily } from '../lazy.js';
import { NoteCollector, type NoteSink } from '../notes.js';
import { type HeldCampus, Holding, type PlacedPeriods } from '../placement/held.js';
import { type Layout, layoutOf } from '../placement/layout.js';
import { NO_SUPPLY, type Supply } from '../placement/supply.js';
import { placeYear } from '../placement/year.js';
import type { SimulationNote } from '../results.js';
import { ErlangTable } from '../serving/erlang.js';
import type { FabricView } from '../training/step.js';
import { type Carried, isEmpty, wholeScope } from './carried.js';
import type { ItYear } from './it-year.js';
import { type Job, jobsOf } from './jobs.js';
import { type Period, periodsOf } from './periods.js';
import { type Fleet, fleetOf, pathOf } from './pools.js';
import { sharedFleet, sharedJobs } from './shared-parts.js';
import { yearResults } from './year-results.js';
import { YearRun } from './year-run.js';

export type { FabricView } from '../training/step.js';
export type { ItHallYear, ItYear, WorkloadYear } from './it-year.js';

/** A campus's IT, ready to be operated year by year in any order. */
export interface ItModel {
  readonly years: readonly number[];
  readonly opens: number;
  readonly closes: number;
  readonly fleet: Fleet;
  readonly clouds: readonly string[];
  /** In the order of placement. */
  readonly jobs: readonly Job[];
  /** Paths of the workloads as declared. */
  readonly workloads: readonly string[];
  readonly table: ErlangTable;
  /** What placement decides on beside the jobs: contracts, prices, and which pools are alike. */
  readonly supply: Supply;
  readonly layout: Layout;
  /** A placement that is held as far as it can be. */
  readonly holding: Holding | undefined;
  /** Years that are placed. */
  readonly placed: (PlacedPeriods | undefined)[];
  /** What was noted while preparing, for callers that keep the model. */
  readonly notes: readonly SimulationNote[];
}

/** The same numbers for every campus: filled as they are asked for. */
const erlang = new ErlangTable();

/**
 * Prepares accelerators, workloads and how each runs on each. `years` are calendar years; `fabric` gives what a hall's
 * network offers. What cannot be simulated as asked is noted once, here. `held`: a placement to keep. `like`: a
 * campus to share the very parts with that are the same; it is not kept.
 */
export function prepareIt(
  plan: Plan,
  index: PlanIndex,
  campus: Campus,
  years: readonly number[],
  fabric: (hall: Hall) => FabricView,
  notes: NoteSink,
  supply: () => Supply = () => NO_SUPPLY,
  held?: HeldCampus,
  like: HeldCampus | undefined = held,
): ItModel {
  const collected = new NoteCollector();
  const own = fleetOf(campus, index, fabric, collected);
  const fleet = like === undefined ? own : sharedFleet(own, like.model.fleet);
  const made = jobsOf(plan, index, campus, fleet, collected);
  const jobs = like === undefined ? made : sharedJobs(made, like.model.jobs);
  for (const note of collected.notes) notes.add(note);
  const supplied = lazily(supply);
  const laidOut = lazily(() => layoutOf(jobs, fleet.pools, supplied()));
  const opens = decimalYear(campus.opens);
  return {
    years,
    opens,
    closes: opens + campus.horizon / (DAYS_A_YEAR * 86400),
    fleet,
    clouds: campus.cloud.map(pathOf),
    jobs,
    workloads: campus.workload.map(pathOf),
    table: erlang,
    get supply() {
      return supplied();
    },
    get layout() {
      return laidOut();
    },
    placed: [],
    holding: held && new Holding({ years, fleet, jobs }, held),
    notes: collected.notes,
  };
}

/**
 * Operates one year hour by hour. Pure: the same model and year give the same result in any order of calls. What is known to
 * be as it was in another plan (`carried`) is not run again. `last`: the year before, where it is known.
 */
export function operateYear(model: ItModel, yearIndex: number, carried?: Carried, last?: ItYear): ItYear {
  const placed = placedYear(model, yearIndex);
  const { periods, placements, worths, anew } = placed;
  const { scope, before } = carried?.year(yearIndex, placed) ?? { scope: wholeScope(model), before: undefined };
  const run = new YearRun(model.fleet, model.jobs, model.table, periods, placements, scope);
  if (!isEmpty(scope)) run.run();
  return { ...yearResults(model, run, scope, before, last), worths, placedAnew: anew };
}

/** Where work goes in a year: held as it was, or decided, once. */
export function placedYear(model: ItModel, yearIndex: number): PlacedPeriods {
  return (model.placed[yearIndex] ??= heldYear(model, yearIndex) ?? placePeriods(model, periodsAt(model, yearIndex)));
}

/** Whether a placement to be held can be, in every year: then nothing is placed. */
export function staysPlaced(model: ItModel): boolean {
  return model.years.every((_, year) => {
    const known = (model.placed[year] ??= heldYear(model, year));
    return known?.anew === false;
  });
}

function heldYear(model: ItModel, yearIndex: number): PlacedPeriods | undefined {
  return model.holding?.at(yearIndex, periodsAt(model, yearIndex));
}

function periodsAt({ years, opens, closes, fleet }: ItModel, yearIndex: number): readonly Period[] {
  const year = years[yearIndex];
  if (year === undefined) throw new Error(`the horizon has no year ${String(yearIndex)}`);
  return periodsOf(year, opens, closes, fleet.steps);
}

function placePeriods(model: ItModel, periods: readonly Period[]): PlacedPeriods {
  const { at, worths } = placeYear(model, periods);
  return { periods, placements: periods.map(at), worths, anew: model.holding !== undefined };
}
