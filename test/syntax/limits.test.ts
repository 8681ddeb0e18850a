/** No input makes the parser throw or hang: what is too much is a diagnostic. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  MAX_DEPTH,
  MAX_ERRORS,
  MAX_EXPRESSION_DEPTH,
  MAX_FILE_LENGTH,
  type Node,
  parse,
  walk,
} from '../../compiler/src/syntax/index.js';
import { errorsOf, fails, reads } from './check.js';
import { samplePlan } from './plans.js';

function slugs(text: string): string[] {
  return parse(text).errors.map(({ slug }) => slug);
}

describe('nesting', () => {
  const nested = (open: string, close: string, depth: number): string =>
    `x: ${open.repeat(depth)}1${close.repeat(depth)}\ny: 1`;

  it('goes to 128 brackets', () => {
    reads(nested('(', ')', MAX_DEPTH), 'x: 1\ny: 1');
    fails(nested('(', ')', MAX_DEPTH + 1), [`1:${4 + MAX_DEPTH} too-deep «(»`]);
  });
  it('is counted over brackets of all kinds, and reported once', () => {
    for (const [open, close] of [
      ['[', ']'],
      ['{ 1: ', '}'],
      ['A { a: ', '}'],
      ['f(', ')'],
    ] as const) {
      expect(slugs(nested(open, close, MAX_DEPTH))).toEqual([]);
      expect(slugs(nested(open, close, 5000))).toEqual(['too-deep']);
    }
    expect(slugs(`${'hall A {\n'.repeat(5000)}x: 1\n${'}\n'.repeat(5000)}`)).toEqual(['too-deep']);
  });
  it('that never closes is one error more', () => {
    expect(slugs('x: ' + '('.repeat(100_000)).length).toBeLessThanOrEqual(MAX_DEPTH + 1);
    expect(slugs('a { '.repeat(100_000)).length).toBeLessThanOrEqual(MAX_DEPTH + 1);
  });
});

describe('expressions', () => {
  it('go to 256 steps', () => {
    expect(slugs(`x: 1${' + 1'.repeat(MAX_EXPRESSION_DEPTH)}`)).toEqual([]);
    expect(slugs(`x: 1${' + 1'.repeat(100_000)}\ny: 1`)).toEqual(['expression-too-long']);
    expect(slugs(`x: ${'-'.repeat(100_000)}1`)).toEqual(['expression-too-long']);
    expect(slugs(`x: ${'if a then b else '.repeat(100_000)}1`)).toEqual(['expression-too-long']);
    expect(slugs(`x: ${'('.repeat(100)}1${' + 1)'.repeat(100)}${' * 2'.repeat(100)}`)).toEqual(['expression-too-long']);
  });
  it('are counted one by one in lists and maps', () => {
    expect(slugs(`x: [${'1 + 2, '.repeat(10_000)}]`)).toEqual([]);
    expect(slugs(`x: {\n${'a: 1 + 2\n'.repeat(10_000)}}`)).toEqual([]);
  });
});

describe('files', () => {
  it('have at most 8 MiB', () => {
    fails(' '.repeat(MAX_FILE_LENGTH + 1), ['1:1 file-too-large « »'], '');
    expect(slugs('x: 1\n'.repeat(1000))).toEqual([]);
  });
  it('have at most a million parts', () => {
    expect(slugs('a {}\n'.repeat(600_000))).toEqual(['file-too-large']);
  });
  it('are text', () => {
    fails('x: 1\0', ['1:5 not-text «\0»'], '');
    fails('// Ma\ufffdstab\nx: \ufffd', ['1:6 not-text «\ufffd»'], '');
  });
  it('report a thousand errors', () => {
    const errors = slugs('x = 1\n'.repeat(5000));
    expect(errors).toHaveLength(MAX_ERRORS + 1);
    expect(errors.at(-1)).toBe('too-many-errors');
    expect(slugs('x = 1 }\n'.repeat(20_000))).toHaveLength(MAX_ERRORS + 1);
  });
  it('may begin with a byte order mark and end lines in any way', () => {
    reads('\uFEFFx: 1\r\ny: 2\r\nhall A {\r\n  z: "a"\r\n}\r\n', 'x: 1\ny: 2\nhall A {\n  z: "a"\n}');
  });
});

describe('any text', () => {
  /** Every node and every error lies within the file. */
  function sound(text: string): void {
    const { tree, errors } = parse(text);
    const outside: unknown[] = [];
    const check = (start: number, end: number, what: unknown): void => {
      if (!(start >= 0 && end >= start && end <= Math.max(1, text.length))) outside.push(what);
    };
    walk(tree, 0, (node: Node, base: number) => {
      check(base + node.start, base + node.end, node);
      return true;
    });
    for (const error of errors) check(error.span.start, error.span.end, error);
    expect(outside).toEqual([]);
  }

  it('is read', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 200 }), fc.string({ maxLength: 200 })), sound),
      { numRuns: 200, seed: 20261 },
    );
  });
  it('made of the words of the language is read', () => {
    const words = samplePlan.split(/(\s+|[{}()[\],:])/).filter((word) => word !== '');
    const soup = fc.array(
      fc.constantFrom(...words, ';', '=', '..', '"', "'", '@', '?', '*', 'varying', 'metric', 'prefer'),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(soup, (list) => sound(list.join(' '))),
      { numRuns: 300, seed: 20262 },
    );
    fc.assert(
      fc.property(soup, (list) => sound(list.join('\n'))),
      { numRuns: 200, seed: 20263 },
    );
  });
  it('cut out of a plan is read', () => {
    fc.assert(
      fc.property(fc.nat(samplePlan.length), fc.nat(60), (at, length) =>
        sound(samplePlan.slice(0, at) + samplePlan.slice(at + length)),
      ),
      { numRuns: 150, seed: 20264 },
    );
  });
  it('has no error more than a mistake in it has', () => {
    // One character left out makes one error, or a few where it was a quote or a comment.
    for (let at = 0; at < samplePlan.length; at += 5) {
      const text = samplePlan.slice(0, at) + samplePlan.slice(at + 1);
      expect(errorsOf(parse(text)).length, text.slice(Math.max(0, at - 20), at + 20)).toBeLessThanOrEqual(3);
    }
  });
});
