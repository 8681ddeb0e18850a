import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closCounts, closLimit, leafPorts } from '../../../compiler/src/simulation/network/clos.js';

describe('Clos counts', () => {
  // Vendors' reference architectures, rails of 8 endpoints a server, 64-port switches.
  it.each([
    { name: 'SuperPOD B200, 512', endpoints: 512, leaves: 16, spines: 8, inner: 512 },
    { name: 'SuperPOD B200, 1024', endpoints: 1024, leaves: 32, spines: 16, inner: 1024 },
    { name: 'SuperPOD B200, 2048', endpoints: 2048, leaves: 64, spines: 32, inner: 2048 },
    { name: 'SuperPOD H100, 248', endpoints: 248, leaves: 8, spines: 4, inner: 256 },
    { name: 'SuperPOD H100, 504', endpoints: 504, leaves: 16, spines: 8, inner: 512 },
    {
      name: 'SuperPOD H100, 760: 16 spines, since 12 do not divide 32 uplinks',
      endpoints: 760,
      leaves: 24,
      spines: 16,
      inner: 768,
    },
    { name: 'SuperPOD H100, 1016', endpoints: 1016, leaves: 32, spines: 16, inner: 1024 },
  ])('$name', ({ endpoints, leaves, spines, inner }) => {
    expect(closCounts(endpoints, 64, 1, 8)).toMatchObject({ tiers: 2, leaves, spines, innerLinks: inner });
  });

  it('builds the full three-tier fat tree: 65,536 endpoints of 5,120 64-port switches, 196,608 links', () => {
    const counts = closCounts(65_536, 64, 1);
    expect(counts).toMatchObject({ tiers: 3, leaves: 2048, spines: 2048, cores: 1024 });
    expect((counts?.endpointLinks ?? 0) + (counts?.innerLinks ?? 0)).toBe(196_608);
  });

  it('refuses more endpoints than three tiers hold', () => {
    expect(closLimit(64, 1)).toBe(65_536);
    expect(closCounts(65_537, 64, 1)).toBeUndefined();
  });

  it('one switch joins as many endpoints as it has ports', () => {
    expect(closCounts(64, 64, 1)).toMatchObject({ tiers: 1, leaves: 1, spines: 0, innerLinks: 0 });
  });

  const shape = fc.record({
    endpoints: fc.integer({ min: 2, max: 40_000 }),
    radix: fc.constantFrom(32, 64, 128, 144),
    o: fc.constantFrom(1, 2, 3, 4, 8),
  });

  it('no switch uses more ports than it has, and spines divide uplinks (H22, H24)', () => {
    fc.assert(
      fc.property(shape, ({ endpoints, radix, o }) => {
        const counts = closCounts(endpoints, radix, o);
        if (counts === undefined || counts.tiers === 1) return;
        const { down, up } = leafPorts(radix, o);
        expect(down + up).toBeLessThanOrEqual(radix);
        expect(counts.leaves * down).toBeGreaterThanOrEqual(endpoints);
        expect(counts.innerLinks).toBeLessThanOrEqual((counts.spines + counts.cores) * radix);
        if (counts.tiers === 2) expect(up % counts.spines).toBe(0);
      }),
    );
  });

  it('counts do not fall when endpoints are added (H23)', () => {
    fc.assert(
      fc.property(shape, fc.integer({ min: 1, max: 5_000 }), ({ endpoints, radix, o }, more) => {
        const few = closCounts(endpoints, radix, o);
        const many = closCounts(endpoints + more, radix, o);
        if (few === undefined || many === undefined) return;
        expect(many.leaves).toBeGreaterThanOrEqual(few.leaves);
        expect(many.innerLinks).toBeGreaterThanOrEqual(few.innerLinks);
      }),
    );
  });

  it('oversubscription divides the uplinks, up to whole ports (H21)', () => {
    fc.assert(
      fc.property(shape, ({ endpoints, radix, o }) => {
        const { down, up } = leafPorts(radix, o);
        expect(up).toBe(Math.min(radix - down, Math.ceil(down / o)));
        const counts = closCounts(endpoints, radix, o);
        if (counts !== undefined && counts.tiers > 1) expect(counts.uplinkRatio).toBeLessThanOrEqual(1);
      }),
    );
  });
});
