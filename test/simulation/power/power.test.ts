import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { capSlowdown, mixedShare, phaseShares } from '../../../compiler/src/simulation/power/cap.js';
import { machinePower, nodePower } from '../../../compiler/src/simulation/power/node.js';
import {
  type ByWindow,
  coincidentRamp,
  coincidentSwings,
  type HallSwings,
} from '../../../compiler/src/simulation/power/windows.js';

describe('Frontier (RAPS): power from devices', () => {
  const DEVICES = [
    { count: 1, idle: 90, peak: 280 },
    { count: 4, idle: 88, peak: 560 },
  ];
  const FIXED = 74.26 + 4 * 20 + 30;
  const MACHINE = {
    racks: 74 * 8,
    nodes: 16,
    nodeLoad: 13,
    rackLoad: 1000 + 4 * 17,
    converter: 0.98,
    rectifier: 0.96,
    beside: 25 * 8473.47,
  };
  const at = (cpu: number, gpu: number): number => machinePower(MACHINE, nodePower(DEVICES, [cpu, gpu], FIXED)) / 1e6;

  test.each([
    ['idle', 0, 0, 7.3065, 0.0005],
    ['everything at its maximum', 1, 1, 28.2279, 0.0005],
    ['HPL core', 0.33, 0.79, 22.9, 0.005],
  ])('%s', (_, cpu, gpu, megawatts, tolerance) => {
    expect(Math.abs(at(cpu, gpu) / megawatts - 1)).toBeLessThan(tolerance);
  });
});

const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('power cap', () => {
  test('prompts take 1.30 times as long at half of the board limit, decode no longer', () => {
    expect(capSlowdown(0.5, 1)).toBeCloseTo(1.3, 12);
    expect(capSlowdown(1, 1)).toBe(1);
    // Work that draws less than the cap does not notice it.
    expect(capSlowdown(0.8, 0.8)).toBe(1);
    expect(phaseShares(0.43, 0.05, 0.5, 0.5)).toEqual({ prefill: 0.5, decode: 0.455 });
  });

  test('never draws more, never computes faster', () => {
    fc.assert(
      fc.property(
        share,
        share,
        share,
        share,
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (prefill, p0, p1, rho, cap) => {
          expect(mixedShare(prefill, p0, p1, rho, cap)).toBeLessThanOrEqual(cap + 1e-12);
          expect(capSlowdown(cap, 1)).toBeGreaterThanOrEqual(1);
          expect(capSlowdown(cap, 1)).toBeGreaterThanOrEqual(capSlowdown(cap, 0.5));
          expect(mixedShare(prefill, p0, p1, rho)).toBeCloseTo(
            prefill + (1 - prefill) * Math.min(1, p0 + p1 * rho),
            12,
          );
        },
      ),
    );
  });
});

const flat = (watts: number): ByWindow => ({ seconds: watts, minute: watts, quarterHour: watts, hour: watts });
const quiet = (watts: number, elements = 1): HallSwings => ({ independent: flat(watts * watts), gangs: [], elements });
const gang = (workload: string, watts: number, jobs = 1): HallSwings => ({
  independent: flat(0),
  gangs: [{ workload, jobs, swing: watts, step: 2 * watts }],
  elements: 1,
});

describe('coincidence over halls', () => {
  test('independent loads add by squares, alike in one hall of many elements and in many halls', () => {
    expect(coincidentSwings([quiet(3), quiet(4)]).seconds).toBeCloseTo(5, 12);
    expect(coincidentSwings([quiet(3, 4)]).minute).toBeCloseTo(6, 12);
    expect(coincidentSwings([])).toEqual(flat(0));
  });

  test('a job over two halls moves as one; two jobs do not', () => {
    expect(coincidentSwings([gang('J', 10), gang('J', 10)]).seconds).toBeCloseTo(20, 12);
    expect(coincidentSwings([gang('J', 10), gang('K', 10)]).seconds).toBeCloseTo(Math.SQRT2 * 10, 12);
    // Four jobs of one workload: swings by squares, but one starts at a time.
    const four = coincidentSwings([gang('J', 40, 4)]);
    expect(four.seconds).toBeCloseTo(20, 12);
    expect(four.minute).toBeCloseTo(20, 12);
    expect(coincidentRamp([gang('J', 30)])).toBeCloseTo(1, 12);
  });

  test('lies between the square root of squares and the plain sum, and more halls never calm it', () => {
    const halls = fc.array(
      fc.oneof(
        fc.double({ min: 0, max: 1e8, noNaN: true }).map((watts) => quiet(watts)),
        fc
          .tuple(fc.constantFrom('J', 'K'), fc.double({ min: 0, max: 1e8, noNaN: true }))
          .map(([job, watts]) => gang(job, watts)),
      ),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(halls, (all) => {
        const alone = all.map((hall) => coincidentSwings([hall]).seconds);
        const together = coincidentSwings(all).seconds;
        const sum = alone.reduce((total, each) => total + each, 0);
        expect(together).toBeLessThanOrEqual(sum * (1 + 1e-9) + 1e-6);
        expect(together).toBeGreaterThanOrEqual(Math.hypot(...alone) * (1 - 1e-9) - 1e-6);
        expect(together).toBeGreaterThanOrEqual(coincidentSwings(all.slice(1)).seconds - 1e-6);
      }),
    );
  });
});
