import { expect, it } from 'vitest';
import type { Case, Expected } from './cases.js';
import { score, summarise } from './score.js';
import { type Answer, notModelled } from './support/driver.js';
import { Inputs } from './support/inputs.js';

function scored(expected: Omit<Expected, 'item' | 'unit'>, answer: Answer) {
  const each: Case = {
    id: 'X',
    title: '',
    kind: 'measured',
    inputs: new Inputs({}, ''),
    expected: [{ item: 'x', unit: '', ...expected }],
  };
  return score(each, { x: answer });
}

it.each([
  [{ value: 10, absolute: 1 }, 11, 10, 'inside'],
  [{ value: 10, absolute: 1 }, 8.9, -11, 'outside'],
  [{ value: 10, relative: 0.05 }, 10.5, 5, 'inside'],
  [{ value: 0, absolute: 0.1 }, 0.2, 0.2, 'outside'],
  [{ min: 1, max: 2 }, 1.5, 0, 'inside'],
  [{ min: 1, max: 2 }, 3, 50, 'outside'],
  [{ value: true }, true, 0, 'inside'],
  [{ value: true }, false, 100, 'outside'],
] as const)('%o beside %s', (expected, answer, error, verdict) => {
  const [row] = scored(expected, answer);
  expect(row?.error).toBeCloseTo(error, 9);
  expect(row?.verdict).toBe(verdict);
});

it('compares lists element by element', () => {
  const rows = scored({ value: [1, 2], absolute: 0 }, [1, 3]);
  expect(rows.map(({ item, verdict }) => [item, verdict])).toEqual([
    ['x[0]', 'inside'],
    ['x[1]', 'outside'],
  ]);
});

it('counts what is not modelled as no pass', () => {
  const rows = [...scored({ value: 1, absolute: 0 }, notModelled('why')), ...scored({ value: 1, absolute: 0 }, 1.5)];
  expect(rows[0]).toMatchObject({ verdict: 'not modelled', reason: 'why', error: undefined });
  expect(summarise(rows)).toMatchObject([
    { kind: 'measured', items: 2, modelled: 1, inside: 0, median: 50, worst: 50 },
  ]);
});

it('refuses answers to items that nobody asked for', () => {
  const each: Case = { id: 'X', title: '', kind: 'measured', inputs: new Inputs({}, ''), expected: [] };
  expect(() => score(each, { y: 1 })).toThrow('X expects no y');
});
