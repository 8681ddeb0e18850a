import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { celsius } from '../thermal/fixtures.js';
import { climateOf, records } from './fixtures.js';

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
const quantile = (values: Float64Array, share: number): number => values.slice().sort()[Math.round(share * 8760)]!;
const below = (values: Float64Array, limit: number): number => values.filter((value) => value < limit).length;

describe.each(Object.entries(records))('the synthesised year of %s', (name, record) => {
  const notes = new NoteCollector();
  const weather = weatherOf(climateOf(name, record), 'campus', notes);

  it('has the hours of the record in every bin', () => {
    for (const [limit, hours] of Object.entries(record.dryBelow)) {
      expect
        .soft(Math.abs(below(weather.dryBulb, Number(limit)) - hours), `dry bulb below ${limit}`)
        .toBeLessThanOrEqual(3);
    }
    for (const [limit, hours] of Object.entries(record.wetBelow)) {
      expect
        .soft(Math.abs(below(weather.wetBulb, Number(limit)) - hours), `wet bulb below ${limit}`)
        .toBeLessThanOrEqual(3);
    }
  });

  it('has its means within 0.3 K and its 99.6 % values within 0.5 K', () => {
    expect(Math.abs(mean(weather.dryBulb) - record.means[0])).toBeLessThan(0.3);
    expect(Math.abs(mean(weather.wetBulb) - record.means[1])).toBeLessThan(0.3);
    expect(Math.abs(quantile(weather.dryBulb, 0.996) - record.at996[0])).toBeLessThan(0.5);
    expect(Math.abs(quantile(weather.wetBulb, 0.996) - record.at996[1])).toBeLessThan(0.5);
    expect(weather.dryBulb.every((value) => value <= record.highest + 1e-9)).toBe(true);
  });

  it('never has a wet bulb above the dry bulb, and both move together', () => {
    const [dryMean, wetMean] = [mean(weather.dryBulb), mean(weather.wetBulb)];
    let [both, dry, wet] = [0, 0, 0];
    weather.dryBulb.forEach((value, hour) => {
      expect(weather.wetBulb[hour]!).toBeLessThanOrEqual(value);
      both += (value - dryMean) * (weather.wetBulb[hour]! - wetMean);
      dry += (value - dryMean) ** 2;
      wet += (weather.wetBulb[hour]! - wetMean) ** 2;
    });
    expect(both / Math.sqrt(dry * wet)).toBeGreaterThan(0.7);
  });

  it('says what is estimated', () => {
    const estimated = notes.notes.some(
      (note) => note.type === 'assumption' && note.message.includes('no monthly means'),
    );
    expect(estimated).toBe(!('dry' in record));
  });
});

describe('seasons and days', () => {
  it('keeps monthly means where the record has them', () => {
    const weather = weatherOf(climateOf('dallas', records.dallas), 'campus', new NoteCollector());
    const january = mean(weather.dryBulb.subarray(0, 744));
    const july = mean(weather.dryBulb.subarray(4344, 5088));
    expect(Math.abs(january - 8.39)).toBeLessThan(0.5);
    expect(Math.abs(july - 30.67)).toBeLessThan(0.5);
  });

  it('has its summer in January south of the equator', () => {
    const weather = weatherOf(climateOf('sydney', records.sydney), 'campus', new NoteCollector());
    expect(mean(weather.dryBulb.subarray(0, 744))).toBeGreaterThan(mean(weather.dryBulb.subarray(4344, 5088)) + 5);
  });

  it('is warmest in the afternoon', () => {
    const { dryBulb } = weatherOf(climateOf('dallas', records.dallas), 'campus', new NoteCollector());
    const at = (hour: number): number =>
      mean(Float64Array.from({ length: 365 }, (_, day) => dryBulb[day * 24 + hour]!));
    expect(at(15) - at(6)).toBeGreaterThan(8);
    expect(at(15) - at(6)).toBeLessThan(13);
  });
});

describe('sparse climates', () => {
  const sparse = {
    kind: 'climate',
    name: 'Lulea',
    lat: 65.54,
    lon: 22.12,
    elevation: 0,
    meanDryBulb: celsius(2.8),
    meanWetBulb: celsius(1.2),
    dryBulb996: celsius(24.9),
    wetBulb996: celsius(17.5),
    warmestHour: 15,
  } as const;

  it('follow their means and 99.6 % values, and say so', () => {
    const notes = new NoteCollector();
    const weather = weatherOf(sparse, 'campus', notes);
    expect(Math.abs(mean(weather.dryBulb) - 2.8)).toBeLessThan(0.3);
    expect(Math.abs(quantile(weather.dryBulb, 0.996) - 24.9)).toBeLessThan(0.5);
    expect(notes.notes.map((note) => note.message)).toMatchInlineSnapshot(`
      [
        "Lulea has no monthly means: its seasons and days are estimated and mapped onto its annual figures",
        "Lulea has no hour bins: the spread of its hours follows its means and 99.6 % values",
      ]
    `);
  });

  it('move the bins of a proxy to their own mean', () => {
    const notes = new NoteCollector();
    const { dryBulb996: _dry, wetBulb996: _wet, ...own } = sparse;
    const proxy = climateOf('helsinki', records.helsinki);
    const climate = { ...own, dryBulbBelow: proxy.dryBulbBelow!, wetBulbBelow: proxy.wetBulbBelow!, proxy: 'Helsinki' };
    const weather = weatherOf(climate, 'campus', notes);
    expect(Math.abs(mean(weather.dryBulb) - 2.8)).toBeLessThan(0.3);
    expect(weather.basis).toContain('Helsinki');
    expect(notes.notes.some((note) => note.message.includes('are those of Helsinki'))).toBe(true);
  });

  it('are finite and ordered for any means', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 30, noNaN: true }),
        fc.double({ min: 0.5, max: 12, noNaN: true }),
        fc.double({ min: -60, max: 70, noNaN: true }),
        (dry, gap, lat) => {
          const climate = {
            kind: 'climate',
            lat,
            lon: 0,
            elevation: 0,
            meanDryBulb: celsius(dry),
            meanWetBulb: celsius(dry - gap),
            warmestHour: 15,
          } as const;
          const weather = weatherOf(climate, 'campus', new NoteCollector());
          return weather.dryBulb.every((value, hour) => Number.isFinite(value) && weather.wetBulb[hour]! <= value);
        },
      ),
      { numRuns: 25 },
    );
  });
});

it('gives the same hours every time', () => {
  const once = weatherOf(climateOf('ashburn', records.ashburn), 'campus', new NoteCollector());
  const again = weatherOf(climateOf('ashburn', records.ashburn), 'campus', new NoteCollector());
  expect(again.dryBulb).toEqual(once.dryBulb);
  expect(again.wetBulb).toEqual(once.wetBulb);
});
