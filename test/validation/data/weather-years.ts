import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { humidityRatio, saturationPressure, wetBulb } from '../../../compiler/src/ir/psychrometrics.js';

/** Where weather years are looked for, from the repository's root. They are not part of the repository. */
export const WEATHER_DATA = '../shared/data';

/** A year of hours of a place. °C, metres, degrees. */
export interface WeatherYear {
  readonly name: string;
  readonly lat: number;
  readonly lon: number;
  readonly elevation: number;
  readonly dryBulb: Float64Array;
  readonly wetBulb: Float64Array;
}

type Row = Readonly<Record<string, string>>;

function path(file: string): string {
  return fileURLToPath(new URL(`${WEATHER_DATA}/${file}`, new URL('../../../', import.meta.url)));
}

function rowsOf(text: string): Row[] {
  const [head = '', ...lines] = text.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => Object.fromEntries(line.split(',').map((field, i) => [names[i] ?? '', field])));
}

function column(rows: readonly Row[], name: string): Float64Array {
  return Float64Array.from(rows, (row) => Number(row[name]));
}

/** Typical years of seven US metros, from EPW files; `undefined` where the data are not there. */
export function typicalYears(): readonly WeatherYear[] | undefined {
  const sites = path('weather-tmy-us/sites.csv');
  if (!existsSync(sites)) return undefined;
  return rowsOf(readFileSync(sites, 'utf8')).map((site) => {
    const id = site['id'] ?? '';
    const rows = rowsOf(gunzipSync(readFileSync(path(`weather-tmy-us/${id}.csv.gz`))).toString('utf8'));
    const dryBulb = column(rows, 'db_c');
    const [humidity, pressure] = [column(rows, 'rh_pct'), column(rows, 'p_pa')];
    return {
      name: id,
      lat: Number(site['lat']),
      lon: Number(site['lon']),
      elevation: Number(site['elev_m']),
      dryBulb,
      wetBulb: dryBulb.map((dry, hour) => {
        if (humidity[hour]! >= 100) return dry;
        const vapour = (humidity[hour]! / 100) * saturationPressure(dry);
        return Math.min(dry, wetBulb(dry, humidityRatio(vapour, pressure[hour]!), pressure[hour]!));
      }),
    };
  });
}

/** Places of the zones of 2023, and hours that their clocks are ahead of UTC. Elevations matter to the driest air only. */
const ZONES: Readonly<Record<string, readonly [name: string, lat: number, lon: number, ahead: number]>> = {
  'US-MIDA-PJM': ['Philadelphia 2023', 39.95, -75.17, -5],
  'US-TEX-ERCO': ['Dallas 2023', 32.78, -96.8, -6],
  'US-CAL-CISO': ['San Jose 2023', 37.34, -121.89, -8],
  'US-NY-NYIS': ['New York 2023', 40.71, -74.01, -5],
  'CA-ON': ['Toronto 2023', 43.65, -79.38, -5],
  'DE-LU': ['Frankfurt 2023', 50.11, 8.68, 1],
  SG: ['Singapore 2023', 1.35, 103.82, 8],
  'JP-TK': ['Tokyo 2023', 35.68, 139.69, 9],
};

/** The year 2023 of eight zones from reanalysis, in local standard time; `undefined` where the data are not there. */
export function years2023(): readonly WeatherYear[] | undefined {
  if (!existsSync(path('grid-weather-2023/README.md'))) return undefined;
  return Object.entries(ZONES).map(([zone, [name, lat, lon, ahead]]) => {
    const rows = rowsOf(gunzipSync(readFileSync(path(`grid-weather-2023/${zone}.csv.gz`))).toString('utf8'));
    const local = (values: Float64Array): Float64Array =>
      values.map((_, hour) => values[(hour - ahead + 8760) % 8760]!);
    const [dry, wet] = [local(column(rows, 'db_c')), local(column(rows, 'wb_c'))];
    return {
      name,
      lat,
      lon,
      elevation: 0,
      dryBulb: dry,
      wetBulb: wet.map((value, hour) => Math.min(value, dry[hour]!)),
    };
  });
}
