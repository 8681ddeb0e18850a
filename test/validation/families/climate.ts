import type { Climate } from '../../../compiler/src/ir/index.js';
import { enthalpy, humidityRatio, saturationPressure } from '../../../compiler/src/ir/psychrometrics.js';
import { weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { type Answer, type Driver, type Family, none, notModelled } from '../support/driver.js';
import { libraryIndex, unread } from '../support/plan.js';

const saturation: Driver = (inputs, items) => {
  const pressure = inputs.number('pressure_pa');
  const answers: Record<string, Answer> = {};
  for (const item of items) {
    const [, what, degrees] = /^(pws|ws|h_sat)_(-?\d+)c$/.exec(item) ?? [];
    const celsius = Number(degrees);
    const vapour = saturationPressure(celsius);
    if (what === 'pws') answers[item] = vapour;
    if (what === 'ws') answers[item] = humidityRatio(vapour, pressure);
    if (what === 'h_sat') answers[item] = enthalpy(celsius, humidityRatio(vapour, pressure));
  }
  return answers;
};

/** The program makes its hours from a climate's means and bins. Only climates whose source is the case's own file compare. */
const economizerHours: Driver = (inputs, items) => {
  const answers: Record<string, Answer> = {};
  for (const [place] of inputs.entries('weather_files')) {
    const mine = items.filter((item) => item.startsWith(`${place}.`));
    const climate = climateOf(inputs.at('weather_files').text(place));
    if (climate === undefined) {
      for (const item of mine)
        answers[item] = notModelled('the library has no climate from this file, and the case holds no hours of it');
      continue;
    }
    const weather = weatherOf(climate, place, unread());
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    for (const item of mine) {
      const [, bulb, degrees] = /\.hours_(db|wb)_le_(\d+)$/.exec(item) ?? [];
      const hours = bulb === 'wb' || item.endsWith('wb_c') ? weather.wetBulb : weather.dryBulb;
      answers[item] = degrees === undefined ? mean(hours) : hours.filter((value) => value <= Number(degrees)).length;
    }
  }
  return answers;
};

function climateOf(file: string): Climate | undefined {
  for (const entity of libraryIndex().values())
    if (entity.kind === 'climate' && entity.proxy === undefined && entity.sources?.['']?.where?.includes(file) === true)
      return entity;
  return undefined;
}

export const climate: Family = {
  'F-psychro-*': saturation,
  'F-economiser-hours-*': economizerHours,
  'F-design-conditions-*': none(
    'climates state percentiles of their typical year, not design conditions of longer records',
  ),
};
