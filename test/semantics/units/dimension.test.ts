import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  baseDimensions,
  counts,
  dimension,
  dimensionFromKey,
  dimensionless,
  dimensionsOfTypeText,
  divide,
  explainMismatch,
  multiply,
  power,
  quantities,
  resolveUnit,
  showDimension,
  temperaturePoint,
  withoutCounts,
  type Dimension,
} from '../../../compiler/src/semantics/units/index.js';

const anyDimension = fc
  .array(fc.integer({ min: -3, max: 3 }), { minLength: baseDimensions.length, maxLength: baseDimensions.length })
  .map((exponents) => dimension(Object.fromEntries(baseDimensions.map((base, index) => [base, exponents[index]]))));

function of(unit: string): Dimension {
  const result = resolveUnit(unit);
  if (!result.ok) throw new Error(result.error.message);
  return result.unit.dimension;
}

describe('dimensions', () => {
  it('form a group, and equal ones are the same object', () => {
    fc.assert(
      fc.property(anyDimension, anyDimension, (a, b) => {
        expect(multiply(a, b)).toBe(multiply(b, a));
        expect(divide(multiply(a, b), b)).toBe(a);
        expect(divide(a, a)).toBe(dimensionless);
        expect(power(a, 2)).toBe(multiply(a, a));
        expect(power(a, 0)).toBe(dimensionless);
        expect(dimensionFromKey(a.key)).toBe(a);
      }),
    );
  });

  it('keep a temperature apart from a difference', () => {
    expect(temperaturePoint).not.toBe(quantities.TemperatureDifference.dimension);
    expect(dimensionFromKey(temperaturePoint.key)).toBe(temperaturePoint);
  });

  it('can forget what is counted', () => {
    expect(withoutCounts(of('kW/rack'))).toBe(quantities.Power.dimension);
    expect(withoutCounts(counts.rack.dimension)).toBe(dimensionless);
  });

  it('are shown in the unit of the property: a demand charge and an energy price are one dimension', () => {
    expect(of('USD/kW/month')).toBe(of('USD/MWh'));
    expect(showDimension(of('USD/MWh'))).toBe('money per energy (USD/MWh)');
    expect(showDimension(of('USD/MWh'), 'USD/kWh')).toBe('money per energy (USD/kWh)');
    expect(showDimension(of('USD/MWh'), 'USD/kW/year')).toBe('money per power and time (USD/kW/year)');
    expect(showDimension(of('kW/rack'), 'kW/rack')).toBe('power per rack (kW/rack)');
    expect(showDimension(of('%'), '%')).toBe('share (%)');
    expect(showDimension(of('%/year'))).toBe('share per time (%/year)');
    expect(showDimension(power(of('kg'), 2))).toBe('a product of units (kg^2)');
  });

  it('reject a key that is none', () => {
    expect(dimensionFromKey('length2*weight')).toBeUndefined();
  });
});

describe('the type of a property', () => {
  it.each([
    ['Power/rack', 'kW/rack'],
    ['Money/Power/Time', 'USD/kW/month'],
    ['Flop/Time', 'TFLOP/s'],
    ['Data/Token', 'kB/token'],
    ['Area/Power', 'm2/kW'],
    ['Money/Request', 'USD/kreq'],
    ['Carbon/Energy', 'g/kWh'],
    ['Temperature', 'degC'],
    ['Power*Time', 'kWh'],
  ])('%s is written in %s', (type, unit) => {
    expect(dimensionsOfTypeText(type)).toEqual([of(unit)]);
  });

  it('`Rate` is whatever the workload is measured in', () => {
    expect(dimensionsOfTypeText('Rate')?.map((dimension) => showDimension(dimension))).toEqual([
      'requests per time (req/s)',
      'tokens per time (tok/s)',
      'accelerators (accelerators)',
      'power (kW)',
    ]);
  });

  it('is undefined for a kind', () => {
    expect(dimensionsOfTypeText('cooling')).toBeUndefined();
    expect(dimensionsOfTypeText('Power/weather')).toBeUndefined();
  });
});

describe('a mismatch', () => {
  it.each([
    ['kW', 'kW/rack', 'divide by the number of racks, or write it per rack, as in `kW/rack`'],
    ['kW/rack', 'kW', 'multiply by the number of racks'],
    ['kWh', 'kW', 'energy is power times time: `kW` for power, `kWh` for energy; divide by a time such as `1 h`'],
    ['kW', 'kWh', 'energy is power times time: `kWh` for energy, `kW` for power; multiply by a time such as `1 h`'],
    ['degC', 'K', 'a difference of temperatures is written in K, as in `5 K`'],
    ['K', 'degC', 'a temperature is written in degC, as in `32 degC`; K is for differences'],
    ['MVA', 'MW', 'multiply by a power factor (`powerFactor`) to get W from VA'],
    ['MW', 'MVA', 'divide by a power factor to get VA from W'],
    ['Gb', 'Gb/s', 'a rate has a time in it, as in `Gb/s`'],
    ['TFLOP', 'TFLOP/s', 'a rate has a time in it, as in `TFLOP/s`'],
    ['%', 'kW', 'a unit is missing, such as `kW`'],
    ['kW', '%', 'a number without a unit is due here'],
    ['USD', 'USD/kW', 'divide by power (kW)'],
    ['USD/kW/month', 'USD/kW', 'multiply by time (h)'],
  ])('%s where %s is due', (found, expected, hint) => {
    expect(explainMismatch(of(found), of(expected))).toBe(hint);
  });

  it('without anything in common has no hint', () => {
    expect(explainMismatch(of('kW'), of('m2'))).toBeUndefined();
  });
});
