import { contentName } from '../content.js';
import type { PlacedPeriods } from '../placement/held.js';
import { standing } from '../placement/needs.js';
import type { Placement, TrainingPlacement } from '../placement/place.js';
import type { ServicePlacement } from '../placement/replicas.js';
import type { ItYear } from './it-year.js';
import type { Job } from './jobs.js';
import type { Fleet, FixedLoad, Pool } from './pools.js';
import { isSameFlat, type Parts } from './shared-parts.js';

/** What of a year is to be worked out, by position: all else is what it is in another plan. */
export interface Scope {
  /** By hall of the campus; one more for what stands in clouds. Not zero: to be worked out. */
  readonly halls: Uint8Array;
  readonly jobs: Uint8Array;
}

/** A campus's pools and work, and the calendar years that it runs through. */
interface Dated extends Parts {
  readonly years: readonly number[];
}

/** A campus whose years are placed and worked out. */
interface OperatedCampus {
  readonly model: Dated;
  readonly placed: (yearIndex: number) => PlacedPeriods;
  readonly operated: (yearIndex: number) => ItYear;
}

type Entry = Pick<TrainingPlacement | ServicePlacement, 'job' | 'pool'>;

/** Everything is to be worked out. */
export function wholeScope({ fleet, jobs }: Parts): Scope {
  return { halls: new Uint8Array(fleet.halls.length + 1).fill(1), jobs: new Uint8Array(jobs.length).fill(1) };
}

/** Whether nothing is. */
export function isEmpty({ halls, jobs }: Scope): boolean {
  return !halls.includes(1) && !jobs.includes(1);
}

/** Position of a pool's place in a scope. */
export function placeOf(pool: Pool, { halls }: Fleet): number {
  return pool.hall < 0 ? halls.length : pool.hall;
}

/** What a pool is to what its hall does, to training on it and to work that is served there: whether each is as it was. */
interface Likeness {
  readonly hall: boolean;
  readonly training: boolean;
  readonly service: boolean;
}

const SAME: Likeness = { hall: true, training: true, service: true };
const OTHER: Likeness = { hall: false, training: false, service: false };

/**
 * What a campus's years have in common with those of another plan of it: mostly the one whose placement it holds. A hall does
 * what it did where its racks and what they hold are the same; a workload does what it did where it is the same and so is
 * every place that it holds. Compared by value, number for number: what is taken over is what working it out would give, to the last bit.
 */
export class Carried {
  /** By pool: the one in the same place of the other campus, and how alike they are. */
  private readonly mates: readonly (Pool | undefined)[];
  private readonly likeness: readonly Likeness[];
  /** Pools of the other campus that stand here no more, by place. */
  private readonly gone: readonly { readonly pool: Pool; readonly place: number }[];
  private readonly halls: Uint8Array;
  private readonly jobs: Uint8Array;

  private constructor(
    private readonly now: Dated,
    private readonly other: OperatedCampus,
  ) {
    const before = other.model;
    const { pools, halls } = now.fleet;
    const mates = matesOf(before.fleet, now.fleet);
    const found: (Pool | undefined)[] = pools.map(() => undefined);
    const gone: { readonly pool: Pool; readonly place: number }[] = [];
    const positions = new Map(halls.map(({ path }, h) => [path, h]));
    before.fleet.pools.forEach((pool, i) => {
      const mate = mates[i];
      if (mate !== undefined) found[mate.index] = pool;
      else gone.push({ pool, place: pool.hall < 0 ? halls.length : (positions.get(pool.place) ?? -1) });
    });
    this.mates = found;
    this.likeness = pools.map((pool) => likenessOf(pool, found[pool.index]));
    this.gone = gone.filter(({ place }) => place >= 0);
    this.halls = changedHalls(now.fleet, before.fleet);
    this.jobs = Uint8Array.from(now.jobs, (job, j) => (isSameJob(job, before.jobs[j]!) ? 0 : 1));
  }

  /**
   * `undefined` where nothing can be taken over: other workloads, work that waits, which runs through all halls, or other
   * racks everywhere.
   */
  static of(now: Dated, other: OperatedCampus): Carried | undefined {
    const { jobs } = other.model;
    const isOrdered = now.jobs.length === jobs.length && now.jobs.every(({ path }, j) => path === jobs[j]?.path);
    const waits = ({ kind }: Job): boolean => kind === 'deferrable';
    if (!isOrdered || now.jobs.some(waits) || jobs.some(waits)) return undefined;
    const carried = new Carried(now, other);
    return carried.likeness.includes(OTHER) && carried.likeness.every((one) => one === OTHER) ? undefined : carried;
  }

  /** What is to be worked out of a year, and the year that all else is taken from; `undefined` where it is no help. */
  year(yearIndex: number, placed: PlacedPeriods): { readonly scope: Scope; readonly before: ItYear } | undefined {
    const at = this.other.model.years.indexOf(this.now.years[yearIndex]!);
    const scope = at < 0 ? undefined : this.scope(placed, this.other.placed(at));
    return scope && { scope, before: this.other.operated(at) };
  }

  /** `undefined` where work was put into other places, or the year falls into other periods. */
  private scope({ periods, placements }: PlacedPeriods, before: PlacedPeriods): Scope | undefined {
    const scope: Scope = { halls: this.halls.slice(), jobs: this.jobs.slice() };
    if (before.periods.length !== periods.length) return undefined;
    for (let p = 0; p < periods.length; p++) {
      const [{ from, to, middle }, known] = [periods[p]!, before.periods[p]!];
      const [placement, was] = [placements[p]!, before.placements[p]!];
      if (known.from !== from || known.to !== to || !this.isInPlace(placement, was)) return undefined;
      this.compareFree(placement, was, middle, scope.halls);
      for (let i = 0; i < placement.training.length; i++) {
        const [entry, former] = [placement.training[i]!, was.training[i]!];
        if (entry !== former || this.jobs[entry.job] !== 0)
          this.mark(scope, entry, entry.accelerators !== former.accelerators, 'training');
      }
      for (let i = 0; i < placement.services.length; i++) {
        const [entry, former] = [placement.services[i]!, was.services[i]!];
        if (entry !== former || this.jobs[entry.job] !== 0) this.mark(scope, entry, isMoved(entry, former), 'service');
      }
    }
    return scope;
  }

  /** Marks the work and the place of an entry that is not what it was: held otherwise, of other work, or on another pool. */
  private mark({ halls, jobs }: Scope, { job, pool }: Entry, isMoved: boolean, runs: 'training' | 'service'): void {
    const likeness = this.likeness[pool.index]!;
    if (isMoved || !likeness[runs]) jobs[job] = 1;
    if (isMoved || !likeness.hall || this.jobs[job] !== 0) halls[placeOf(pool, this.now.fleet)] = 1;
  }

  /** Whether the same work is in the same places, in the same order: however much of it. */
  private isInPlace(now: Placement, before: Placement): boolean {
    const { length } = now.training;
    if (length !== before.training.length || now.services.length !== before.services.length) return false;
    for (let i = 0; i < length; i++) if (!this.isMate(now.training[i]!, before.training[i]!)) return false;
    for (let i = 0; i < now.services.length; i++) if (!this.isMate(now.services[i]!, before.services[i]!)) return false;
    return true;
  }

  private isMate(now: Entry, before: Entry): boolean {
    return now === before || (now.job === before.job && this.mates[now.pool.index] === before.pool);
  }

  /** Marks places of which other accelerators stand or are free in a period. */
  private compareFree({ free }: Placement, was: Placement, year: number, halls: Uint8Array): void {
    const { fleet } = this.now;
    if (free === was.free) return;
    for (const pool of fleet.pools) {
      const { index } = pool;
      const isSame =
        this.mates[index] === pool
          ? free[index] === was.free[index]
          : this.standsAlike(pool, year, free[index]!, was.free);
      if (!isSame) halls[placeOf(pool, fleet)] = 1;
    }
    for (const { pool, place } of this.gone) if (standing(pool, year) !== 0) halls[place] = 1;
  }

  /** Whether a pool that is not the other campus's own holds the same accelerators, as many of them free, or none in either. */
  private standsAlike(pool: Pool, year: number, free: number, before: Float64Array): boolean {
    const mate = this.mates[pool.index];
    const stands = standing(pool, year);
    const stood = mate === undefined ? 0 : standing(mate, year);
    if (stands === 0 && stood === 0) return true;
    return mate !== undefined && this.likeness[pool.index]!.hall && stands === stood && free === before[mate.index];
  }
}

/** Whether a service holds or runs otherwise than it did. */
function isMoved(now: ServicePlacement, before: ServicePlacement): boolean {
  return (
    now.service !== before.service ||
    now.held !== before.held ||
    now.usable !== before.usable ||
    now.share !== before.share ||
    now.limit !== before.limit ||
    now.capacity !== before.capacity
  );
}

/** The pool of `now` in the same place as each of `before`: by hall or cloud, and by its position there. */
export function matesOf(before: Fleet, now: Fleet): readonly (Pool | undefined)[] {
  const places = new Map<string, Pool[]>();
  for (const pool of now.pools) {
    const there = places.get(pool.place);
    if (there === undefined) places.set(pool.place, [pool]);
    else there.push(pool);
  }
  const seen = new Map<string, number>();
  return before.pools.map(({ place }) => {
    const position = seen.get(place) ?? 0;
    seen.set(place, position + 1);
    return places.get(place)?.[position];
  });
}

function likenessOf(pool: Pool, mate: Pool | undefined): Likeness {
  if (pool === mate) return SAME;
  if (mate?.elements !== pool.elements || !isSameFlat(pool.draw, mate.draw)) return OTHER;
  const isSameChip = isSameFlat(pool.chip, mate.chip);
  const isSamePolicy = pool.policy === mate.policy;
  return {
    hall: isSameChip && isSamePolicy,
    training: isSameChip && isSameFlat(pool.fabric, mate.fabric),
    service: isSameChip && isSamePolicy,
  };
}

/** Halls that are new, of another size, or whose racks without accelerators are others. */
function changedHalls(now: Fleet, before: Fleet): Uint8Array {
  const former = new Map(before.halls.map(({ path, count }, h) => [path, { count, h }]));
  const changed = new Uint8Array(now.halls.length + 1);
  const isSameLoad = (a: FixedLoad | undefined, b: FixedLoad | undefined): boolean =>
    a?.from === b?.from && a?.until === b?.until && Object.is(a?.power, b?.power);
  now.halls.forEach(({ path, count }, h) => {
    const was = former.get(path);
    const loads = now.fixedLoads.filter(({ hall }) => hall === h);
    const others = before.fixedLoads.filter(({ hall }) => hall === was?.h);
    if (was?.count !== count || loads.length !== others.length || loads.some((load, i) => !isSameLoad(load, others[i])))
      changed[h] = 1;
  });
  return changed;
}

function isSameJob(job: Job, before: Job): boolean {
  if (job.workload !== before.workload && contentName(job.workload) !== contentName(before.workload)) return false;
  if (job.kind === 'training')
    return (
      before.kind === 'training' &&
      (job.model === before.model ||
        (job.model !== undefined && before.model !== undefined && contentName(job.model) === contentName(before.model)))
    );
  return (
    before.kind === job.kind &&
    isSameFlat(job.options[0]?.service, before.options[0]?.service) &&
    job.refusal?.reason === before.refusal?.reason &&
    isSameFlat(job.refusal?.service, before.refusal?.service)
  );
}
