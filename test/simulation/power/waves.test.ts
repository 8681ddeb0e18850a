import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  servingChange,
  servingPowerAt,
  servingSeries,
  type ServingWave,
} from '../../../compiler/src/simulation/power/serving-wave.js';
import { storageFor, withFloor, withStorage } from '../../../compiler/src/simulation/power/smoothing.js';
import {
  bandShare,
  trainingMean,
  trainingSeries,
  type TrainingWave,
} from '../../../compiler/src/simulation/power/training-wave.js';
import { largestChange, largestRamp } from '../../../compiler/src/simulation/power/windows.js';

/** GPT-3 on 512 H100 as its power log shows it: steps of 10.8 s, evaluations every 142 s. */
const GPT3: TrainingWave = {
  peak: 64 * 7140,
  step: 10.8,
  dip: 0.17,
  dipTime: 1.6,
  edge: 0.5,
  interval: 142,
  checkpointDip: 0.09,
  checkpointTime: 13,
};

const waves = fc.record({
  peak: fc.double({ min: 1e3, max: 1e9, noNaN: true }),
  step: fc.double({ min: 2, max: 20, noNaN: true }),
  dip: fc.double({ min: 0, max: 0.3, noNaN: true }),
  dipTime: fc.double({ min: 0.1, max: 1.5, noNaN: true }),
  edge: fc.double({ min: 0, max: 0.4, noNaN: true }),
  interval: fc.double({ min: 300, max: 3600, noNaN: true }),
  checkpointDip: fc.double({ min: 0, max: 0.7, noNaN: true }),
  checkpointTime: fc.double({ min: 5, max: 60, noNaN: true }),
});

function meanOf(series: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < series.length; i++) sum += series[i]! / series.length;
  return sum;
}

describe('a training job second by second', () => {
  test('has the mean of its closed form, over whole periods', () => {
    const wave = { ...GPT3, step: 10, interval: 200 };
    expect(meanOf(trainingSeries(wave, 2000, 0.05)) / trainingMean(wave)).toBeCloseTo(1, 3);
  });

  test('never leaves zero to its peak, and swings as deep as its dips', () => {
    fc.assert(
      fc.property(waves, (wave) => {
        const series = trainingSeries(wave, 120, 0.5);
        expect(Math.max(...series)).toBeLessThanOrEqual(wave.peak);
        expect(Math.min(...series)).toBeGreaterThanOrEqual(0);
        const deepest = (wave.dip + wave.checkpointDip) * wave.peak;
        expect(largestChange(series, 2, 0.5)).toBeLessThanOrEqual(deepest + 1e-9 * wave.peak);
        expect(largestRamp(series, 60, 0.5)).toBeLessThanOrEqual(deepest + 1e-9 * wave.peak);
      }),
    );
  });

  test('keeps the share of its band from the Fourier coefficients, as a transform of the series finds it', () => {
    const wave = { ...GPT3, step: 4, dipTime: 1, edge: 0.4, interval: 0 };
    // Band limits between harmonics (0.25 Hz apart), and a direct transform of one minute at 50 samples a second.
    for (const [low, high] of [
      [0.1, 20],
      [0.6, 1.1],
      [1.1, 20],
    ] as const)
      expect(bandShare(wave, low, high)).toBeCloseTo(transformed(trainingSeries(wave, 60, 0.02), 0.02, low, high), 2);
  });

  test('has nearly all of its alternating energy in the critical band unless it is slow or flat', () => {
    expect(bandShare({ ...GPT3, step: 8, interval: 0 })).toBeGreaterThan(0.95);
    // Steps of 10.8 s have their fundamental at 0.093 Hz, just below the band: what remains are its harmonics.
    expect(bandShare({ ...GPT3, interval: 0 })).toBeCloseTo(0.63, 2);
    expect(bandShare({ ...GPT3, dip: 0 })).toBeLessThan(0.2);
    expect(bandShare({ ...GPT3, dip: 0, interval: 0 })).toBe(0);
    fc.assert(
      fc.property(waves, (wave) => {
        expect(bandShare(wave)).toBeGreaterThanOrEqual(0);
        expect(bandShare(wave)).toBeLessThanOrEqual(1);
        expect(bandShare(wave, 0.1, 20)).toBeGreaterThanOrEqual(bandShare(wave, 0.2, 10) - 1e-12);
      }),
      { numRuns: 50 },
    );
  });
});

/** Share of the alternating energy within a band by a plain discrete Fourier transform. */
function transformed(series: Float64Array, every: number, low: number, high: number): number {
  const mean = meanOf(series);
  const all = meanOf(series.map((watts) => (watts - mean) ** 2));
  let band = 0;
  for (let k = 1; k < series.length / 2; k++) {
    const frequency = k / (series.length * every);
    if (frequency < low || frequency > high) continue;
    let real = 0;
    let imaginary = 0;
    for (let i = 0; i < series.length; i++) {
      const angle = (2 * Math.PI * k * i) / series.length;
      real += (series[i]! * Math.cos(angle)) / series.length;
      imaginary += (series[i]! * Math.sin(angle)) / series.length;
    }
    band += 2 * (real ** 2 + imaginary ** 2);
  }
  return band / all;
}

const CHAT: ServingWave = {
  accelerators: 512,
  tdp: 700,
  fixed: 275,
  p0: 0.58,
  p1: 0.34,
  rho: 0.6,
  rate: 400,
  dispersion: 1.4,
  stay: 20,
  prompt: 0.1,
};

describe('a service second by second', () => {
  test('has the mean of its mean utilisation, and the same series for the same seed', () => {
    const series = servingSeries(CHAT, 4 * 3600, 7);
    expect(meanOf(series) / servingPowerAt(CHAT, CHAT.rho, CHAT.rate)).toBeCloseTo(1, 2);
    expect(servingSeries(CHAT, 100, 7)).toEqual(servingSeries(CHAT, 100, 7));
  });

  test('changes in an hour as the closed form says, within a fifth, by each window', () => {
    const still = { ...CHAT, prompt: 0 };
    for (const window of [2, 10, 60]) {
      const largest = [1, 2, 3, 4, 5].map((seed) => largestChange(servingSeries(still, 3600, seed), window));
      expect(Math.abs(meanOf(largest) / servingChange(still, window) - 1)).toBeLessThan(0.2);
    }
  });

  test('swings less, for its power, the larger it is', () => {
    const times = (factor: number): ServingWave => ({ ...CHAT, accelerators: 512 * factor, rate: 400 * factor });
    expect(servingChange(times(16), 2) / servingChange(CHAT, 2)).toBeCloseTo(4, 9);
  });

  test('without requests draws what holding the weights takes', () => {
    const none = { ...CHAT, rate: 0, rho: 0 };
    expect(servingSeries(none, 3, 1)).toEqual(new Float64Array(3).fill(512 * (0.58 * 700 + 275)));
    expect(servingChange(none, 2)).toBe(0);
  });
});

describe('smoothing', () => {
  const series = trainingSeries(GPT3, 600);

  test('a floor burns exactly what it adds', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const { series: held, burned } = withFloor(series, share * GPT3.peak);
        const added = (meanOf(held) - meanOf(series)) * series.length;
        expect(Math.abs(burned - added)).toBeLessThan(1e-6 * GPT3.peak);
        expect(largestChange(held, 2)).toBeLessThanOrEqual(largestChange(series, 2) + 1e-6);
      }),
    );
    expect(withFloor(series, 0).burned).toBe(0);
    expect(largestChange(withFloor(series, GPT3.peak).series, 2)).toBe(0);
  });

  test('storage of the closed form flattens a periodic dip; half of it does not; none changes nothing', () => {
    const dips = trainingSeries({ ...GPT3, step: 10, dipTime: 2, edge: 0, interval: 0 }, 600);
    // The closed form takes dips and what lies between as equally long; short dips from half full need up to four times it.
    const enough = storageFor(0.17 * GPT3.peak, 2);
    const flat = withStorage(dips, { power: enough.power, energy: 4 * enough.energy });
    expect(largestChange(flat.series, 2) / largestChange(dips, 2)).toBeLessThan(0.01);
    const half = withStorage(dips, { power: enough.power / 2, energy: enough.energy });
    expect(largestChange(half.series, 2)).toBeGreaterThan(0.3 * largestChange(dips, 2));
    expect(withStorage(dips, { power: 0, energy: 0 }).series).toEqual(dips);
  });
});
