import type { Worth } from '../placement/worths.js';
import type { HallSwings } from '../power/windows.js';
import type { UnservedReason } from '../results.js';
import type { HallProfile } from './profile.js';

/** One hall's IT in one year, per element of an array block. Means are over the year's 8,760 hours. */
export interface ItHallYear {
  /** IT power (network excluded); `undefined` where a figure that it rests on is blank. */
  readonly profile: HallProfile | undefined;
  /** Accelerators that stand in the hall. */
  readonly installed: number;
  /** Held by workloads. */
  readonly held: number;
  /** Needed by the hour: training, replicas R(h), deferrable work on its own and on lent accelerators. */
  readonly busy: number;
  /** Powered and not needed; under `spread` they share the load all the same. */
  readonly idle: number;
  /** Asleep or switched off. */
  readonly asleep: number;
  /** Held by interactive work, not needed, and free for long enough to be lent (30 min and 5 min to give back). */
  readonly backfillable: number;
  /** Lent to deferrable work. */
  readonly backfilled: number;
  /** Largest change between successive one-minute means, W/s. */
  readonly minuteRamp: number;
  /** The same apart, for several halls together: what moves on its own, and the jobs that lie across halls. */
  readonly swings: HallSwings;
  /** Largest swing within 2 s, W. */
  readonly swing2s: number;
  /** Highest quarter-hour over the mean of its hour. */
  readonly quarterHourPeakFactor: number;
}

export interface ItCloudYear {
  /** Rented, and of those at work. */
  readonly acceleratorHours: number;
  readonly busyHours: number;
}

/** One workload in one year, all halls and elements together. */
export interface WorkloadYear {
  readonly unit: 'output tokens' | 'requests' | 'accelerator-seconds';
  /** In `unit`, over the year; `served + unserved = demand`. */
  readonly demand: number;
  readonly served: number;
  readonly unserved: number;
  /** Why something stays unserved: what refuses it everywhere, else short capacity. */
  readonly reason?: UnservedReason;
  /** Requests (model calls) and prompt tokens served; absent for training. */
  readonly requests?: number;
  readonly promptTokens?: number;
  /** Mean over the year; lent accelerators count for deferrable work. */
  readonly heldAccelerators: number;
  /** Work served over what the accelerators held could do within the SLO. */
  readonly useOfLimit?: number;
  /** Utilisation that SLO, memory and measured range allow. */
  readonly utilisationLimit?: number;
  /** At the SLO's percentile in the busiest hour, s. TTFT is the whole response for work without tokens. */
  readonly ttft?: number;
  readonly tpot?: number;
  /** Least of (SLO − reached)/SLO over the SLOs declared; negative is a miss. */
  readonly sloHeadroom?: number;
  /** Model FLOP/s that survive failures, checkpoints and the fabric, mean over the year; `undefined` where blank. */
  readonly goodput?: number;
  /** Tokens of its model that training got through and kept; absent where no model is named. */
  readonly trainedTokens?: number;
  /** Model FLOP utilisation after the fabric, before failures. */
  readonly mfu?: number;
  /** Share of the time that failures and checkpoints leave. */
  readonly goodputShare?: number;
  /** Bytes/s across the bisection that an accelerator needs. */
  readonly neededBisection: number;
  /** IT energy of the accelerators held, with their part of the racks, J; `undefined` where a figure is blank. */
  readonly busyEnergyShare: number | undefined;
}

export interface ItAssignment {
  readonly workload: string;
  /** Path of the hall or cloud. */
  readonly hall: string;
  /** All elements together, mean over the year. */
  readonly accelerators: number;
}

export interface ItYear {
  readonly halls: ReadonlyMap<string, ItHallYear>;
  readonly clouds: ReadonlyMap<string, ItCloudYear>;
  readonly workloads: ReadonlyMap<string, WorkloadYear>;
  readonly assignments: readonly ItAssignment[];
  /** What one more accelerator, W of contract or second of response would be worth where it binds. */
  readonly worths: readonly Worth[];
  /** True where a placement was to be held and could not be. */
  readonly placedAnew: boolean;
}
