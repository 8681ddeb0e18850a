import { describe, expect, it } from 'vitest';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import {
  bindWeather,
  designPlant,
  type PlantYear,
  plantBreakdown,
  runPlant,
} from '../../../compiler/src/simulation/thermal/plant.js';
import type { Weather } from '../../../compiler/src/simulation/weather/weather.js';
import { weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { climateOf, constantWeather, records } from '../weather/fixtures.js';
import { airCooling, celsius, directToChip, hybridCooling, immersion, rearDoor } from './fixtures.js';

const MW = 1e6;
const dallas = weatherOf(climateOf('dallas', records.dallas), 'campus', new NoteCollector());
type AnyCooling = Parameters<typeof designPlant>[0];

function year(
  cooling: AnyCooling,
  load: number,
  weather: Weather = dallas,
  rating = 50 * MW,
  rackLiquidShare = 0.87,
): PlantYear & { readonly out: Float64Array } {
  const plant = designPlant(cooling, { rating, rackLiquidShare, racks: 400 }, 'hall', new NoteCollector());
  const out = new Float64Array(8760);
  return { ...runPlant(bindWeather(plant, weather), new Float64Array(8760).fill(load), out), out };
}

const overhead = (run: PlantYear, load: number): number => run.energy / (load * 8760 * 3600);

describe('what a plant is built for', () => {
  const design = (cooling: AnyCooling, rackLiquidShare = 0.87) =>
    designPlant(cooling, { rating: 50 * MW, rackLiquidShare, racks: 400 }, 'hall', new NoteCollector());
  const parts = (cooling: AnyCooling, rackLiquidShare?: number): string[] =>
    design(cooling, rackLiquidShare).parts.map(
      (part) =>
        `${part.medium} ${(100 * part.share).toFixed(0)} % of the heat, built for ${(part.rating / MW).toFixed(1)} MW, ${part.needed}+${part.installed - part.needed}`,
    );

  it('splits heat by the lesser share of rack and cooling', () => {
    expect(parts(directToChip({ redundancy: 'N+1' }))).toEqual([
      'liquid 87 % of the heat, built for 43.5 MW, 29+1',
      'air 13 % of the heat, built for 6.5 MW, 5+1',
    ]);
    expect(parts(directToChip(), 0.6)).toEqual([
      'liquid 60 % of the heat, built for 43.5 MW, 29+0',
      'air 40 % of the heat, built for 20.0 MW, 14+0',
    ]);
  });

  it('sends all heat to the air in an air plant', () => {
    expect(parts(airCooling({ redundancy: '2N' }))).toEqual(['air 100 % of the heat, built for 50.0 MW, 34+34']);
  });

  it('catches any rack’s heat in a rear door or a tank', () => {
    expect(parts(rearDoor({ liquidShare: 0.9 }), 0)[0]).toContain('liquid 90 %');
    expect(parts(immersion(), 0)[0]).toContain('liquid 98 %');
  });

  it('keeps an air side of equal standing in a hybrid', () => {
    expect(parts(hybridCooling({ airCapacity: 0.5 }))).toEqual([
      'liquid 87 % of the heat, built for 43.5 MW, 29+0',
      'air 13 % of the heat, built for 25.0 MW, 17+0',
    ]);
  });

  it('sizes machines equally, none above the unit size', () => {
    for (const part of design(directToChip()).parts) expect(part.rating / part.needed).toBeLessThanOrEqual(1.5 * MW);
  });

  it('has no machine without a load', () => {
    const plant = designPlant(
      directToChip(),
      { rating: 0, rackLiquidShare: 0.8, racks: 0 },
      'hall',
      new NoteCollector(),
    );
    expect(plant.parts).toEqual([]);
  });

  it('says what lies outside its range', () => {
    const notes = new NoteCollector();
    designPlant(
      directToChip({ maxDensity: 0.1 * MW, partLoad: [0.5, -0.8, 1.3], rise: 30 }),
      { rating: 50 * MW, rackLiquidShare: 0.8, racks: 400 },
      'hall',
      notes,
    );
    expect(notes.notes.map((note) => note.message)).toMatchInlineSnapshot(`
      [
        "racks of 125 kW on average are denser than the 100 kW that the cooling is declared for; their heat is carried all the same",
        "approach and rise lie outside the range of the tower model; the approach is held constant over wet bulb",
        "the part-load curve of the chillers falls with load above turndown or is negative; the curve of their class is used",
      ]
    `);
  });
});

describe('a warm-water campus in Dallas', () => {
  // The hand run's plant: 226 MW of GB200 racks, supply 32 °C, dry coolers with trim chillers.
  const cooling = directToChip({
    economizer: 'dry',
    rejection: 'dryCooler',
    carnot: 0.5,
    pumpFloor: 0.35,
    rejectionFan: 0.035,
    pump: 0,
    airFan: 0.06,
    unitSize: 1.35 * MW,
  });

  it('has little overhead, and less when inference relieves it', () => {
    const training = overhead(year(cooling, 199 * MW, dallas, 226 * MW), 199 * MW);
    const inference = overhead(year(cooling, 145 * MW, dallas, 226 * MW), 145 * MW);
    expect(training).toBeGreaterThan(0.04);
    expect(training).toBeLessThan(0.11);
    expect(inference).toBeLessThan(training);
  });

  it('loses more per IT once what does not scale outweighs what does', () => {
    const half = overhead(year(cooling, 60 * MW, dallas, 226 * MW), 60 * MW);
    const tenth = overhead(year(cooling, 10 * MW, dallas, 226 * MW), 10 * MW);
    expect(tenth).toBeGreaterThan(1.5 * half);
  });
});

describe('turndown', () => {
  it('counts hours under the least load of what must run', () => {
    const chillerless = directToChip({ chiller: 'none', turndown: 0.25, supply: celsius(40) });
    expect(year(chillerless, 10 * MW).belowTurndownHours).toBe(8760);
    expect(year(chillerless, 15 * MW).belowTurndownHours).toBe(0);
  });

  it('is a matter of one chiller where chillers run', () => {
    const hot = constantWeather(35, 24);
    const few = airCooling({ economizer: 'none', unitSize: 25 * MW });
    const many = airCooling({ economizer: 'none', unitSize: 1.5 * MW });
    expect(year(few, 4 * MW, hot).belowTurndownHours).toBe(8760);
    expect(year(many, 4 * MW, hot).belowTurndownHours).toBe(0);
  });

  it('does not count hours without heat', () => {
    const run = year(directToChip(), 0);
    expect([run.belowTurndownHours, run.freeCoolingHours]).toEqual([0, 0]);
    expect(run.energy).toBeGreaterThan(0);
    expect(Number.isFinite(run.energy)).toBe(true);
  });

  it('costs energy: cycling machines are worse than steady ones', () => {
    const hot = constantWeather(35, 24);
    const specific = (load: number): number =>
      overhead(year(airCooling({ unitSize: 50 * MW, pump: 0, airFan: 0, rejectionFan: 0 }), load, hot), load);
    expect(specific(2 * MW)).toBeGreaterThan(specific(10 * MW));
  });
});

describe('free cooling', () => {
  const hours = (cooling: AnyCooling): number => year(cooling, 30 * MW).freeCoolingHours;

  it('needs an economizer, and is what warm water is for', () => {
    const warm = directToChip({ supply: celsius(40), airSupply: celsius(40), economizer: 'water' });
    expect(hours({ ...warm, economizer: 'none' })).toBe(0);
    expect(hours(warm)).toBeGreaterThan(8000);
    expect(hours(directToChip({ supply: celsius(25), economizer: 'water' }))).toBeLessThan(hours(warm));
  });

  it('with outdoor air takes the hours below the supply temperature', () => {
    const run = year(airCooling({ economizer: 'air', supply: celsius(24) }), 30 * MW);
    expect(Math.abs(run.freeCoolingHours - records.dallas.dryBelow[24])).toBeLessThanOrEqual(3);
  });

  it('says when a plant without compressors cannot hold its supply', () => {
    const cool = year(directToChip({ chiller: 'none', supply: celsius(20) }), 30 * MW);
    expect(cool.overTemperatureHours).toBeGreaterThan(3000);
    expect(cool.freeCoolingHours).toBe(8760);
  });
});

describe('redundancy', () => {
  it('lets spare pumps share the load, which affinity laws reward', () => {
    const pumps = directToChip({
      chiller: 'none',
      rejectionFan: 0,
      airFan: 0,
      pump: 0,
      supply: celsius(45),
      airSupply: celsius(40),
    });
    expect(year({ ...pumps, redundancy: '2N' }, 50 * MW).energy).toBeLessThan(year(pumps, 50 * MW).energy);
    expect(year({ ...pumps, redundancy: '2N' }, 1 * MW).energy).toBeGreaterThan(1.9 * year(pumps, 1 * MW).energy);
  });

  it('counts the hours in which all machines together are too few', () => {
    expect(year(directToChip(), 60 * MW).overloadHours).toBe(8760);
    expect(year(directToChip({ redundancy: '4N/3' }), 60 * MW).overloadHours).toBe(0);
  });
});

describe('water', () => {
  const perKwh = 1e-3 / 3.6e6;

  it('is made up for every joule that a tower evaporates', () => {
    const run = year(
      directToChip({ water: 2 * perKwh, chiller: 'none', supply: celsius(40), airSupply: celsius(40) }),
      30 * MW,
    );
    const perIt = (run.water * 1000) / (30e3 * 8760);
    expect(perIt).toBeGreaterThan(2);
    expect(perIt).toBeLessThan(2.2);
  });

  it('is none with dry coolers, and less with a dry economizer', () => {
    const tower = directToChip({ water: 2 * perKwh });
    expect(year({ ...tower, rejection: 'dryCooler' }, 30 * MW).water).toBe(0);
    expect(year({ ...tower, economizer: 'dry' }, 30 * MW).water).toBeLessThan(0.8 * year(tower, 30 * MW).water);
  });
});

it('follows the weather hour by hour', () => {
  const plain = year(directToChip({ economizer: 'water' }), 30 * MW);
  const swapped = (values: Float64Array): Float64Array => {
    const copy = values.slice();
    copy.set(values.subarray(4704, 4872), 0);
    copy.set(values.subarray(0, 168), 4704);
    return copy;
  };
  const permuted = year(directToChip({ economizer: 'water' }), 30 * MW, {
    dryBulb: swapped(dallas.dryBulb),
    wetBulb: swapped(dallas.wetBulb),
    basis: 'permuted',
  });
  expect(permuted.out.subarray(0, 168)).toEqual(plain.out.subarray(4704, 4872));
  expect(permuted.out[80]).not.toBe(plain.out[80]);
  expect(permuted.energy / plain.energy).toBeCloseTo(1, 9);
});

it('gives its parts, which add to the whole', () => {
  const plant = designPlant(
    hybridCooling({ economizer: 'water' }),
    { rating: 50 * MW, rackLiquidShare: 0.7, racks: 400 },
    'hall',
    new NoteCollector(),
  );
  const bound = bindWeather(plant, dallas);
  const load = Float64Array.from({ length: 8760 }, (_, hour) => (hour % 48) * MW);
  const out = new Float64Array(8760);
  runPlant(bound, load, out);
  const parts = plantBreakdown(bound, load);
  for (let hour = 0; hour < 8760; hour += 7) {
    const sum =
      parts.chillers[hour]! +
      parts.rejectionFans[hour]! +
      parts.pumps[hour]! +
      parts.cduPumps[hour]! +
      parts.airHandlers[hour]!;
    expect(Math.abs(sum - out[hour]!)).toBeLessThanOrEqual(1e-9 * out[hour]!);
    const inside = load[hour]! + sum - parts.rejectionFans[hour]!;
    expect(Math.abs(parts.heatRejected[hour]! - inside)).toBeLessThanOrEqual(1e-6 * inside);
  }
});
