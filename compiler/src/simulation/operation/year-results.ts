import { central } from '../../ir/index.js';
import { DAYS_A_YEAR } from '../demand/week.js';
import { PERCENTILE_OVER_MEAN } from '../serving/curve.js';
import type { JobAccount } from './account.js';
import type { Scope } from './carried.js';
import type { ItAssignment, ItCloudYear, ItHallYear, ItYear, WorkloadYear } from './it-year.js';
import type { Job, ServiceJob } from './jobs.js';
import type { Pool } from './pools.js';
import { type HallProfile, isSameYear } from './profile.js';
import type { Parts } from './shared-parts.js';
import type { YearRun } from './year-run.js';

/** What a year comes to, of a campus whose clouds and workloads are named in their order. */
interface Named extends Parts {
  readonly clouds: readonly string[];
  readonly workloads: readonly string[];
}

/**
 * A year's results: those in scope from its run, all others from `before`, the same objects. A hall that draws what it drew
 * in `last`, the calendar year before, shares its profile.
 */
export function yearResults(
  model: Named,
  run: YearRun,
  { halls, jobs }: Scope,
  before: ItYear | undefined,
  last: ItYear | undefined,
): Omit<ItYear, 'worths' | 'placedAnew'> {
  const pools: Pool[][] = model.fleet.halls.map(() => []);
  for (const pool of model.fleet.pools) pools[pool.hall]?.push(pool);
  return {
    halls: new Map(
      model.fleet.halls.map(({ path }, hall) => [
        path,
        (halls[hall] === 0 ? before?.halls.get(path) : undefined) ??
          hallYear(run, hall, pools[hall]!, last?.halls.get(path)?.profile),
      ]),
    ),
    clouds:
      before !== undefined && halls[model.fleet.halls.length] === 0
        ? before.clouds
        : new Map(model.clouds.map((path) => [path, cloudYear(model, run, path)])),
    workloads: workloadYears(model, run, jobs, before),
    assignments: assignmentsOf(model, run, jobs, before),
  };
}

function hallYear(run: YearRun, hall: number, pools: readonly Pool[], last: HallProfile | undefined): ItHallYear {
  const sums = { installed: 0, held: 0, busy: 0, asleep: 0, backfillable: 0, backfilled: 0 };
  for (const pool of pools) {
    const account = run.account.pools[pool.index]!;
    for (const key of ['installed', 'held', 'busy', 'asleep', 'backfillable', 'backfilled'] as const)
      sums[key] += account[key] / DAYS_A_YEAR;
  }
  const idle = Math.max(0, sums.installed - sums.busy - sums.asleep);
  const drawn = run.profiles[hall]!;
  const profile = last !== undefined && isSameYear(last, drawn) ? last : drawn;
  return { ...sums, idle, profile: run.unknown.has(hall) ? undefined : profile, ...run.ramps[hall]! };
}

function cloudYear(model: Named, run: YearRun, path: string): ItCloudYear {
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
function workloadYears(
  model: Named,
  run: YearRun,
  scope: Uint8Array,
  before: ItYear | undefined,
): ReadonlyMap<string, WorkloadYear> {
  const years = new Map(
    model.jobs.map((job, j) => [
      job.path,
      (scope[j] === 0 ? before?.workloads.get(job.path) : undefined) ?? workloadYear(job, run.account.jobs[j]!),
    ]),
  );
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

function assignmentsOf(
  model: Named,
  run: YearRun,
  scope: Uint8Array,
  before: ItYear | undefined,
): readonly ItAssignment[] {
  if (before !== undefined && scope.every((changed) => changed === 0)) return before.assignments;
  return model.jobs.flatMap((job, j) =>
    before !== undefined && scope[j] === 0
      ? before.assignments.filter(({ workload }) => workload === job.path)
      : [...run.account.places[j]!].map(([hall, held]) => ({
          workload: job.path,
          hall,
          accelerators: held / DAYS_A_YEAR,
        })),
  );
}
