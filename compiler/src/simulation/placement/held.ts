import { valueAt } from '../../ir/index.js';
import type { Job } from '../operation/jobs.js';
import type { Period } from '../operation/periods.js';
import type { Fleet, Pool } from '../operation/pools.js';
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
  /** Position of each job of the held plan among this one's; absent where it is not the same work. */
  private readonly jobs = new Map<number, number>();
  private readonly pools = new Map<Pool, Pool>();
  /** How work runs now, by how it ran where that is the same. */
  private readonly services = new Map<Service, Service>();
  private readonly sameWork: boolean;

  constructor(
    private readonly model: Placing,
    private readonly held: HeldCampus,
  ) {
    const places = new Map(model.fleet.pools.map((pool) => [placeOf(pool, model), pool]));
    for (const pool of held.model.fleet.pools) {
      const now = places.get(placeOf(pool, held.model));
      if (now !== undefined && isAlike(pool, now)) this.pools.set(pool, now);
    }
    held.model.jobs.forEach((job, j) => {
      const now = model.jobs.findIndex(({ path }) => path === job.path);
      if (now >= 0 && isSameWork(job, model.jobs[now]!)) this.jobs.set(j, now);
    });
    const placed = (jobs: readonly Job[]): number => jobs.filter(({ kind }) => kind !== 'deferrable').length;
    this.sameWork =
      held.model.jobs.every((job, j) => job.kind === 'deferrable' || this.jobs.has(j)) &&
      placed(held.model.jobs) === placed(model.jobs);
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

  private keep(placement: Placement, year: number): Placement | undefined {
    const taken = new Float64Array(this.model.fleet.pools.length);
    const training: Placement['training'] = [];
    for (const { job, pool, accelerators } of placement.training) {
      const now = this.pools.get(pool);
      const index = this.jobs.get(job)!;
      if (now === undefined) return undefined;
      const moved = accelerators * this.growth(job, index, year);
      taken[now.index]! += moved - accelerators;
      training.push({ job: index, pool: now, accelerators: moved });
    }
    const services: Placement['services'] = [];
    for (const service of placement.services) {
      const pool = this.pools.get(service.pool);
      const index = this.jobs.get(service.job)!;
      const now = this.model.jobs[index]!;
      const option = now.kind === 'training' ? undefined : now.options.find((each) => each.pool === pool);
      if (pool === undefined || option === undefined || !this.isSameService(option.service, service.service))
        return undefined;
      services.push({ ...service, job: index, pool, service: option.service });
    }
    const free = this.model.fleet.pools.map((pool) => standing(pool, year));
    for (const [before, now] of this.pools) {
      const stood = standing(before, year);
      const left = placement.free[before.index]! + (free[now.index]! - stood) - taken[now.index]!;
      if (left < -TOLERANCE * stood) return undefined;
      free[now.index] = left;
    }
    return { training, services, free: Float64Array.from(free) };
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
    if (old.kind !== 'training' || job.kind !== 'training' || old.workload === job.workload) return 1;
    const was = valueAt(old.workload.accelerators, year);
    const is = Math.max(0, valueAt(job.workload.accelerators, year));
    return is === was ? 1 : is / was;
  }
}

/** A pool by its place and its position there: rack entries in their order, then refreshes. */
function placeOf(pool: Pool, { fleet }: Placing): string {
  const position = fleet.pools.filter(({ place, index }) => place === pool.place && index < pool.index).length;
  return `${pool.place}\n${String(position)}`;
}

/** Whether work runs on a pool as it does on another: the draw and what stands beside it may differ. */
function isAlike(a: Pool, b: Pool): boolean {
  return a.elements === b.elements && isSame([a.chip, a.site], [b.chip, b.site]);
}

/** Whether a workload asks for what it asked for; how many accelerators training wants may differ. */
function isSameWork(a: Job, b: Job): boolean {
  if (a.kind !== b.kind) return false;
  const asked = (job: Job): object => (job.kind === 'training' ? { ...job.workload, accelerators: 0 } : job.workload);
  return a.workload === b.workload || isSame(asked(a), asked(b));
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a, skipWords) === JSON.stringify(b, skipWords);
}

/** What is said of a workload changes nothing of it. */
function skipWords(key: string, value: unknown): unknown {
  return key === 'doc' || key === 'sources' || key === 'defaulted' ? undefined : value;
}
