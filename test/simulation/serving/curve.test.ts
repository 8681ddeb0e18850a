import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  batchAt,
  batchInMemory,
  interTokenLatency,
  throughput,
  utilisationAtBatch,
  utilisationWithinSlo,
} from '../../../compiler/src/simulation/serving/curve.js';

// Fits to ML.ENERGY chat measurements: (t0, t1) in ms.
const fits = {
  '8B on one H100': { t0: 6.67e-3, t1: 0.0895e-3 },
  '27B on two H100': { t0: 13.8e-3, t1: 0.1613e-3 },
  '32B on two H100': { t0: 14.15e-3, t1: 0.1468e-3 },
  '70B on two B200': { t0: 16.84e-3, t1: 0.1018e-3 },
} as const;

test.each([
  ['8B on one H100', 20, 7449],
  ['8B on one H100', 30, 8692],
  ['8B on one H100', 50, 9687],
  ['27B on two H100', 20, 1922],
  ['27B on two H100', 30, 3348],
  ['32B on two H100', 20, 1992],
  ['32B on two H100', 30, 3598],
  ['32B on two H100', 50, 4883],
  ['70B on two B200', 20, 1552],
  ['70B on two B200', 30, 4308],
  ['70B on two B200', 50, 6513],
] as const)('%s within %i ms per token', (name, slo, tokens) => {
  const { t0, t1 } = fits[name];
  expect(Math.abs(utilisationWithinSlo(t0, slo / 1e3, 1) / t1 / tokens - 1)).toBeLessThan(0.002);
});

// Batch, tokens/s (ML.ENERGY leaderboard, lm-arena-chat).
const measured = {
  '32B on two H100': [
    [8, 522],
    [16, 970],
    [32, 1706],
    [64, 2654],
    [96, 3356],
    [128, 3905],
    [192, 4601],
    [256, 5155],
  ],
  '8B on one H100': [
    [8, 1070],
    [32, 3391],
    [64, 5147],
    [128, 7037],
    [255, 9010],
    [511, 9806],
  ],
  '27B on two H100': [
    [8, 525],
    [32, 1687],
    [64, 2654],
    [128, 3714],
    [187, 4181],
  ],
  '70B on two B200': [
    [8, 476],
    [64, 2598],
    [255, 5372],
    [1021, 8551],
    [2042, 10108],
  ],
} as const;

describe('mean error of the curve against measured batches', () => {
  test.each([
    ['32B on two H100', 0.03],
    ['8B on one H100', 0.03],
    ['27B on two H100', 0.03],
    ['70B on two B200', 0.08],
  ] as const)('%s', (name, bound) => {
    const errors = measured[name].map(([batch, tokens]) => Math.abs(throughput(fits[name], batch) / tokens - 1));
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(bound);
  });
});

const curve = fc.record({
  t0: fc.double({ min: 1e-4, max: 1, noNaN: true }),
  t1: fc.double({ min: 1e-6, max: 0.1, noNaN: true }),
});
const rho = fc.double({ min: 0.01, max: 0.99, noNaN: true });

test('H32: tokens/s is concurrency over time per token', () => {
  fc.assert(
    fc.property(curve, rho, (c, u) => {
      const batch = batchAt(c, u);
      expect((throughput(c, batch) * interTokenLatency(c, u)) / batch).toBeCloseTo(1, 9);
      expect(utilisationAtBatch(c, batch)).toBeCloseTo(u, 9);
    }),
  );
});

test('H33: both time per token and tokens/s rise with the batch', () => {
  fc.assert(
    fc.property(curve, fc.double({ min: 1, max: 1e4, noNaN: true }), (c, batch) => {
      expect(throughput(c, batch + 1)).toBeGreaterThanOrEqual(throughput(c, batch));
      expect(interTokenLatency(c, utilisationAtBatch(c, batch + 1))).toBeGreaterThan(
        interTokenLatency(c, utilisationAtBatch(c, batch)),
      );
    }),
  );
});

test('H34: what does not fit is not served', () => {
  expect(batchInMemory(80e9, 141e9, 327680, 1000, 200, 1)).toBe(0);
  expect(batchInMemory(160e9, 141e9, 327680, 1000, 200, 1)).toBeCloseTo(19e9 / (327680 * 1100), 9);
  // An agent whose tools run half of the time holds twice the memory per sequence at work.
  expect(batchInMemory(160e9, 141e9, 327680, 1000, 200, 0.5)).toBeCloseTo(19e9 / (327680 * 2200), 9);
});
