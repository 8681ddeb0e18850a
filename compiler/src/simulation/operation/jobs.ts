import {
  type AnyInference,
  type AnyWorkload,
  type Campus,
  central,
  decimalYear,
  type IsoDate,
  type Model,
  type Plan,
  type PlanIndex,
  type Requests,
  resolve,
  type Training,
  valueAt,
} from '../../ir/index.js';
import { weekShape } from '../demand/week.js';
import type { NoteSink } from '../notes.js';
import type { UnservedReason } from '../results.js';
import { type Chip, chipOf, identityOf, peakFlops } from '../serving/chip.js';
import { farthestTenth, type Place, type UserGroup, userGroups } from '../serving/distance.js';
import { Calibrations } from '../serving/fit.js';
import { type Service, serveRequests, serveTokens } from '../serving/service.js';
import { noteInference, noteService } from '../serving/service-notes.js';
import type { Failures } from '../training/goodput.js';
import { TrainingEfficiency } from '../training/efficiency.js';
import { flopsPerToken } from '../training/step.js';
import { type Fleet, pathOf, placesOf, type Pool } from './pools.js';

/** A training workload, ready to be placed. */
export interface TrainingJob {
  readonly kind: 'training';
  readonly path: string;
  readonly workload: Training;
  readonly pools: readonly Pool[];
  readonly shares: Shares;
  readonly failures: Failures;
  readonly efficiency: TrainingEfficiency;
  /** What it trains, where that is named. */
  readonly model: Model | undefined;
  /** What one token of its model takes, FLOP; `undefined` where no model is named. */
  readonly flopsPerToken: number | undefined;
}

/** Work that is served, interactive or deferrable, with how it runs on each pool that may carry it. */
export interface ServiceJob {
  readonly kind: 'interactive' | 'deferrable';
  readonly path: string;
  readonly workload: AnyInference | Requests;
  readonly unit: 'output tokens' | 'requests';
  /** Model calls or requests per s at a decimal year, mean of the week. */
  readonly rate: (year: number) => number;
  /** Units of work in one of them. */
  readonly units: number;
  readonly shape: Float64Array;
  readonly peakOfShape: number;
  readonly dispersion: number;
  readonly window: number;
  readonly spares: number;
  /** In the order in which they are filled; only those that can serve within the SLO. */
  readonly options: readonly ServiceOption[];
  readonly shares: Shares;
  /** The best that can be said where no pool serves: what it would run like, and why it does not count. */
  readonly refusal: { readonly reason: UnservedReason; readonly service?: Service } | undefined;
}

/** Fixed shares of the work by place; `undefined` lets placement fill places in their order. */
export type Shares = ReadonlyMap<string, number> | undefined;

export interface ServiceOption {
  readonly pool: Pool;
  readonly service: Service;
}

export type Job = TrainingJob | ServiceJob;

/** What a job that says nothing about checkpoints is assumed to do, s. */
const ASSUMED_WRITE = 30;
const ASSUMED_RESTART = 600;

/**
 * The campus's workloads in the order in which placement serves them: higher priority first; at the same priority
 * training before interactive work, then as declared. Deferrable work comes last: it takes what the others leave.
 */
export function jobsOf(plan: Plan, index: PlanIndex, campus: Campus, fleet: Fleet, notes: NoteSink): readonly Job[] {
  const calibrations = new Calibrations(plan.calibration, index);
  const jobs: { readonly job: Job; readonly priority: number }[] = [];
  for (const workload of campus.workload) {
    const path = pathOf(workload);
    const pools = candidates(placesOf(workload.on), fleet.pools);
    switch (workload.kind) {
      case 'training':
        jobs.push({
          job: trainingJob(workload, path, pools, index, decimalYear(campus.opens), notes),
          priority: workload.priority,
        });
        break;
      case 'inference':
      case 'deferrable':
      case 'requests': {
        const users = userGroups(workload.users, campus, plan, index, path, notes);
        jobs.push({
          job: serviceJob(workload, path, pools, users, calibrations, index, campus.asOf, notes),
          priority: workload.priority,
        });
        break;
      }
      case 'workload':
        notes.add({
          type: 'unsupported',
          path,
          message: 'a plain workload says nothing to simulate: use training, inference, deferrable or requests',
        });
    }
  }
  const rank = { training: 0, interactive: 1, deferrable: 2 };
  const last = (job: Job): number => (job.kind === 'deferrable' ? 1 : 0);
  return jobs
    .sort((a, b) => last(a.job) - last(b.job) || b.priority - a.priority || rank[a.job.kind] - rank[b.job.kind])
    .map(({ job }) => job);
}

/** Pools of the places that `on` names, in that order; without `on`, of every hall. */
function candidates(on: readonly string[] | undefined, pools: readonly Pool[]): readonly Pool[] {
  if (on === undefined) return pools.filter((pool) => pool.hall >= 0);
  return on.flatMap((place) => pools.filter((pool) => pool.place === place));
}

function sharesOf(shares: AnyWorkload['shares']): Shares {
  return shares === undefined ? undefined : new Map(Object.entries(shares));
}

/** Accelerators in one job of a workload at a decimal year: all of them unless it says how large a job is. */
export function jobSize(workload: Training, year: number): number {
  const all = valueAt(workload.accelerators, year);
  return workload.jobSize === undefined ? all : Math.min(all, valueAt(workload.jobSize, year));
}

function trainingJob(
  workload: Training,
  path: string,
  pools: readonly Pool[],
  index: PlanIndex,
  opens: number,
  notes: NoteSink,
): TrainingJob {
  const { checkpoint } = workload;
  const model = workload.model === undefined ? undefined : resolve<Model>(index, workload.model);
  const efficiency = new TrainingEfficiency(workload, model);
  for (const { chip, fabric } of pools) efficiency.note(chip, fabric, jobSize(workload, opens), path, notes);
  if (checkpoint === undefined)
    notes.add({
      type: 'assumption',
      path,
      message: 'no checkpoint is declared: 30 s to write one and 10 min to restart are assumed',
    });
  const blank = pools.find((pool) => Number.isNaN(peakFlops(pool.chip, workload.precision)));
  if (blank)
    notes.add({
      type: 'unknown',
      path,
      message: `${blank.chip.name} has no ${workload.precision} throughput in the library, and goodput rests on it`,
    });
  return {
    kind: 'training',
    path,
    workload,
    pools,
    shares: sharesOf(workload.shares),
    efficiency,
    model,
    flopsPerToken: model === undefined ? undefined : flopsPerToken(model.active),
    failures: {
      mtbf: central(workload.mtbf),
      write: checkpoint === undefined ? ASSUMED_WRITE : central(checkpoint.write),
      restart: checkpoint === undefined ? ASSUMED_RESTART : central(checkpoint.restart),
      interval: checkpoint?.interval === undefined ? undefined : central(checkpoint.interval),
    },
  };
}

function serviceJob(
  workload: AnyInference | Requests,
  path: string,
  pools: readonly Pool[],
  users: readonly UserGroup[],
  calibrations: Calibrations,
  index: PlanIndex,
  asOf: IsoDate,
  notes: NoteSink,
): ServiceJob {
  if (workload.kind !== 'requests') noteInference(workload, resolve<Model>(index, workload.model), path, notes);
  const known = new Map<string, Service | 'calibration'>();
  const serve = (pool: Pool): Service | 'calibration' => {
    const { chip, site } = pool;
    const key = [chip.key, chip.scaleUpDomain, site.lat, site.lon].join('\n');
    let service = known.get(key);
    if (service === undefined) {
      service = serviceOn(workload, chip, site, users, calibrations, index) ?? 'calibration';
      known.set(key, service);
      noteService(service, workload.kind === 'requests' ? {} : workload, chip, path, asOf, notes);
    }
    return service;
  };
  if (workload.kind === 'deferrable' && workload.shares !== undefined)
    notes.add({
      type: 'unsupported',
      path,
      message: 'fixed shares of work that can wait are taken as an order of preference',
    });
  const options: ServiceOption[] = [];
  let refusal: ServiceJob['refusal'];
  for (const pool of pools) {
    const service = serve(pool);
    if (service === 'calibration') refusal ??= { reason: 'calibration' };
    else if (service.infeasible !== undefined) refusal ??= { reason: service.infeasible, service };
    else options.push({ pool, service });
  }
  if (workload.on === undefined) options.sort((a, b) => costOf(a) - costOf(b) || a.pool.index - b.pool.index);
  const shape = weekShape(workload.profile, central(workload.weekend));
  const calls = workload.kind === 'requests' ? 1 : central(workload.calls);
  return {
    kind: workload.kind === 'deferrable' ? 'deferrable' : 'interactive',
    path,
    workload,
    unit: workload.kind === 'requests' ? 'requests' : 'output tokens',
    rate: (year) => Math.max(0, valueAt(workload.demand, year)) * calls,
    units: workload.kind === 'requests' ? 1 : Math.max(1, central(workload.outputTokens)),
    shape,
    peakOfShape: shape.reduce((most, value) => Math.max(most, value), 0),
    dispersion: central(workload.dispersion),
    window: Math.max(1, workload.burstWindow),
    spares: central(workload.spares),
    options,
    shares: sharesOf(workload.shares),
    refusal: options.length > 0 ? undefined : (refusal ?? { reason: 'place' }),
  };
}

/** How a workload runs on a chip at a place: with the fit that serves most per accelerator, or the least bad refusal. */
function serviceOn(
  workload: AnyInference | Requests,
  chip: Chip,
  site: Place,
  users: readonly UserGroup[],
  calibrations: Calibrations,
  index: PlanIndex,
): Service | undefined {
  const roundTrip = farthestTenth(users, site);
  if (workload.kind === 'requests') return serveRequests(workload, chip, chipOf(index, workload.reference), roundTrip);
  const model = resolve<Model>(index, workload.model);
  let best: Service | undefined;
  for (const fit of calibrations.fitsFor(model, identityOf(index, workload.model), chip)) {
    const service = serveTokens(workload, model, fit, chip, roundTrip);
    if (best === undefined || yieldOf(service) > yieldOf(best)) best = service;
  }
  return best;
}

/** Work within the SLO per accelerator and s; negative where refused. */
function yieldOf(service: Service): number {
  return service.infeasible === undefined ? service.limit / service.t1 / service.replica : -1;
}

/** Price of an accelerator over what it does; blank prices rank last. */
function costOf({ pool, service }: ServiceOption): number {
  const cost = pool.price / yieldOf(service);
  return Number.isNaN(cost) ? Number.MAX_VALUE : cost;
}
