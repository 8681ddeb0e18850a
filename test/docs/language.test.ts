import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MAX_DEPTH, MAX_ERRORS, MAX_EXPRESSION_DEPTH, MAX_FILE_LENGTH } from '../../compiler/src/syntax/index.js';
import { CONNECTING_WORDS, MEMBER_WORDS } from '../../compiler/src/syntax/patterns.js';
import { literateBlocks, outcomeOf } from '../support/literate.js';

const page = 'docs/language.md';
const text = readFileSync(page, 'utf8');
const blocks = literateBlocks(text);

describe(page, () => {
  test.each(blocks.map((block) => ({ block, name: `${block.heading} (line ${block.line})` })))('$name', ({ block }) => {
    const { expected, found } = outcomeOf(block, blocks);
    expect(found).toEqual(expected);
  });

  test('states the limits that hold', () => {
    const limits = new Map(
      [...text.matchAll(/^\| [^|]+ \| ([\d,]+(?: MiB)?) \| `([a-z-]+)` \|$/gm)].map((match) => [match[2]!, match[1]!]),
    );
    expect(Object.fromEntries(limits)).toEqual({
      'file-too-large': `${MAX_FILE_LENGTH / 2 ** 20} MiB`,
      'too-deep': String(MAX_DEPTH),
      'expression-too-long': String(MAX_EXPRESSION_DEPTH),
      'too-many-errors': MAX_ERRORS.toLocaleString('en'),
      'array-too-large': '10,000',
    });
  });

  test('names every reserved word', () => {
    expect(text).toContain(`\`${CONNECTING_WORDS.join(' ')}\``);
    expect(MEMBER_WORDS.filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
  });
});
