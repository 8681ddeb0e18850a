import { peakRate, rateWithPeak } from '../demand/bursts.js';
import type { ServiceJob } from '../operation/jobs.js';
import type { Pool } from '../operation/pools.js';
import { admissionLimit } from '../serving/admission.js';
import type { ErlangTable } from '../serving/erlang.js';
import type { Service } from '../serving/service.js';

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

/** Replicas of a model in a hall, at least: one may fail or be updated. */
export const LEAST_REPLICAS = 2;

/**
 * The replicas that a share of a service's demand needs in one pool, at most `room` accelerators per element; where these
 * do not suffice, all that fit and the share that they carry. `rate` is requests/s of the whole workload in the busiest
 * hour of the week. `undefined` where not even two replicas fit, or where not even an empty system keeps the SLO.
 */
export function reserve(
  job: ServiceJob,
  { pool, service }: { readonly pool: Pool; readonly service: Service },
  rate: number,
  quota: number,
  room: number,
  table: ErlangTable,
): Omit<ServicePlacement, 'job'> | undefined {
  const most = Math.floor(room / service.replica + 1e-9);
  if (most < LEAST_REPLICAS) return undefined;
  const units = peakUnits(job, (rate * quota) / pool.elements);
  const guess = Math.max(LEAST_REPLICAS, Math.ceil(units / (service.limit / service.t1)));
  const limit = admissionLimit(service, Math.min(most, guess), table);
  const capacity = limit / service.t1;
  if (capacity <= 0) return undefined;
  const wanted = withSpares(Math.ceil(units / capacity - 1e-9), job.spares);
  const held = Math.min(most, wanted);
  const usable = withoutSpares(held, job.spares);
  const share = wanted <= most ? quota : Math.min(quota, (pool.elements * carried(job, usable * capacity)) / rate);
  return share <= 0 ? undefined : { pool, service, held, usable, share, limit, capacity };
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
