import { describe, expect, it } from 'vitest';
import { type Weather, weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { coolings } from '../../simulation/calendar/errors.js';
import { entry, libraryIndex, unread } from '../support/plan.js';
import { compactClimate, type Difference, differences } from './weather-plants.js';
import { typicalYears, WEATHER_DATA, type WeatherYear, years2023 } from './weather-years.js';

/** Largest share by which the energy of a plant may differ under a compact climate and under the hours it sums up. */
const LIMIT = 0.02;

const typical = typicalYears();
const past = years2023();
const plants = coolings(libraryIndex().values());

if (typical === undefined || past === undefined)
  console.log(`weather years are not in ${WEATHER_DATA}: compact climates are not compared with hours`);

function compare(year: WeatherYear, made: Weather): readonly Difference[] {
  const measured = { dryBulb: year.dryBulb, wetBulb: year.wetBulb, basis: year.name };
  return plants.flatMap((plant) => differences(plant, measured, made));
}

/** `name   CRAH_Chiller +0.1 -0.2 +0.0 % (-3 h)`: the energy of each load, and the hours of free cooling. */
function table(name: string, all: readonly Difference[]): string {
  const signed = (value: number, digits: number): string => `${value < 0 ? '' : '+'}${value.toFixed(digits)}`;
  const lines = plants.map(({ name: plant }) => {
    const mine = all.filter((each) => each.plant === plant);
    const energies = mine.map(({ energy }) => signed(100 * energy, 2).padStart(6)).join(' ');
    return `  ${(plant ?? '').padEnd(22)} ${energies} %   ${signed(mine[0]?.freeCooling ?? NaN, 0).padStart(5)} h`;
  });
  return `${name}\n${lines.join('\n')}`;
}

/** Prints the differences of a place and expects all of them within the limit. */
function judge(name: string, all: readonly Difference[]): void {
  console.log(table(name, all));
  const outside = all.filter(({ energy }) => !(Math.abs(energy) < LIMIT));
  expect(outside.map(({ plant, load, energy }) => `${plant} ${load} ${(100 * energy).toFixed(2)} %`)).toEqual([]);
}

describe.skipIf(typical === undefined || past === undefined)(
  'annual plant energy under a compact climate is within 2 % of that under the hours it sums up',
  () => {
    it.each([...(typical ?? []), ...(past ?? [])])('$name', (year) => {
      judge(year.name, compare(year, weatherOf(compactClimate(year), year.name, unread())));
    });
  },
);

describe.skipIf(typical === undefined)('and so it is under the library’s own figures of the same record', () => {
  it.each([
    ['va-leesburg', 'Ashburn'],
    ['tx-dallas', 'Dallas'],
    ['az-phoenix', 'Phoenix'],
    ['ca-san-jose', 'San_Jose'],
    ['il-chicago', 'Chicago'],
  ])('%s, %s', (id, name) => {
    const year = typical?.find((each) => each.name === id);
    if (year === undefined) throw new Error(`there is no weather year ${id}`);
    judge(name, compare(year, weatherOf(entry(`std/climates#${name}`, 'climate'), name, unread())));
  });
});
