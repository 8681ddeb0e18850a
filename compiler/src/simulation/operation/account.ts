import type { UnservedReason } from '../results.js';
import type { Job } from './jobs.js';
import type { Pool } from './pools.js';

/** What a year adds up for one workload; times in days, accelerators over all elements. */
export interface JobAccount {
  demand: number;
  served: number;
  energy: number;
  /** Accelerator-days held. */
  held: number;
  /** Units of work that what is held could do within the SLO. */
  possible: number;
  /** Sums weighted by accelerator-days. */
  limit: number;
  bisection: number;
  mfu: number;
  goodputShare: number;
  /** FLOP/s · days. */
  goodput: number;
  ttft: number;
  tpot: number;
  headroom: number;
  reason: UnservedReason | undefined;
}

/** What a year adds up for one pool, per element, in accelerator-days. */
export interface PoolAccount {
  installed: number;
  held: number;
  busy: number;
  asleep: number;
  backfillable: number;
  backfilled: number;
}

/** The year's sums: by job, by pool, and who held what where. */
export class YearAccount {
  readonly jobs: readonly JobAccount[];
  /** By index of the pool. */
  readonly pools: PoolAccount[] = [];
  /** Accelerator-days over all elements, by job and place. */
  readonly places: readonly Map<string, number>[];

  constructor(jobs: readonly Job[], pools: readonly Pool[]) {
    this.jobs = jobs.map(() => ({
      demand: 0,
      served: 0,
      energy: 0,
      held: 0,
      possible: 0,
      limit: 0,
      bisection: 0,
      mfu: 0,
      goodputShare: 0,
      goodput: 0,
      ttft: -Infinity,
      tpot: -Infinity,
      headroom: Infinity,
      reason: undefined,
    }));
    for (const { index } of pools)
      this.pools[index] = { installed: 0, held: 0, busy: 0, asleep: 0, backfillable: 0, backfilled: 0 };
    this.places = jobs.map(() => new Map<string, number>());
  }

  /** Notes for `job` that it holds `accelerators` per element of `pool` for `days`. */
  hold(job: number, pool: Pool, accelerators: number, days: number): void {
    const all = accelerators * pool.elements * days;
    this.jobs[job]!.held += all;
    const places = this.places[job]!;
    places.set(pool.place, (places.get(pool.place) ?? 0) + all);
  }
}
