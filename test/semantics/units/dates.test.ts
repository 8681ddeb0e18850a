import { describe, expect, it } from 'vitest';
import { parseDate } from '../../../compiler/src/semantics/units/index.js';

function show(text: string): string {
  const result = parseDate(text);
  if (result === undefined) return 'no date';
  return result.ok ? `${result.date.first} .. ${result.date.last}` : `${result.part}: ${result.message}`;
}

describe('a date', () => {
  it.each([
    ['2027', '2027-01-01 .. 2027-12-31'],
    ['2027-03', '2027-03-01 .. 2027-03-31'],
    ['2027-02', '2027-02-01 .. 2027-02-28'],
    ['2028-02', '2028-02-01 .. 2028-02-29'],
    ['2027-03-15', '2027-03-15 .. 2027-03-15'],
    ['2027-13', 'month: 2027-13 does not exist: a year has twelve months'],
    ['2027-00', 'month: 2027-00 does not exist: a year has twelve months'],
    ['2027-02-29', 'day: 2027-02-29 does not exist: February 2027 has 28 days'],
    ['2100-02-29', 'day: 2100-02-29 does not exist: February 2100 has 28 days'],
    ['2000-02-29', '2000-02-29 .. 2000-02-29'],
    ['2027-04-31', 'day: 2027-04-31 does not exist: April 2027 has 30 days'],
    ['0000', 'year: 0 is not a year'],
    ['27-03', 'no date'],
    ['2027-3', 'no date'],
  ])('%s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });
});
