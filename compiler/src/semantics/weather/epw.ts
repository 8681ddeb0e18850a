import { humidityRatio, saturationPressure, standardPressure, wetBulb } from '../../ir/psychrometrics.js';
import { rowsOf } from './epw-rows.js';
import { fields, inHours, number, within } from './fields.js';
import { fillGaps, type Gap, longestGap } from './gaps.js';

/**
 * A year of an EnergyPlus weather file, in local standard time. Format: EnergyPlus Auxiliary Programs, "EnergyPlus Weather
 * File (EPW) Data Dictionary": eight lines of header, then a row for each hour, 1..24 o'clock, of values at its end.
 */
export interface EpwYear {
  readonly place: string;
  /** What the file says that its data are from: `TMYx 2007-2021`, `SRC-TMY3`. */
  readonly source: string;
  readonly station: string;
  /** Degrees north and east; metres. */
  readonly lat: number;
  readonly lon: number;
  readonly elevation: number;
  /** 8,760 hours, °C; the wet bulb from dry bulb, humidity and pressure. */
  readonly dryBulb: Float64Array;
  readonly wetBulb: Float64Array;
  /** Years that its months were taken from, rising. */
  readonly years: readonly number[];
  /** ASHRAE design values of its header, °C, where it has them: from longer records than this one year. */
  readonly design?: { readonly dryBulb996: number; readonly wetBulb996?: number };
  /** What a reader should not take on trust, a sentence each. */
  readonly doubts: readonly string[];
}

export type EpwResult = { readonly year: EpwYear } | { readonly problem: string };

/** A larger file is none of one year by the hour, which has about 1.6 MB. Characters. */
export const MAX_WEATHER_LENGTH = 8 * 1024 * 1024;

const HOURS = 8760;
const HEADER = [
  'LOCATION',
  'DESIGN CONDITIONS',
  'TYPICAL/EXTREME PERIODS',
  'GROUND TEMPERATURES',
  'HOLIDAYS/DAYLIGHT SAVINGS',
  'COMMENTS 1',
  'COMMENTS 2',
  'DATA PERIODS',
] as const;
/** Longest stretch without a value that neighbours may fill, and most such hours in all: beyond it a file is no year. */
const LONGEST_GAP = 24;
const MOST_GAPS = 438;
/** No weather station has measured a wet bulb above it for long, °C. */
const IMPLAUSIBLE_WET_BULB = 31;

/** Reads the text of an EPW file. What is wrong with it comes back as a sentence; nothing is thrown. */
export function readEpw(text: string): EpwResult {
  if (text.length > MAX_WEATHER_LENGTH)
    return {
      problem: `it has more than ${String(MAX_WEATHER_LENGTH / 1024 / 1024)} MiB, and a year by the hour has about 1.6`,
    };
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  while (lines.length > 0 && lines.at(-1)!.trim() === '') lines.pop();
  const problem = headerProblem(lines);
  if (problem !== undefined) return { problem };
  const location = fields(lines[0]!);
  const [lat, lon, elevation] = [number(location[6]), number(location[7]), number(location[9])];
  if (!within(lat, -90, 90) || !within(lon, -180, 180))
    return {
      problem: 'its first line, `LOCATION`, gives no latitude and longitude where they are due (fields 7 and 8)',
    };
  if (!within(elevation, -500, 9000))
    return { problem: 'its first line, `LOCATION`, gives no elevation in metres where it is due (field 10)' };
  const rows = rowsOf(lines.slice(HEADER.length), HEADER.length + 1);
  if ('problem' in rows) return rows;
  const { doubts } = rows;
  const { dryBulb, humidity, pressure } = rows;
  for (const [what, values] of [
    ['dry bulb', dryBulb],
    ['humidity', humidity],
  ] as const) {
    const gap = longestGap(values);
    const tooMany = gapProblem(what, gap);
    if (tooMany !== undefined) return { problem: tooMany };
    if (gap.hours > 0) doubts.push(`no ${what} in ${inHours(gap.hours)}: straight lines between their neighbours`);
    fillGaps(values);
  }
  const standard = standardPressure(elevation);
  const wetBulbs = new Float64Array(HOURS);
  for (let hour = 0; hour < HOURS; hour++) {
    const total = Number.isNaN(pressure[hour]!) ? standard : pressure[hour]!;
    wetBulbs[hour] = wetBulbOf(dryBulb[hour]!, humidity[hour]!, total);
  }
  const sultry = wetBulbs.filter((value) => value > IMPLAUSIBLE_WET_BULB).length;
  if (sultry > 0)
    doubts.push(
      `a wet bulb above ${String(IMPLAUSIBLE_WET_BULB)} degC in ${inHours(sultry)}, more than stations measure: an error of the record is likely`,
    );
  const design = designValues(lines[1]!);
  return {
    year: {
      place: [location[1], location[2], location[3]]
        .filter((part) => part !== undefined && part !== '' && part !== '-')
        .join(', '),
      source: location[4] ?? '',
      station: location[5] ?? '',
      lat,
      lon,
      elevation,
      dryBulb,
      wetBulb: wetBulbs,
      years: rows.years,
      ...(design === undefined ? {} : { design }),
      doubts,
    },
  };
}

/** °C, from °C, relative humidity and Pa; saturated air has its dry bulb, to the last digit. */
function wetBulbOf(dry: number, humidity: number, pressure: number): number {
  if (humidity >= 1) return dry;
  return Math.min(dry, wetBulb(dry, humidityRatio(humidity * saturationPressure(dry), pressure), pressure));
}

function headerProblem(lines: readonly string[]): string | undefined {
  const first = lines[0] ?? '';
  if (first.trim() === '') return 'it is empty';
  if (Array.from(first.slice(0, 200)).some((character) => character < ' ' && character !== '\t'))
    return 'it is no text but binary data';
  for (const [i, name] of HEADER.entries()) {
    const found = fields(lines[i] ?? '')[0]?.toUpperCase() ?? '';
    if (found !== name)
      return `its line ${String(i + 1)} begins with \`${(lines[i] ?? '').slice(0, 24)}\`, where \`${name}\` is due`;
  }
  const perHour = number(fields(lines[7]!)[2]);
  if (perHour !== 1)
    return `it has ${Number.isFinite(perHour) ? String(perHour) : 'an unknown number of'} records an hour (\`DATA PERIODS\`), and one is read: average it by the hour`;
  return undefined;
}

function gapProblem(what: string, gap: Gap): string | undefined {
  if (gap.longest > LONGEST_GAP) return `it lacks the ${what} of ${String(gap.longest)} hours one after the other`;
  if (gap.hours > MOST_GAPS) return `it lacks the ${what} of ${String(gap.hours)} hours`;
  return undefined;
}

/** 0.4 % dry bulb of cooling and 0.4 % wet bulb of evaporation, as `DESIGN CONDITIONS` has them behind the word `Cooling`. */
function designValues(line: string): EpwYear['design'] {
  const row = fields(line);
  const cooling = row.indexOf('Cooling');
  if (cooling < 0) return undefined;
  const [dry, wet] = [number(row[cooling + 3]), number(row[cooling + 9])];
  if (!within(dry, -40, 60)) return undefined;
  return { dryBulb996: dry, ...(within(wet, -40, dry) ? { wetBulb996: wet } : {}) };
}
