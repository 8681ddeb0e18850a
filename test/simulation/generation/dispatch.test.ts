import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dispatch, type DispatchUnit } from '../../../compiler/src/simulation/generation/dispatch.js';
import { sunShape } from '../../../compiler/src/simulation/generation/sun.js';

const MW = 1e6;
/** USD/MWh. */
const USD = 1 / 3.6e9;

const engine = (change: Partial<DispatchUnit> = {}): DispatchUnit => ({
  path: 'Engines',
  capacity: 10 * MW,
  machines: 1,
  minimumLoad: 0.5,
  ramp: Infinity,
  efficiency: 0.4,
  fuelPrice: 20 * USD,
  running: 10 * USD,
  fuelCarbon: 0.2 / 3.6e6,
  exportPrice: undefined,
  ...change,
});
const series = (...values: number[]): Float64Array => Float64Array.from(values);
const megawatts = (...values: number[]): Float64Array => series(...values.map((value) => value * MW));
const prices = (...values: number[]): Float64Array => series(...values.map((value) => value * USD));

describe('dispatch of generators', () => {
  // 20/0.4 + 10 = 60 USD/MWh of electricity.
  it('runs where its fuel costs less than the energy of the hour, never above the load', () => {
    const run = dispatch(megawatts(20, 8, 20), prices(61, 100, 59), [engine()]);
    expect([...run.grid]).toEqual([10 * MW, 0, 20 * MW]);
    expect(run.energy).toBeCloseTo(18 * 3.6e9, 0);
    expect(run.fuelEnergy).toBeCloseTo(45 * 3.6e9, 0);
    expect(run.cost).toBeCloseTo(18 * 60, 6);
    expect(run.carbon).toBeCloseTo(45_000 * 0.2, 6);
    expect([run.starts, run.units[0]!.hours]).toEqual([1, 2]);
  });

  it('does not run under its minimum load', () => {
    expect([...dispatch(megawatts(4.9, 5), prices(100, 100), [engine()]).grid]).toEqual([4.9 * MW, 0]);
  });

  it('machines of their own each keep theirs: two of 5 MW give 3 MW, but not 6 MW between', () => {
    const two = engine({ machines: 2, minimumLoad: 0.8 });
    expect([...dispatch(megawatts(4, 6, 8), prices(99, 99, 99), [two]).grid]).toEqual([0, MW, 0]);
  });

  it('runs at any price where the contract does not suffice, at its minimum load at least', () => {
    const limit = new Float64Array(3).fill(10 * MW);
    const run = dispatch(megawatts(9, 12, 18), prices(1, 1, 1), [engine()], {}, limit);
    expect([...run.grid]).toEqual([9 * MW, 7 * MW, 10 * MW]);
    expect(run.short).toBe(0);
    expect(dispatch(megawatts(25), prices(1), [engine()], {}, limit).short).toBeCloseTo(5 * 3.6e9, 0);
  });

  it('without a price of its fuel it runs only there, at a cost that nobody knows', () => {
    const unknown = engine({ fuelPrice: NaN, fuelCarbon: NaN });
    const idle = dispatch(megawatts(9), prices(500), [unknown], {}, megawatts(10));
    expect([idle.energy, idle.cost, idle.carbon]).toEqual([0, 0, 0]);
    expect(dispatch(megawatts(12), prices(500), [unknown], {}, megawatts(10)).cost).toBeNaN();
  });

  it('the cheapest runs first', () => {
    const run = dispatch(megawatts(12), prices(100), [engine({ path: 'Dear', fuelPrice: 30 * USD }), engine()]);
    expect(run.units.map(({ path, energy }) => [path, Math.round(energy / 3.6e9)])).toEqual([
      ['Dear', 0],
      ['Engines', 10],
    ]);
  });

  it('changes at most by its ramp rate between hours that follow each other', () => {
    const slow = engine({ minimumLoad: 0.1, ramp: (2 * MW) / 3600 });
    const load = megawatts(3, 10, 10, 10, 10);
    const run = dispatch(load, prices(99, 99, 99, 99, 99), [slow], { hour: [0, 1, 2, 3, 24] });
    expect([...run.units[0]!.output].map((watts) => watts / MW)).toEqual([3, 5, 7, 9, 10]);
  });

  it('feeds in only where it is paid for it', () => {
    const run = dispatch(megawatts(4), prices(20), [engine({ exportPrice: 70 * USD })]);
    expect([run.grid[0], run.exported, run.revenue]).toEqual([0, 6 * 3.6e9, expect.closeTo(6 * 70, 6)]);
  });

  it('sun shines whether it is wanted or not: what nobody takes is spilled', () => {
    const sun = engine({ available: series(0, 0.5, 1), minimumLoad: 0, efficiency: 1, fuelPrice: 0, running: 0 });
    const run = dispatch(megawatts(6, 6, 6), prices(1, 1, 1), [sun]);
    expect([...run.grid].map((watts) => watts / MW)).toEqual([6, 1, 0]);
    expect(run.units[0]!.spilled).toBeCloseTo(4 * 3.6e9, 0);
    expect([run.fuelEnergy, run.cost, run.carbon]).toEqual([0, 0, 0]);
  });

  it('hours count as often as they stand for', () => {
    const run = dispatch(megawatts(10, 10), prices(99, 1), [engine()], { weight: series(200, 8560) });
    expect(run.energy).toBeCloseTo(200 * 10 * 3.6e9, -3);
    expect(run.units[0]!.hours).toBe(200);
  });

  it('no load, no capacity, no price: finite and nothing', () => {
    const run = dispatch(megawatts(0), series(NaN), [engine(), engine({ capacity: 0 })], {}, megawatts(0));
    expect([run.grid[0], run.energy, run.cost, run.short]).toEqual([0, 0, 0, 0]);
  });
});

describe('properties of a dispatch', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const watts = fc.double({ min: 0, max: 100 * MW, noNaN: true });
  const unit = fc
    .record({
      capacity: watts,
      machines: fc.integer({ min: 1, max: 6 }),
      minimumLoad: share,
      ramp: fc.oneof(fc.constant(Infinity), fc.double({ min: 0, max: MW, noNaN: true })),
      efficiency: fc.double({ min: 0.05, max: 1, noNaN: true }),
      fuelPrice: fc.double({ min: 0, max: 100 * USD, noNaN: true }),
    })
    .map(engine);
  const hours = fc.array(fc.tuple(watts, fc.double({ min: 0, max: 300 * USD, noNaN: true }), watts), {
    minLength: 1,
    maxLength: 30,
  });

  it('load = grid + generation in every hour, within load, capacity and minimum load', () => {
    fc.assert(
      fc.property(hours, fc.array(unit, { maxLength: 3 }), (entries, units) => {
        const load = series(...entries.map(([mean]) => mean));
        const run = dispatch(
          load,
          series(...entries.map(([, price]) => price)),
          units,
          {},
          series(...entries.map(([, , limit]) => limit)),
        );
        load.forEach((mean, i) => {
          const given = run.units.reduce((sum, { output }) => sum + output[i]!, 0);
          expect(Math.abs(run.grid[i]! + given - mean)).toBeLessThanOrEqual(1e-9 * mean);
          expect(run.grid[i]).toBeGreaterThanOrEqual(0);
        });
        run.units.forEach(({ output }, u) => {
          const { capacity, machines, minimumLoad } = units[u]!;
          for (const given of output) {
            expect(given).toBeLessThanOrEqual(capacity * (1 + 1e-9));
            const least = Math.ceil((given * machines) / capacity - 1e-6) * (capacity / machines) * minimumLoad;
            if (given > 0) expect(given).toBeGreaterThanOrEqual(least * (1 - 1e-6));
          }
        });
        expect(Number.isFinite(run.cost) && run.cost >= 0 && run.short >= 0).toBe(true);
      }),
    );
  });

  it('generation never makes energy and fuel together dearer than the grid alone, without a limit', () => {
    fc.assert(
      fc.property(hours, unit, (entries, one) => {
        const load = series(...entries.map(([mean]) => mean));
        const price = series(...entries.map(([, each]) => each));
        const cost = (grid: Float64Array): number => grid.reduce((sum, mean, i) => sum + mean * price[i]! * 3600, 0);
        const run = dispatch(load, price, [one]);
        expect(cost(run.grid) + run.cost).toBeLessThanOrEqual(cost(load) * (1 + 1e-9) + 1e-9);
      }),
    );
  });
});

describe('sunshine', () => {
  const year = Float64Array.from({ length: 8760 }, (_, hour) => hour);
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

  it('has the capacity factor that is stated, at most the capacity, and none at night', () => {
    const shape = sunShape(35, 0.25, year);
    expect(mean(shape)).toBeCloseTo(0.25, 6);
    expect(Math.max(...shape)).toBeLessThanOrEqual(1);
    expect([shape[0], shape[24 * 180 + 1]]).toEqual([0, 0]);
  });

  it('days are longer in summer than in winter, and more so further from the equator', () => {
    const daylight = (latitude: number, day: number): number =>
      sunShape(latitude, 0.2, year.slice(24 * day, 24 * day + 24)).filter((value) => value > 0).length;
    expect([daylight(0, 172), daylight(0, 355)]).toEqual([12, 12]);
    // Day lengths of almanacs at 50° N: 16 h 20 min and 8 h.
    expect([daylight(50, 172), daylight(50, 355)]).toEqual([16, 8]);
    expect(daylight(-50, 355)).toBe(16);
  });

  it('gives what daylight allows where more is asked, and nothing where nothing is', () => {
    expect(mean(sunShape(35, 1, year))).toBeLessThan(0.6);
    expect(mean(sunShape(35, 0, year))).toBe(0);
  });
});
