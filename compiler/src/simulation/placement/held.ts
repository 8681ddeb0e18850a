import { valueAt } from '../../ir/index.js';
import { contentName } from '../content.js';
import { matesOf } from '../operation/carried.js';
import type { ItYear } from '../operation/it-year.js';
import type { Job } from '../operation/jobs.js';
import type { Period } from '../operation/periods.js';
import type { Fleet, Pool } from '../operation/pools.js';
import { isSameFlat } from '../operation/shared-parts.js';
import type { Service } from '../serving/service.js';
import { standing } from './needs.js';
import type { Placement } from './place.js';
import type { Worth } from './worths.js';

/** Where work went in a year, period by period, and what the programme had to say: what another simulation may keep. */
export interface PlacedPeriods {
  readonly periods: readonly Period[];
  readonly placements: readonly Placement[];
  readonly worths: readonly Worth[];
  /** True where a placement was to be held and could not be. */
  readonly anew: boolean;
}

/** What placement was decided for. */
interface Placing {
  readonly years: readonly number[];
  readonly fleet: Fleet;
  readonly jobs: readonly Job[];
}

/** One campus's placement, to be held for another plan. */
export interface HeldCampus {
  readonly model: Placing;
  readonly placed: (yearIndex: number) => PlacedPeriods;
  readonly operated: (yearIndex: number) => ItYear;
}

/** Accelerators of a hall differ from what was held by less than this share: the sum of what is held is a sum of floats. */
const TOLERANCE = 1e-9;

/**
 * Keeps a campus's placement for another plan: every workload holds the same replicas and accelerators in the same places,
 * and no programme is solved. Training whose demand moved keeps its shares. It cannot be kept where a workload is another
 * than before, where a place that carries work is gone, runs it otherwise or has too few accelerators, or where the year
 * falls into other periods (a hall opens, or is refreshed, at another date): then the year is placed anew.
 */
export class Holding {
  /** By job of the held plan: the same work in this one; -1 where there is none. */
  private readonly jobs: readonly number[];
  /** By job of the held plan: whether it is at the same position, wants what it wanted, and runs as it ran on pools that stay. */
  private readonly stay: readonly boolean[];
  /** By pool of the held plan: the one that work may stay in. */
  private readonly pools: readonly (Pool | undefined)[];
  /** The same, but for those that are the very pool. */
  private readonly others: readonly (readonly [before: Pool, now: Pool])[];
  /** Pools that are not the very ones of the held plan. */
  private readonly changed: readonly Pool[];
  /** By job, then by pool: how it runs there. */
  private readonly runs: readonly ReadonlyMap<Pool, Service>[];
  /** How work runs now, by how it ran where that is the same. */
  private readonly services = new Map<Service, Service>();
  private readonly sameWork: boolean;

  constructor(
    private readonly model: Placing,
    private readonly held: HeldCampus,
  ) {
    const before = held.model;
    const mates = matesOf(before.fleet, model.fleet);
    this.pools = before.fleet.pools.map((pool, i) => {
      const now = mates[i];
      return now !== undefined && isAlike(pool, now) ? now : undefined;
    });
    this.others = before.fleet.pools.flatMap((pool, i) => {
      const now = this.pools[i];
      return now === undefined || now === pool ? [] : [[pool, now] as const];
    });
    this.changed = model.fleet.pools.filter((pool) => before.fleet.pools[pool.index] !== pool);
    this.runs = model.jobs.map(runsOf);
    this.jobs = before.jobs.map((job) => {
      const now = model.jobs.findIndex(({ path }) => path === job.path);
      return now >= 0 && isSameWork(job, model.jobs[now]!) ? now : -1;
    });
    this.stay = before.jobs.map((job, j) => {
      const now = model.jobs[j];
      if (this.jobs[j] !== j || now === undefined || !isOne(job.workload, now.workload)) return false;
      const runs = this.runs[j]!;
      return [...runsOf(job)].every(([pool, service]) => this.pools[pool.index] !== pool || runs.get(pool) === service);
    });
    const placed = (jobs: readonly Job[]): number => jobs.filter(({ kind }) => kind !== 'deferrable').length;
    this.sameWork =
      before.jobs.every((job, j) => job.kind === 'deferrable' || this.jobs[j]! >= 0) &&
      placed(before.jobs) === placed(model.jobs);
  }

  /** The held placement of a year, for this plan; `undefined` where it cannot be kept. */
  at(yearIndex: number, periods: readonly Period[]): PlacedPeriods | undefined {
    const before = this.held.model.years.indexOf(this.model.years[yearIndex]!);
    if (!this.sameWork || before < 0) return undefined;
    const { periods: known, placements, worths } = this.held.placed(before);
    if (known.length !== periods.length) return undefined;
    const kept: Placement[] = [];
    for (const [p, period] of periods.entries()) {
      const same = known[p]!.from === period.from && known[p]!.to === period.to;
      const placement = same ? this.keep(placements[p]!, period.middle) : undefined;
      if (placement === undefined) return undefined;
      kept.push(placement);
    }
    return { periods, placements: kept, worths, anew: false };
  }

  /** What stays as it is stays the same object. */
  private keep(placement: Placement, year: number): Placement | undefined {
    const taken = new Map<Pool, number>();
    let { training, services } = placement;
    for (let i = 0; i < placement.training.length; i++) {
      const { job, pool, accelerators } = placement.training[i]!;
      const now = this.pools[pool.index];
      if (now === pool && this.stay[job]) continue;
      if (now === undefined) return undefined;
      const index = this.jobs[job]!;
      const moved = accelerators * this.growth(job, index, year);
      if (moved !== accelerators) taken.set(now, (taken.get(now) ?? 0) + (moved - accelerators));
      if (training === placement.training) training = training.slice();
      training[i] = { job: index, pool: now, accelerators: moved };
    }
    for (let i = 0; i < placement.services.length; i++) {
      const entry = placement.services[i]!;
      const pool = this.pools[entry.pool.index];
      if (pool === entry.pool && this.stay[entry.job]) continue;
      const job = this.jobs[entry.job]!;
      const service = pool && this.runs[job]!.get(pool);
      if (pool === undefined || service === undefined || !this.isSameService(service, entry.service)) return undefined;
      if (services === placement.services) services = services.slice();
      services[i] = { ...entry, job, pool, service };
    }
    const free = this.freeOf(placement, taken, year);
    return free && { training, services, free };
  }

  /** What nobody holds of each pool; `undefined` where one has too few. `taken`: what is held more than before. */
  private freeOf(before: Placement, taken: ReadonlyMap<Pool, number>, year: number): Float64Array | undefined {
    const { length } = this.model.fleet.pools;
    if (this.changed.length === 0 && length === before.free.length && taken.size === 0) return before.free;
    const free = length === before.free.length ? before.free.slice() : new Float64Array(length);
    if (length !== before.free.length) free.set(before.free.subarray(0, length));
    for (const pool of this.changed) free[pool.index] = standing(pool, year);
    for (const [was, now] of this.others) {
      const stood = standing(was, year);
      const left = before.free[was.index]! + (free[now.index]! - stood) - (taken.get(now) ?? 0);
      if (left < -TOLERANCE * stood) return undefined;
      free[now.index] = left;
    }
    for (const [pool, more] of taken) {
      if (this.held.model.fleet.pools[pool.index] !== pool) continue;
      const left = free[pool.index]! - more;
      if (left < -TOLERANCE * standing(pool, year)) return undefined;
      free[pool.index] = left;
    }
    return free;
  }

  /** The same services meet in every period: they are compared once. */
  private isSameService(now: Service, before: Service): boolean {
    if (this.services.get(before) === now) return true;
    if (!isSame(now, before)) return false;
    this.services.set(before, now);
    return true;
  }

  /** Demand of a training workload over what it was. */
  private growth(before: number, now: number, year: number): number {
    const [old, job] = [this.held.model.jobs[before]!, this.model.jobs[now]!];
    if (old.kind !== 'training' || job.kind !== 'training' || isOne(old.workload, job.workload)) return 1;
    const was = valueAt(old.workload.accelerators, year);
    const is = Math.max(0, valueAt(job.workload.accelerators, year));
    return is === was ? 1 : is / was;
  }
}

/** How a job runs, by pool; training runs anywhere as it runs. */
function runsOf(job: Job): ReadonlyMap<Pool, Service> {
  return new Map(job.kind === 'training' ? [] : job.options.map(({ pool, service }) => [pool, service]));
}

/** Whether work runs on a pool as it does on another: the draw and what stands beside it may differ. */
function isAlike(a: Pool, b: Pool): boolean {
  if (a === b) return true;
  const isSameKind = isSameFlat(a.chip, b.chip) && isSameFlat(a.site, b.site);
  return a.elements === b.elements && (isSameKind || isSame([a.chip, a.site], [b.chip, b.site]));
}

/** Whether a workload asks for what it asked for; how many accelerators training wants may differ. */
function isSameWork(a: Job, b: Job): boolean {
  if (a.kind !== b.kind) return false;
  const asked = (job: Job): object => (job.kind === 'training' ? { ...job.workload, accelerators: 0 } : job.workload);
  return isOne(a.workload, b.workload) || isSame(asked(a), asked(b));
}

/** Whether two values of the IR are known to be one: by themselves, or by their content. */
function isOne(a: object, b: object): boolean {
  return a === b || contentName(a) === contentName(b);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, skipWords) === JSON.stringify(b, skipWords);
}

/** What is said of a workload changes nothing of it. */
function skipWords(key: string, value: unknown): unknown {
  return key === 'doc' || key === 'sources' || key === 'defaulted' ? undefined : value;
}
