/** The page of each code: its wrong example gives that code, and its right example gives no error. */
import { describe, expect, it } from 'vitest';
import { parse, tokenTable } from '../../compiler/src/syntax/index.js';
import { syntaxCodes } from '../../compiler/src/text/codes/syntax.js';

const examplesOf = (explanation: string): string[] =>
  [...explanation.matchAll(/```dcplan\n([\s\S]*?)\n```/g)].map(([, text]) => text ?? '');

/** Limits: a file that passes one is too long for a page. limits.test.ts makes one of each. */
const LIMITS = ['expression-too-long', 'file-too-large', 'not-text', 'too-deep', 'too-many-errors'];

describe.each(Object.entries(syntaxCodes))('%s', (slug, { code, explanation }) => {
  const examples = examplesOf(explanation);

  it('is in the range of syntax', () => {
    expect(code).toMatch(/^DCP1\d{3}$/);
  });
  if (LIMITS.includes(slug)) return;
  it('has examples that hold', () => {
    const [wrong = '', right = ''] = examples;
    expect(parse(wrong).errors.map((error) => error.slug)).toEqual([slug]);
    expect(parse(right).errors).toEqual([]);
  });
});

describe('codes', () => {
  it('are unique and in order', () => {
    const codes = Object.values(syntaxCodes).map(({ code }) => code);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  it('all have examples but the limits', () => {
    const without = Object.entries(syntaxCodes).filter(([, { explanation }]) => examplesOf(explanation).length === 0);
    expect(without.map(([slug]) => slug).sort()).toEqual(LIMITS);
  });
});

describe('the token table', () => {
  const tokens = new RegExp(tokenTable.map(({ name, pattern }) => `(?<${name}>${pattern})`).join('|'), 'gu');

  it('tells the tokens of a line apart', () => {
    const line = '@source("t") let x: 12_000 req/s growing 35 %/year from 2027-03 // why';
    const found = [...line.matchAll(tokens)].map(
      ({ 0: text, groups }) => `${Object.entries(groups ?? {}).find(([, value]) => Boolean(value))?.[0] ?? ''} ${text}`,
    );
    expect(found).toEqual([
      'punctuation @',
      'name source',
      'punctuation (',
      'string "t"',
      'punctuation )',
      'memberWord let',
      'name x',
      'punctuation :',
      'number 12_000',
      'unit req/s',
      'connectingWord growing',
      'number 35',
      'unit %/year',
      'connectingWord from',
      'date 2027-03',
      'comment // why',
    ]);
  });
  it('tells redundancies, ratios and quantities apart', () => {
    const found = [...'N+1 3:1 400 of 2N'.matchAll(tokens)].map(
      ({ 0: text, groups }) => `${Object.entries(groups ?? {}).find(([, value]) => Boolean(value))?.[0] ?? ''} ${text}`,
    );
    expect(found).toEqual(['redundancy N+1', 'ratio 3:1', 'number 400', 'connectingWord of', 'redundancy 2N']);
  });
});
