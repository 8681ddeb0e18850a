import { describe, expect, it } from 'vitest';
import { designPath, runPath } from '../../../compiler/src/simulation/electrical/path.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { bindWeather, designPlant, runPlant } from '../../../compiler/src/simulation/thermal/plant.js';
import { weatherOf } from '../../../compiler/src/simulation/weather/weather.js';
import { climateOf, records } from '../weather/fixtures.js';
import { airCooling, celsius, directToChip, electrical } from './fixtures.js';

describe('measured and detailed plants', () => {
  it('comes within 15 % of the Modelica reference of a 500 kW room in San Francisco, first week of June: 68.3 kW', () => {
    // Typical year 724940: counts of hours at or below each temperature.
    const climate = climateOf('San Francisco', {
      lat: 37.6,
      elevation: 3,
      means: [13.79, 11.12],
      highest: 34,
      at996: [28.3, 18.6],
      dryBelow: { 18: 7587, 24: 8645, 27: 8723 },
      wetBelow: { 10: 2816, 15: 8098, 18: 8729 },
    });
    // Chilled- and condenser-water pumps together, tower at 4 K, air at 18 °C; the reference resets its chilled water.
    const cooling = airCooling({ supply: celsius(18), economizer: 'water', approach: 4, pump: 0.031, unitSize: 742e3 });
    const plant = designPlant(cooling, { rating: 500e3, rackLiquidShare: 0, racks: 50 }, 'hall', new NoteCollector());
    const out = new Float64Array(8760);
    runPlant(
      bindWeather(plant, weatherOf(climate, 'campus', new NoteCollector())),
      new Float64Array(8760).fill(500e3),
      out,
    );
    const week = out.subarray(151 * 24, 158 * 24).reduce((sum, power) => sum + power, 0) / 168;
    expect(Math.abs(week / 68.3e3 - 1)).toBeLessThan(0.15);
  });

  it('comes within .02 of the PUE of a warm-water plant without chillers near Denver: 1.036', () => {
    const cooling = directToChip({
      chiller: 'none',
      economizer: 'water',
      approach: 4,
      supply: celsius(24),
      liquidShare: 0.9,
      airSupply: celsius(26),
      unitSize: 0.5e6,
    });
    const plant = designPlant(cooling, { rating: 1.4e6, rackLiquidShare: 0.9, racks: 50 }, 'hall', new NoteCollector());
    const it1 = new Float64Array(8760).fill(1e6);
    const out = new Float64Array(8760);
    const { energy } = runPlant(
      bindWeather(plant, weatherOf(climateOf('Denver', records.denver), 'campus', new NoteCollector())),
      it1,
      out,
    );
    const path = designPath(electrical({ upsShare: 0.3 }), 1.4e6, plant.designPower, 'hall', new NoteCollector());
    const losses = runPath(path, it1, out, new Float64Array(8760));
    expect(Math.abs(1 + (energy + losses) / (1e6 * 8760 * 3600) - 1.036)).toBeLessThan(0.02);
  });
});
