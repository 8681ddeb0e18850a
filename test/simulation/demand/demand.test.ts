import fc from 'fast-check';
import { expect, test } from 'vitest';
import { peakRate, rateWithPeak } from '../../../compiler/src/simulation/demand/bursts.js';
import { firstStateOfDay, nextState, weekShape } from '../../../compiler/src/simulation/demand/week.js';

const weekOf = (shape: Float64Array): number => {
  let sum = 0;
  for (let day = 0; day < 7; day++)
    for (let hour = 0; hour < 24; hour++) sum += shape[firstStateOfDay(day) + hour] ?? NaN;
  return sum / 168;
};

test('a week has mean 1 whatever its profile', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 24, maxLength: 24 }),
      fc.double({ min: 0, max: 3, noNaN: true }),
      (profile, weekend) => {
        expect(weekOf(weekShape(profile, weekend))).toBeCloseTo(1, 9);
      },
    ),
  );
});

test('a profile that is not 24 numbers counts as flat', () => {
  expect(weekShape([1, 2, 3], 1)).toEqual(new Float64Array(48).fill(1));
  expect(weekShape(undefined, 1)).toEqual(new Float64Array(48).fill(1));
});

test('1 January is a Monday, and days end where they began', () => {
  expect([0, 4, 5, 6, 7].map(firstStateOfDay)).toEqual([0, 0, 24, 24, 0]);
  expect([nextState(22), nextState(23), nextState(47)]).toEqual([23, 0, 24]);
});

test('code completion at 900 requests/s peaks at 1.4 in a second and 1.2 in a minute', () => {
  // Indices of dispersion of the Azure 2023 code trace: 13.2 at 1 s, 164 at 1 min.
  expect(peakRate(900, 13.2, 1) / 900).toBeCloseTo(1.42, 2);
  expect(peakRate(900, 164, 60) / 900).toBeCloseTo(1.19, 2);
});

test('bursts fade as traffic grows, and the inverse finds the rate', () => {
  const rate = fc.double({ min: 1e-3, max: 1e6, noNaN: true });
  const dispersion = fc.double({ min: 0.01, max: 1e3, noNaN: true });
  const window = fc.double({ min: 1, max: 3600, noNaN: true });
  fc.assert(
    fc.property(rate, dispersion, window, (mean, idc, dt) => {
      expect(rateWithPeak(peakRate(mean, idc, dt), idc, dt) / mean).toBeCloseTo(1, 6);
      expect(peakRate(2 * mean, idc, dt) / (2 * mean)).toBeLessThan(peakRate(mean, idc, dt) / mean);
    }),
  );
});
