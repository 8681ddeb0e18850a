import { describe, expect, it } from 'vitest';
import {
  fromSi,
  resolveUnit,
  showDimension,
  toSi,
  unitSymbols,
  type UnitContext,
} from '../../../compiler/src/semantics/units/index.js';

/** The value in SI with its dimension, or the message. */
function si(value: number, unit: string, context?: UnitContext): string {
  const result = resolveUnit(unit, context);
  if (!result.ok) return result.error.message;
  return `${toSi(value, result.unit)} ${showDimension(result.unit.dimension)}`;
}

describe('a unit', () => {
  it.each([
    [132, 'kW/rack', '132000 power per rack (kW/rack)'],
    [9.5, 'USD/kW/month', `${9.5 / 2628000000} money per energy (USD/MWh)`],
    [40, 'MW/min', `${40e6 / 60} power per time (MW/min)`],
    [35, '%/year', `${35 / 3153600000} share per time (%/year)`],
    [0.36, 'kg/kWh', '1e-7 mass per energy (kg/kWh)'],
    [1.8, 'L/kWh', '5e-10 volume per energy (L/kWh)'],
    [2.5, 'USD/Mtok', '0.0000025 money per token (USD/Mtok)'],
    [12000, 'req/s', '12000 requests per time (req/s)'],
    [5, 'ktok/s', '5000 tokens per time (tok/s)'],
    [400, 'Gb/s', '50000000000 data rate (Gb/s)'],
    [8, 'TB/s', '8000000000000 data rate (Gb/s)'],
    [989, 'TFLOP/s', '989000000000000 FLOP per time (TFLOP/s)'],
    [32, 'degC', '305.15 temperature (degC)'],
    [32, '°C', '305.15 temperature (degC)'],
    [5, 'K', '5 temperature difference (K)'],
    [70, '%', '0.7 a plain number'],
    [35, '%', '0.35 a plain number'],
    [2, 'pp', '0.02 a plain number'],
    [15, 'years', '473040000 time (h)'],
    [1, 'month', '2628000 time (h)'],
    [450, 'ms', '0.45 time (h)'],
    [3, 'µs', '0.000003 time (h)'],
    [3, 'us', '0.000003 time (h)'],
    [60, 'MVA', '60000000 apparent power (kVA)'],
    [300, 'kt', '300000000 mass (kg)'],
    [1.9, 'MUSD', '1900000 money (USD)'],
    [2, 'BUSD', '2000000000 money (USD)'],
    [10, 'acre', '40468.564224 area (m2)'],
    [1, 'TWh', '3600000000000000 energy (kWh)'],
    [160, 'kB/token', '160000 data per token (kB/token)'],
    [4, 'accelerators', '4 accelerators (accelerators)'],
    [4, 'gpus', '4 accelerators (accelerators)'],
  ])('%d %s', (value, unit, expected) => {
    expect(si(value, unit)).toBe(expected);
  });

  it('has one spelling for one meaning', () => {
    for (const [symbol, unit] of unitSymbols) expect(unit.symbol).toBe(symbol);
    expect(unitSymbols.has('mW'), 'no milliwatt beside the megawatt').toBe(false);
    expect(unitSymbols.has('minch')).toBe(false);
  });

  it('converts there and back', () => {
    for (const symbol of unitSymbols.keys()) {
      const result = resolveUnit(symbol, { exchange: () => 1.25 });
      if (!result.ok) throw new Error(result.error.message);
      expect(fromSi(toSi(7, result.unit), result.unit), symbol).toBeCloseTo(7, 9);
    }
  });

  it('tells a percentage, which may be relative, from a percentage point', () => {
    const percent = resolveUnit('%');
    const point = resolveUnit('pp');
    const yearly = resolveUnit('%/year');
    expect(percent.ok && percent.unit.isPercent && !percent.unit.isPercentagePoint).toBe(true);
    expect(point.ok && point.unit.isPercentagePoint).toBe(true);
    expect(yearly.ok && !yearly.unit.isPercent).toBe(true);
  });
});

describe('a currency', () => {
  it('needs a rate, unless it is USD', () => {
    expect(si(42, 'EUR/MWh')).toBe('no exchange rate for EUR: add `exchange { EUR: … USD }`');
    expect(si(3600, 'MEUR/MWh', { exchange: (c) => (c === 'EUR' ? 1.08 : undefined) })).toBe(
      '1.08 money per energy (USD/MWh)',
    );
  });

  it('is named in the unit', () => {
    const result = resolveUnit('kEUR/year', { exchange: () => 1 });
    expect(result.ok ? result.unit.currency : '').toBe('EUR');
  });
});

describe('an unknown unit', () => {
  it.each([
    ['KW', '`KW` is not a unit; did you mean `kW`?'],
    ['Mw', '`Mw` is not a unit; did you mean `MW`?'],
    ['mw', '`mw` is not a unit; did you mean `MW`?'],
    ['USD/kwh', '`kwh` is not a unit; did you mean `USD/kWh`?'],
    ['$', '`$` is not a unit; did you mean `USD`?'],
    ['$/KW/mo', '`$` is not a unit; did you mean `USD/kW/month`?'],
    ['C', '`C` is not a unit; did you mean `degC`?'],
    ['seconds', '`seconds` is not a unit; did you mean `s`?'],
    ['kW/rak', '`rak` is not a unit; did you mean `kW/rack`?'],
    ['yeras', '`yeras` is not a unit; did you mean `years`?'],
    ['qps', '`qps` is not a unit; did you mean `req/s`?'],
    ['Gbps', '`Gbps` is not a unit; did you mean `Gb/s`?'],
    ['gb/s', '`gb` is not a unit; did you mean `GB/s` or `Gb/s`?'],
    ['kgCO2e/kWh', '`kgCO2e` is not a unit; did you mean `kg/kWh`?'],
    ['bananas', '`bananas` is not a unit'],
    ['kW/', '`kW/` is not a unit'],
    ['constructor', '`constructor` is not a unit'],
    ['', '`` is not a unit'],
  ])('%s', (unit, message) => {
    expect(si(1, unit)).toBe(message);
  });

  it('a temperature point does not stand in a quotient', () => {
    expect(si(1, 'degC/h')).toBe('`degC` is a point on the temperature scale; a difference is in K: `K/h`');
  });
});
