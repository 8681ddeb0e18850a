import type { Climate } from '../../../compiler/src/ir/index.js';
import { celsius } from '../thermal/fixtures.js';

interface Record {
  readonly lat: number;
  readonly elevation: number;
  readonly means: readonly [number, number];
  readonly highest: number;
  readonly at996: readonly [number, number];
  readonly dryBelow: { readonly [celsius: number]: number };
  readonly wetBelow: { readonly [celsius: number]: number };
  readonly dry?: readonly number[];
  readonly wet?: readonly number[];
  readonly range?: readonly number[];
  readonly spread?: readonly number[];
}

const bins = (record: { readonly [celsius: number]: number }) =>
  Object.entries(record).map(([at, hours]) => ({ at: celsius(Number(at)), value: hours * 3600 }));

/** A climate from the catalogue's figures in °C and hours. */
export function climateOf(name: string, record: Record): Climate {
  return {
    kind: 'climate',
    name,
    lat: record.lat,
    lon: 0,
    elevation: record.elevation,
    meanDryBulb: celsius(record.means[0]),
    meanWetBulb: celsius(record.means[1]),
    maxDryBulb: celsius(record.highest),
    dryBulb996: celsius(record.at996[0]),
    wetBulb996: celsius(record.at996[1]),
    dryBulbBelow: bins(record.dryBelow),
    wetBulbBelow: bins(record.wetBelow),
    warmestHour: 15,
    ...(record.dry ? { monthlyDryBulb: record.dry.map(celsius) } : {}),
    ...(record.wet ? { monthlyWetBulb: record.wet.map(celsius) } : {}),
    ...(record.range ? { monthlyRange: record.range } : {}),
    ...(record.spread ? { monthlySpread: record.spread } : {}),
  };
}

/** Typical years: hours below each temperature, means, 99.6 % values (SRC-TMYx, TMY3, IWEC files; counted by hour). */
export const records = {
  ashburn: {
    lat: 39.078,
    elevation: 119,
    means: [13.8, 10.5],
    highest: 37,
    at996: [35, 25.9],
    dryBelow: { 10: 3314, 15: 4422, 18: 5264, 20: 5755, 24: 7152, 27: 7771, 30: 8270, 32: 8561, 35: 8720 },
    wetBelow: { 10: 4211, 13: 4878, 16: 5743, 18: 6353, 20: 7121, 24: 8562 },
    dry: [1.23, 2.92, 7.24, 13.48, 18.57, 23.89, 25.78, 24.5, 20.48, 14.58, 7.81, 4.2],
    wet: [-1.22, 0.79, 3.72, 9.24, 14.61, 19.17, 21.26, 20.49, 17.4, 11.89, 5.35, 2.04],
    range: [7.41, 8.1, 10.35, 12.0, 11.82, 11.3, 12.63, 10.87, 10.71, 10.66, 10.57, 7.45],
    spread: [4.04, 4.68, 4.26, 3.62, 3.39, 1.89, 2.32, 2.04, 3.05, 5.15, 3.7, 4.15],
  },
  dallas: {
    lat: 32.898,
    elevation: 170.7,
    means: [19.8, 14.6],
    highest: 40,
    at996: [38.3, 26.8],
    dryBelow: { 10: 1716, 15: 2860, 18: 3647, 20: 4081, 24: 5366, 27: 6345, 30: 7288, 32: 7862, 35: 8390 },
    wetBelow: { 10: 2842, 13: 3567, 16: 4302, 18: 4930, 20: 5738, 24: 8137 },
    dry: [8.39, 9.41, 16.14, 18.96, 23.48, 28.44, 30.67, 30.59, 26.77, 20.76, 14.4, 9.05],
    wet: [5.24, 6.45, 11.23, 14.52, 17.47, 22.71, 23.69, 22.03, 20.32, 14.84, 10.51, 6.1],
    range: [9.15, 10.34, 11.52, 11.09, 11.39, 9.5, 9.92, 11.61, 11.15, 13.4, 10.88, 8.25],
    spread: [3.28, 4.64, 5.08, 3.69, 2.98, 2.64, 1.12, 2.43, 2.8, 5.38, 5.16, 3.65],
  },
  helsinki: {
    lat: 60.32,
    elevation: 56,
    means: [5.2, 3.4],
    highest: 28.7,
    at996: [25.3, 18.1],
    dryBelow: { 10: 5851, 15: 7445, 18: 8136, 20: 8401, 24: 8673, 27: 8746, 30: 8760, 32: 8760, 35: 8760 },
    wetBelow: { 10: 6583, 13: 7732, 16: 8528, 18: 8719, 20: 8759, 24: 8760 },
  },
  lasVegas: {
    lat: 36.08,
    elevation: 648,
    means: [19.8, 9.5],
    highest: 44.4,
    at996: [42.2, 22.2],
    dryBelow: { 10: 1839, 15: 3239, 18: 4069, 20: 4488, 24: 5543, 27: 6194, 30: 6863, 32: 7361, 35: 7901 },
    wetBelow: { 10: 4703, 13: 6039, 16: 7217, 18: 7991, 20: 8508, 24: 8760 },
  },
  singapore: {
    lat: 1.367,
    elevation: 16,
    means: [27.6, 25.4],
    highest: 34.9,
    at996: [33.5, 28.9],
    dryBelow: { 10: 0, 15: 0, 18: 0, 20: 0, 24: 464, 27: 3668, 30: 7156, 32: 8384, 35: 8760 },
    wetBelow: { 10: 0, 13: 0, 16: 0, 18: 0, 20: 0, 24: 1668 },
  },
  sydney: {
    lat: -33.95,
    elevation: 3,
    means: [17.9, 14.2],
    highest: 43,
    at996: [32, 22.6],
    dryBelow: { 10: 574, 15: 2395, 18: 4126, 20: 5526, 24: 7792, 27: 8447, 30: 8677, 32: 8717, 35: 8749 },
    wetBelow: { 10: 1696, 13: 3492, 16: 5313, 18: 6887, 20: 8041, 24: 8754 },
  },
  denver: {
    lat: 39.83,
    elevation: 1650,
    means: [10.9, 4.9],
    highest: 40,
    at996: [34.4, 18.2],
    dryBelow: { 10: 4178, 15: 5339, 18: 6298, 20: 6749, 24: 7618, 27: 8029, 30: 8362, 32: 8577, 35: 8726 },
    wetBelow: { 10: 5806, 13: 6991, 16: 8369, 18: 8717, 20: 8758, 24: 8760 },
  },
} as const satisfies { readonly [name: string]: Record };

/** Every hour the same: for what only one temperature decides. */
export function constantWeather(
  dry: number,
  wet: number,
): { readonly dryBulb: Float64Array; readonly wetBulb: Float64Array; readonly basis: string } {
  return { dryBulb: new Float64Array(8760).fill(dry), wetBulb: new Float64Array(8760).fill(wet), basis: 'constant' };
}
