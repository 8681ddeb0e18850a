import type { Dragonfly, Torus } from '../../ir/index.js';
import type { FabricCounts } from './fabric.js';

/**
 * Fabrics whose switches (or endpoints) link to each other directly.
 *
 * Dragonfly, balanced (a = 2p = 2h, radix ≥ p + h + a − 1): p·a endpoints a group, at most a·h + 1 groups; links
 * N + g·a(a−1)/2 + g·a·h/2. Source: Kim et al., "Technology-driven, highly-scalable dragonfly topology", ISCA 2008.
 * Its bisection depends on traffic, N/4 .. N/2 links: the lower bound is used (uplinkRatio 0.5).
 *
 * Torus d1×d2×d3: 3N links, no switches, bisection 2N/max(d) links. Endpoints have six ports (four in two dimensions).
 */
export function directCounts(network: Dragonfly | Torus, endpoints: number, radix: number): FabricCounts | undefined {
  return network.kind === 'dragonfly' ? dragonflyCounts(endpoints, radix) : torusCounts(endpoints, network.dimensions);
}

function dragonflyCounts(endpoints: number, radix: number): FabricCounts | undefined {
  const p = Math.max(1, Math.floor((radix + 1) / 4));
  const a = 2 * p;
  const h = p;
  const groups = Math.ceil(endpoints / (p * a));
  if (groups > a * h + 1) return undefined;
  const globalLinks = groups === 1 ? 0 : Math.ceil((groups * a * h) / 2);
  return {
    tiers: 2,
    switches: groups * a,
    endpointLinks: endpoints,
    innerLinks: (groups * a * (a - 1)) / 2 + globalLinks,
    uplinkRatio: 0.5,
    hops: groups === 1 ? 2 : 4,
  };
}

function torusCounts(endpoints: number, dimensions: number): FabricCounts {
  const side = Math.max(1, Math.ceil(endpoints ** (1 / dimensions) - 1e-9));
  return {
    tiers: 1,
    switches: 0,
    endpointLinks: dimensions * endpoints,
    innerLinks: 0,
    // 2N/side links cross the cut; N/2 endpoints would need N/2 links of their own.
    uplinkRatio: Math.min(1, 4 / side),
    hops: dimensions * Math.floor(side / 2),
  };
}
