import { describe, expect, it } from 'vitest';
import {
  enthalpy,
  humidityRatio,
  saturationPressure,
  standardPressure,
  wetBulb,
} from '../../../compiler/src/ir/psychrometrics.js';

const SEA_LEVEL = 101325;

describe('moist air against the tables of the ASHRAE Handbook', () => {
  it.each([
    [-20, 103.24],
    [5, 872.6],
    [25, 3169.7],
    [50, 12351.3],
  ])('saturation pressure at %d °C is %d Pa', (celsius, pascals) => {
    expect(Math.abs(saturationPressure(celsius) / pascals - 1)).toBeLessThan(3e-4);
  });

  it.each([
    [5, 0.005425],
    [25, 0.020173],
  ])('saturated humidity ratio at %d °C is %d', (celsius, ratio) => {
    expect(Math.abs(humidityRatio(saturationPressure(celsius), SEA_LEVEL) / ratio - 1)).toBeLessThan(5e-3);
  });

  it('saturated enthalpy at 25 °C is 76,504 J/kg', () => {
    expect(Math.abs(enthalpy(25, 0.020173) / 76504 - 1)).toBeLessThan(0.01);
  });

  it('pressure falls to 83 kPa in Denver', () => {
    expect(standardPressure(1650)).toBeCloseTo(83050, -3);
  });
});

describe('wet bulb', () => {
  it('equals the dry bulb in saturated air', () => {
    for (const celsius of [-10, 5, 25, 35]) {
      expect(wetBulb(celsius, humidityRatio(saturationPressure(celsius), SEA_LEVEL), SEA_LEVEL)).toBeCloseTo(
        celsius,
        2,
      );
    }
  });

  it('is about 17.9 °C at 25 °C and half saturation', () => {
    expect(wetBulb(25, humidityRatio(0.5 * saturationPressure(25), SEA_LEVEL), SEA_LEVEL)).toBeCloseTo(17.9, 1);
  });
});
