import { expect, it } from 'vitest';
import { hall } from './cases.js';
import { H200, rail } from './mend.js';
import { campus, expectClose, find, type Found, worth } from './fixture.js';

const head = (asOf: string): string => `  climate: Dallas
  opens: 2027-01
  ${asOf}
  horizon: 8 years
  users { us_south: 100 % }`;

/** Twenty racks on a fabric that they do not need, for work that three of them would do. */
const plan = (asOf: string, racks = H200, network = rail, policy?: string): string =>
  campus({
    head: head(asOf),
    hall: hall(racks, 'AirEconomizer', '', network),
    ...(policy === undefined ? {} : { policy }),
  });

const saved = (before: Found, after: Found, item: string, until: number): number => {
  const years = (of: Found): number[] =>
    Array.from(of.result.costs.find((line) => line.path === 'C.A' && line.item === item)!.byYear);
  return worth(years(before).map((usd, y) => (y < until ? usd - years(after)[y]! : 0)));
};

it('counts only what can still be saved of a hall that stands by `asOf`', () => {
  const early = find(plan('asOf: 2027-01'));
  const late = find(plan('asOf: 2028-01'));
  const whole = early.one('DCP4701');
  const left = late.one('DCP4701');
  expect(whole.notes!.join()).not.toContain('asOf');
  const smaller = find(plan('asOf: 2028-01', whole.fixes![0]!.title.replace('racks: ', '')));
  // What the hall was built with lives on: racks and fabric for five years, the rest longer than the horizon.
  const lives = {
    racks: 5,
    'shell and fit-out': 8,
    land: 8,
    distribution: 8,
    UPS: 8,
    generators: 8,
    cooling: 8,
    network: 5,
  };
  const capital = Object.entries(lives).reduce(
    (sum, [item, years]) => sum + Math.max(0, saved(late, smaller, `${item} capital`, years)),
    0,
  );
  // All that is paid in 2027 is spent as well: the bills of that year.
  const first = ({ result }: Found): number =>
    result.costs.reduce((sum, { item, byYear }) => sum + (item.endsWith(' capital') ? 0 : byYear[0]!), 0);
  const spent = capital + worth([first(late) - first(smaller)]);
  expect(capital).toBeGreaterThan(0.3 * whole.impact!.presentValue!);
  expect(spent).toBeGreaterThan(capital);
  expectClose(left.impact!.presentValue, whole.impact!.presentValue! - spent, 1e-6);
  expect(left.impact!.from).toBe('2028-01');
  expect(left.notes!.at(-1)).toMatch(/^A stands by `asOf` 2028-01: of .* is spent and cannot be saved any more\.$/);
  expect(left.severity).toBe('warning');
  // The mend is the same edit, and promises what simulating it gives.
  expect(left.fixes![0]!.title).toBe(whole.fixes![0]!.title);
  expectClose(left.fixes![0]!.predicted!.presentValue, whole.fixes![0]!.predicted!.presentValue);
});

it('makes no mend of buying a fabric anew', () => {
  const policy = '  policy { findingMinimum: 3_000_000 USD, findingShare: 0 % }';
  expect(find(plan('asOf: 2027-01', H200, rail, policy)).one('DCP4201').fixes).toHaveLength(1);
  const late = find(plan('asOf: 2028-01', H200, rail, policy)).one('DCP4201');
  expect(late.fixes ?? []).toEqual([]);
  expect(late.severity).toBe('info');
  expect(late.notes!.at(-1)).toContain('What is left is no reason to change it');
});
