import { meanHops } from './hops.js';

/**
 * Counts of Clos fabrics: leaf-spine and three-tier, with an oversubscribed leaf.
 *
 * Equations (k ports a switch, N endpoint ports, o = leaf oversubscription):
 *   down = floor(k·o/(1+o)), up = floor(down/o) (k − down ports at most)
 *   leaves = ceil(N/down); two tiers need spines s with s | up and leaves·up/s ≤ k
 *   three tiers: with U = leaves·up uplinks, aggregation = ceil(2U/k), core = ceil(U/k); at most k·(k/2)·down endpoints
 * Source: Al-Fares et al., "A scalable, commodity data center network architecture", SIGCOMM 2008 (k³/4 hosts, 5k²/4
 * switches); reference-architecture counts of vendors' SuperPODs (spines divide a leaf's uplinks).
 * Range: o ≥ 1, N ≤ k²·down/2; above it more planes are needed and the caller is told.
 */

export interface ClosCounts {
  readonly tiers: 1 | 2 | 3;
  readonly leaves: number;
  /** Spines of a two-tier fabric, aggregation switches of a three-tier one. */
  readonly spines: number;
  readonly cores: number;
  readonly uplinksPerLeaf: number;
  /** Links between switches. */
  readonly innerLinks: number;
  readonly endpointLinks: number;
  /** Bandwidth of the narrowest cut above the leaves over that of all endpoints: 1 does not block. */
  readonly uplinkRatio: number;
  /** Switches on the longest path, and on that between two endpoints drawn at random. */
  readonly hops: number;
  readonly meanHops: number;
  /** Of three tiers: leaves that meet below the cores, half a radix of them a pod; 1 below. */
  readonly pods: number;
}

/** Most endpoints that three tiers of `radix`-port switches carry at leaf oversubscription `o`. */
export function closLimit(radix: number, o: number): number {
  return radix * Math.floor(radix / 2) * leafPorts(radix, o).down;
}

/** How a leaf's ports divide: `down` to endpoints, `up` to spines. */
export function leafPorts(radix: number, o: number): { readonly down: number; readonly up: number } {
  const down = Math.max(1, Math.min(radix - 1, Math.floor((radix * o) / (1 + o))));
  const up = Math.max(1, Math.min(radix - down, Math.ceil(down / o)));
  return { down, up };
}

/**
 * Switches and links of a Clos for `endpoints` ports, whose leaves come in groups of `rails` (1: no rails). Returns
 * `undefined` beyond three tiers. Counts are whole.
 */
export function closCounts(endpoints: number, radix: number, o: number, rails = 1): ClosCounts | undefined {
  if (endpoints <= radix && rails === 1) {
    return {
      tiers: 1,
      leaves: 1,
      spines: 0,
      cores: 0,
      uplinksPerLeaf: 0,
      innerLinks: 0,
      endpointLinks: endpoints,
      uplinkRatio: 1,
      hops: 1,
      meanHops: meanHops(endpoints, [], 1),
      pods: 1,
    };
  }
  if (endpoints > closLimit(radix, o)) return undefined;
  const { down, up } = leafPorts(radix, o);
  const leaves = rails * Math.ceil(endpoints / rails / down);
  const uplinkRatio = Math.min(1, (up * leaves) / endpoints);
  const leaf = { endpoints: endpoints / leaves, hops: 1 };
  const spines = twoTierSpines(leaves, up, radix);
  if (spines !== undefined) {
    return {
      tiers: 2,
      leaves,
      spines,
      cores: 0,
      uplinksPerLeaf: up,
      innerLinks: leaves * up,
      endpointLinks: endpoints,
      uplinkRatio,
      hops: 3,
      meanHops: meanHops(endpoints, [leaf], 3),
      pods: 1,
    };
  }
  const uplinks = leaves * up;
  const pods = Math.ceil(leaves / Math.floor(radix / 2));
  return {
    tiers: 3,
    leaves,
    spines: Math.ceil((2 * uplinks) / radix),
    cores: Math.ceil(uplinks / radix),
    uplinksPerLeaf: up,
    innerLinks: 2 * uplinks,
    endpointLinks: endpoints,
    uplinkRatio,
    hops: 5,
    meanHops: meanHops(endpoints, [leaf, { endpoints: endpoints / pods, hops: 3 }], 5),
    pods,
  };
}

/** Fewest spines that divide a leaf's uplinks and have ports for every leaf; `undefined` where two tiers do not do. */
function twoTierSpines(leaves: number, up: number, radix: number): number | undefined {
  for (let spines = Math.max(1, Math.ceil((leaves * up) / radix)); spines <= up; spines++) {
    if (up % spines === 0 && (leaves * up) / spines <= radix) return spines;
  }
  return undefined;
}
