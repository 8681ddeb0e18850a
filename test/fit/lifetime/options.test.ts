/** The option rule and blocks against one building: the test numbers of the design (MODELS B2h). */
import { describe, expect, it } from 'vitest';
import { type BlockCase, compareBlocks } from '../../../compiler/src/fit/lifetime/block-paths.js';
import { latticeOption, optionHurdle } from '../../../compiler/src/fit/lifetime/options.js';

describe('option rule', () => {
  it.each([
    [0.2, 8.7],
    [0.35, 17.8],
    [0.5, 26.7],
  ])('an American option on a value that decays 10 %% a year, volatility %d', (volatility, expected) => {
    expect(latticeOption(100, 100, 4, { rate: 0.05, decay: 0.1, volatility }, 400)).toBeCloseTo(expected, 1);
  });

  it('is the European one where nothing decays: 34.91 by Black-Scholes, 34.90 by this lattice', () => {
    const value = latticeOption(100, 100, 4, { rate: 0.05, decay: 0, volatility: 0.35 }, 400);
    expect(value).toBeCloseTo(34.9, 2);
  });

  it('solves the quadratic of the perpetual option', () => {
    const terms = { rate: 0.08, decay: 0.05, volatility: 0.35 };
    const hurdle = optionHurdle(terms);
    const beta = hurdle / (hurdle - 1);
    const variance = terms.volatility ** 2;
    expect(0.5 * variance * beta * (beta - 1) + (terms.rate - terms.decay) * beta - terms.rate).toBeCloseTo(0, 12);
    expect(beta).toBeGreaterThan(1);
  });

  it('waits for nothing without volatility and growth, and for ever where waiting is free', () => {
    expect(optionHurdle({ rate: 0.05, decay: 0.05, volatility: 0 })).toBe(1);
    expect(optionHurdle({ rate: 0.06, decay: 0.03, volatility: 0 })).toBe(2);
    expect(optionHurdle({ rate: 0.05, decay: 0, volatility: 0.3 })).toBe(Infinity);
    expect(optionHurdle({ rate: 0.05, decay: 0.05, volatility: 1e-4 })).toBeCloseTo(1, 3);
  });

  it('asks for more the less is known', () => {
    const at = (volatility: number): number => optionHurdle({ rate: 0.08, decay: 0.08, volatility });
    expect(at(0.15)).toBeLessThan(at(0.35));
    expect(at(0.35)).toBeLessThan(at(0.5));
  });
});

describe('blocks against one building', () => {
  const of = (volatility: number): BlockCase => ({
    limit: 1000e6,
    demand: 400e6,
    growth: 0.1,
    volatility,
    block: 100e6,
    leadTime: 1,
    capital: 11,
    margin: 2.2,
    discount: 0.08,
    years: 15,
  });

  it.each([
    [0.15, { atOnce: [1254, -2825, 4438, 0.29], inBlocks: [2313, 226, 4277, 0.08], premium: 0.12 }],
    [0.35, { atOnce: [-941, -7067, 5298, 0.44], inBlocks: [533, -2881, 4599, 0.29], premium: 0.18 }],
    [0.5, { atOnce: [-2602, -8477, 5302, 0.55], inBlocks: [-878, -4337, 4439, 0.44], premium: 0.21 }],
  ])('gives the table of 6 000 paths again at a volatility of %d', (volatility, table) => {
    const paths = 6000;
    const found = compareBlocks(of(volatility), paths, 11);
    for (const way of ['atOnce', 'inBlocks'] as const) {
      const { mean, low, high, unused } = found[way];
      const [wantedMean = 0, wantedLow = 0, wantedHigh = 0, wantedUnused = 0] = table[way];
      // The table is a sample too. 5 % to 95 % of a normal spread are 3.29 deviations; the error of a tail is about twice the mean's.
      const error = ((high - low) / 3.29 / Math.sqrt(paths)) * Math.SQRT2;
      expect(Math.abs(mean - wantedMean * 1e6), `${way} mean ${String(mean)}`).toBeLessThan(3 * error);
      expect(Math.abs(low - wantedLow * 1e6), `${way} low ${String(low)}`).toBeLessThan(6 * error);
      expect(Math.abs(high - wantedHigh * 1e6), `${way} high ${String(high)}`).toBeLessThan(6 * error);
      // Read at two digits.
      expect(Math.abs(unused - wantedUnused), `${way} unused ${String(unused)}`).toBeLessThan(0.04);
    }
    expect(Math.abs(found.breakEven - table.premium)).toBeLessThan(0.015);
  });

  it('is the same building where the block is all of it and all of it is wanted at once', () => {
    const { atOnce, inBlocks, breakEven } = compareBlocks(
      { ...of(0), growth: 0, demand: 1000e6, block: 1000e6, leadTime: 0 },
      1,
      1,
    );
    expect(inBlocks.mean).toBeCloseTo(atOnce.mean, 3);
    expect(breakEven).toBeCloseTo(0, 12);
    expect(inBlocks.unused).toBe(0);
  });
});
