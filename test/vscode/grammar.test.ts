import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { generateTextmate } from '../../compiler/src/generate/textmate.js';
import { lex } from '../../compiler/src/syntax/lexer.js';
import { coloured, root, tokenise } from './grammar.js';

describe('the grammar', () => {
  it('is the one that the token table gives', async () => {
    for (const { path, content } of await generateTextmate())
      expect(readFileSync(join(root, path), 'utf8')).toBe(content);
  });

  it.each<[string, readonly (readonly [string, string])[]]>([
    [
      'campus Prairie {',
      [
        ['campus', 'storage.type.kind'],
        ['Prairie', 'entity.name.type'],
        ['{', 'punctuation'],
      ],
    ],
    [
      '  hall A[1..4]: B.C {',
      [
        ['hall', 'storage.type.kind'],
        ['A', 'entity.name.type'],
        ['[', 'punctuation'],
        ['1', 'constant.numeric'],
        ['..', 'keyword.operator'],
        ['4', 'constant.numeric'],
        [']', 'punctuation'],
        [':', 'punctuation.separator.base'],
        ['B.C', 'entity.other.inherited-class'],
        ['{', 'punctuation'],
      ],
    ],
    [
      'import std/racks { GB200_NVL72 }',
      [
        ['import', 'keyword.declaration'],
        ['std/racks', 'entity.name.namespace.module'],
        ['{', 'punctuation'],
        ['GB200_NVL72', 'variable.other'],
        ['}', 'punctuation'],
      ],
    ],
    [
      '  racks: 400 of GB200_NVL72 // all',
      [
        ['racks', 'variable.other.property'],
        [':', 'punctuation.separator.key-value'],
        ['400', 'constant.numeric'],
        ['of', 'keyword.operator.word'],
        ['GB200_NVL72', 'variable.other'],
        ['// all', 'comment.line.double-slash'],
      ],
    ],
    [
      '  demand: 12_000 req/s growing 35 %/year from 2027-03 until 2035',
      [
        ['demand', 'variable.other.property'],
        [':', 'punctuation.separator.key-value'],
        ['12_000', 'constant.numeric'],
        ['req/s', 'keyword.other.unit'],
        ['growing', 'keyword.operator.word'],
        ['35', 'constant.numeric'],
        ['%/year', 'keyword.other.unit'],
        ['from', 'keyword.operator.word'],
        ['2027-03', 'constant.numeric.date'],
        ['until', 'keyword.operator.word'],
        ['2035', 'constant.numeric'],
      ],
    ],
    [
      '  slo { ttft: 450 ms }',
      [
        ['slo', 'storage.type.kind'],
        ['{', 'punctuation'],
        ['ttft', 'variable.other.property'],
        [':', 'punctuation.separator.key-value'],
        ['450', 'constant.numeric'],
        ['ms', 'keyword.other.unit'],
        ['}', 'punctuation'],
      ],
    ],
    [
      '  cooling: DirectToChip { redundancy: N+1 } | Hybrid',
      [
        ['cooling', 'variable.other.property'],
        [':', 'punctuation.separator.key-value'],
        ['DirectToChip', 'entity.name.type.entry'],
        ['{', 'punctuation'],
        ['redundancy', 'variable.other.property'],
        [':', 'punctuation.separator.key-value'],
        ['N+1', 'constant.numeric'],
        ['}', 'punctuation'],
        ['|', 'keyword.operator'],
        ['Hybrid', 'variable.other'],
      ],
    ],
    [
      '  oversubscription: 3:1',
      [
        ['oversubscription', 'variable.other.property'],
        [':', 'punctuation.separator.key-value'],
        ['3:1', 'constant.numeric'],
      ],
    ],
    [
      '@source("An \\"agreement\\"", 2026)',
      [
        ['@', 'punctuation.definition.annotation'],
        ['source', 'storage.type.annotation'],
        ['(', 'punctuation'],
        ['"An', 'string.quoted.double'],
        ['\\"', 'constant.character.escape'],
        ['agreement', 'string.quoted.double'],
        ['\\"', 'constant.character.escape'],
        ['"', 'string.quoted.double'],
        [',', 'punctuation'],
        ['2026', 'constant.numeric'],
        [')', 'punctuation'],
      ],
    ],
    [
      'let growth = triangular(1 %, 2 %, 3 %)',
      [
        ['let', 'keyword.declaration'],
        ['growth', 'variable.other.constant'],
        ['=', 'keyword.operator'],
        ['triangular', 'support.function'],
        ['(', 'punctuation'],
        ['1', 'constant.numeric'],
        ['%', 'keyword.other.unit'],
        [',', 'punctuation'],
        ['2', 'constant.numeric'],
        ['%', 'keyword.other.unit'],
        [',', 'punctuation'],
        ['3', 'constant.numeric'],
        ['%', 'keyword.other.unit'],
        [')', 'punctuation'],
      ],
    ],
    ['/// The campus.', [['/// The campus.', 'comment.line.documentation']]],
    [
      '  require Grid.peak <= 0.95 * Grid.capacity in 2027..2032 "clause 7"',
      [
        ['require', 'keyword.declaration'],
        ['Grid', 'variable.other'],
        ['.', 'punctuation'],
        ['peak', 'variable.other'],
        ['<=', 'keyword.operator'],
        ['0.95', 'constant.numeric'],
        ['*', 'keyword.operator'],
        ['Grid', 'variable.other'],
        ['.', 'punctuation'],
        ['capacity', 'variable.other'],
        ['in', 'keyword.operator.word'],
        ['2027', 'constant.numeric'],
        ['..', 'keyword.operator'],
        ['2032', 'constant.numeric'],
        ['"clause 7"', 'string.quoted.double'],
      ],
    ],
  ])('colours `%s`', (line, expected) => {
    expect(coloured(line)).toEqual(expected);
  });
});

/** Kinds of the lexer's tokens, with how the innermost scope begins. */
const EXPECTED: Readonly<Record<string, string>> = {
  StringLiteral: 'string.quoted.double',
  NumberLiteral: 'constant.numeric',
  DateLiteral: 'constant.numeric.date',
  RatioLiteral: 'constant.numeric',
  RedundancyLiteral: 'constant.numeric',
  Unit: 'keyword.other.unit',
  Comment: 'comment.line',
};

function plansBelow(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.dcplan'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const files = [...plansBelow('samples'), ...plansBelow('stdlib'), ...plansBelow('test/fixtures')];

describe('over every sample, module and kind of the library', () => {
  it('there is something to colour', () => {
    expect(files.length).toBeGreaterThan(20);
  });

  it.each(files.map((file) => [file.slice(root.length), file]))('%s is coloured as the lexer reads it', (_, file) => {
    const text = readFileSync(file, 'utf8');
    const scoped = tokenise(text);
    let at = 0;
    const { tokens, comments } = lex(text, 0, text.length);
    for (const token of [...tokens, ...comments].sort((a, b) => a.startOffset - b.startOffset)) {
      const expected = EXPECTED[token.tokenType.name];
      if (expected === undefined) continue;
      while ((scoped[at]?.end ?? Infinity) <= token.startOffset) at++;
      const line = text.slice(0, token.startOffset).split('\n').length;
      const where = `line ${String(line)}: ${token.image}`;
      const piece = scoped[at];
      expect(piece?.start, where).toBeLessThanOrEqual(token.startOffset);
      const said = piece?.scopes.find((scope) => scope.startsWith(expected));
      expect(said ?? `${piece?.text ?? ''} is ${piece?.scopes.join(' ') ?? 'nothing'}`, where).toContain(expected);
    }
    // A name is never taken for a number or a text, and nothing is left without a colour.
    for (const { text: piece, scopes } of scoped) {
      if (piece.trim() === '') continue;
      expect(scopes.length, piece).toBeGreaterThan(1);
      expect(scopes.join(' '), piece).not.toContain('unclosed');
    }
  });
});
