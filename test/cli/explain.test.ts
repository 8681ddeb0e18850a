import { describe, expect, it } from 'vitest';
import { allCodes } from '../../compiler/src/text/registry.js';
import { dcplan, longLines } from './harness.js';

describe.each(allCodes().map((entry) => [entry.code, entry] as const))('%s', (code, { slug, title, severity }) => {
  it('has a page with a title, what it means and how to mend it, or an example', async () => {
    const { stdout, stderr, code: exit } = await dcplan('explain', code);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    const [head, second, empty, ...rest] = stdout.split('\n');
    expect([head, second, empty]).toEqual([`${code} ${slug}  ${severity}`, title, '']);
    const page = rest.join('\n');
    expect(page.length).toBeGreaterThan(80);
    expect(page).not.toMatch(/```|\*\*|TODO|undefined/);
    expect(longLines(stdout)).toEqual([]);
  });

  it('is found by its name', async () => {
    expect((await dcplan('explain', slug)).stdout).toBe((await dcplan('explain', code.toLowerCase())).stdout);
  });
});

it('lists all of them', async () => {
  const { stdout, code } = await dcplan('explain');
  expect(code).toBe(0);
  expect(
    stdout
      .split('\n')
      .map((line) => line.slice(0, 7))
      .filter((word) => word.startsWith('DCP')),
  ).toEqual(allCodes().map((entry) => entry.code));
  expect(longLines(stdout)).toEqual([]);
});

it('no two share a code or a name', () => {
  expect(new Set(allCodes().map((entry) => entry.code)).size).toBe(allCodes().length);
  expect(new Set(allCodes().map((entry) => entry.slug)).size).toBe(allCodes().length);
});

it('fills paragraphs and sets code in', async () => {
  expect((await dcplan('explain', 'DCP1005')).stdout).toMatchInlineSnapshot(`
    "DCP1005 missing-brace  error
    A block is not closed

    The block has an opening brace and no closing one. Where braces do not balance, indentation decides:
    a line that begins a member at or left of the block's own indent ends the block. So one missing
    brace costs one block, and all others are read as they stand.

    Wrong:

        hall A {
          racks: 400 of GB200_NVL72
        hall B: A {}

    Right:

        hall A {
          racks: 400 of GB200_NVL72
        }
        hall B: A {}

    How to mend it. Insert the brace. If the block ends somewhere else than the message says,
    correct the indentation as well.
    "
  `);
});
