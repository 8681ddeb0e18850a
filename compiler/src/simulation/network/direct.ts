import type { Dragonfly, DragonflyPlus, Torus } from '../../ir/index.js';
import { closCounts, leafPorts } from './clos.js';
import type { FabricCounts } from './fabric.js';
import { meanHops, meanTorusHops } from './hops.js';

/**
 * Fabrics whose switches (or endpoints) link to each other directly.
 *
 * Dragonfly, balanced (a = 2p = 2h, radix ≥ p + h + a − 1): p·a endpoints a group, at most a·h + 1 groups; links
 * N + g·a(a−1)/2 + g·a·h/2. Source: Kim et al., "Technology-driven, highly-scalable dragonfly topology", ISCA 2008.
 *
 * Dragonfly+: a group is a leaf-spine of k/2 leaves (down and up ports as the oversubscription divides them, down + up = k)
 * and `up` spines, which give k/2 ports to other groups; at most up·k/2 + 1 groups. Source: Shpiner et al., "Dragonfly+:
 * low cost topology for scaling datacenters", HiPINEB 2017.
 *
 * Both depend on traffic across groups: with all groups linked alike, half of them reach the other half over
 * ½·g/(g−1) of the links that leave them, N/4 links of many groups (MODELS B2e: N/4 .. N/2, the lower bound).
 *
 * Torus d1×d2×d3: 3N links, no packet switches, bisection 2N/max(d) links. Endpoints have six ports (four in two
 * dimensions). With optical circuit switches, cubes of four a side are joined face by face: a switch for each place on
 * a face and each dimension, two ports a cube; 48 for up to 68 cubes of 136 ports, more beyond that. Source: Jouppi et al.,
 * "TPU v4", ISCA 2023.
 */
export function directCounts(
  network: Dragonfly | DragonflyPlus | Torus,
  endpoints: number,
  radix: number,
): FabricCounts | undefined {
  switch (network.kind) {
    case 'dragonfly':
      return dragonflyCounts(endpoints, radix);
    case 'dragonflyPlus':
      return dragonflyPlusCounts(endpoints, radix, network.oversubscription);
    case 'torus':
      return torusCounts(endpoints, network.dimensions, network.opticalSwitches === 'yes' ? radix : undefined);
  }
}

/** Share of the links that leave groups by which half of `groups` reach the other half. */
function acrossGroups(groups: number): number {
  return Math.min(1, (0.5 * groups) / (groups - 1));
}

/** Endpoints a switch, switches a group and links to other groups of a balanced dragonfly. */
function balanced(radix: number): { readonly p: number; readonly a: number; readonly h: number } {
  const p = Math.max(1, Math.floor((radix + 1) / 4));
  return { p, a: 2 * p, h: p };
}

function dragonflyCounts(endpoints: number, radix: number): FabricCounts | undefined {
  const { p, a, h } = balanced(radix);
  const groups = Math.ceil(endpoints / (p * a));
  if (groups > a * h + 1) return undefined;
  const globalLinks = groups === 1 ? 0 : Math.ceil((groups * a * h) / 2);
  // A switch has a link of its own to the other group, or another of its group has.
  const own = Math.min(1, h / Math.max(1, groups - 1));
  return {
    tiers: 2,
    switches: groups * a,
    endpointLinks: endpoints,
    innerLinks: (groups * a * (a - 1)) / 2 + globalLinks,
    uplinkRatio: groups === 1 ? 1 : acrossGroups(groups),
    hops: groups === 1 ? 2 : 4,
    meanHops: meanHops(
      endpoints,
      [
        { endpoints: p, hops: 1 },
        { endpoints: p * a, hops: 2 },
      ],
      4 - own - 1 / a,
    ),
  };
}

function dragonflyPlusCounts(endpoints: number, radix: number, o: number): FabricCounts | undefined {
  const { down, up } = leafPorts(radix, o);
  const half = Math.floor(radix / 2);
  const group = down * half;
  const groups = Math.ceil(endpoints / group);
  if (groups <= 1) {
    const alone = closCounts(endpoints, radix, o);
    return (
      alone && {
        tiers: alone.tiers,
        switches: alone.leaves + alone.spines + alone.cores,
        endpointLinks: endpoints,
        innerLinks: alone.innerLinks,
        uplinkRatio: alone.uplinkRatio,
        hops: alone.hops,
        meanHops: alone.meanHops,
      }
    );
  }
  if (groups > up * half + 1) return undefined;
  return {
    tiers: 2,
    switches: groups * (half + up),
    endpointLinks: endpoints,
    innerLinks: groups * half * up + Math.ceil((groups * up * half) / 2),
    uplinkRatio: Math.min(1, (up / down) * acrossGroups(groups)),
    hops: 4,
    meanHops: meanHops(
      endpoints,
      [
        { endpoints: down, hops: 1 },
        { endpoints: group, hops: 3 },
      ],
      4,
    ),
  };
}

/** Endpoints along a side of the cubes (squares in two dimensions) that optical circuit switches join. */
const CUBE_SIDE = 4;

/** `radix` of the optical circuit switches, `undefined` where links run from endpoint to endpoint. */
function torusCounts(endpoints: number, dimensions: number, radix: number | undefined): FabricCounts {
  const side = Math.max(1, Math.ceil(endpoints ** (1 / dimensions) - 1e-9));
  return {
    tiers: 1,
    switches: radix === undefined ? 0 : circuitSwitches(endpoints, dimensions, radix),
    endpointLinks: dimensions * endpoints,
    innerLinks: 0,
    // 2N/side links cross the cut; N/2 endpoints would need N/2 links of their own.
    uplinkRatio: Math.min(1, 4 / side),
    hops: dimensions * Math.floor(side / 2),
    meanHops: meanTorusHops(endpoints, side, dimensions),
  };
}

/** A cube alone closes its rings itself. */
function circuitSwitches(endpoints: number, dimensions: number, radix: number): number {
  const cubes = Math.ceil(endpoints / CUBE_SIDE ** dimensions);
  if (cubes <= 1) return 0;
  return dimensions * CUBE_SIDE ** (dimensions - 1) * Math.ceil(cubes / Math.max(1, Math.floor(radix / 2)));
}

/** Most endpoints of one plane; a torus has no such limit. */
export function directLimit(network: Dragonfly | DragonflyPlus | Torus, radix: number): number {
  switch (network.kind) {
    case 'dragonfly': {
      const { p, a, h } = balanced(radix);
      return p * a * (a * h + 1);
    }
    case 'dragonflyPlus': {
      const { down, up } = leafPorts(radix, network.oversubscription);
      const half = Math.floor(radix / 2);
      return down * half * (up * half + 1);
    }
    case 'torus':
      return Infinity;
  }
}
