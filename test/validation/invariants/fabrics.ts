import fc from 'fast-check';
import { expect } from 'vitest';
import type { AnyNetwork, Switch } from '../../../compiler/src/ir/index.js';
import { closCounts, leafPorts } from '../../../compiler/src/simulation/network/clos.js';
import { directCounts } from '../../../compiler/src/simulation/network/direct.js';
import { designFabric, type FabricDesign } from '../../../compiler/src/simulation/network/fabric.js';
import { entry, libraryIndex, unread } from '../support/plan.js';
import { type Holds, runs } from './runs.js';

const NETWORKS: readonly AnyNetwork[] = [
  entry('std/networks#FatTree', 'fatTree'),
  entry('std/networks#LeafSpine', 'leafSpine'),
  entry('std/networks#RailOptimized', 'railOptimized'),
  entry('std/networks#RailOptimized_QM9700', 'railOptimized'),
  entry('std/networks#RailOnly', 'railOnly'),
  entry('std/networks#Dragonfly', 'dragonfly'),
  entry('std/networks#Torus3D', 'torus'),
];
const networks = fc.constantFrom(...NETWORKS);
const endpoints = fc.integer({ min: 2, max: 200_000 });
const nics = fc.constantFrom(25e9, 50e9, 100e9);
const ratios = fc.integer({ min: 1, max: 8 });
const radices = fc.constantFrom(32, 64, 128, 144);
const rails = fc.constantFrom(1, 4, 8);

function build(network: AnyNetwork, count: number, nic: number): FabricDesign {
  return designFabric(network, count, nic, libraryIndex(), 'C.Net', unread());
}

const bisectionBound: Holds = () => {
  fc.assert(
    fc.property(networks, endpoints, nics, ratios, (network, count, nic, oversubscription) => {
      const { bisectionPerEndpoint, linkRate } = build({ ...network, oversubscription }, count, nic);
      expect(bisectionPerEndpoint).toBeGreaterThanOrEqual(0);
      // Per endpoint, so that n·bw/2 of the whole is bw of each.
      expect(bisectionPerEndpoint).toBeLessThanOrEqual(linkRate);
    }),
    runs(),
  );
};

const oversubscriptionDivides: Holds = () => {
  fc.assert(
    fc.property(fc.integer({ min: 150, max: 60_000 }), radices, ratios, rails, (count, radix, s, groups) => {
      const counts = closCounts(count, radix, s, groups);
      if (counts === undefined || counts.tiers === 1) return;
      const { down, up } = leafPorts(radix, s);
      expect(counts.uplinksPerLeaf).toBe(Math.ceil(down / s));
      expect(counts.innerLinks).toBe((counts.tiers - 1) * counts.leaves * up);
      // A share of 1/s of the bandwidth, more by what is rounded up to whole uplinks and whole leaves.
      expect(counts.uplinkRatio).toBeGreaterThanOrEqual(1 / s - 1e-12);
      const roundedUp = ((down / s + 1) * (count / down + groups)) / count;
      expect(counts.uplinkRatio).toBeLessThanOrEqual(Math.min(1, roundedUp) + 1e-12);
    }),
    runs(),
  );
};

const portsConserved: Holds = () => {
  fc.assert(
    fc.property(endpoints, radices, ratios, rails, (count, radix, s, groups) => {
      const counts = closCounts(count, radix, s, groups);
      if (counts === undefined) return;
      const { tiers, leaves, spines, cores, uplinksPerLeaf, innerLinks, endpointLinks } = counts;
      expect(endpointLinks).toBe(count);
      expect(endpointLinks + leaves * uplinksPerLeaf).toBeLessThanOrEqual(leaves * radix);
      // Both ends of a link take a port: leaves' uplinks below, then spines, and cores where there are three tiers.
      const uplinks = leaves * uplinksPerLeaf;
      expect(innerLinks).toBe(tiers === 1 ? 0 : tiers === 2 ? uplinks : 2 * uplinks);
      expect((tiers - 1) * uplinks).toBeLessThanOrEqual(spines * radix);
      if (tiers === 3) expect(uplinks).toBeLessThanOrEqual(cores * radix);
      const direct = directCounts(entry('std/networks#Dragonfly', 'dragonfly'), count, radix);
      if (direct !== undefined)
        expect(2 * direct.innerLinks + direct.endpointLinks).toBeLessThanOrEqual(direct.switches * radix);
    }),
    runs(),
  );
};

const countsGrow: Holds = () => {
  fc.assert(
    fc.property(networks, endpoints, fc.integer({ min: 1, max: 100_000 }), nics, (network, count, more, nic) => {
      const few = build(network, count, nic);
      const many = build(network, count + more, nic);
      if (many.endpoints > 0 && many.links === 0) return;
      expect(many.switches).toBeGreaterThanOrEqual(few.switches);
      expect(many.links).toBeGreaterThanOrEqual(few.links);
    }),
    runs(),
  );
};

/** Every switch of the library in a leaf-spine: each leaf reaches each spine by the same number of links. */
const spinesDivide: Holds = () => {
  const switches = [...libraryIndex().values()].filter((each): each is Switch => each.kind === 'switch');
  fc.assert(
    fc.property(endpoints, fc.constantFrom(...switches), ratios, rails, (count, { radix }, s, groups) => {
      const counts = closCounts(count, radix, s, groups);
      if (counts?.tiers === 2) expect(counts.uplinksPerLeaf % counts.spines).toBe(0);
    }),
    runs(),
  );
};

export const fabrics = { bisectionBound, oversubscriptionDivides, portsConserved, countsGrow, spinesDivide };
