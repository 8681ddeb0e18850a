import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_WEATHER_LENGTH, readEpw } from '../../../compiler/src/semantics/weather/epw.js';
import { type EpwChange, epwText, mild, withLine } from './epw-text.js';

function yearOf(change: EpwChange = {}) {
  const result = readEpw(epwText(change));
  if ('problem' in result) throw new Error(result.problem);
  return result.year;
}

function problemOf(text: string): string {
  const result = readEpw(text);
  return 'problem' in result ? result.problem : 'none';
}

describe('an EPW file', () => {
  it('gives place, elevation, source and the hours of its year', () => {
    const year = yearOf();
    expect(year).toMatchObject({
      place: 'Prairie Field, TX, USA',
      source: 'TMYx 2007-2021',
      station: '722660',
      lat: 32.41,
      lon: -99.68,
      elevation: 545.8,
      years: [2015],
      design: { dryBulb996: 37.8, wetBulb996: 24.1 },
      doubts: [],
    });
    expect(Array.from(year.dryBulb)).toEqual(Array.from({ length: 8760 }, (_, hour) => mild(hour)));
  });

  it('gives the wet bulb from dry bulb, humidity and pressure', () => {
    const { wetBulb } = yearOf({ dry: () => 25, humidity: () => 50, pressure: () => 101325 });
    expect(wetBulb.every((value) => Math.abs(value - 17.9) < 0.05)).toBe(true);
  });

  it('leaves out 29 February of a leap year', () => {
    const year = yearOf({ leap: true });
    expect(year.dryBulb).toEqual(yearOf().dryBulb);
  });

  it('is read with any line ends, a byte order mark and blanks around its fields', () => {
    const text = `\ufeff${epwText().replaceAll('\n', '\r\n').replaceAll(',60,', ', 60 ,')}\r\n\r\n`;
    const result = readEpw(text);
    expect('year' in result && result.year.dryBulb).toEqual(yearOf().dryBulb);
  });

  it('fills missing hours from their neighbours, over the turn of the year too, and says so', () => {
    const missing = new Set([0, 1, 100, 101, 102, 8759]);
    const year = yearOf({ dry: (hour) => (missing.has(hour) ? 99.9 : mild(hour)) });
    const [before, after] = [mild(99), mild(103)];
    expect(year.dryBulb[101]).toBeCloseTo((before + after) / 2, 9);
    expect(year.dryBulb[0]).toBeCloseTo(mild(8758) + ((mild(2) - mild(8758)) * 2) / 4, 9);
    expect(year.doubts).toEqual(['no dry bulb in 6 hours: straight lines between their neighbours']);
  });

  it('takes the humidity from the dew point where it is missing', () => {
    const year = yearOf({ dry: () => 20, dew: () => 20, humidity: () => 999 });
    expect(year.wetBulb[0]).toBeCloseTo(20, 1);
  });

  it('takes the standard atmosphere where the pressure is missing, and says so', () => {
    const year = yearOf({ pressure: () => 999999 });
    expect(year.doubts).toEqual(['no pressure in 8760 hours: that of the standard atmosphere at the elevation']);
    expect(year.wetBulb[0]).toBeCloseTo(yearOf().wetBulb[0]!, 0);
  });

  it('says when the air is wetter than saturated, and when it is wetter than stations measure', () => {
    const year = yearOf({ dry: (hour) => (hour < 3 ? 34 : mild(hour)), humidity: (hour) => (hour < 3 ? 104 : 60) });
    expect(year.doubts).toEqual([
      'wetter than saturated air in 3 hours: taken as saturated',
      'a wet bulb above 31 degC in 3 hours, more than stations measure: an error of the record is likely',
    ]);
  });

  it('keeps the wet bulb finite and at most the dry bulb for any weather', () => {
    const dry = fc.double({ min: -60, max: 55, noNaN: true });
    const humidity = fc.double({ min: 0, max: 115, noNaN: true });
    fc.assert(
      fc.property(dry, humidity, fc.double({ min: 50_000, max: 108_000, noNaN: true }), (celsius, percent, pascals) => {
        const year = yearOf({
          dry: () => celsius.toFixed(1),
          humidity: () => percent.toFixed(0),
          pressure: () => pascals,
        });
        const [one] = year.wetBulb;
        return Number.isFinite(one) && one! <= year.dryBulb[0]! && one! > year.dryBulb[0]! - 60;
      }),
      { numRuns: 10 },
    );
  });
});

describe('what is no EPW file', () => {
  const at = (line: number, text: string) => (rows: readonly string[]) => withLine(rows, line, text);
  const cells = (index: number, value: string) => (rows: readonly string[]) =>
    withLine(rows, 5, withLine(rows[5]!.split(','), index, value).join(','));

  it.each<[string, string, string]>([
    ['nothing', '', 'it is empty'],
    ['blank lines', '\n\n \n', 'it is empty'],
    ['binary data', `\u0000\u0001PNG${'\u0003'.repeat(99)}`, 'it is no text but binary data'],
    [
      'a plan',
      'campus Prairie { climate: Abilene }',
      'its line 1 begins with `campus Prairie { climate`, where `LOCATION` is due',
    ],
    ['a CSV of temperatures', 'hour,degC\n1,20\n2,21', 'its line 1 begins with `hour,degC`, where `LOCATION` is due'],
    [
      'a header alone',
      epwText({ rows: () => [] }),
      'it has 0 rows of data, where a year has 8760 (8784 with a leap day)',
    ],
    [
      'a month',
      epwText({ rows: (rows) => rows.slice(0, 744) }),
      'it has 744 rows of data, where a year has 8760 (8784 with a leap day)',
    ],
    [
      'four records an hour',
      epwText({ header: (lines) => withLine(lines, 7, 'DATA PERIODS,1,4,Data,Sunday, 1/ 1,12/31') }),
      'it has 4 records an hour (`DATA PERIODS`), and one is read: average it by the hour',
    ],
    [
      'a header in another order',
      epwText({ header: (lines) => [lines[0]!, lines[2]!, lines[1]!, ...lines.slice(3)] }),
      'its line 2 begins with `TYPICAL/EXTREME PERIODS,`, where `DESIGN CONDITIONS` is due',
    ],
    [
      'no place',
      epwText({ location: 'LOCATION,Nowhere' }),
      'its first line, `LOCATION`, gives no latitude and longitude where they are due (fields 7 and 8)',
    ],
    [
      'no elevation',
      epwText({ location: 'LOCATION,A,B,C,D,1,32,-99,-6,high' }),
      'its first line, `LOCATION`, gives no elevation in metres where it is due (field 10)',
    ],
    ['rows cut short', epwText({ rows: at(5, '2015,1,1,6,0,?9?9,5') }), 'its line 14 has 7 columns, where 35 are due'],
    [
      'few columns',
      epwText({ rows: (rows) => rows.map((row) => row.split(',').slice(0, 9).join(',')) }),
      'its line 9 has 9 columns, where an EPW file has 35 are due',
    ],
    [
      'a row twice',
      epwText({ rows: (rows) => withLine(rows, 5, rows[4]!) }),
      'its line 14 is of month 1, day 1, hour 5, where month 1, day 1, hour 6 is due',
    ],
    [
      'no number',
      epwText({ rows: cells(6, 'NaN') }),
      'its line 14 has `NaN` as its dry bulb (column 7), where a temperature in degC is due',
    ],
    [
      'degrees Fahrenheit',
      epwText({ rows: cells(6, '88.5') }),
      'its line 14 has `88.5` as its dry bulb (column 7), where a temperature in degC is due',
    ],
    [
      'a humidity below zero',
      epwText({ rows: cells(8, '-3') }),
      'its line 14 has `-3` as its humidity (column 9), where a percentage is due',
    ],
    [
      'a long gap',
      epwText({ dry: (hour) => (hour < 25 ? 99.9 : 10) }),
      'it lacks the dry bulb of 25 hours one after the other',
    ],
    ['many gaps', epwText({ dry: (hour) => (hour % 10 === 0 ? 99.9 : 10) }), 'it lacks the dry bulb of 876 hours'],
    ['no values', epwText({ dry: () => 99.9 }), 'it lacks the dry bulb of 8760 hours one after the other'],
    [
      '100 MB',
      'LOCATION,'.repeat(Math.ceil(100e6 / 9)),
      'it has more than 8 MiB, and a year by the hour has about 1.6',
    ],
    [
      'a leap year without 29 February',
      epwText({ rows: (rows) => [...rows, ...rows.slice(0, 24)] }),
      'its line 8769 is one more than the 8760 hours of a year, and not of 29 February',
    ],
  ])('%s', (_, text, problem) => {
    expect(problemOf(text)).toBe(problem);
  });

  it('is refused without an exception, whatever the text', () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => problemOf(text).length > 0));
    const good = epwText();
    fc.assert(
      fc.property(fc.nat(good.length), fc.string({ maxLength: 20 }), (position, text) => {
        const broken = good.slice(0, position) + text + good.slice(position + text.length);
        return typeof readEpw(broken) === 'object';
      }),
      { numRuns: 20 },
    );
    expect(MAX_WEATHER_LENGTH).toBeGreaterThan(4 * good.length);
  });
});
