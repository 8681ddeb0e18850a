import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Battery, Generation } from '../../../compiler/src/ir/index.js';
import { Ledger } from '../../../compiler/src/simulation/economics/ledger.js';
import { chargeDispatch, smoothingStorage, supply } from '../../../compiler/src/simulation/generation/supply.js';
import { dispatchUnits, standingCosts } from '../../../compiler/src/simulation/generation/units.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { contract, flat, MW, USD } from '../contract/fixtures.js';

const MWH = 3.6e9;
const YEAR = 365 * 86400;

const battery = (change: Partial<Battery> = {}): Battery => ({
  kind: 'battery',
  power: 10 * MW,
  energy: 20 * MWH,
  use: 'peaks',
  efficiency: 0.9,
  capitalPower: 0.968,
  capitalEnergy: 253 / 3.6e6,
  life: 10 * YEAR,
  ...change,
});

const engines = (change: Partial<Generation> = {}): Generation => ({
  kind: 'generation',
  path: 'C.Engines',
  capacity: 20 * MW,
  units: 4,
  technology: 'gasEngine',
  efficiency: 0.4,
  minimumLoad: 0.25,
  fuel: 20 * USD,
  fuelCarbon: 0.2 / 3.6e6,
  running: 0,
  life: 20 * YEAR,
  ...change,
});

const unitsOf = (...declared: Generation[]) => {
  const notes = new NoteCollector();
  return { units: dispatchUnits(declared, 2027, 35, notes), notes: notes.notes.map(({ type }) => type) };
};

describe('generation as declared', () => {
  it('a gas engine is ready to run', () => {
    const { units, notes } = unitsOf(engines());
    expect(units[0]).toMatchObject({ capacity: 20 * MW, machines: 4, efficiency: 0.4, ramp: Infinity });
    expect(notes).toEqual([]);
  });

  it('sun needs a capacity factor, wind is not supported, an unknown efficiency or fuel says so', () => {
    const { efficiency: _, fuel: __, minimumLoad: ___, ...blank } = engines();
    expect(unitsOf({ ...blank, technology: 'wind', capacityFactor: 0.4 })).toEqual({
      units: [],
      notes: ['unsupported'],
    });
    expect(unitsOf({ ...blank, technology: 'solar' })).toEqual({ units: [], notes: ['unknown'] });
    expect(unitsOf({ ...blank, technology: 'solar', capacityFactor: 0.2 }).notes).toEqual(['assumption']);
    expect(unitsOf(blank)).toEqual({ units: [], notes: ['unknown'] });
    const standby = unitsOf({ ...blank, efficiency: 0.3 });
    expect(standby.units[0]!.fuelPrice).toBeNaN();
    expect(standby.notes).toEqual(['assumption', 'unknown']);
  });

  it('costs capital and upkeep, or nobody knows', () => {
    expect(standingCosts(engines({ capital: 2, upkeep: 20 / 1e3 / YEAR }))).toEqual({
      capital: 40e6,
      upkeep: expect.closeTo(400e3, 3) as number,
    });
    expect(standingCosts(engines())).toEqual({ capital: undefined, upkeep: undefined });
  });
});

describe('what stands between a load and its contract', () => {
  const price = flat(40 * USD);
  price.fill(900 * USD, 4000, 4004);
  const load = flat(90 * MW);
  const input = {
    contract: contract({ capacity: 100 * MW, firm: 0.5, interruptibleHours: 4 * 3600 }),
    calendarYear: 2027,
    load,
    quarterHours: load.map((watts) => 1.1 * watts),
    price,
    units: unitsOf(engines()).units,
    batteries: [battery()],
    sheddable: [
      { name: 'Train', class: 'training', power: flat(15 * MW) },
      { name: 'Batch', class: 'deferrable', power: flat(2 * MW) },
    ],
  } as const;

  it('generation, then batteries, then work that can wait, then training', () => {
    const result = supply(input);
    // 90 − 50 MW must go: 20 of engines, 9.487 MWh of battery a way… then 2 of batch and the rest of training.
    const stored = 20 * Math.sqrt(0.9);
    expect(result.dispatch.energy / MWH).toBeCloseTo(80, 6);
    expect(result.cover!.discharge[4000]! / MW).toBeCloseTo(10, 6);
    expect(result.cover!.discharge[4001]! / MW).toBeCloseTo(stored - 10, 6);
    expect(result.shedding.loads.map(({ energy }) => energy / MWH)).toEqual([
      expect.closeTo(160 - 80 - stored - 8 - result.shedding.uncoveredEnergy / MWH, 6),
      expect.closeTo(8, 6),
    ]);
    expect(result.grid[4000]! / MW).toBeCloseTo(50, 6);
    expect(result.grid[4003]! / MW).toBeCloseTo(90 - 20 - 2 - 15, 6);
    expect(result.quarterHours[4000]! / MW).toBeCloseTo(59, 6);
    // Filled again after the last called hour, one way at √0.9, from the 10 MW that the contract leaves.
    expect(result.cover!.charge[4004]! / MW).toBeCloseTo(10, 6);
    expect(result.shaving).toBeUndefined();
  });

  it('shaves peaks where no hour is called, and leaves smoothing batteries alone', () => {
    const firm = { ...input, contract: contract(), units: [] };
    const peaky = firm.load.map((watts, hour) => (hour % 24 === 18 ? watts + 5 * MW : watts));
    const shaved = supply({ ...firm, load: peaky, quarterHours: peaky });
    expect(shaved.shaving!.thresholds[5]! / MW).toBeLessThan(91);
    const kept = supply({ ...firm, load: peaky, quarterHours: peaky, batteries: [battery({ use: 'smoothing' })] });
    expect([kept.shaving, kept.cover]).toEqual([undefined, undefined]);
    expect([...kept.grid.slice(0, 30)]).toEqual([...peaky.slice(0, 30)]);
  });

  it('all batteries smooth', () => {
    expect(smoothingStorage([battery(), battery({ use: 'smoothing' })])).toEqual({ power: 20 * MW, energy: 40 * MWH });
    expect(smoothingStorage([])).toEqual({ power: 0, energy: 0 });
  });

  it('load = grid + generation + discharge − charge + shed in every hour, to 1e-9', () => {
    const watts = fc.double({ min: 0, max: 150 * MW, noNaN: true });
    const hours = fc.array(fc.tuple(watts, fc.double({ min: 0, max: 500 * USD, noNaN: true }), watts, watts), {
      minLength: 1,
      maxLength: 40,
    });
    const design = fc.record({
      firm: fc.double({ min: 0, max: 1, noNaN: true }),
      hours: fc.integer({ min: 0, max: 20 }),
      energy: fc.double({ min: 0, max: 100, noNaN: true }),
      minimumLoad: fc.double({ min: 0, max: 1, noNaN: true }),
    });
    fc.assert(
      fc.property(hours, design, (entries, { firm, hours: called, energy, minimumLoad }) => {
        const of = (k: 0 | 1 | 2 | 3): Float64Array => Float64Array.from(entries, (entry) => entry[k]);
        const result = supply({
          contract: contract({ firm, interruptibleHours: called * 3600 }),
          calendarYear: 2027,
          load: of(0),
          quarterHours: of(0),
          price: of(1),
          units: unitsOf(engines({ minimumLoad })).units,
          batteries: [battery({ energy: energy * MWH })],
          sheddable: [
            { name: 'a', class: 'training', power: of(0).map((mean, i) => Math.min(mean, of(2)[i]!) / 2) },
            { name: 'b', class: 'deferrable', power: of(0).map((mean, i) => Math.min(mean, of(3)[i]!) / 2) },
          ],
        });
        const { cover, shaving } = result;
        of(0).forEach((mean, i) => {
          const generated = result.dispatch.units.reduce((sum, { output }) => sum + output[i]!, 0);
          const given = (cover?.discharge[i] ?? 0) + (shaving?.discharge[i] ?? 0);
          const taken = (cover?.charge[i] ?? 0) + (shaving?.charge[i] ?? 0);
          const shed = result.shedding.loads.reduce((sum, { cut }) => sum + cut[i]!, 0);
          const sum = result.grid[i]! + generated + given - taken + shed;
          expect(Math.abs(sum - mean)).toBeLessThanOrEqual(1e-9 * Math.max(mean, taken, 1e6));
          expect(result.grid[i]).toBeGreaterThanOrEqual(0);
          expect(result.quarterHours[i]).toBeGreaterThanOrEqual(result.grid[i]! * (1 - 1e-9) - 1e-3);
        });
      }),
    );
  });

  it('writes fuel, carbon and what is fed in; unknown fuel makes the line unknown', () => {
    const ledger = new Ledger('C', 1, 0);
    const { dispatch } = supply(input);
    chargeDispatch(ledger, 'C', 0, dispatch, 0.1);
    expect(ledger.close().map(({ item, byYear }) => [item, Math.round(byYear[0]!)])).toEqual([
      ['fuel and running', 80 * 50],
      ['carbon', Math.round(80e3 * 2.5 * 0.2 * 0.1)],
    ]);
    const { fuel: _, ...standby } = engines();
    const blind = new Ledger('C', 1, 0);
    chargeDispatch(blind, 'C', 0, supply({ ...input, units: unitsOf(standby).units }).dispatch, 0);
    expect(blind.close()[0]!.presentValue).toBeNull();
  });
});
