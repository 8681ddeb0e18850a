import { describe, expect, it } from 'vitest';
import { expressionText } from '../../compiler/src/generate/expression-text.js';
import { literal } from '../../compiler/src/generate/morph.js';
import { siUnit } from '../../compiler/src/generate/names.js';
import { siValue } from '../../compiler/src/generate/si-value.js';
import type { Expression } from '../../compiler/src/syntax/tree.js';

const at = { start: 0, end: 0 };
const number = (value: number): Expression => ({ type: 'number', ...at, value, raw: String(value) });
const quantity = (value: number, unit: string): Expression => ({
  type: 'quantity',
  ...at,
  value,
  raw: String(value),
  unit,
  unitSpan: at,
});
const path = (text: string): Extract<Expression, { type: 'path' }> => ({
  type: 'path',
  ...at,
  segments: text.split('.').map((name) => ({ ...at, name: { ...at, text: name } })),
});

describe('an expression as text', () => {
  it.each<[string, Expression]>([
    ['132 kW/rack', quantity(132, 'kW/rack')],
    ['-5', { type: 'unary', ...at, operator: '-', operand: number(5) }],
    ['not a.b', { type: 'unary', ...at, operator: 'not', operand: path('a.b') }],
    [
      'servers * server.peak',
      { type: 'binary', ...at, operator: '*', left: path('servers'), right: path('server.peak') },
    ],
    ['10 ± 20 %', { type: 'uncertain', ...at, center: number(10), deviation: quantity(20, '%') }],
    ['1 .. 2', { type: 'range', ...at, from: number(1), to: number(2) }],
    ['1:1', { type: 'ratio', ...at, left: 1, right: 1 }],
    ['N+1', { type: 'redundancy', ...at, text: 'N+1' }],
    ['2027-03', { type: 'date', ...at, year: 2027, month: 3 }],
    ['"USD"', { type: 'string', ...at, value: 'USD' }],
    ['[0.1, 2]', { type: 'list', ...at, items: [number(0.1), number(2)] }],
    ['electrical {}', { type: 'refinement', ...at, base: path('electrical'), members: [] }],
    ['400 of X', { type: 'of', ...at, count: number(400), what: path('X') }],
    ['if a then 1 else 2', { type: 'if', ...at, condition: path('a'), then: number(1), else: number(2) }],
    [
      'triangular(1, 2)',
      {
        type: 'call',
        ...at,
        name: { ...at, text: 'triangular' },
        arguments: [1, 2].map((n) => ({ ...at, value: number(n) })),
      },
    ],
  ])('%s', (text, expression) => {
    expect(expressionText(expression)).toBe(text);
  });

  it('refuses what no default is', () => {
    expect(() => expressionText({ type: 'missing', ...at })).toThrow('missing');
  });
});

describe('a bound in SI', () => {
  it('is read from numbers and quantities', () => {
    expect(siValue(quantity(1, 'kW/rack'))).toBe(1000);
    expect(siValue({ type: 'unary', ...at, operator: '-', operand: quantity(5, '%') })).toBe(-0.05);
    expect(siValue(path('x'))).toBeUndefined();
    expect(siValue(quantity(1, 'furlong'))).toBeUndefined();
  });
});

describe('the SI unit of a type', () => {
  it.each([
    ['Money/Power/Time', 'USD/W/s'],
    ['Power/rack', 'W/rack'],
    ['Temperature', 'K'],
    ['Share', undefined],
    ['Number/Time', '1/s'],
  ])('%s', (type, unit) => {
    expect(siUnit(type)).toBe(unit);
  });
});

describe('a literal', () => {
  it('reads as written by hand, and means the same', () => {
    expect(literal({ a: 'b "c"', 'd-e': ["it's", 1, true, null], f: {} })).toBe(
      `{ a: 'b "c"', 'd-e': ["it's", 1, true, null], f: {} }`,
    );
    expect(literal({ a: 'x'.repeat(60), b: ['y'.repeat(60)] })).toBe(
      `{\n  a: '${'x'.repeat(60)}',\n  b: ['${'y'.repeat(60)}'],\n}`,
    );
  });
});
