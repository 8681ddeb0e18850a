import type { AnyCooling, Climate } from '../../../compiler/src/ir/index.js';
import { climateStatistics } from '../../../compiler/src/semantics/weather/statistics.js';
import { firstStateOfDay, weekShape } from '../../../compiler/src/simulation/demand/week.js';
import { bindWeather, designPlant, runPlant } from '../../../compiler/src/simulation/thermal/plant.js';
import type { Weather } from '../../../compiler/src/simulation/weather/weather.js';
import { unread } from '../support/plan.js';
import type { WeatherYear } from './weather-years.js';

const KELVIN = 273.15;
const RATING = 10e6;

/** What the library states of a climate, from a year's hours. */
export function compactClimate(year: WeatherYear): Climate {
  const figures = climateStatistics(year.dryBulb, year.wetBulb);
  const kelvin = (celsius: number): number => celsius + KELVIN;
  const bins = (below: readonly (readonly [number, number])[]) =>
    below.map(([celsius, hours]) => ({ at: kelvin(celsius), value: hours * 3600 }));
  return {
    kind: 'climate',
    name: year.name,
    lat: year.lat,
    lon: year.lon,
    elevation: year.elevation,
    meanDryBulb: kelvin(figures.meanDryBulb),
    meanWetBulb: kelvin(figures.meanWetBulb),
    maxDryBulb: kelvin(figures.maxDryBulb),
    dryBulb996: kelvin(figures.dryBulb996),
    wetBulb996: kelvin(figures.wetBulb996),
    dryBulbBelow: bins(figures.dryBulbBelow),
    wetBulbBelow: bins(figures.wetBulbBelow),
    monthlyDryBulb: figures.monthlyDryBulb.map(kelvin),
    monthlyWetBulb: figures.monthlyWetBulb.map(kelvin),
    monthlyRange: figures.monthlyRange,
    monthlySpread: figures.monthlySpread,
    warmestHour: figures.warmestHour,
  };
}

/** Heat of each hour of a year, W: low, high, and twice as high in the afternoon as at night with quiet weekends. */
export const loads: readonly (readonly [name: string, heat: Float64Array])[] = [
  ['30 %', new Float64Array(8760).fill(0.3 * RATING)],
  ['80 %', new Float64Array(8760).fill(0.8 * RATING)],
  ['office hours', officeHours()],
];

function officeHours(): Float64Array {
  const profile = Array.from({ length: 24 }, (_, hour) => 1 - 0.35 * Math.cos((2 * Math.PI * (hour - 3)) / 24));
  const week = weekShape(profile, 0.5);
  return Float64Array.from(
    { length: 8760 },
    (_, hour) => 0.5 * RATING * week[firstStateOfDay(Math.floor(hour / 24)) + (hour % 24)]!,
  );
}

export interface Difference {
  readonly plant: string;
  readonly load: string;
  /** Share of the plant's own energy, with the sign of synthesised less measured. */
  readonly energy: number;
  /** Hours a year. */
  readonly freeCooling: number;
}

/** A plant's year under synthesised hours less that under measured ones, for each load. */
export function differences(cooling: AnyCooling, measured: Weather, synthesised: Weather): readonly Difference[] {
  const plant = designPlant(cooling, { rating: RATING, rackLiquidShare: 0.8, racks: 100 }, 'hall', unread());
  const out = new Float64Array(8760);
  const [a, b] = [bindWeather(plant, measured), bindWeather(plant, synthesised)];
  return loads.map(([load, heat]) => {
    const [real, made] = [runPlant(a, heat, out), runPlant(b, heat, out)];
    return {
      plant: cooling.name ?? '',
      load,
      energy: made.energy / real.energy - 1,
      freeCooling: made.freeCoolingHours - real.freeCoolingHours,
    };
  });
}
