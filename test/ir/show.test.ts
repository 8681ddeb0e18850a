import { describe, expect, it } from 'vitest';
import {
  inUnit,
  showDate,
  showIn,
  showMoney,
  showNumber,
  showPeriod,
  showQuantity,
  showRate,
  showShare,
} from '../../compiler/src/ir/show.js';
import { shownUnits, unitFactor } from '../../compiler/src/ir/show-units.js';
import { loadKinds } from '../../compiler/src/semantics/kinds/index.js';
import { resolveUnit, toSi } from '../../compiler/src/semantics/units/index.js';

const hour = 3600;

describe('a quantity for people', () => {
  it.each([
    [211e6, 'MW', '211 MW'],
    [58.04e6, 'MW', '58 MW'],
    [30_123, 'MW', '30.1 kW'],
    [999_999, 'kW', '1 MW'],
    [1.2e9, 'MW', '1.2 GW'],
    [-2.5e6, 'MW', '-2.5 MW'],
    [0, 'MW', '0 MW'],
    [0.5, 'kW', '0.5 W'],
    [132_000, 'kW/rack', '132 kW/rack'],
    [600, 'kW/rack', '0.6 kW/rack'],
    [40e6 / 60, 'MW/min', '40 MW/min'],
    [2_943 * hour, 'h', '2 940 h'],
    [0.0123, 'ms', '12.3 ms'],
    [15 * 365 * 24 * hour, 'years', '15 years'],
    [365 * 24 * hour, 'years', '1 year'],
    [3.96e15, 'MWh', '1.1 TWh'],
    [3.6e6, 'MWh', '1 kWh'],
    [41e6, 'MUSD', '41 M USD'],
    [41.23e6, 'USD', '41.2 M USD'],
    [1.2e9, 'MUSD', '1.2 B USD'],
    [310_000, 'MUSD', '310 k USD'],
    [9_940, 'USD', '9 940 USD'],
    [9_999, 'USD', '10 k USD'],
    [0, 'MUSD', '0 USD'],
    [-33e6, 'MUSD', '-33 M USD'],
    [42 / (1e6 * hour), 'USD/MWh', '42 USD/MWh'],
    [9.5 / (1e3 * 2_628_000), 'USD/kW/month', '9.5 USD/kW/month'],
    [2.5e-6, 'USD/Mtok', '2.5 USD/Mtok'],
    [305.15, 'degC', '32 °C'],
    [300.2, 'degC', '27.1 °C'],
    [5, 'K', '5 K'],
    [0.37 / (1e3 * 1e3 * hour), 'g/kWh', '0.37 g/kWh'],
    [1.5e-8, 'L/kWh', '54 L/kWh'],
    [1_234, '', '1 234'],
    [1.2345, '', '1.23'],
    [0.4, '%', '40 %'],
    [400, 'racks', '400 racks'],
    [12_345, 'accelerators', '12 345 accelerators'],
    [4.12e19, 'EFLOP/s', '41.2 EFLOP/s'],
    [5e10, 'Gb/s', '400 Gb/s'],
    [1e12, 'Gb/s', '8 Tb/s'],
    [163_840, 'kB/token', '164 kB/token'],
  ])('%d in %s', (si, unit, expected) => {
    expect(showQuantity(si, unit)).toBe(expected);
  });

  it('unknown is not zero', () => {
    expect([
      showQuantity(null, 'MW'),
      showIn(null, 'MW'),
      showMoney(null),
      showShare(null),
      showRate(null, 'req'),
    ]).toEqual(Array(5).fill('unknown'));
    expect(showQuantity(Number.NaN, 'MW')).toBe('unknown');
  });

  it('keeps the unit where numbers are compared', () => {
    expect(showIn(1.2e9, 'MW')).toBe('1 200 MW');
    expect(showIn(30_123, 'MW')).toBe('0.0301 MW');
    expect(showIn(41.23e6, 'MUSD')).toBe('41.2 MUSD');
    expect(inUnit(305.15, 'degC')).toBeCloseTo(32, 12);
  });

  it('shows money in the currency of the campus', () => {
    expect(showMoney(1.08e6, 'EUR', 1.08)).toBe('1 M EUR');
    expect(showMoney(2.5e12)).toBe('2.5 T USD');
  });

  it('refuses a unit that no kind shows', () => {
    expect(() => showIn(1, 'furlong')).toThrow('furlong');
    expect(() => unitFactor('constructor')).toThrow('constructor');
  });
});

describe('a share', () => {
  it.each([
    [0, '0 %'],
    [0.0012, '0.12 %'],
    [0.345, '34.5 %'],
    [0.9, '90 %'],
    [0.985, '98.5 %'],
    [0.9996, '99.96 %'],
    [0.99999, '99.999 %'],
    [1, '100 %'],
    [1.234, '123 %'],
    [-0.05, '-5 %'],
    [-0.9999, '-99.99 %'],
  ])('%d', (share, expected) => {
    expect(showShare(share)).toBe(expected);
  });
});

describe('other numbers', () => {
  it.each([
    [1_000_000, '1 000 000'],
    [1_234_567, '1 230 000'],
    [0.000_012_3, '0.0000123'],
    [1.5e-9, '1.5e-9'],
    [2.94e18, '2.94e18'],
    [99.96, '100'],
    [-0.5, '-0.5'],
  ])('%d', (value, expected) => {
    expect(showNumber(value)).toBe(expected);
  });

  it('rates of work', () => {
    expect(showRate(12_000, 'req')).toBe('12 000 req/s');
    expect(showRate(3.21e6, 'tok')).toBe('3.21 M tok/s');
  });
});

describe('dates', () => {
  it.each([
    ['2029-01-01', '2029-01'],
    ['2029-03-15', '2029-03-15'],
  ])('%s', (date, expected) => {
    expect(showDate(date)).toBe(expected);
  });

  it.each([
    ['2027-01-01', '2032-12-31', '2027..2032'],
    ['2027-01-01', '2027-12-31', '2027'],
    ['2027-03-01', '2027-06-30', '2027-03..2027-06'],
    ['2028-02-01', '2028-02-29', '2028-02'],
    ['2027-03-15', '2027-06-30', '2027-03-15..2027-06-30'],
  ])('%s to %s', (from, to, expected) => {
    expect(showPeriod(from, to)).toBe(expected);
  });
});

describe('the units to show', () => {
  it('are worth what the language says they are', () => {
    for (const unit of shownUnits) {
      const result = resolveUnit(unit);
      if (!result.ok) throw new Error(result.error.message);
      if (unit !== 'degC') expect(unitFactor(unit), unit).toBeCloseTo(toSi(1, result.unit), 12);
    }
  });

  it('cover every property and metric', () => {
    const { kinds, metrics } = loadKinds().table;
    const units = [...kinds.flatMap((kind) => kind.properties), ...metrics].flatMap(({ unit }) => unit ?? []);
    expect(units.length).toBeGreaterThan(100);
    for (const unit of units) expect(() => showQuantity(1, unit), unit).not.toThrow();
  });
});
