import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyNetwork } from '../../../compiler/src/ir/index.js';
import { closCounts } from '../../../compiler/src/simulation/network/clos.js';
import { directCounts, directLimit } from '../../../compiler/src/simulation/network/direct.js';
import { designFabric, type FabricDesign } from '../../../compiler/src/simulation/network/fabric.js';
import { meanHops, meanTorusHops } from '../../../compiler/src/simulation/network/hops.js';
import { latencyNeed } from '../../../compiler/src/simulation/network/needs.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { entry, libraryIndex } from '../../validation/support/plan.js';

const dragonfly = entry('std/networks#Dragonfly', 'dragonfly');
const dragonflyPlus = entry('std/networks#DragonflyPlus', 'dragonflyPlus');
const torus = entry('std/networks#Torus3D', 'torus');
const circuits = entry('std/networks#Torus3D_OCS', 'torus');
const fatTree = entry('std/networks#FatTree', 'fatTree');
const railOnly = entry('std/networks#RailOnly', 'railOnly');
const railOptimized = entry('std/networks#RailOptimized_QM9700', 'railOptimized');
const NIC = 50e9;

function build(network: AnyNetwork, endpoints: number, notes = new NoteCollector()): FabricDesign {
  return designFabric(network, endpoints, NIC, libraryIndex(), 'C.Net', notes);
}

describe('fabrics of the equation book (MODELS B2e)', () => {
  // 65,536 endpoints of 64-port switches; whole ports and switches add up to 1 %.
  it.each([
    { o: 1, switches: 5_120, links: 196_608 },
    { o: 2, switches: 3_072, links: 131_072 },
    { o: 4, switches: 2_048, links: 98_304 },
  ])('three tiers at $o:1 take $switches switches and $links links', ({ o, switches, links }) => {
    const counts = closCounts(65_536, 64, o)!;
    const all = counts.leaves + counts.spines + counts.cores;
    expect(Math.abs(all / switches - 1)).toBeLessThan(0.03);
    expect(Math.abs((counts.innerLinks + counts.endpointLinks) / links - 1)).toBeLessThan(0.01);
  });

  it('a balanced dragonfly of 64 ports ends at 262,656 endpoints, 2.47 links each', () => {
    expect(directLimit(dragonfly, 64)).toBe(262_656);
    expect(directCounts(dragonfly, 262_657, 64)).toBeUndefined();
    const counts = directCounts(dragonfly, 262_656, 64)!;
    expect((counts.endpointLinks + counts.innerLinks) / 262_656).toBeCloseTo(2.47, 2);
    expect(counts.uplinkRatio).toBeCloseTo(0.5, 2);
  });

  it('a dragonfly+ of 64 ports joins 1,024 endpoints a group, 1,025 groups', () => {
    expect(directLimit(dragonflyPlus, 64)).toBe(1_049_600);
    expect(directCounts(dragonflyPlus, 1_049_601, 64)).toBeUndefined();
    const two = directCounts(dragonflyPlus, 2_048, 64)!;
    // Two groups of 32 leaves and 32 spines; every spine gives 32 ports to the other group.
    expect(two).toMatchObject({ switches: 128, innerLinks: 2 * 1_024 + 1_024, uplinkRatio: 1, hops: 4 });
    expect(directCounts(dragonflyPlus, 1_024, 64)).toMatchObject({ switches: 48, hops: 3 });
  });

  it('a torus of 16 a side has 12,288 links, 512 of them across its middle', () => {
    const counts = directCounts(torus, 4_096, 136)!;
    expect(counts).toMatchObject({ switches: 0, endpointLinks: 12_288, hops: 24 });
    expect((counts.uplinkRatio * 4_096) / 2).toBe(512);
  });

  it.each([
    { chips: 64, switches: 0 },
    { chips: 128, switches: 48 },
    { chips: 4_096, switches: 48 },
    { chips: 68 * 64 + 1, switches: 96 },
  ])('$switches circuit switches join $chips chips', ({ chips, switches }) => {
    expect(directCounts(circuits, chips, 136)?.switches).toBe(switches);
  });

  it('circuit switches draw and cost, and no fewer optics', () => {
    const [without, joined] = [build(torus, 4_096), build(circuits, 4_096)];
    expect(joined.power - without.power).toBeCloseTo(48 * 108, 6);
    expect(joined.capital! - without.capital!).toBeCloseTo(48 * 35_000, 3);
    expect(joined.transceivers).toBe(without.transceivers);
  });

  it('rail-only saves 37-77 % of switches where it saves a tier or more (arXiv 2307.12169)', () => {
    for (const [rails, endpoints] of [
      [8, 16_384],
      [64, 4_096],
    ] as const) {
      const only = build({ ...railOnly, switch: railOptimized.switch, rails }, endpoints);
      const saved = 1 - only.switches / build(railOptimized, endpoints).switches;
      expect(saved).toBeGreaterThan(0.37);
      expect(saved).toBeLessThan(0.81);
    }
  });
});

describe('hops and latency', () => {
  it('mean hops are those of all pairs, counted', () => {
    // 512 endpoints of 16 ports: 64 leaves of 8, 8 pods of 8 leaves.
    const counts = closCounts(512, 16, 1)!;
    expect(counts).toMatchObject({ tiers: 3, leaves: 64, pods: 8, hops: 5 });
    let sum = 0;
    for (let other = 1; other < 512; other++) sum += other < 8 ? 1 : other < 64 ? 3 : 5;
    expect(counts.meanHops).toBeCloseTo(sum / 511, 12);
  });

  it('mean links of a torus are those of all pairs, counted', () => {
    const ring = (k: number): number => Math.min(k, 5 - k);
    let sum = 0;
    for (let x = 0; x < 5; x++) for (let y = 0; y < 5; y++) sum += ring(x) + ring(y);
    expect(meanTorusHops(25, 5, 2)).toBeCloseTo(sum / 24, 12);
    expect(meanTorusHops(1, 1, 3)).toBe(0);
    expect(meanHops(1, [], 3)).toBe(0);
  });

  it('a way of three switches takes their time, four links of fibre and their optics', () => {
    // 230 ns a hop; 30 m of fibre 146.9 ns; 240 ns of optics a link.
    const { tiers, hops, latency, meanLatency } = build(railOptimized, 2_048);
    expect([tiers, hops]).toEqual([2, 3]);
    const fibre = (30 * 1.468) / 299_792_458;
    expect(latency!).toBeCloseTo(3 * 230e-9 + 4 * (fibre + 240e-9), 15);
    expect(meanLatency!).toBeLessThan(latency!);
  });

  it('is unknown, not zero, where the switch has no latency', () => {
    const device = { ...entry('std/switches#QM9700', 'switch') };
    delete (device as { latency?: unknown }).latency;
    expect(build({ ...fatTree, switch: device }, 1_000).latency).toBeNull();
  });

  it('experts beyond the scale-up domain cross the fabric twice a layer, caches once a request', () => {
    const chat = { tpot: 0.04, ttft: 1, layers: 61, expertParallel: 144, scaleUpDomain: 72, separatePrefill: false };
    expect(latencyNeed(chat)).toBeCloseTo(0.04 / 122, 15);
    expect(latencyNeed({ ...chat, expertParallel: 64 })).toBeUndefined();
    expect(latencyNeed({ ...chat, expertParallel: undefined, separatePrefill: true })).toBe(1);
    expect(latencyNeed({ ...chat, tpot: undefined })).toBeUndefined();
  });
});

describe('bounds are said', () => {
  it('names what one plane holds when it builds more', () => {
    const notes = new NoteCollector();
    const design = build(railOptimized, 70_000, notes);
    expect(notes.notes.map(({ type, message }) => `${type}: ${message}`)).toEqual([
      'range: 70000 endpoints take 70000 ports, more than the 65536 that a railOptimized of QM9700 joins: built as 2 planes',
    ]);
    expect(design.switches).toBeGreaterThan(0);
  });

  it('says that a torus and a dragonfly cannot be oversubscribed', () => {
    for (const network of [torus, dragonfly]) {
      const notes = new NoteCollector();
      build({ ...network, oversubscription: 3 }, 512, notes);
      expect(notes.notes.map(({ type }) => type)).toEqual(['unsupported']);
    }
  });
});

describe('properties', () => {
  const NETWORKS = [fatTree, railOptimized, railOnly, dragonfly, dragonflyPlus, torus, circuits] as const;
  const endpoints = fc.integer({ min: 1, max: 60_000 });
  const more = fc.integer({ min: 1, max: 30_000 });

  it('power and cost grow with endpoints, in every fabric', () => {
    fc.assert(
      fc.property(fc.constantFrom<AnyNetwork>(...NETWORKS), endpoints, more, (network, n, extra) => {
        const [few, many] = [build(network, n), build(network, n + extra)];
        expect(many.power).toBeGreaterThanOrEqual(few.power);
        expect(many.capital!).toBeGreaterThanOrEqual(few.capital!);
      }),
    );
  });

  it('bisection of the whole grows with endpoints where nothing is oversubscribed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<AnyNetwork>(fatTree, railOptimized, railOnly),
        endpoints,
        more,
        (network, n, extra) => {
          const whole = (design: FabricDesign): number => design.bisectionPerEndpoint * design.endpoints;
          expect(whole(build(network, n + extra))).toBeGreaterThanOrEqual(whole(build(network, n)));
        },
      ),
    );
  });

  // Of 64 ports, 32:32, 48:16 and 56:8: other ratios leave uplinks that few spines divide.
  it('power, cost and bisection fall with oversubscription', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 60_000 }), fc.constantFrom(1, 3), (n, o) => {
        const at = (oversubscription: number): FabricDesign =>
          build({ ...fatTree, switch: railOptimized.switch, oversubscription }, n);
        const [dear, cheap] = [at(o), at(2 * o + 1)];
        expect(cheap.bisectionPerEndpoint).toBeLessThanOrEqual(dear.bisectionPerEndpoint);
        expect(cheap.power).toBeLessThanOrEqual(dear.power);
        expect(cheap.capital!).toBeLessThanOrEqual(dear.capital!);
      }),
    );
  });

  it('mean hops and latency lie below the worst, and all is finite', () => {
    fc.assert(
      fc.property(fc.constantFrom<AnyNetwork>(...NETWORKS), fc.integer({ min: 0, max: 60_000 }), (network, n) => {
        const design = build(network, n);
        for (const value of Object.values(design)) if (typeof value === 'number') expect(value).not.toBeNaN();
        expect(design.meanHops).toBeGreaterThanOrEqual(0);
        expect(design.meanHops).toBeLessThanOrEqual(design.hops + 1e-9);
        if (design.latency !== null) expect(design.meanLatency!).toBeLessThanOrEqual(design.latency + 1e-15);
      }),
    );
  });
});
