import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Climate } from '../../../compiler/src/ir/index.js';
import { representativeDays } from '../../../compiler/src/simulation/calendar/representative-days.js';
import { MONTH_STARTS } from '../../../compiler/src/simulation/calendar/calendar.js';
import { libraryIndex } from '../../validation/support/plan.js';
import { climateOf, constantWeather, records } from '../weather/fixtures.js';
import { coolings, energyErrors, loads, weatherFor } from './errors.js';

const sum = (values: ArrayLike<number>): number => Array.from(values).reduce((total, value) => total + value, 0);
const ashburn = weatherFor(climateOf('Ashburn', records.ashburn));

describe('representative days', () => {
  const chosen = representativeDays(ashburn);

  it('are 24 whole days and the hours of extremes, in order, with all hours of the year as weight', () => {
    expect(chosen.days).toHaveLength(24);
    expect(sum(chosen.weight)).toBeCloseTo(8760, 6);
    for (let i = 1; i < chosen.hours.length; i++) expect(chosen.hours[i]!).toBeGreaterThan(chosen.hours[i - 1]!);
    for (const day of chosen.days) {
      const weights = Array.from({ length: 24 }, (_, hour) => chosen.weight[chosen.hours.indexOf(day * 24 + hour)]);
      expect(new Set(weights).size).toBe(1);
      expect(weights[0]!).toBeGreaterThanOrEqual(1);
    }
    expect(chosen.hours.length).toBeLessThanOrEqual(24 * 24 + 24);
  });

  it('keep the hours of each month, and of its weekdays and weekend days', () => {
    for (let month = 0; month < 12; month++) {
      const mine = (values: Float64Array): number => sum(values.filter((_, i) => chosen.month[i] === month));
      const days = (MONTH_STARTS[month + 1]! - MONTH_STARTS[month]!) / 24;
      expect(mine(chosen.weight)).toBeCloseTo(24 * days, 9);
      expect(mine(chosen.weekdays) + mine(chosen.weekends)).toBeCloseTo(24 * days, 9);
      expect(mine(chosen.weekends)).toBeCloseTo(24 * Math.round(mine(chosen.weekends) / 24), 9);
    }
    // 1 January is a Monday: 52 whole weeks and a Monday.
    expect(sum(chosen.weekdays)).toBeCloseTo(261 * 24, 9);
  });

  it("carry each month's hours of highest dry and wet bulb", () => {
    for (const bulb of [ashburn.dryBulb, ashburn.wetBulb]) {
      for (let month = 0; month < 12; month++) {
        const most = (hours: Iterable<number>): number => Math.max(...Array.from(hours, (hour) => bulb[hour]!));
        const all = Array.from({ length: 8760 }, (_, hour) => hour);
        const within = (hour: number): boolean => hour >= MONTH_STARTS[month]! && hour < MONTH_STARTS[month + 1]!;
        expect(most(Array.from(chosen.hours).filter(within))).toBe(most(all.filter(within)));
      }
    }
  });

  it('are one a month where that is asked for', () => {
    const few = representativeDays(ashburn, { daysPerMonth: 1 });
    expect(few.days).toHaveLength(12);
    expect(sum(few.weight)).toBeCloseTo(8760, 6);
  });

  it('are the same every time, and finite for weather that never changes', () => {
    expect(representativeDays(ashburn)).toEqual(chosen);
    const still = representativeDays(constantWeather(20, 15));
    expect(sum(still.weight)).toBeCloseTo(8760, 6);
    expect(still.weight.every(Number.isFinite)).toBe(true);
  });

  it('have the weight of the year for any weather', () => {
    const swing = fc.double({ min: 0, max: 30, noNaN: true });
    fc.assert(
      fc.property(swing, swing, fc.double({ min: -40, max: 45, noNaN: true }), (season, day, mean) => {
        const dryBulb = Float64Array.from(
          { length: 8760 },
          (_, hour) => mean - season * Math.cos(hour / 1394) - day * Math.cos((hour * Math.PI) / 12) + (hour % 7),
        );
        const weather = { dryBulb, wetBulb: dryBulb.map((value) => value - 3), basis: 'test' };
        const some = representativeDays(weather);
        return Math.abs(sum(some.weight) - 8760) < 1e-6 && some.weight.every((weight) => weight >= 0);
      }),
      { numRuns: 25 },
    );
  });
});

describe('annual plant energy from representative days, against all hours', () => {
  const entries = [...libraryIndex().values()];
  // Madrid has no mean wet bulb: a plan states it.
  const climates = entries.filter(
    (entity): entity is Climate => entity.kind === 'climate' && Number.isFinite(entity.meanWetBulb),
  );
  const plants = coolings(entries).filter(({ name }) =>
    ['CRAH_Chiller', 'AirEconomizer', 'DirectToChip', 'Hybrid'].includes(name ?? ''),
  );
  const errors = climates.map((climate) => {
    const weather = weatherFor(climate);
    return { climate: climate.name ?? '', errors: plants.flatMap((plant) => energyErrors(plant, weather, 2)) };
  });

  it('covers the library', () => {
    expect(climates.length).toBeGreaterThan(50);
    expect(plants).toHaveLength(4);
    expect(loads).toHaveLength(3);
  });

  it.each(errors)('is within 2 % in $climate, for each plant and load', ({ errors }) => {
    expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.02);
  });

  it('is within 0.2 % in the median and 1 % for 95 of 100', () => {
    const sorted = errors.flatMap((each) => each.errors.map(Math.abs)).sort((a, b) => a - b);
    expect(sorted[Math.floor(sorted.length / 2)]!).toBeLessThan(2e-3);
    expect(sorted[Math.floor(sorted.length * 0.95)]!).toBeLessThan(1e-2);
  });
});
