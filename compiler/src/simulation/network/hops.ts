/**
 * Switches on the way between two endpoints drawn at random, and the time that the way takes.
 *
 *   Clos          1 in a leaf, 3 in a pod (or over the spines of two tiers), 5 over the cores; pairs by endpoints of each
 *   rail-only     nothing of the fabric between the accelerators of a server, else the way within a rail
 *   dragonfly     1 in a switch, 2 in a group, else 4 less a hop where a switch at either end has the link to the other group
 *   dragonfly+    1 in a leaf, 3 in a group, 4 between groups
 *   torus         links, not switches: `side²/4` over `side` in each dimension (Dally and Towles)
 *
 * All ways are shortest ways through an idle fabric; queues and adaptive detours are not in it.
 */

/** Refractive index of a fibre's core: light does 204 m in a microsecond (ITU-T G.652). */
const FIBRE_SECONDS_PER_METRE = 1.468 / 299_792_458;

/** Mean over all pairs, where `within` lists ever larger groups: their endpoints, and the hops between two of one. */
export function meanHops(
  endpoints: number,
  within: readonly { readonly endpoints: number; readonly hops: number }[],
  beyond: number,
): number {
  if (endpoints <= 1) return 0;
  const others = endpoints - 1;
  let known = 0;
  let sum = 0;
  for (const group of within) {
    const reached = Math.max(known, Math.min(others, group.endpoints - 1));
    sum += (reached - known) * group.hops;
    known = reached;
  }
  return (sum + (others - known) * beyond) / others;
}

/** Links on the way between two of a torus's endpoints, mean over all pairs. */
export function meanTorusHops(endpoints: number, side: number, dimensions: number): number {
  if (endpoints <= 1) return 0;
  return ((dimensions * Math.floor((side * side) / 4)) / side) * (endpoints / (endpoints - 1));
}

/** What a hop and a link cost, s. */
export interface HopTimes {
  /** Of a switch, or of an endpoint's own router; `undefined` where blank. */
  readonly hop: number | undefined;
  /** Both ends of an optical link. */
  readonly optics: number;
  /** Length of a link, m. */
  readonly length: number;
  /** Share of endpoints' and of inner links that are optical. */
  readonly endpointOptical: number;
  readonly innerOptical: number;
}

/**
 * Time of a way of `hops` switches, s, from adapter to adapter without either: a switch each, a link more than switches,
 * and the optics of those links that are optical. `undefined` where the hop is.
 */
export function wayTime(hops: number, times: HopTimes): number | undefined {
  if (times.hop === undefined) return undefined;
  if (hops <= 0) return 0;
  const inner = Math.max(0, hops - 1);
  const ends = Math.min(2, hops + 1);
  return (
    hops * times.hop +
    (inner + ends) * times.length * FIBRE_SECONDS_PER_METRE +
    (inner * times.innerOptical + ends * times.endpointOptical) * times.optics
  );
}

/** Time of a way of `links` links of a torus, s: an endpoint's router for each. */
export function torusWayTime(links: number, times: HopTimes): number | undefined {
  if (times.hop === undefined) return undefined;
  return links * (times.hop + times.length * FIBRE_SECONDS_PER_METRE + times.endpointOptical * times.optics);
}
