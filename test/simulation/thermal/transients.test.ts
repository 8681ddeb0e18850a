import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rainFlow, cyclingIndex } from '../../../compiler/src/simulation/thermal/rain-flow.js';
import { rideThroughOf, transientChecks } from '../../../compiler/src/simulation/thermal/ride-through.js';
import {
  AIR,
  airRise,
  bufferVolume,
  flowFor,
  PG25,
  stepDeficit,
  timeToRise,
  warmingRate,
  WATER,
} from '../../../compiler/src/simulation/thermal/transients.js';
import { directToChip } from './fixtures.js';

const LITRE = 1e-3;
const MW = 1e6;

describe('heat balances within the hour', () => {
  it('give the flow of a glycol loop: 1.49 L/min per kW at 10 K, 1.00 at 15 K', () => {
    expect((flowFor(1000, 10, PG25) / LITRE) * 60).toBeCloseTo(1.49, 2);
    expect((flowFor(1000, 15, PG25) / LITRE) * 60).toBeCloseTo(1.0, 2);
  });

  it('warm a 132 kW rack with 60 L by .55 K/s: 18 s for 10 K, 6 s with 20 L', () => {
    expect(warmingRate(132e3, 60 * LITRE, PG25)).toBeCloseTo(0.55, 2);
    expect(timeToRise(132e3, 60 * LITRE, 10, PG25)).toBeCloseTo(18, 0);
    expect(timeToRise(132e3, 20 * LITRE, 10, PG25)).toBeCloseTo(6, 0);
  });

  it('warm 10 m³ of facility water per MW by 1.4 K/min, and take 7.2 m³ for five minutes at 10 K', () => {
    expect(warmingRate(MW, 10, WATER) * 60).toBeCloseTo(1.44, 2);
    expect(bufferVolume(300 * MW, 10, WATER)).toBeCloseTo(7.2, 1);
  });

  it('warm the bare air of a hall of 3,000 m³ by .28 K/s per MW, and less with mass', () => {
    const air = 3000 * AIR.density * AIR.heat;
    expect(airRise(MW, 1, { air, mass: 0, conductance: 0 })).toBeCloseTo(0.28, 2);
    const hall = { air, mass: 20 * air, conductance: air / 30 };
    expect(airRise(MW, 0.01, hall) / airRise(MW, 0.01, { air, mass: 0, conductance: 0 })).toBeCloseTo(1, 2);
    expect(airRise(MW, 120, hall)).toBeLessThan(0.4 * airRise(MW, 120, { air, mass: 0, conductance: 0 }));
    // In the end air and mass warm together.
    const late = (airRise(MW, 1e5 + 100, hall) - airRise(MW, 1e5, hall)) / 100;
    expect(late / (MW / (21 * air))).toBeCloseTo(1, 6);
  });

  it('leave 600 MJ of a 10 MW step to a plant that ramps it in 120 s: 29 m³ at 5 K', () => {
    const deficit = stepDeficit(10 * MW, { ramp: (10 * MW) / 120, lag: 0, dead: 0 });
    expect(deficit).toBeCloseTo(600 * MW, -3);
    expect(bufferVolume(deficit, 5, WATER)).toBeCloseTo(29, 0);
  });

  it('agree with the plant’s equation, stepped through', () => {
    const times = fc.double({ min: 1, max: 120, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 1e4, max: 1e6, noNaN: true }), times, times, (ramp, lag, dead) => {
        const step = 10 * MW;
        const dt = 0.02;
        let [given, left] = [0, 0];
        for (let t = 0; t < 4000 && (t < dead || step - given > 1e-4 * step); t += dt) {
          left += (step - given) * dt;
          if (t >= dead) given += Math.min(ramp, (step - given) / lag) * dt;
        }
        expect(left / stepDeficit(step, { ramp, lag, dead })).toBeCloseTo(1, 1);
      }),
      { numRuns: 20 },
    );
  });
});

describe('ride-through', () => {
  const perWatt = (litresPerKw: number): number => (litresPerKw * LITRE) / 1000;

  it('is derived from declared volumes, else as declared, else unknown', () => {
    const loop = directToChip({ loopVolume: perWatt(60 / 132), tripRise: 10 });
    expect(rideThroughOf({ ...loop, rideThrough: 99 }).seconds).toBeCloseTo(18.3, 1);
    expect(rideThroughOf(directToChip({ rideThrough: 99 }))).toEqual({ seconds: 99, basis: 'declared' });
    expect(rideThroughOf(directToChip())).toEqual({ seconds: undefined, basis: 'unknown' });
  });

  it('is checked in seconds against the CDU and in minutes against the restart of chillers', () => {
    const small = directToChip({ loopVolume: perWatt(0.2), bufferVolume: perWatt(1) });
    expect(transientChecks(small).map(({ scale, passes }) => [scale, passes])).toEqual([
      ['seconds', false],
      ['minutes', false],
    ]);
    const large = directToChip({ loopVolume: perWatt(0.5), bufferVolume: perWatt(7.2) });
    expect(transientChecks(large).every(({ passes }) => passes)).toBe(true);
    expect(transientChecks({ ...large, chiller: 'none' }).map(({ scale }) => scale)).toEqual(['seconds']);
    expect(transientChecks(directToChip())).toEqual([]);
  });
});

describe('rain-flow counting', () => {
  it('counts the worked example of ASTM E1049', () => {
    const counted = new Map<number, number>();
    for (const { range, count } of rainFlow([-2, 1, -3, 5, -1, 3, -4, 4, -2]))
      counted.set(range, (counted.get(range) ?? 0) + count);
    expect([...counted].sort(([a], [b]) => a - b)).toEqual([
      [3, 0.5],
      [4, 1.5],
      [6, 0.5],
      [8, 1],
      [9, 0.5],
    ]);
  });

  it('sees each swing of a saw once, and none in a flat line', () => {
    const saw = Array.from({ length: 101 }, (_, i) => 300 + (i % 2) * 10);
    expect(rainFlow(saw).reduce((sum, { count }) => sum + count, 0)).toBe(50);
    expect(rainFlow([300, 300, 300])).toEqual([]);
    expect(rainFlow([])).toEqual([]);
  });

  it('gives an index of 1 for the reference itself, more for wider swings, none without a reference', () => {
    const swing = (range: number): number[] =>
      Array.from({ length: 49 }, (_, h) => 310 + range * Math.sin((h * Math.PI) / 12));
    expect(cyclingIndex(swing(5), swing(5))).toBe(1);
    const wider = cyclingIndex(swing(10), swing(5))!;
    expect(wider).toBeGreaterThan(2 ** 1.9);
    expect(wider).toBeLessThan(1.1 * 2 ** 1.9);
    expect(cyclingIndex(swing(5), [300, 300])).toBeUndefined();
  });
});
