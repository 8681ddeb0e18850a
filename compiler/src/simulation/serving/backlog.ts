/**
 * Queues over hours in which arrivals may exceed what is served: a fluid backlog, `dQ/dt = λ − X` and `Q ≥ 0` (MODELS
 * B2c). Within an hour rates are constant, so the integral is exact. Waits within a stable hour are those of Erlang; the
 * backlog adds what an arrival at the end of the hour still finds before it.
 */

/** `overloaded`: more arrives than is served. `backlogged`: less does, but what is left of earlier hours waits. */
export type LoadState = 'stable' | 'backlogged' | 'overloaded';

export interface Backlog {
  /** Work that waits at the end of each step, in units. */
  readonly queue: Float64Array;
  /** Time until what waits at the end of each step is served at that step's capacity, s; Infinity where nothing is served. */
  readonly delay: Float64Array;
  readonly states: readonly LoadState[];
}

/**
 * Backlog of `arrivals` (units/s by step) before `capacity` (units/s by step, or one for all), in steps of `step` s, from
 * `initial` units that wait at first. A missing or unknown capacity is NaN, and so is what follows from it.
 */
export function backlog(arrivals: Float64Array, capacity: Float64Array | number, step: number, initial = 0): Backlog {
  const queue = new Float64Array(arrivals.length);
  const delay = new Float64Array(arrivals.length);
  const states: LoadState[] = [];
  let waiting = initial;
  arrivals.forEach((arriving, i) => {
    const served = typeof capacity === 'number' ? capacity : (capacity[i] ?? NaN);
    const before = waiting;
    waiting = Math.max(0, waiting + (arriving - served) * step);
    queue[i] = waiting;
    delay[i] = waiting === 0 ? 0 : waiting / served;
    states.push(arriving > served ? 'overloaded' : before > 0 ? 'backlogged' : 'stable');
  });
  return { queue, delay, states };
}
