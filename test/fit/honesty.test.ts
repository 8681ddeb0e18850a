import { describe, expect, it } from 'vitest';
import type { AnyCooling, AnyEntity, AnyTariff, Climate } from '../../compiler/src/ir/index.js';
import { NoteCollector } from '../../compiler/src/simulation/notes.js';
import { hourlyPrice } from '../../compiler/src/simulation/price/price.js';
import { bindWeather, designPlant, runPlant } from '../../compiler/src/simulation/thermal/plant.js';
import { type Weather, weatherOf } from '../../compiler/src/simulation/weather/weather.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { hall } from './cases.js';
import { applied, campus, ENTRY, expectClose, find, training, workspaceOf } from './fixture.js';

const notes = new NoteCollector();
const library = workspaceOf({}).library();

/** An entry of the library. */
function entry(key: string): AnyEntity {
  const entity = library.get(key);
  if (entity === undefined) throw new Error(`the library has no ${key}`);
  return entity;
}

describe('what is predicted and what comes out rest on the same models', () => {
  const text = campus({ hall: hall('20 of HGX_H200_Air', 'CRAH_Chiller') }).replace(
    'horizon: 2 years',
    'horizon: 1 year',
  );

  /** The first mend of the plant, predicted and applied, with a library in which a figure is another. */
  function mended(change: (cooling: string) => string): {
    readonly predicted: number;
    readonly applied: number;
    readonly before: number;
  } {
    const stdlib = { ...stdlibFiles, 'std/cooling': change(stdlibFiles['std/cooling']!) };
    const found = find(text, { stdlib });
    const fix = found.one('DCP4103').fixes![0]!;
    const workspace = workspaceOf(applied(found, fix), stdlib);
    const after = workspace.simulate(workspace.compile(ENTRY).plan!);
    const before = found.result.presentValue!;
    expectClose(after.presentValue, fix.predicted!.planPresentValue);
    return { predicted: fix.predicted!.presentValue, applied: before - after.presentValue!, before };
  }

  const right = mended((cooling) => cooling);

  it.each([
    [
      'fans of air handlers draw twice as much',
      /airFan: triangular\(0.025, 0.04, 0.06\)/g,
      'airFan: triangular(0.05, 0.08, 0.12)',
    ],
    ['chillers are poor at part load', /partLoad: \[0.1202277, 0.1396384, 0.7394038\]/g, 'partLoad: [0.4, 0.1, 0.5]'],
    [
      'a plant costs half as much',
      /capital: triangular\(1_500 USD\/kW, 2_000 USD\/kW, 3_000 USD\/kW\)/g,
      'capital: triangular(750 USD/kW, 1_000 USD/kW, 1_500 USD/kW)',
    ],
  ])('where %s, both move, and agree', (_, from, to) => {
    const wrong = mended((cooling) => {
      const changed = cooling.replace(from, to);
      expect(changed).not.toBe(cooling);
      return changed;
    });
    expect(Math.abs(wrong.predicted / right.predicted - 1)).toBeGreaterThan(1e-4);
    expect(Math.abs(wrong.applied / right.applied - 1)).toBeGreaterThan(1e-4);
    expect(Math.abs(wrong.predicted - wrong.applied)).toBeLessThanOrEqual(1e-9 * wrong.before);
    expect(Math.abs(right.predicted - right.applied)).toBeLessThanOrEqual(1e-9 * right.before);
  });
});

describe('weather', () => {
  const WEEK = 168;
  const [winter, summer] = [2, 28];
  const weather = weatherOf(entry('std/climates#Dallas') as Climate, 'C', notes);

  const swapped = (hours: Float64Array): Float64Array => {
    const copy = hours.slice();
    copy.set(hours.subarray(summer * WEEK, (summer + 1) * WEEK), winter * WEEK);
    copy.set(hours.subarray(winter * WEEK, (winter + 1) * WEEK), summer * WEEK);
    return copy;
  };
  const other: Weather = { dryBulb: swapped(weather.dryBulb), wetBulb: swapped(weather.wetBulb), basis: weather.basis };

  const run = (year: Weather, heat: Float64Array): { readonly hours: Float64Array; readonly energy: number } => {
    const plant = designPlant(
      entry('std/cooling#RearDoor') as AnyCooling,
      { rating: 1e6, rackLiquidShare: 0, racks: 50 },
      'C.A',
      notes,
    );
    const hours = new Float64Array(8760);
    return { energy: runPlant(bindWeather(plant, year), heat, hours).energy, hours };
  };

  it('of two weeks changed about changes just the hours of these weeks', () => {
    const flat = new Float64Array(8760).fill(6e5);
    const before = run(weather, flat);
    const after = run(other, flat);
    expect(after.hours).not.toEqual(before.hours);
    expect(after.hours).toEqual(swapped(before.hours));
    expectClose(after.energy, before.energy);
  });

  it('meets the heat of its own hour', () => {
    const heat = Float64Array.from({ length: 8760 }, (_, hour) =>
      hour >= summer * WEEK && hour < (summer + 1) * WEEK ? 9e5 : 3e5,
    );
    expect(run(other, heat).energy).toBeLessThan(run(weather, heat).energy * 0.9999);
  });

  it('of another climate moves the hours of a plan, and what its mends save', () => {
    const plan = (climate: string): string =>
      campus({
        hall: hall('20 of HGX_H200_Air', 'RearDoor'),
        head: `  climate: ${climate}\n  opens: 2027\n  horizon: 1 year\n  users { us_south: 100 % }`,
      });
    const [warm, cold] = [find(plan('Houston')), find(plan('Helsinki'))];
    expect(warm.result.hours('C.A', 0)!.plant).not.toEqual(cold.result.hours('C.A', 0)!.plant);
    expect(warm.result.halls.get('C.A')!.plantEnergy[0]).toBeGreaterThan(cold.result.halls.get('C.A')!.plantEnergy[0]!);
    expect(warm.one('DCP4103').fixes![0]!.predicted!.energy).not.toBe(cold.one('DCP4103').fixes![0]!.predicted!.energy);
  });
});

describe('a market', () => {
  // Share of a flat load's yearly cost in the 100 dearest hours of 2023, from hourly day-ahead or real-time prices.
  it.each([
    ['PJM_Market', 0.075],
    ['ERCOT_Market', 0.35],
    ['CAISO_Market', 0.046],
    ['NYISO_Market', 0.066],
    ['Ontario_Market', 0.054],
    ['Germany_Market', 0.028],
    ['Singapore_Market', 0.117],
    ['Tokyo_Market', 0.024],
  ])('%s has its dear hours', (name, share) => {
    const prices = Float64Array.from(hourlyPrice(entry(`std/tariffs#${name}`) as AnyTariff, 2027, notes)).sort();
    const sum = (part: Float64Array): number => part.reduce((total, price) => total + price, 0);
    expect(Math.abs(sum(prices.subarray(8660)) / sum(prices) - share)).toBeLessThan(0.05);
  });

  it('bills every hour at its price, so that a flat load pays that share', () => {
    const found = find(training({ contract: '  contract Grid: ERCOT_Market { capacity: 3 MW }' }));
    const price = hourlyPrice(entry('std/tariffs#ERCOT_Market') as AnyTariff, 2027, notes);
    const hours = found.result.hours('C.A', 0)!;
    const cost = Array.from(
      price,
      (usd, hour) => 3600 * usd * (hours.it[hour]! + hours.plant[hour]! + hours.electrical[hour]!),
    );
    const billed = found.result.costs
      .filter(({ path, item }) => path === 'C.Grid' && item.startsWith('energy of'))
      .reduce((total, line) => total + line.byYear[0]!, 0);
    const all = cost.reduce((total, usd) => total + usd, 0);
    expectClose(billed, all);
    const order = Array.from(price.keys())
      .sort((a, b) => price[b]! - price[a]!)
      .slice(0, 100);
    expect(Math.abs(order.reduce((total, hour) => total + cost[hour]!, 0) / all - 0.35)).toBeLessThan(0.05);
  });
});
