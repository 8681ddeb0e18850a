import { valueAt } from '../../ir/index.js';
import { peakRate, rateWithPeak } from '../demand/bursts.js';
import { admissionLimit } from '../serving/admission.js';
import type { ErlangTable } from '../serving/erlang.js';
import type { Service } from '../serving/service.js';
import type { Job, ServiceJob, TrainingJob } from './jobs.js';
import type { Pool } from './pools.js';

/** Accelerators that a training workload holds in one pool, per element. */
export interface TrainingPlacement {
  readonly job: number;
  readonly pool: Pool;
  readonly accelerators: number;
}

/** Replicas that a service holds in one pool, per element. */
export interface ServicePlacement {
  readonly job: number;
  readonly pool: Pool;
  readonly service: Service;
  readonly held: number;
  /** Those of `held` that are not spares. */
  readonly usable: number;
  /** Share of the workload's demand that is sent here, all elements together. */
  readonly share: number;
  /** Utilisation within the SLO, and units of work/s of one replica at it. */
  readonly limit: number;
  readonly capacity: number;
}

/** Who holds what in one period. `free` is what nobody holds, accelerators per element by pool. */
export interface Placement {
  readonly training: TrainingPlacement[];
  readonly services: ServicePlacement[];
  readonly free: Float64Array;
}

/** Replicas of a model in a hall, at least: one may fail or be updated. */
export const LEAST_REPLICAS = 2;

/**
 * Greedy placement of one period: jobs in their order, each into its pools in their order. Deferrable jobs are placed
 * afterwards, on what is left (see backfill). `year` is the decimal year of the period's middle.
 */
export function place(jobs: readonly Job[], pools: readonly Pool[], year: number, table: ErlangTable): Placement {
  const free = Float64Array.from(pools, (pool) =>
    year >= pool.from && year < pool.until ? pool.accelerators(year) : 0,
  );
  const placement: Placement = { training: [], services: [], free };
  jobs.forEach((job, j) => {
    if (job.kind === 'training') placeTraining(job, j, year, placement);
    else if (job.kind === 'interactive') placeService(job, j, year, placement, table);
  });
  return placement;
}

function placeTraining(job: TrainingJob, j: number, year: number, { training, free }: Placement): void {
  let wanted = Math.max(0, valueAt(job.workload.accelerators, year));
  const quotas = job.shares && new Map([...job.shares].map(([place, share]) => [place, share * wanted]));
  for (const pool of job.pools) {
    const quota = quotas === undefined ? wanted : (quotas.get(pool.place) ?? 0);
    const accelerators = Math.min(free[pool.index] ?? 0, quota / pool.elements);
    if (accelerators <= 0) continue;
    training.push({ job: j, pool, accelerators });
    free[pool.index]! -= accelerators;
    wanted -= accelerators * pool.elements;
    quotas?.set(pool.place, quota - accelerators * pool.elements);
  }
}

/**
 * Fills a service's pools with the replicas that its peak needs. Where they do not suffice, all demand is spread over
 * what was found: it is short in the busiest hours only. Fixed shares stay with their place, short or not.
 */
function placeService(
  job: ServiceJob,
  j: number,
  year: number,
  { services, free }: Placement,
  table: ErlangTable,
): void {
  const rate = job.rate(year) * job.peakOfShape;
  if (rate <= 0) return;
  const found: ServicePlacement[] = [];
  let remaining = 1;
  const quotas = job.shares && new Map(job.shares);
  for (const { pool, service } of job.options) {
    const quota = quotas === undefined ? remaining : (quotas.get(pool.place) ?? 0);
    if (quota <= 1e-12) continue;
    const room = Math.floor((free[pool.index] ?? 0) / service.replica + 1e-9);
    if (room < LEAST_REPLICAS) continue;
    const each = (rate * quota) / pool.elements;
    const limit = admissionLimit(
      service,
      Math.min(room, Math.max(LEAST_REPLICAS, Math.ceil(peakUnits(job, each) / (service.limit / service.t1)))),
      table,
    );
    const capacity = limit / service.t1;
    if (capacity <= 0) continue;
    const wanted = withSpares(Math.ceil(peakUnits(job, each) / capacity - 1e-9), job.spares);
    const held = Math.min(room, wanted);
    const usable = withoutSpares(held, job.spares);
    const share = wanted <= room ? quota : Math.min(quota, (pool.elements * carried(job, usable * capacity)) / rate);
    if (share <= 0) continue;
    found.push({ job: j, pool, service, held, usable, share, limit, capacity });
    free[pool.index]! -= held * service.replica;
    remaining -= share;
    quotas?.set(pool.place, quota - share);
  }
  services.push(...spreadOver(found, job.shares));
}

/** Raises what was found to the whole demand; with fixed shares, what a place was found to its share. */
function spreadOver(found: readonly ServicePlacement[], shares: ServiceJob['shares']): ServicePlacement[] {
  const placed = new Map<string, number>();
  const group = (entry: ServicePlacement): string => (shares === undefined ? '' : entry.pool.place);
  for (const entry of found) placed.set(group(entry), (placed.get(group(entry)) ?? 0) + entry.share);
  return found.map((entry) => {
    const whole = shares === undefined ? 1 : (shares.get(entry.pool.place) ?? 0);
    return { ...entry, share: (entry.share * whole) / (placed.get(group(entry)) ?? 1) };
  });
}

/** Units of work/s at the peak within an hour of `rate` requests/s. */
export function peakUnits(job: ServiceJob, rate: number): number {
  return job.units * peakRate(rate, job.dispersion, job.window);
}

/** Requests/s of an hour whose peak just needs `units` of work/s. */
export function carried(job: ServiceJob, units: number): number {
  return rateWithPeak(units / job.units, job.dispersion, job.window);
}

/** Replicas with spares, at least two. */
export function withSpares(needed: number, spares: number): number {
  return Math.max(LEAST_REPLICAS, needed + Math.ceil(spares * needed - 1e-9));
}

/** The most replicas that `held` can work with and keep spares for. */
function withoutSpares(held: number, spares: number): number {
  let usable = Math.floor(held / (1 + spares));
  while (usable + 1 + Math.ceil(spares * (usable + 1) - 1e-9) <= held) usable++;
  while (usable > 1 && usable + Math.ceil(spares * usable - 1e-9) > held) usable--;
  return Math.max(1, usable);
}
