import type { Job, ServiceJob, TrainingJob } from '../operation/jobs.js';
import type { Pool } from '../operation/pools.js';
import type { Service } from '../serving/service.js';
import type { HallSupply, Supply } from './supply.js';

/** A pool that may carry a workload. */
export interface Option {
  readonly pool: Pool;
  readonly group: number;
  /** Place in the workload's order of preference, from 0. */
  readonly rank: number;
  /** Absent for training. */
  readonly service?: Service;
}

/** A workload that placement serves, with where it may go. */
export interface Claimant {
  /** Position among the jobs. */
  readonly index: number;
  readonly job: TrainingJob | ServiceJob;
  readonly options: readonly Option[];
  /** One option for each group that it may use: its first pool stands for the others. */
  readonly choices: readonly Option[];
  /** What its demand is split over beforehand: its places with their shares, or all of it. */
  readonly parts: readonly { readonly key: string; readonly share: number }[];
}

/** Pools that no workload can tell apart, in the order of the halls. */
export interface Group {
  readonly pools: readonly Pool[];
  readonly supply: HallSupply | undefined;
}

/** What does not change from year to year: interchangeable pools, and who may use which. */
export interface Layout {
  readonly groups: readonly Group[];
  /** Work that cannot wait, in the order in which it is served. */
  readonly claimants: readonly Claimant[];
}

/** Whether any workload has a choice: if none has, placement does not depend on prices and contracts. */
export function hasFreedom({ claimants }: Layout): boolean {
  return claimants.some(({ choices, parts }) => choices.length > parts.length);
}

/** The part of a workload's demand that an option belongs to. */
export function partOf({ job }: Claimant, { pool }: Option): string {
  return job.shares === undefined ? '' : pool.place;
}

/**
 * Groups pools: the programme sees one of each kind, so that its size goes by kinds of halls, and equal halls are filled in
 * their order instead of by an accident of the solver.
 */
export function layoutOf(jobs: readonly Job[], pools: readonly Pool[], supply: Supply): Layout {
  const open = jobs.flatMap((job, index) => (job.kind === 'deferrable' ? [] : [{ job, index, ...preferences(job) }]));
  const groups: { readonly pools: Pool[]; readonly supply: HallSupply | undefined }[] = [];
  const known = new Map<string, number>();
  const groupOf = pools.map((pool) => {
    const from = supply.halls[pool.hall];
    const key = JSON.stringify([kindOf(pool, from), open.map(({ seen }) => seen.get(pool.index))]);
    let group = known.get(key);
    if (group === undefined) {
      group = groups.length;
      known.set(key, group);
      groups.push({ pools: [], supply: from });
    }
    groups[group]!.pools.push(pool);
    return group;
  });
  const claimants = open.map(({ job, index, options: found }): Claimant => {
    const options = found.map((option) => ({ ...option, group: groupOf[option.pool.index]! }));
    const choices = new Map<number, Option>();
    for (const option of options) {
      const first = choices.get(option.group);
      if (first === undefined || option.pool.index < first.pool.index) choices.set(option.group, option);
    }
    const parts =
      job.shares === undefined ? [{ key: '', share: 1 }] : [...job.shares].map(([key, share]) => ({ key, share }));
    return { index, job, options, choices: [...choices.values()], parts };
  });
  return { groups, claimants };
}

/** Where a workload may go, and what each pool is to it: its rank, and its place where shares are fixed. */
function preferences(job: TrainingJob | ServiceJob): {
  readonly options: readonly Omit<Option, 'group'>[];
  readonly seen: ReadonlyMap<number, number | string>;
} {
  const places = new Map<string, number>();
  const ranked = job.workload.on !== undefined && job.shares === undefined;
  const candidates: readonly { readonly pool: Pool; readonly service?: Service }[] =
    job.kind === 'training' ? job.pools.map((pool) => ({ pool })) : job.options;
  const options = candidates.map((candidate) => {
    const { place } = candidate.pool;
    if (!places.has(place)) places.set(place, places.size);
    return { ...candidate, rank: ranked ? places.get(place)! : 0 };
  });
  const seen = options.map(({ pool, rank }): [number, number | string] => [
    pool.index,
    job.shares === undefined ? rank : pool.place,
  ]);
  return { options, seen: new Map(seen) };
}

function kindOf(pool: Pool, supply: HallSupply | undefined): unknown {
  const { chip, draw, price, policy, elements, site, fabric } = pool;
  return [chip, draw, String(price), policy, elements, site, fabric, supply ?? pool.place];
}
