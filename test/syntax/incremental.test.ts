/** A reparse gives what a parse would, and keeps what has not changed. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BlockMember, type ParsedFile, parse, reparse } from '../../compiler/src/syntax/index.js';
import { campusOf, samplePlan } from './plans.js';

/** What the rest of the compiler sees of a file. */
function seen({ text, tree, errors }: ParsedFile): unknown {
  return { text, tree, errors };
}

function edit(file: ParsedFile, find: string, replace: string, from = 0): ParsedFile {
  const start = file.text.indexOf(find, from);
  expect(start).toBeGreaterThanOrEqual(0);
  const next = reparse(file, { span: { start, end: start + find.length }, newText: replace });
  expect(seen(next)).toEqual(seen(parse(next.text)));
  return next;
}

function campus(file: ParsedFile): BlockMember {
  const [member] = file.tree.members;
  if (member?.type !== 'block') throw new Error('the file begins with a campus');
  return member;
}

function halls(file: ParsedFile): BlockMember[] {
  return campus(file).members.filter((member): member is BlockMember => member.type === 'block');
}

/** Numbers of the halls whose body is not the very same object. */
function changedBodies(before: ParsedFile, after: ParsedFile): number[] {
  const old = new Set(halls(before).map((hall) => hall.members));
  return halls(after).flatMap((hall, index) => (old.has(hall.members) ? [] : [index]));
}

/** Numbers of the halls that are not the very same object. */
function changedHalls(before: ParsedFile, after: ParsedFile): number[] {
  const old = new Set(halls(before));
  return halls(after).flatMap((hall, index) => (old.has(hall) ? [] : [index]));
}

describe('identity', () => {
  const before = parse(campusOf(6));

  it('is kept by all blocks but the edited one and those around it', () => {
    const after = edit(before, '400 of', '500 of', before.text.indexOf('H2'));
    expect(changedHalls(before, after)).toEqual([2]);
  });
  it('is kept by the bodies of blocks that move', () => {
    const after = edit(before, '400 of', '40 of', before.text.indexOf('H2'));
    expect(changedBodies(before, after)).toEqual([2]);
    expect(changedHalls(before, after)).toEqual([2, 3, 4, 5]);
  });
  it('is kept inside the edited block by its own blocks', () => {
    const after = edit(before, 'idle: spread', 'idle: off', before.text.indexOf('H2'));
    const retrofit = (file: ParsedFile): unknown =>
      halls(file)[2]?.members.find((member): member is BlockMember => member.type === 'block')?.members;
    expect(retrofit(after)).toBe(retrofit(before));
  });
  it('is kept when the block around changes, a sibling comes, or one goes', () => {
    expect(changedBodies(before, edit(before, 'Abilene', 'Virginia'))).toEqual([]);
    expect(changedBodies(before, edit(before, '\n  /// Hall 3', '\n  hall X { a: 1 }\n  /// Hall 3'))).toEqual([3]);
    const from = before.text.indexOf('  hall H3');
    const gone = before.text.slice(from, before.text.indexOf('  /// Hall 4'));
    expect(changedBodies(before, edit(before, gone, ''))).toEqual([]);
  });
  it('is kept over a missing brace and its return', () => {
    const at = before.text.indexOf('  }\n', before.text.indexOf('capacity', before.text.indexOf('H2')));
    const broken = reparse(before, { span: { start: at, end: at + 4 }, newText: '' });
    expect(seen(broken)).toEqual(seen(parse(broken.text)));
    expect(changedBodies(before, broken)).toEqual([2]);
    const mended = reparse(broken, { span: { start: at, end: at }, newText: '  }\n' });
    expect(seen(mended)).toEqual(seen(parse(mended.text)));
    expect(changedBodies(broken, mended)).toEqual([2]);
  });
  it('is that of the whole file when nothing changes', () => {
    expect(reparse(before, before.text)).toBe(before);
    expect(reparse(before, { span: { start: 5, end: 5 }, newText: '' })).toBe(before);
  });
});

describe('edits at the edges of blocks', () => {
  const before = parse(samplePlan);
  it.each([
    ['a head', 'hall Edge: A', 'hall Edges: Prairie.A'],
    ['a kind that becomes a property', 'hall Edge: A {', 'hall: A {'],
    ['a comment that swallows a brace', 'slo {', '// slo {'],
    ['a comment before a closing brace', 'tpot: 40 ms }', 'tpot: 40 ms // }'],
    ['a text without end', '"table 2"', '"table 2'],
    ['an annotation', '  hall Edge', '  @source("x", 2026)\n  hall Edge'],
    ['an annotation without its block', '  hall Edge', '  @source("x", 2026) x: 1\n  hall Edge'],
    ['a word before a block', '\n  hall Edge', '\n  x hall Edge'],
    ['an open value before a block', 'opens: 2027-01, horizon: 15 years', 'horizon: 15 years +'],
    ['a value that takes the next block in', '\n\n  hall Edge', ':\n  hall Edge'],
    ['documentation', '/// Four halls.', '// Four halls.'],
    ['documentation before a block', '  hall Edge', '  /// Edge.\n  hall Edge'],
    ['two blocks on a line', '}\n\n  hall Edge', '}  hall Edge'],
    ['a comma between blocks', '}\n\n  hall Edge', '}, hall Edge'],
    ['a whole block', 'retrofit R {', 'retrofit Q {}\n    retrofit R {'],
    ['brackets that close elsewhere', 'racks: [400 of', 'racks: } [400 of'],
    ['a kind', 'spread | off = spread', '{ a: b }'],
    ['a test', 'with Surge', 'with { P.x: 1 }'],
    ['a scenario', '3 * Prairie', '4 * Prairie'],
    ['the end of the file', 'on Prairie.Grid\n}\n', 'on Prairie.Grid\n}'],
    ['a binary character', 'Surge', '\0'],
  ])('%s', (_, find, replace) => {
    const after = edit(before, find, replace);
    const back = reparse(after, samplePlan);
    expect(seen(back)).toEqual(seen(before));
  });
});

describe('any edit', () => {
  const pieces = [
    '{',
    '}',
    '(',
    ')',
    '[',
    ']',
    '"',
    '//',
    '\n',
    ' ',
    ',',
    ':',
    '.',
    '@',
    '/',
    '#',
    '=',
    '1',
    'x',
    'N',
    'kW',
    'of',
    'in',
    'and',
    '+',
    '-',
    '|',
    'hall B {',
    '}\n',
    '\n}\n',
    'a: 1\n',
    '///d\n',
    '@a("b")\n',
    'test "t" {',
    'kind k {',
    '\r\n',
    'é',
    '😀',
    '\t',
  ];
  const piece = fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 3 }));

  it('gives what a parse of the new text gives', () => {
    const changes = fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(12),
        text: fc.array(piece, { maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(changes, fc.constantFrom(samplePlan, campusOf(2), ''), (list, plan) => {
        let file = parse(plan);
        for (const { at, length, text } of list) {
          const start = Math.floor(at * file.text.length);
          const end = Math.min(file.text.length, start + length);
          file = reparse(file, { span: { start, end }, newText: text.join('') });
          expect(seen(file)).toEqual(seen(parse(file.text)));
        }
      }),
      { numRuns: 100, seed: 20260 },
    );
  });

  it('gives what a parse of the new text gives where a long text lacks a brace, wherever the edits go on', () => {
    const broken = [
      campusOf(9).replace(/\n\}\s*$/, '\n'),
      campusOf(9).replace(/(hall H3[^]*?)\n {2}\}\n/, '$1\n\n  // } a comment\n'),
      campusOf(9).replace(/hall H5 /, 'hall H5( '),
    ];
    const changes = fc.array(
      fc.record({
        by: fc.integer({ min: -900, max: 300 }),
        length: fc.nat(3),
        text: fc.array(piece, { maxLength: 2 }),
      }),
      { minLength: 3, maxLength: 8 },
    );
    fc.assert(
      fc.property(
        changes,
        fc.constantFrom(...broken),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (list, plan, from) => {
          let file = parse(plan);
          let at = Math.floor(from * plan.length);
          for (const { by, length, text } of list) {
            const start = Math.min(Math.max(at + by, 0), file.text.length);
            const end = Math.min(file.text.length, start + length);
            file = reparse(file, { span: { start, end }, newText: text.join('') });
            expect(seen(file)).toEqual(seen(parse(file.text)));
            at = start;
          }
        },
      ),
      { numRuns: 60, seed: 20261 },
    );
  });
});
