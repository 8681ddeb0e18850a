import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type AnyCooling, type AnyEntity } from '../../../compiler/src/ir/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { coordinateOf } from '../../../compiler/src/simulation/thermal/bind.js';
import {
  bindWeather,
  type BoundPlant,
  designPlant,
  type PlantYear,
  runPlant,
  runTable,
  tabulate,
} from '../../../compiler/src/simulation/thermal/plant.js';
import { type Weather, weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { libraryIndex } from '../../validation/support/plan.js';
import { climateOf, records } from '../weather/fixtures.js';
import { airCooling, directToChip, plants } from './fixtures.js';

const HOURS = 8760;
const MW = 1e6;
const climates = new Map(
  (['dallas', 'helsinki', 'singapore', 'lasVegas'] as const).map((name) => [
    name as string,
    weatherOf(climateOf(name, records[name]), 'campus', new NoteCollector()),
  ]),
);
const dallas = climates.get('dallas')!;

/** Load over rating by hour. */
const shapes: { readonly [name: string]: (hour: number) => number } = {
  full: () => 1,
  'a third': () => 0.33,
  'a tenth': () => 0.1,
  inference: (hour) => 0.2 + 0.4 * (hour % 168 < 120 ? 1 : 0.7) * (1 + Math.sin((2 * Math.PI * hour) / 24)),
  ramp: (hour) => hour / HOURS,
};

const counts = [
  'belowTurndownHours',
  'relievedHours',
  'freeCoolingHours',
  'overloadHours',
  'overTemperatureHours',
] as const;

function bound(cooling: AnyCooling, weather: Weather, rating = 20 * MW, rackLiquidShare = 0.8): BoundPlant {
  return bindWeather(
    designPlant(cooling, { rating, rackLiquidShare, racks: 400 }, 'hall', new NoteCollector()),
    weather,
  );
}

interface Pair {
  readonly exact: PlantYear;
  readonly table: PlantYear;
  readonly worst: number;
}

function both(
  plant: BoundPlant,
  shape: (hour: number) => number,
  weight?: Float64Array,
  from?: number,
  until?: number,
): Pair {
  const count = plant.weather.dryBulb.length;
  const load = Float64Array.from({ length: count }, (_, hour) => shape(hour) * plant.plant.rating);
  const [a, b] = [new Float64Array(count), new Float64Array(count)];
  const exact = runPlant(plant, load, a, from, until, weight);
  const table = runTable(tabulate(plant), load, b, from, until, weight);
  const worst = a.reduce(
    (most, power, hour) => Math.max(most, power === 0 ? b[hour]! : Math.abs(b[hour]! / power - 1)),
    0,
  );
  return { exact, table, worst };
}

const relative = (a: number, b: number): number => (b === 0 ? Math.abs(a) : Math.abs(a / b - 1));
const countsOf = (year: PlantYear): number[] => counts.map((name) => year[name]);

function isCooling(entity: AnyEntity): entity is AnyCooling {
  return ['airCooling', 'rearDoor', 'directToChip', 'immersion', 'hybridCooling'].includes(entity.kind);
}

const catalogue = [...libraryIndex().entries()].flatMap(([key, entity]) =>
  key.startsWith('std/cooling#') && isCooling(entity) ? [{ name: key.slice('std/cooling#'.length), entity }] : [],
);

describe('the table of every cooling of the catalogue', () => {
  let [energy, water, hour] = [0, 0, 0];
  afterAll(() => {
    const share = (value: number): string => `${(100 * value).toFixed(3)} %`;
    console.log(
      `table against components: ${share(energy)} of energy, ${share(water)} of water, ${share(hour)} of one hour at worst`,
    );
  });

  it.each(catalogue)('$name: within 0.1 % of a year, hours counted the same', ({ entity }) => {
    for (const [climate, weather] of climates)
      for (const rating of climate === 'dallas' ? [0.5 * MW, 3 * MW, 200 * MW] : [20 * MW])
        for (const [name, shape] of Object.entries(shapes)) {
          const { exact, table, worst } = both(bound(entity, weather, rating), shape);
          const off = { energy: relative(table.energy, exact.energy), water: relative(table.water, exact.water) };
          const where = `${climate}, ${name}, ${rating / MW} MW`;
          expect(off.energy, where).toBeLessThan(1e-3);
          expect(off.water, where).toBeLessThan(1e-3);
          expect(relative(table.peak, exact.peak), where).toBeLessThan(3e-3);
          expect(countsOf(table), where).toEqual(countsOf(exact));
          [energy, water, hour] = [Math.max(energy, off.energy), Math.max(water, off.water), Math.max(hour, worst)];
        }
  });
});

describe('the table of any plant', () => {
  // Any plant within the ranges of its kind, also without fans and pumps, where errors of the compressors do not thin out.
  it('stays within 0.5 % of its components', () => {
    fc.assert(
      fc.property(plants, fc.double({ min: 0, max: 1, noNaN: true }), (cooling, share) => {
        const { exact, table } = both(bound(cooling, dallas, 20 * MW, share), shapes['inference']!);
        expect(relative(table.energy, exact.energy)).toBeLessThan(5e-3);
        expect(countsOf(table)).toEqual(countsOf(exact));
      }),
      { numRuns: 60 },
    );
  });

  it('computes the parts that follow both temperatures', () => {
    const cooling = directToChip({ economizer: 'dry', rejection: 'tower', water: 5e-10 });
    const plant = bound(cooling, dallas);
    expect(plant.plant.parts.map((part) => coordinateOf(part.thermal))).toEqual(['both', 'both']);
    const { exact, table } = both(plant, shapes['inference']!);
    expect(relative(table.energy, exact.energy)).toBeLessThan(1e-12);
    expect(relative(table.water, exact.water)).toBeLessThan(1e-12);
    const mixed = both(
      bound(directToChip({ economizer: 'air', rejection: 'tower', water: 5e-10 }), dallas),
      shapes['inference']!,
    );
    expect(relative(mixed.table.energy, mixed.exact.energy)).toBeLessThan(1e-3);
    expect(relative(mixed.table.water, mixed.exact.water)).toBeLessThan(1e-3);
    expect(countsOf(mixed.table)).toEqual(countsOf(mixed.exact));
  });

  it('computes hours with more heat than it holds', () => {
    const { exact, table } = both(bound(directToChip({ economizer: 'water' }), dallas), (hour) => (hour % 100) / 50);
    expect(exact.overloadHours).toBeGreaterThan(0);
    expect(countsOf(table)).toEqual(countsOf(exact));
    expect(relative(table.energy, exact.energy)).toBeLessThan(1e-3);
    expect(relative(table.peak, exact.peak)).toBeLessThan(1e-3);
  });

  it('takes hours that stand for several, any number of them', () => {
    const hours = Int32Array.from({ length: 240 }, (_, i) => Math.floor(i / 24) * 850 + (i % 24));
    const part: Weather = {
      dryBulb: Float64Array.from(hours, (hour) => dallas.dryBulb[hour]!),
      wetBulb: Float64Array.from(hours, (hour) => dallas.wetBulb[hour]!),
      basis: 'days',
    };
    const weight = Float64Array.from(hours, (_, i) => (i % 24 === 0 ? 0 : 8760 / 230));
    const cooling = { ...airCooling({ economizer: 'water', water: 5e-10 }) };
    const { exact, table } = both(bound(cooling, part), shapes['inference']!, weight, 24, 200);
    expect(relative(table.energy, exact.energy)).toBeLessThan(1e-3);
    expect(relative(table.water, exact.water)).toBeLessThan(1e-3);
    countsOf(table).forEach((value, i) => expect(value).toBeCloseTo(countsOf(exact)[i]!, 9));
    const doubled = both(
      bound(cooling, part),
      shapes['inference']!,
      weight.map((value) => 2 * value),
      24,
      200,
    );
    expect(doubled.exact.energy / exact.energy).toBeCloseTo(2, 12);
    expect(doubled.table.water / table.water).toBeCloseTo(2, 12);
    expect(doubled.table.belowTurndownHours).toBeCloseTo(2 * table.belowTurndownHours, 9);
  });

  it('stands for part of a year, one hour, none, and none of a plant', () => {
    const cooling = directToChip({ economizer: 'water' });
    for (const [from, until] of [
      [100, 5000],
      [8759, 8760],
      [0, 0],
    ] as const) {
      const { exact, table } = both(bound(cooling, dallas), shapes['inference']!, undefined, from, until);
      expect(relative(table.energy, exact.energy)).toBeLessThan(1e-3);
      expect(countsOf(table)).toEqual(countsOf(exact));
    }
    const empty = both(bound(cooling, dallas, 0), () => 0);
    expect([empty.table.energy, empty.table.peak, ...countsOf(empty.table)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const one: Weather = { dryBulb: Float64Array.of(30), wetBulb: Float64Array.of(20), basis: 'one hour' };
    const { exact, table } = both(bound(cooling, one), () => 0.5);
    expect(relative(table.energy, exact.energy)).toBeLessThan(1e-3);
    const idle = both(bound(cooling, dallas), () => 0);
    expect(idle.table.energy).toBeGreaterThan(0);
    expect(relative(idle.table.energy, idle.exact.energy)).toBeLessThan(1e-3);
    expect(countsOf(idle.table)).toEqual([0, 0, 0, 0, 0]);
  });
});
