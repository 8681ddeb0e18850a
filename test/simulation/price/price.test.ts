import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tariff } from '../../../compiler/src/ir/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { hourlyPrice } from '../../../compiler/src/simulation/price/price.js';

const PER_MWH = 1 / 3.6e9;

const tariff = (change: Partial<Omit<Tariff, 'kind'>>): Tariff => ({
  kind: 'tariff',
  path: 'Grid',
  adder: 0,
  demandCharge: 0,
  ratchet: 0,
  coincidentCharge: 0,
  coincidentHours: 4,
  minimumDemand: 0,
  takeOrPay: 0,
  resale: 0,
  fixedCharge: 0,
  minimumBill: 0,
  ...change,
});

/** A month-by-hour shape with an evening peak and a dear season, scaled to a mean, USD/MWh. */
function shape(mean: number, peak: number, dearMonths: readonly number[], season: number): number[][] {
  const raw = Array.from({ length: 12 }, (_, month) =>
    Array.from({ length: 24 }, (_unused, hour) => {
      const evening = Math.exp(-(((hour - 18) / 2.5) ** 2));
      return (
        (dearMonths.includes(month) ? season : 1) * (1 + peak * evening * (dearMonths.includes(month) ? season : 1))
      );
    }),
  );
  const days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  const sum = raw.reduce((total, row, month) => total + days[month]! * row.reduce((a, b) => a + b, 0), 0);
  return raw.map((row) => row.map((value) => (value * mean * 8760 * PER_MWH) / sum));
}

// Hourly day-ahead prices of 2023: mean, share of cost in the dearest 100 hours, price of the hundredth, highest, USD/MWh.
const zones = [
  ['PJM Mid-Atlantic', 35.74, 0.075, 142.8, 459.9, 0.8, [0, 6, 7], 1.2],
  ['ERCOT', 55.93, 0.35, 695, 4111.6, 6, [5, 7, 8], 2.2],
  ['CAISO', 61.52, 0.046, 186, 1045.5, 0.8, [0, 11], 1.8],
  ['NYISO', 36.39, 0.066, 115.7, 447, 0.6, [0, 1, 6], 1.3],
  ['Ontario', 20.01, 0.054, 55.5, 382.1, 0.5, [6, 7, 8], 1.3],
  ['Germany', 102.57, 0.028, 219.4, 524, 0.4, [0, 8, 11], 1.2],
  ['Singapore', 184.9, 0.117, 1346.4, 3361.2, 1.2, [4, 9], 1.5],
  ['Tokyo', 89.28, 0.024, 161.1, 299.2, 0.4, [0, 1, 7], 1.4],
] as const;

describe.each(zones)('a market year of %s', (_name, mean, share, hundredth, highest, peak, dearMonths, season) => {
  const priceShape = shape(mean, peak, dearMonths, season);
  const market = tariff({
    priceShape,
    dearest100Share: share,
    dearest100Price: hundredth * PER_MWH,
    maximumPrice: highest * PER_MWH,
  });
  const notes = new NoteCollector();
  const prices = hourlyPrice(market, 2027, notes);
  const sorted = prices.slice().sort().reverse();
  const total = prices.reduce((sum, price) => sum + price, 0);

  it('keeps the mean of the shape', () => {
    expect(total / 8760 / PER_MWH).toBeCloseTo(mean, 6);
  });

  it('has the share of cost in its dearest 100 hours within a point', () => {
    const dear = sorted.subarray(0, 100).reduce((sum, price) => sum + price, 0);
    expect(Math.abs(dear / total - share)).toBeLessThan(0.01);
    expect(notes.notes).toEqual([]);
  });

  it('has the hundredth price and stays under the highest', () => {
    expect(sorted[99]! / PER_MWH / hundredth).toBeCloseTo(1, 3);
    expect(sorted[0]!).toBeLessThanOrEqual(highest * PER_MWH * (1 + 1e-12));
    expect(sorted[100]!).toBeLessThan(sorted[99]!);
  });

  it('places dear hours where the shape is dear', () => {
    const starts = [0, 744, 1416, 2160, 2880, 3624, 4344, 5088, 5832, 6552, 7296, 8016, 8760];
    let inSeason = 0;
    for (let hour = 0; hour < 8760; hour++) {
      const month = starts.findIndex((start) => start > hour) - 1;
      if (prices[hour]! >= sorted[99]! && (dearMonths as readonly number[]).includes(month)) inSeason++;
    }
    expect(inSeason / 100).toBeGreaterThan((1.5 * dearMonths.length) / 12);
  });
});

describe('tariffs without a market', () => {
  it('cost the energy price of the month plus the adder', () => {
    const energy = {
      series: 'linear',
      points: [
        { at: '2027-01-01', value: 50 * PER_MWH },
        { at: '2028-01-01', value: 62 * PER_MWH },
      ],
    } as const;
    const prices = hourlyPrice(tariff({ energy, adder: 5 * PER_MWH }), 2027, new NoteCollector());
    expect(prices[0]! / PER_MWH).toBeCloseTo(55.5, 6);
    expect(prices[8759]! / PER_MWH).toBeCloseTo(66.5, 6);
  });

  it('are unknown, not free, when they have no price', () => {
    const notes = new NoteCollector();
    const prices = hourlyPrice(tariff({}), 2027, notes);
    expect(prices.every(Number.isNaN)).toBe(true);
    expect(notes.notes).toEqual([{ type: 'unknown', path: 'Grid', message: 'the tariff has no energy price' }]);
  });
});

describe('market shapes', () => {
  it('are scaled to an energy price beside them', () => {
    const priceShape = shape(40, 1, [6], 1.5);
    const prices = hourlyPrice(tariff({ priceShape, energy: 60 * PER_MWH }), 2027, new NoteCollector());
    expect(prices.reduce((sum, price) => sum + price, 0) / 8760 / PER_MWH).toBeCloseTo(60, 6);
  });

  it('gives the hours that are asked for as the whole year has them', () => {
    const made = tariff({ priceShape: shape(40, 1, [6], 1.5), energy: 60 * PER_MWH, adder: 5 * PER_MWH });
    const whole = hourlyPrice(made, 2027, new NoteCollector());
    const hour = Int32Array.of(5, 800, 4000, 4001, 8759);
    const monthStart = [0, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 4, 5];
    const few = hourlyPrice(made, 2027, new NoteCollector(), undefined, { hour, monthStart }, hour.length);
    expect([...few]).toEqual(Array.from(hour, (each) => whole[each]));
  });

  it('without dear hours follow the shape and say so', () => {
    const notes = new NoteCollector();
    hourlyPrice(tariff({ priceShape: shape(40, 1, [6], 1.5) }), 2027, notes);
    expect(notes.notes.map((note) => note.type)).toEqual(['assumption']);
  });

  it('of the wrong size are not used', () => {
    const notes = new NoteCollector();
    const prices = hourlyPrice(tariff({ priceShape: [[1]], energy: 2 }), 2027, notes);
    expect(prices[0]).toBe(2);
    expect(notes.notes.map((note) => note.type)).toEqual(['range']);
  });

  it('keep mean and share for any consistent figures', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 15, max: 200, noNaN: true }),
        fc.double({ min: 2.5, max: 8, noNaN: true }),
        fc.double({ min: 1.05, max: 2, noNaN: true }),
        (mean, dear, excess) => {
          const hundredth = mean * dear;
          const share = (100 * hundredth * excess) / (8760 * mean);
          const market = tariff({
            priceShape: shape(mean, 1, [6, 7], 1.6),
            dearest100Share: share,
            dearest100Price: hundredth * PER_MWH,
            maximumPrice: hundredth * PER_MWH * excess * 3,
          });
          const prices = hourlyPrice(market, 2027, new NoteCollector());
          const sorted = prices.slice().sort().reverse();
          const total = prices.reduce((sum, price) => sum + price, 0);
          expect(total / 8760 / PER_MWH).toBeCloseTo(mean, 6);
          expect(Math.abs(sorted.subarray(0, 100).reduce((a, b) => a + b, 0) / total - share)).toBeLessThan(0.01);
        },
      ),
      { numRuns: 40 },
    );
  });
});
