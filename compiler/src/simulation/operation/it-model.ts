import { type Campus, central, decimalYear, type Hall, type Plan, type PlanIndex } from '../../ir/index.js';
import { DAYS_A_YEAR } from '../demand/week.js';
import { NoteCollector, type NoteSink } from '../notes.js';
import { type HeldCampus, Holding, type PlacedPeriods } from '../placement/held.js';
import { type Layout, layoutOf } from '../placement/layout.js';
import { NO_SUPPLY, type Supply } from '../placement/supply.js';
import { placeYear } from '../placement/year.js';
import type { SimulationNote } from '../results.js';
import { PERCENTILE_OVER_MEAN } from '../serving/curve.js';
import { ErlangTable } from '../serving/erlang.js';
import type { FabricView } from '../training/step.js';
import type { JobAccount } from './account.js';
import type { ItAssignment, ItCloudYear, ItHallYear, ItYear, WorkloadYear } from './it-year.js';
import { type Job, jobsOf, type ServiceJob } from './jobs.js';
import { type Period, periodsOf } from './periods.js';
import { type Fleet, fleetOf, pathOf } from './pools.js';
import { YearRun } from './year-run.js';

export type { FabricView } from '../training/step.js';
export type { ItAssignment, ItCloudYear, ItHallYear, ItYear, WorkloadYear } from './it-year.js';

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
  readonly placed: PlacedPeriods[];
  /** What was noted while preparing, for callers that keep the model. */
  readonly notes: readonly SimulationNote[];
}

/**
 * Prepares accelerators, workloads and how each runs on each. `years` are calendar years; `fabric` gives what a hall's
 * network offers. What cannot be simulated as asked is noted once, here. `held`: a placement to keep.
 */
export function prepareIt(
  plan: Plan,
  index: PlanIndex,
  campus: Campus,
  years: readonly number[],
  fabric: (hall: Hall) => FabricView,
  notes: NoteSink,
  supply: Supply = NO_SUPPLY,
  held?: HeldCampus,
): ItModel {
  const collected = new NoteCollector();
  const fleet = fleetOf(campus, index, fabric, collected);
  const jobs = jobsOf(plan, index, campus, fleet, collected);
  for (const note of collected.notes) notes.add(note);
  const opens = decimalYear(campus.opens);
  return {
    years,
    opens,
    closes: opens + campus.horizon / (DAYS_A_YEAR * 86400),
    fleet,
    clouds: campus.cloud.map(pathOf),
    jobs,
    workloads: campus.workload.map(pathOf),
    table: new ErlangTable(),
    supply,
    layout: layoutOf(jobs, fleet.pools, supply),
    placed: [],
    holding: held && new Holding({ years, fleet, jobs }, held),
    notes: collected.notes,
  };
}

/** Operates one year hour by hour. Pure: the same model and year give the same result in any order of calls. */
export function operateYear(model: ItModel, yearIndex: number): ItYear {
  const { periods, placements, worths, anew } = placedYear(model, yearIndex);
  const run = new YearRun(model.fleet, model.jobs, model.table, periods, placements);
  run.run();
  return {
    halls: new Map(model.fleet.halls.map(({ path }, hall) => [path, hallYear(model, run, hall)])),
    clouds: new Map(model.clouds.map((path) => [path, cloudYear(model, run, path)])),
    workloads: workloadYears(model, run),
    assignments: assignmentsOf(model, run),
    worths,
    placedAnew: anew,
  };
}

/** Where work goes in a year: held as it was, or decided, once. */
export function placedYear(model: ItModel, yearIndex: number): PlacedPeriods {
  const year = model.years[yearIndex];
  if (year === undefined) throw new Error(`the horizon has no year ${String(yearIndex)}`);
  const periods = periodsOf(year, model.opens, model.closes, model.fleet.steps);
  return (model.placed[yearIndex] ??= model.holding?.at(yearIndex, periods) ?? placePeriods(model, periods));
}

function placePeriods(model: ItModel, periods: readonly Period[]): PlacedPeriods {
  const { at, worths } = placeYear(model, periods);
  return { periods, placements: periods.map(at), worths, anew: model.holding !== undefined };
}

function hallYear(model: ItModel, run: YearRun, hall: number): ItHallYear {
  const sums = { installed: 0, held: 0, busy: 0, asleep: 0, backfillable: 0, backfilled: 0 };
  for (const pool of model.fleet.pools) {
    if (pool.hall !== hall) continue;
    const account = run.account.pools[pool.index]!;
    for (const key of ['installed', 'held', 'busy', 'asleep', 'backfillable', 'backfilled'] as const)
      sums[key] += account[key] / DAYS_A_YEAR;
  }
  const idle = Math.max(0, sums.installed - sums.busy - sums.asleep);
  return { ...sums, idle, profile: run.unknown.has(hall) ? undefined : run.profiles[hall], ...run.ramps[hall]! };
}

function cloudYear(model: ItModel, run: YearRun, path: string): ItCloudYear {
  let held = 0;
  let busy = 0;
  for (const pool of model.fleet.pools) {
    if (pool.hall >= 0 || pool.place !== path) continue;
    held += run.account.pools[pool.index]!.held;
    busy += run.account.pools[pool.index]!.busy;
  }
  return { acceleratorHours: held * 24, busyHours: busy * 24 };
}

/** As declared; plain workloads, which say nothing to simulate, are left out. */
function workloadYears(model: ItModel, run: YearRun): Map<string, WorkloadYear> {
  const years = new Map(model.jobs.map((job, j) => [job.path, workloadYear(job, run.account.jobs[j]!)]));
  return new Map(model.workloads.flatMap((path) => (years.has(path) ? [[path, years.get(path)!]] : [])));
}

function workloadYear(job: Job, sums: JobAccount): WorkloadYear {
  // Sums over a year's hours differ in their last digits.
  const short = sums.demand - sums.served > 1e-9 * sums.demand;
  const unserved = short ? sums.demand - sums.served : 0;
  const base = {
    demand: sums.demand,
    served: sums.demand - unserved,
    unserved,
    heldAccelerators: sums.held / DAYS_A_YEAR,
    neededBisection: sums.held > 0 ? sums.bisection / sums.held : 0,
    busyEnergyShare: Number.isNaN(sums.energy) ? undefined : sums.energy,
  };
  if (job.kind === 'training') {
    const trained = sums.held > 0;
    return {
      ...base,
      unit: 'accelerator-seconds',
      ...(short ? { reason: 'capacity' as const } : {}),
      ...(trained ? { mfu: sums.mfu / sums.held, goodputShare: sums.goodputShare / sums.held } : {}),
      ...(Number.isNaN(sums.goodput) ? {} : { goodput: sums.goodput / DAYS_A_YEAR }),
      ...(Number.isNaN(sums.goodput) || job.flopsPerToken === undefined
        ? {}
        : { trainedTokens: (sums.goodput * 86400) / job.flopsPerToken }),
    };
  }
  const requests = base.served / job.units;
  return {
    ...base,
    unit: job.unit,
    ...(short ? { reason: job.refusal?.reason ?? sums.reason ?? ('capacity' as const) } : {}),
    requests,
    ...(job.workload.kind === 'requests' ? {} : { promptTokens: requests * central(job.workload.promptTokens) }),
    ...(sums.possible > 0 ? { useOfLimit: base.served / sums.possible } : {}),
    ...latencies(job, sums),
  };
}

/** What was reached in the busiest hour; where nothing could run, what an empty system would reach. */
function latencies(job: ServiceJob, sums: JobAccount): Partial<WorkloadYear> {
  const service = job.refusal?.service ?? job.options[0]?.service;
  if (service === undefined || service.infeasible === 'unknown') return {};
  const reached = sums.ttft > -Infinity;
  if (!reached && job.refusal === undefined) return { utilisationLimit: service.limit };
  const first = service.t0 === 0 ? 0 : service.t0 + service.t1;
  const ttft = reached ? sums.ttft : service.roundTrip + service.admission + first;
  const tpot = reached ? sums.tpot : first * PERCENTILE_OVER_MEAN;
  const headroom = reached
    ? sums.headroom
    : Math.min(1 - ttft / service.responseSlo, service.t0 === 0 ? Infinity : 1 - tpot / service.tokenSlo);
  const promised = service.responseSlo !== Infinity || service.tokenSlo !== Infinity;
  return {
    utilisationLimit: reached && sums.held > 0 ? sums.limit / sums.held : service.limit,
    ttft,
    ...(service.t0 === 0 ? {} : { tpot }),
    ...(promised && Number.isFinite(headroom) ? { sloHeadroom: headroom } : {}),
  };
}

function assignmentsOf(model: ItModel, run: YearRun): ItAssignment[] {
  return model.jobs.flatMap((job, j) =>
    [...run.account.places[j]!].map(([hall, held]) => ({ workload: job.path, hall, accelerators: held / DAYS_A_YEAR })),
  );
}
