import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { epwText, mild } from '../semantics/weather/epw-text.js';
import { dcplan, folderOf, longLines, SMALL } from './harness.js';

const folder = folderOf({
  'prairie.epw': epwText(),
  'odd.epw': epwText({
    location: 'LOCATION,São "Paulo"\\x,-,BRA,,837810,-23.62,-46.65,-3.0,803',
    dry: (hour) => (hour === 7 ? 99.9 : Math.round(mild(hour))),
    rows: (rows) => rows.map((row, i) => (i < 744 ? row.replace('2015', '2008') : row)),
  }),
  'table.csv': 'hour,degC\n1,20\n',
  'campus.dcplan': SMALL,
});
const at = (name: string): string => join(folder, name);

describe('dcplan import epw', () => {
  it('prints a climate with figures, source and header', async () => {
    const { code, stdout, stderr } = await dcplan('import', 'epw', at('prairie.epw'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatchInlineSnapshot(`
      "// Computed by \`dcplan import epw\` from prairie.epw, hour by hour. For the file's own hours, state
      // \`weather: "prairie.epw"\` instead of the figures.
      // LOCATION,Prairie Field,TX,USA,TMYx 2007-2021,722660,32.41,-99.68,-6.0,545.8
      // Doubtful: the year's 99.6 % dry bulb is 26.8 degC, that of longer records in its header 37.8 degC.
      // Doubtful: the year's 99.6 % wet bulb is 20.92 degC, that of longer records in its header 24.1 degC.

      /// Prairie Field, TX, USA. The year 2015.
      @source("TMYx 2007-2021 weather", 2021, "prairie.epw, hour by hour; LOCATION,Prairie Field,TX,USA,TMYx 2007-2021,722660,32.41,-99.68,-6.0,545.8", standing: published)
      climate Prairie_Field {
        lat: 32.41
        lon: -99.68
        elevation: 545.8 m
        meanDryBulb: 12 degC
        meanWetBulb: 8.07 degC
        maxDryBulb: 27 degC
        dryBulb996: 26.8 degC    // ASHRAE 0.4 % design: 37.8 degC
        wetBulb996: 20.92 degC    // ASHRAE 0.4 % evaporation: 24.1 degC
        dryBulbBelow: {
          10 degC: 3_776 h, 15 degC: 5_304.5 h, 18 degC: 6_493 h, 20 degC: 7_127 h, 24 degC: 8_121 h, 27 degC: 8_754.5 h,
          30 degC: 8_760 h, 32 degC: 8_760 h, 35 degC: 8_760 h
        }
        wetBulbBelow: {
          10 degC: 5_034 h, 13 degC: 6_373 h, 16 degC: 7_443 h, 18 degC: 8_019 h, 20 degC: 8_512 h, 24 degC: 8_760 h
        }
        monthlyDryBulb: [
          2.15 degC, 3 degC, 6.15 degC, 10.93 degC, 16 degC, 20 degC, 21.83 degC, 20.98 degC, 17.71 degC, 12.9 degC,
          7.84 degC, 3.91 degC
        ]
        monthlyWetBulb: [
          -0.55 degC, 0.2 degC, 2.98 degC, 7.17 degC, 11.57 degC, 15.03 degC, 16.61 degC, 15.88 degC, 13.05 degC, 8.87 degC,
          4.46 degC, 1 degC
        ]
        monthlyRange: [9.99 K, 10.03 K, 10.07 K, 10.08 K, 10.07 K, 10.03 K, 10.01 K, 9.95 K, 9.94 K, 9.91 K, 9.92 K, 9.94 K]
        monthlySpread: [0.16 K, 0.58 K, 1.23 K, 1.47 K, 1.4 K, 0.87 K, 0.19 K, 0.64 K, 1.21 K, 1.52 K, 1.34 K, 0.88 K]
        warmestHour: 15
      }
      "
    `);
  });

  it('says what is doubtful, and writes nothing into the text that would break it', async () => {
    const { stdout } = await dcplan('import', 'epw', at('odd.epw'));
    writeFileSync(at('odd.dcplan'), stdout);
    expect((await dcplan('check', at('odd.dcplan'), '--no-simulate')).stdout).toContain('no findings');
    expect(stdout.split('\n').slice(2, 10)).toMatchInlineSnapshot(`
      [
        "// LOCATION,São "Paulo"\\x,-,BRA,,837810,-23.62,-46.65,-3.0,803",
        "// Doubtful: no dry bulb in 1 hour: straight lines between their neighbours.",
        "// Doubtful: 100 % of the hours are in whole degrees; in the bins an hour at the edge counts half.",
        "// Doubtful: its months are of 2008 to 2015, chosen as typical: extremes of longer records are not in it.",
        "// Doubtful: the year's 99.6 % dry bulb is 27 degC, that of longer records in its header 37.8 degC.",
        "// Doubtful: the year's 99.6 % wet bulb is 21.09 degC, that of longer records in its header 24.1 degC.",
        "",
        "/// São "Paulo"\\x, BRA. Typical year.",
      ]
    `);
  });

  it('writes a file that compiles', async () => {
    const written = at('prairie.dcplan');
    expect(await dcplan('import', 'epw', at('prairie.epw'), '-o', written)).toEqual({
      code: 0,
      stdout: '',
      stderr: `wrote ${written}\n`,
    });
    expect((await dcplan('check', written, '--no-simulate')).stdout).toContain('no findings');
    expect(
      longLines(readFileSync(written, 'utf8')).filter((line) => !/^(\/\/|@source)/.test(line) && line.length > 120),
    ).toEqual([]);
  });

  it('overwrites nothing', async () => {
    const { code, stderr } = await dcplan('import', 'epw', at('prairie.epw'), '-o', at('campus.dcplan'));
    expect(code).toBe(2);
    expect(stderr).toBe(`dcplan: ${at('campus.dcplan')}: this is there already, and nothing is overwritten\n`);
    expect(readFileSync(at('campus.dcplan'), 'utf8')).toBe(SMALL);
  });

  it.each([
    [['epw', 'table.csv'], 'is not read as an EPW file: its line 1 begins with `hour,degC`, where `LOCATION` is due'],
    [['epw', 'gone.epw'], ': there is no such file or folder'],
    [['epw', ''], ': this is a folder, and a file is due'],
    [['csv', 'table.csv'], 'there is no format `csv` to import: it is epw'],
  ])('refuses %j with one line', async ([format = '', name = ''], message) => {
    const { code, stdout, stderr } = await dcplan('import', format, at(name));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^dcplan: .+\n$/);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('bug');
  });
});
