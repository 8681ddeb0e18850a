import type { Job, ServiceJob, ServiceOption } from './jobs.js';
import type { Fleet, Pool } from './pools.js';
import type { Service } from '../serving/service.js';

/** Pools and work of a campus. */
export interface Parts {
  readonly fleet: Fleet;
  readonly jobs: readonly Job[];
}

/** Whether two objects hold the same plain values, member by member. */
export function isSameFlat<T extends object>(a: T | undefined, b: T | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  for (const key in a) if (!Object.is(a[key], b[key])) return false;
  return Object.keys(a).length === Object.keys(b).length;
}

/** The fleet with those of its pools that are the same in another one's place taken from there: known by themselves. */
export function sharedFleet(fleet: Fleet, held: Fleet): Fleet {
  return {
    ...fleet,
    pools: fleet.pools.map((pool, i) => {
      const other = held.pools[i];
      return other !== undefined && isSamePool(pool, other) ? other : pool;
    }),
  };
}

function isSamePool(a: Pool, b: Pool): boolean {
  return (
    a.index === b.index &&
    a.place === b.place &&
    a.hall === b.hall &&
    a.elements === b.elements &&
    a.from === b.from &&
    a.until === b.until &&
    a.policy === b.policy &&
    a.stated === b.stated &&
    Object.is(a.price, b.price) &&
    isSameFlat(a.chip, b.chip) &&
    isSameFlat(a.draw, b.draw) &&
    isSameFlat(a.site, b.site) &&
    isSameFlat(a.fabric, b.fabric)
  );
}

/** The jobs, with how they run on a pool taken from other jobs of the same path where it is the same. */
export function sharedJobs(jobs: readonly Job[], held: readonly Job[]): readonly Job[] {
  const others = new Map(held.map((job) => [job.path, job]));
  return jobs.map((job) => {
    const other = others.get(job.path);
    return job.kind === 'training' || other === undefined || other.kind === 'training' ? job : withServices(job, other);
  });
}

function withServices(job: ServiceJob, other: ServiceJob): ServiceJob {
  const services = new Set(other.options.map(({ service }) => service));
  const found = new Map<Service, Service>();
  const shared = (service: Service): Service => {
    let same = found.get(service);
    if (same === undefined) {
      same = [...services].find((one) => isSameFlat(one, service)) ?? service;
      found.set(service, same);
    }
    return same;
  };
  const options = job.options.map((option): ServiceOption => {
    const service = shared(option.service);
    return service === option.service ? option : { pool: option.pool, service };
  });
  return { ...job, options };
}
