import { scalesOf, unitFactor } from './show-units.js';
import { daysInMonth } from './dates.js';
import type { IsoDate } from './values.js';

/** What stands for a number that nobody knows: unknown is not zero. */
const unknown = 'unknown';

const counted: readonly string[] = ['racks', 'accelerators', 'ports', 'halls', 'servers'];

const singular: Readonly<Record<string, string>> = { years: 'year', months: 'month', days: 'day' };

/**
 * A quantity for people: three significant digits, thousands set apart by a space, its prefix chosen for handy digits.
 * `showQuantity(2.11e8, 'MW')` is `211 MW`, `showQuantity(4.1e7, 'MUSD')` is `41 M USD`. `null` is `unknown`.
 * @param si in SI, kelvin for temperatures
 * @param unit the unit that the property or metric shows, as its kind declares it; `''` for a plain number
 */
export function showQuantity(si: number | null, unit: string): string {
  if (si === null || !Number.isFinite(si)) return unknown;
  if (unit === '%') return showShare(si);
  const [first = '', ...rest] = unit.split('/');
  if (first.endsWith('USD')) return `${spelt(si / over(rest), 1e4)} ${['USD', ...rest].join('/')}`;
  if (first.endsWith('tok') || first.endsWith('req')) {
    return `${spelt(si / over(rest), 1e6)} ${[first.slice(-3), ...rest].join('/')}`;
  }
  return showIn(si, handiest(si, unit));
}

/** The same in exactly this unit, for columns that are to be compared: `showIn(5e6, 'kW')` is `5 000 kW`. */
export function showIn(si: number | null, unit: string): string {
  if (si === null || !Number.isFinite(si)) return unknown;
  if (unit === 'degC') return `${showNumber(Math.round((si - 273.15) * 10) / 10)} °C`;
  if (unit === '%') return showShare(si);
  const value = inUnit(si, unit);
  if (unit === '' || counted.includes(unit)) return `${showNumber(value)} ${unit}`.trimEnd();
  const digits = significant(value);
  return `${digits} ${digits === '1' ? (singular[unit] ?? unit) : unit}`;
}

/** The number itself in a unit, for machine-readable output. */
export function inUnit(si: number, unit: string): number {
  if (unit === '') return si;
  return unit === 'degC' ? si - 273.15 : si / unitFactor(unit);
}

/** Money. `inUsd` is what one unit of the currency is worth. */
export function showMoney(usd: number | null, currency = 'USD', inUsd = 1): string {
  return usd === null || !Number.isFinite(usd) ? unknown : `${spelt(usd / inUsd, 1e4)} ${currency}`;
}

/** A share in percent. Near the whole it keeps the digits that tell it from the whole: `99.99 %` is not `100 %`. */
export function showShare(share: number | null): string {
  if (share === null || !Number.isFinite(share)) return unknown;
  const percent = share * 100;
  const missing = 100 - Math.abs(percent);
  if (missing <= 0 || missing >= 10) return `${significant(percent)} %`;
  const decimals = Math.min(12, Math.max(1, -Math.floor(Math.log10(missing))));
  return `${trim(percent.toFixed(decimals))} %`;
}

/** Work per second: `12 000 req/s`, `3.2 M tok/s`. */
export function showRate(perSecond: number | null, of: 'req' | 'tok'): string {
  return showQuantity(perSecond, `${of}/s`);
}

/** A day of the IR: as a month when it is the first of one (`2029-01`), in full otherwise. */
export function showDate(date: IsoDate): string {
  return date.endsWith('-01') ? date.slice(0, 7) : date;
}

/** Two days, both inclusive, as a plan writes the range: `2027..2032`, `2027-03..2027-06`. */
export function showPeriod(from: IsoDate, to: IsoDate): string {
  if (from.endsWith('-01-01') && to.endsWith('-12-31')) {
    const [first, last] = [from.slice(0, 4), to.slice(0, 4)];
    return first === last ? first : `${first}..${last}`;
  }
  const [first, last] = from.endsWith('-01') && isMonthEnd(to) ? [from.slice(0, 7), to.slice(0, 7)] : [from, to];
  return first === last ? first : `${first}..${last}`;
}

function isMonthEnd(date: IsoDate): boolean {
  return Number(date.slice(8, 10)) >= daysInMonth(Number(date.slice(5, 7)));
}

/** A plain number: whole ones up to a million exactly, others with three significant digits. */
export function showNumber(value: number): string {
  return Number.isInteger(value) && Math.abs(value) < 1e6 ? grouped(String(value)) : significant(value);
}

/** Three significant digits in plain decimals, or with an exponent far from one. */
function significant(value: number): string {
  if (value === 0) return '0';
  const [mantissa = '', exponentText = '0'] = value.toExponential(2).split('e');
  const exponent = Number(exponentText);
  if (exponent < -6 || exponent >= 15) return `${trim(mantissa)}e${exponent}`;
  const sign = value < 0 ? '-' : '';
  const digits = mantissa.replace(/[-.]/g, '');
  if (exponent < 0) return sign + trim(`0.${'0'.repeat(-exponent - 1)}${digits}`);
  if (exponent >= 2) return sign + grouped(digits + '0'.repeat(exponent - 2));
  return sign + trim(`${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`);
}

/** With `k`, `M`, `B` or `T` set apart, once the number has reached `from`: `310 k`, `1.2 B`. */
function spelt(value: number, from: number): string {
  const size = Math.abs(rounded(value));
  if (size < from) return significant(value);
  const [letter, factor] =
    (
      [
        ['T', 1e12],
        ['B', 1e9],
        ['M', 1e6],
      ] as const
    ).find((scale) => size >= scale[1]) ?? (['k', 1e3] as const);
  return `${significant(value / factor)} ${letter}`;
}

/** The largest unit in which the number is at least one, the smallest where there is none. */
function handiest(si: number, unit: string): string {
  const scales = scalesOf(unit);
  if (si === 0) return unit;
  const fitting = scales.filter((scale) => Math.abs(rounded(inUnit(si, scale))) >= 1);
  return fitting.at(-1) ?? scales[0] ?? unit;
}

function over(units: readonly string[]): number {
  return units.reduce((factor, unit) => factor / unitFactor(unit), 1);
}

/** To the digits that will be shown, so that 999 999 W is 1 MW and not 1 000 kW. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ' ');
}

function trim(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
