import { describe, expect, it } from 'vitest';
import { type Campus, type Climate, indexPlan, resolve } from '../../../compiler/src/ir/index.js';
import { contentHash } from '../../../compiler/src/ir/canonical.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { check, compileText, inCampus, planOf } from '../fixture.js';
import { epwText, mild } from './epw-text.js';

const files = { 'prairie.epw': epwText(), 'sites/field.epw': epwText({ dry: (hour) => mild(hour) + 5 }) };

/** A campus under a climate; the fixture's own, `Here`, only where it is named. */
const under = (climate: string, blocks = ''): string =>
  inCampus(`climate: ${climate}`, blocks)
    .replace('  climate: Here\n', '')
    .replace('Here, ', climate.startsWith('Here') ? 'Here, ' : '');

function climateOf(text: string, scenario?: string): Climate {
  const plan = planOf(text, scenario === undefined ? {} : { scenario }, files);
  const campus: Campus = plan.campus[0]!;
  return resolve(indexPlan(plan), campus.climate);
}

const celsius = (kelvin: number | undefined): number => (kelvin ?? NaN) - 273.15;

describe('a climate with a weather file', () => {
  const climate = climateOf(under('Prairie_Field', 'climate Prairie_Field { weather: "prairie.epw" }\n'));

  it('needs nothing else: place, means and hours are those of the file', () => {
    expect(climate).toMatchObject({ lat: 32.41, lon: -99.68, elevation: 545.8, weather: 'prairie.epw' });
    const mean = Array.from({ length: 8760 }, (_, hour) => mild(hour)).reduce((sum, value) => sum + value, 0) / 8760;
    expect(celsius(climate.meanDryBulb)).toBeCloseTo(mean, 2);
    expect(celsius(climate.meanWetBulb)).toBeLessThan(mean);
    expect(climate.hourlyDryBulb).toHaveLength(8760);
    expect(celsius(climate.hourlyDryBulb?.[4321])).toBeCloseTo(mild(4321), 2);
    expect(climate.dryBulbBelow?.map(({ at }) => celsius(at).toFixed(0))).toEqual([
      '10',
      '15',
      '18',
      '20',
      '24',
      '27',
      '30',
      '32',
      '35',
    ]);
    expect(climate.monthlyDryBulb).toHaveLength(12);
  });

  it('gives the simulation the hours of the file, the same for every seed and without a note', () => {
    const notes = new NoteCollector();
    const weather = weatherOf(climate, 'Prairie', notes, 7);
    expect(weather.basis).toBe('hours of prairie.epw');
    expect(weather.dryBulb[4321]).toBeCloseTo(mild(4321), 2);
    expect(weather.wetBulb.every((wet, hour) => wet <= weather.dryBulb[hour]!)).toBe(true);
    expect(weatherOf(climate, 'Prairie', notes, 8).dryBulb).toEqual(weather.dryBulb);
    expect(notes.notes).toEqual([]);
  });

  it('keeps what it states itself', () => {
    const own = climateOf(under('Here { weather: "prairie.epw", elevation: 600 m, meanDryBulb: 11 degC }'));
    expect(own.elevation).toBe(600);
    expect(celsius(own.meanDryBulb)).toBeCloseTo(11, 9);
  });

  it('takes the file before its base, and gives it on to what has it as base', () => {
    expect(climateOf(under('Here { weather: "prairie.epw" }')).lat).toBe(32.41);
    const blocks = 'climate First { weather: "prairie.epw", lat: 33 }\nclimate Second: First { warmestHour: 16 }\n';
    expect(climateOf(under('Second', blocks))).toMatchObject({
      lat: 33,
      lon: -99.68,
      warmestHour: 16,
      elevation: 545.8,
    });
    const other = 'climate First { weather: "prairie.epw" }\nclimate Second: First { weather: "sites/field.epw" }\n';
    expect(celsius(climateOf(under('Second', other)).hourlyDryBulb?.[0])).toBeCloseTo(mild(0) + 5, 2);
  });

  it('can have another file in a scenario', () => {
    const text = `${under('Mine', 'climate Mine { weather: "prairie.epw" }\n')}scenario Hot { Mine.weather: "sites/field.epw" }\n`;
    expect(celsius(climateOf(text).hourlyDryBulb?.[0])).toBeCloseTo(mild(0), 2);
    expect(celsius(climateOf(text, 'Hot').hourlyDryBulb?.[0])).toBeCloseTo(mild(0) + 5, 2);
  });

  it('looks for the file beside the file that names it, and lists it among the files read', () => {
    const plan = under('Field', 'import "./sites/field.dcplan" { Field }\n');
    const more = { ...files, 'sites/field.dcplan': 'climate Field { weather: "field.epw" }' };
    const compilation = compileText(plan, {}, more);
    expect(compilation.diagnostics).toEqual([]);
    expect(compilation.files).toEqual(['plan.dcplan', 'sites/field.dcplan', 'sites/field.epw']);
  });

  it('is part of the content hash', () => {
    const text = under('Here { weather: "prairie.epw" }');
    const one = contentHash(planOf(text, {}, files));
    expect(contentHash(planOf(text, {}, files))).toBe(one);
    const other = { 'prairie.epw': epwText({ dry: (hour) => (hour === 4000 ? 30 : mild(hour)) }) };
    expect(contentHash(planOf(text, {}, other))).not.toBe(one);
  });
});

describe('a weather file that cannot be used', () => {
  it('is one finding, at its name', () => {
    check(`
climate Prairie { weather: "gone.epw" }
//                         ^^^^^^^^^^ weather-not-found: There is no file \`gone.epw\`
`);
    check(
      `
climate Prairie { weather: "bad.epw" }
//                         ^^^^^^^^^ weather-not-read: is not read as an EPW file: its line 1 begins with \`PK\`
`,
      { 'bad.epw': 'PK' },
    );
  });

  it('is read no more than once, whatever names it', () => {
    const blocks = 'climate First { weather: "gone.epw" }\nclimate Second: First { lat: 3 }\n';
    const found = compileText(under('Second', blocks)).diagnostics;
    expect(found.map(({ slug }) => slug)).toEqual(['weather-not-found']);
  });

  it('is a text and nothing else', () => {
    check(`
climate Prairie { weather: 5 }
//                         ^ wrong-type: text
`);
  });
});

it('hours of another number than a year has are said and not used', () => {
  const climate = { ...climateOf(under('Here { weather: "prairie.epw" }')), hourlyWetBulb: [280] };
  const notes = new NoteCollector();
  expect(weatherOf(climate, 'Prairie', notes).basis).toContain('synthesised');
  expect(notes.notes[0]?.message).toBe(
    'std/parts#Here has 8760 hours of dry and 1 of wet bulb, and a year has 8760: its hours are synthesised',
  );
});
