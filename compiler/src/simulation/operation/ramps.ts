import { central, valueAt } from '../../ir/index.js';
import { BURST_Z } from '../demand/bursts.js';
import type { ServiceJob, TrainingJob } from './jobs.js';
import type { ServicePlacement, TrainingPlacement } from './placement.js';
import { provisionedPower, restingPower, trainingPower } from './power.js';

/** Largest swing of serving power within 2 s over its provisioned power (MODELS A1). */
export const SERVING_SWING = 0.09;

/**
 * Fast changes of one hall in one period, W squared, per element: independent loads add by squares. A training job starts
 * and stops as a whole gang; serving moves with the bursts of its arrivals.
 */
export interface Ramps {
  minute: number;
  swing: number;
  quarterHour: number;
}

export function noRamps(): Ramps {
  return { minute: 0, swing: 0, quarterHour: 0 };
}

/** Adds a training workload: `accelerators` per element, in jobs of `jobSize` (spread evenly over elements and halls). */
export function addTrainingRamps(
  ramps: Ramps,
  job: TrainingJob,
  { pool, accelerators }: TrainingPlacement,
  year: number,
): void {
  const { workload } = job;
  const all = Math.max(accelerators, valueAt(workload.accelerators, year));
  const size = workload.jobSize === undefined ? all : valueAt(workload.jobSize, year);
  // One job lies across all elements; smaller ones stand side by side.
  const part = size >= all ? accelerators : Math.min(accelerators, size);
  const jobs = part > 0 ? accelerators / part : 0;
  const step = part * (trainingPower(pool.draw, central(workload.power)) - restingPower(pool.draw, 'idle'));
  const swing = part * provisionedPower(pool.draw) * central(workload.swing);
  ramps.minute += step * step;
  ramps.swing += jobs * swing * swing;
}

/** Adds a service at `rate` requests/s per element. */
export function addServiceRamps(
  ramps: Ramps,
  job: ServiceJob,
  { pool, service, held }: ServicePlacement,
  rate: number,
): void {
  const swing = SERVING_SWING * held * service.replica * provisionedPower(pool.draw);
  ramps.swing += swing * swing;
  const perRequest =
    pool.draw.tdp * Math.abs(service.t0 === 0 ? service.p0 : service.p1) * service.t1 * job.units * service.replica;
  const deviation = perRequest * BURST_Z * Math.sqrt(job.dispersion * rate);
  // Two successive minutes vary independently, hence the factor 2.
  ramps.minute += (2 * deviation * deviation) / 60;
  ramps.quarterHour += (deviation * deviation) / 900;
}
