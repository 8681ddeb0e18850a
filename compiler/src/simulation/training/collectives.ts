/**
 * Time of collective operations, alpha-beta: a latency per step and the bytes over the bandwidth that one member finds
 * (MODELS B2d). Bytes are what one member holds before (reduce) or after (gather) the operation; bandwidths are of one
 * direction, bytes/s; all times in s. One member has nothing to exchange: 0.
 */
export interface Link {
  /** Bandwidth of one member in one direction that an operation reaches, bytes/s. */
  readonly bandwidth: number;
  /** Latency of a step, s. */
  readonly latency: number;
}

/** Members above which collectives run as trees, whose latency grows with the logarithm only (MODELS B, Corrections). */
const RING_LIMIT = 64;

/** Steps of latency of a reduce-scatter or an all-gather among `members`. */
function steps(members: number): number {
  return members <= RING_LIMIT ? members - 1 : Math.log2(members);
}

/** `(N−1)·α + (N−1)/N·S/BW`: reduce-scatter or all-gather of `bytes` among `members`. */
export function gatherTime(bytes: number, members: number, link: Link): number {
  if (members <= 1) return 0;
  return steps(members) * link.latency + (((members - 1) / members) * bytes) / link.bandwidth;
}

/** `2(N−1)·α + 2(N−1)/N·S/BW`, above 64 members `2·log2(N)·α`: all-reduce, a reduce-scatter and an all-gather. */
export function allReduceTime(bytes: number, members: number, link: Link): number {
  return 2 * gatherTime(bytes, members, link);
}

/** `(N−1)/N·S/BW` and a step of latency for each peer: all-to-all; `bandwidth` is what crosses the bisection. */
export function allToAllTime(bytes: number, members: number, link: Link): number {
  if (members <= 1) return 0;
  return steps(members) * link.latency + (((members - 1) / members) * bytes) / link.bandwidth;
}

/**
 * Reduce-scatter (or all-gather) in two levels: among `inner` neighbours of the scale-up domain, then of what is left
 * per member among `members/inner` across the fabric.
 */
export function hierarchicalTime(bytes: number, members: number, inner: number, near: Link, far: Link): number {
  const local = Math.max(1, Math.min(inner, members));
  return gatherTime(bytes, local, near) + gatherTime(bytes / local, members / local, far);
}

/** Shares of a scale-up link in one direction that collectives reach. */
export interface ScaleUpShares {
  readonly allReduce: number;
  /** Gather and scatter. */
  readonly gather: number;
  readonly allToAll: number;
}

/**
 * By generation of the link, bytes/s: Calculon's A100 (efficiency .65, gather and scatter 1.5 times the ring's time), NCCL
 * at 512 MiB and 8 members on H200 (460, 337 and 311 GB/s of 450; switches reduce) and on B200 (704, 615 and 563 of 900).
 */
const GENERATIONS: readonly (readonly [bandwidth: number, shares: ScaleUpShares])[] = [
  [300e9, { allReduce: 0.65, gather: 0.43, allToAll: 0.43 }],
  [450e9, { allReduce: 1.02, gather: 0.75, allToAll: 0.69 }],
  [900e9, { allReduce: 0.78, gather: 0.68, allToAll: 0.63 }],
];

/** Shares of the newest measured generation that is not faster than `bandwidth`, else of the slowest. */
export function scaleUpShares(bandwidth: number): ScaleUpShares {
  let found = GENERATIONS[0]![1];
  for (const [from, shares] of GENERATIONS) if (bandwidth >= from) found = shares;
  return found;
}
