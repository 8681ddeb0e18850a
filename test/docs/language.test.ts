import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { literateBlocks, outcomeOf } from '../support/literate.js';

const page = 'docs/language.md';
const blocks = literateBlocks(readFileSync(page, 'utf8'));

describe(page, () => {
  test('has cases', () => expect(blocks.length).toBeGreaterThan(100));

  test.each(blocks.map((block) => ({ block, name: `${block.heading} (line ${block.line})` })))('$name', ({ block }) => {
    const { expected, found } = outcomeOf(block, blocks);
    expect(found).toEqual(expected);
  });
});
