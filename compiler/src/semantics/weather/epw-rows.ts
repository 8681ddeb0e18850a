import { firstHourOfMonth } from '../../ir/index.js';
import { saturationPressure } from '../../ir/psychrometrics.js';
import { fields, inHours, isMissing, measured, number, within } from './fields.js';

const HOURS = 8760;
const MONTH_STARTS = Array.from({ length: 12 }, (_, month) => firstHourOfMonth(month + 1));
const COLUMN = { year: 0, month: 1, day: 2, hour: 3, dry: 6, dew: 7, humidity: 8, pressure: 9 } as const;
/** Columns up to the pressure; a file has 35, older ones a few less. */
const LEAST_COLUMNS = 10;

export interface Rows {
  readonly dryBulb: Float64Array;
  /** Relative humidity, 0..1, and Pa; NaN where missing. */
  readonly humidity: Float64Array;
  readonly pressure: Float64Array;
  readonly years: readonly number[];
  readonly doubts: string[];
}

/** Reads the data of an EPW file. `firstLine` is the number of the first in the file, for messages. */
export function rowsOf(lines: readonly string[], firstLine: number): Rows | { readonly problem: string } {
  const count = lines.length;
  if (count !== HOURS && count !== HOURS + 24)
    return { problem: `it has ${String(count)} rows of data, where a year has 8760 (8784 with a leap day)` };
  const [dryBulb, humidity, pressure] = [new Float64Array(HOURS), new Float64Array(HOURS), new Float64Array(HOURS)];
  const years = new Set<number>();
  const columns = Math.max(LEAST_COLUMNS, fields(lines[0]!).length);
  const isLeap = count > HOURS;
  let [hour, supersaturated, pressureless] = [0, 0, 0];
  for (const [i, line] of lines.entries()) {
    const row = fields(line);
    const problem = (what: string): { readonly problem: string } => ({
      problem: `its line ${String(firstLine + i)} ${what}`,
    });
    if (row.length !== columns)
      return problem(
        `has ${String(row.length)} columns, where ${i === 0 ? 'an EPW file has 35' : String(columns)} are due`,
      );
    if (isLeap && number(row[COLUMN.month]) === 2 && number(row[COLUMN.day]) === 29) continue;
    if (hour === HOURS) return problem('is one more than the 8760 hours of a year, and not of 29 February');
    const out = outOfTurn(row, hour);
    if (out !== undefined) return problem(out);
    const values = valuesOf(row);
    if ('wrong' in values) return problem(values.wrong);
    dryBulb[hour] = values.dry;
    humidity[hour] = Math.min(1, values.humidity);
    pressure[hour] = values.pressure;
    if (values.humidity > 1) supersaturated++;
    if (Number.isNaN(values.pressure)) pressureless++;
    years.add(number(row[COLUMN.year]));
    hour++;
  }
  if (hour !== HOURS) return { problem: `it has ${String(hour)} hours besides 29 February, where a year has 8760` };
  const doubts: string[] = [];
  if (supersaturated > 0) doubts.push(`wetter than saturated air in ${inHours(supersaturated)}: taken as saturated`);
  if (pressureless > 0)
    doubts.push(`no pressure in ${inHours(pressureless)}: that of the standard atmosphere at the elevation`);
  return { dryBulb, humidity, pressure, years: [...years].filter(Number.isFinite).sort((a, b) => a - b), doubts };
}

/** Says so where a row is not of the hour of the year (0..8759) that its place gives it. */
function outOfTurn(row: readonly string[], hour: number): string | undefined {
  const month = MONTH_STARTS.filter((start) => start <= hour).length - 1;
  const due = [month + 1, Math.floor((hour - MONTH_STARTS[month]!) / 24) + 1, (hour % 24) + 1];
  const found = [row[COLUMN.month], row[COLUMN.day], row[COLUMN.hour]];
  if (found.every((field, i) => number(field) === due[i])) return undefined;
  const show = ([m, d, h]: readonly (string | number | undefined)[]): string =>
    `month ${String(m)}, day ${String(d)}, hour ${String(h)}`;
  return `is of ${show(found)}, where ${show(due)} is due`;
}

type RowValues =
  { readonly dry: number; readonly humidity: number; readonly pressure: number } | { readonly wrong: string };

/** Dry bulb in °C, relative humidity from 0 and pressure in Pa, each NaN where missing. */
function valuesOf(row: readonly string[]): RowValues {
  const [dryText, humidityText] = [row[COLUMN.dry]!, row[COLUMN.humidity]!];
  const dry = measured(dryText, 99.9);
  const relative = measured(humidityText, 999);
  if (!isMissing(dryText, 99.9) && !within(dry, -90, 65))
    return { wrong: `has \`${dryText}\` as its dry bulb (column 7), where a temperature in degC is due` };
  if (!isMissing(humidityText, 999) && !within(relative, 0, 115))
    return { wrong: `has \`${humidityText}\` as its humidity (column 9), where a percentage is due` };
  const dew = measured(row[COLUMN.dew], 99.9);
  const pascals = measured(row[COLUMN.pressure], 999_999);
  return {
    dry,
    humidity:
      Number.isNaN(relative) && within(dew, -90, 65)
        ? saturationPressure(dew) / saturationPressure(dry)
        : relative / 100,
    pressure: within(pascals, 31_000, 120_000) ? pascals : NaN,
  };
}
