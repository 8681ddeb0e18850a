import { nextState, WEEK_STATES } from '../demand/week.js';
import type { ServiceJob } from './jobs.js';
import { carried, peakUnits, type ServicePlacement, withSpares } from '../placement/replicas.js';
import { restingPower, servingPower } from './power.js';

/** What one service does in one pool over the 48 states of a week, per element. Reused from call to call. */
export interface ServiceHours {
  /** Requests/s served. */
  readonly served: Float64Array;
  /** Replicas that the hour needs, spares included. */
  readonly needed: Float64Array;
  /** Replicas that share the load. */
  readonly resident: Float64Array;
  /** Replicas asleep or switched off. */
  readonly asleep: Float64Array;
  /** W, resting replicas included. */
  readonly power: Float64Array;
}

export function serviceHours(): ServiceHours {
  const states = (): Float64Array => new Float64Array(WEEK_STATES);
  return { served: states(), needed: states(), resident: states(), asleep: states(), power: states() };
}

/**
 * Runs a service through the week. `R(h) = ceil(peak within the hour / X_slo) + spares`; what the hour does not need
 * follows the hall's idle policy. Asleep or off, replicas that the next hour needs are already awake. Demand beyond what
 * is held is turned away at the rate whose peak the replicas carry. `rate` is requests/s of the whole workload, mean of
 * the week.
 */
export function runService(job: ServiceJob, placement: ServicePlacement, rate: number, out: ServiceHours): void {
  const { pool, service, held, usable, capacity } = placement;
  const each = (rate * placement.share) / pool.elements;
  const most = carried(job, usable * capacity);
  for (let state = 0; state < WEEK_STATES; state++) {
    const served = Math.min(each * job.shape[state]!, most);
    out.served[state] = served;
    out.needed[state] = Math.min(held, withSpares(Math.ceil(peakUnits(job, served) / capacity - 1e-9), job.spares));
  }
  const spread = pool.policy === 'spread';
  const asleep = pool.policy === 'sleep' || pool.policy === 'off' ? pool.policy : undefined;
  const idlePower = restingPower(pool.draw, 'idle') * service.replica;
  const sleepPower = asleep === undefined ? 0 : restingPower(pool.draw, asleep) * service.replica;
  for (let state = 0; state < WEEK_STATES; state++) {
    const needed = out.needed[state]!;
    const resident = spread ? held : needed;
    const sleeping = asleep === undefined ? 0 : held - Math.max(needed, out.needed[nextState(state)]!);
    const resting = held - resident - sleeping;
    out.resident[state] = resident;
    out.asleep[state] = sleeping;
    const working = residentPower(job, placement, out.served[state]!, resident);
    out.power[state] = working + (resting > 0 ? resting * idlePower : 0) + (sleeping > 0 ? sleeping * sleepPower : 0);
  }
}

/** Draw of `resident` replicas that share `served` requests/s, W. */
export function residentPower(
  job: ServiceJob,
  { pool, service }: ServicePlacement,
  served: number,
  resident: number,
): number {
  const rho = (served * job.units * service.t1) / resident;
  return resident * service.replica * servingPower(service, pool.draw, rho);
}

/**
 * Replicas that can be lent to work that waits, per state: those that the hour does not need, for stretches of at least
 * `block` s, less the part of an hour in which those that the next hour needs are given back.
 */
export function lendable(held: number, needed: Float64Array, block: number, reclaim: number, out: Float64Array): void {
  const hours = Math.ceil((block + reclaim) / 3600 - 1e-9);
  const back = Math.min(1, reclaim / 3600);
  for (let state = 0; state < WEEK_STATES; state++) {
    const stretch = hours <= 1 ? held - needed[state]! : longest(held, needed, state, hours);
    const returned = Math.max(0, stretch - (held - needed[nextState(state)]!));
    out[state] = Math.max(0, stretch - returned * back);
  }
}

/** Replicas free for `hours` hours on end around `state`, on days alike; more than a day asks for all states. */
function longest(held: number, needed: Float64Array, state: number, hours: number): number {
  if (hours >= 24) {
    const from = hours > 24 ? 0 : state - (state % 24);
    const to = hours > 24 ? WEEK_STATES : from + 24;
    let most = 0;
    for (let s = from; s < to; s++) most = Math.max(most, needed[s]!);
    return held - most;
  }
  const day = state - (state % 24);
  let best = 0;
  for (let start = state - hours + 1; start <= state; start++) {
    let least = held;
    for (let i = 0; i < hours; i++) least = Math.min(least, held - needed[day + ((start + i + 48) % 24)]!);
    best = Math.max(best, least);
  }
  return best;
}
