import { central, valueAt } from '../../ir/index.js';
import { BURST_Z } from '../demand/bursts.js';
import type { Gang, HallSwings } from '../power/windows.js';
import { cappedTraining } from '../training/efficiency.js';
import { jobSize, type ServiceJob, type TrainingJob } from './jobs.js';
import type { TrainingPlacement } from '../placement/place.js';
import type { ServicePlacement } from '../placement/replicas.js';
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
  /** The same apart: what moves on its own, W squared, and gangs, W. `hallSwings` gives them for several halls. */
  readonly independent: { seconds: number; minute: number; quarterHour: number; hour: number };
  readonly gangs: Gang[];
}

export function noRamps(): Ramps {
  return {
    minute: 0,
    swing: 0,
    quarterHour: 0,
    independent: { seconds: 0, minute: 0, quarterHour: 0, hour: 0 },
    gangs: [],
  };
}

/** A hall of `elements` identical elements as `coincidentSwings` and `coincidentRamp` take it. */
export function hallSwings(ramps: Ramps, elements: number): HallSwings {
  return { independent: ramps.independent, gangs: ramps.gangs, elements };
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
  const size = workload.jobSize === undefined ? all : jobSize(workload, year);
  // One job lies across all elements; smaller ones stand side by side.
  const part = size >= all ? accelerators : Math.min(accelerators, size);
  const jobs = part > 0 ? accelerators / part : 0;
  const stepping = trainingPower(pool.draw, cappedTraining(workload)) - restingPower(pool.draw, 'idle');
  const swinging = provisionedPower(pool.draw) * central(workload.swing);
  ramps.minute += (part * stepping) ** 2;
  ramps.swing += jobs * (part * swinging) ** 2;
  ramps.gangs.push({
    workload: job.path,
    jobs: size > 0 ? Math.max(1, all / size) : 1,
    swing: accelerators * swinging,
    step: accelerators * stepping,
  });
}

/** Adds a service at `rate` requests/s per element. */
export function addServiceRamps(
  ramps: Ramps,
  job: ServiceJob,
  { pool, service, held }: ServicePlacement,
  rate: number,
): void {
  const swing = SERVING_SWING * held * service.replica * provisionedPower(pool.draw);
  const perRequest =
    pool.draw.tdp * Math.abs(service.t0 === 0 ? service.p0 : service.p1) * service.t1 * job.units * service.replica;
  const deviation = perRequest * BURST_Z * Math.sqrt(job.dispersion * rate);
  // Two successive minutes vary independently, hence the factor 2.
  const minute = (2 * deviation * deviation) / 60;
  const quarterHour = (deviation * deviation) / 900;
  ramps.swing += swing * swing;
  ramps.minute += minute;
  ramps.quarterHour += quarterHour;
  const { independent } = ramps;
  independent.seconds += swing * swing;
  independent.minute += minute;
  independent.quarterHour += 2 * quarterHour;
  independent.hour += (2 * deviation * deviation) / 3600;
}
