import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { figureDefaults, generateAssumptions } from '../../compiler/src/generate/assumptions.js';
import { loadKinds } from '../../compiler/src/semantics/kinds/index.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/assumptions.md`, 'utf8');

describe('docs/assumptions.md', () => {
  test('is what the generator writes', async () => {
    expect(await generateAssumptions(root)).toEqual([{ path: 'docs/assumptions.md', content: page }]);
  });

  test('names a source for every figure, be it an estimate', () => expect(page).not.toMatch(/\| none \|/));

  test('lists what is assumed and leaves out what is sourced', () => {
    expect(page).toContain('| `DirectToChip` | `capital` |');
    expect(page).toContain('| `GB200_NVL72` | `fixedBusy` | 42 kW | 28 kW to 46 kW |');
    expect(page).toContain('`PATH_FACTOR` | 1.5 | 1.2-2.0 |');
    expect(page).not.toContain('| `H100_SXM5` | `tdp` |');
    expect(page).not.toContain('| `Chat` | `promptTokens` |');
  });

  test('says of an entry only what it states itself', () => {
    expect(page).not.toContain('| `DirectToChip_Chilled` | `capital` |');
    expect(page).not.toContain('| `Evaluation` | `deadline` |');
  });

  test('counts its rows', () => {
    const rows = (from: string, to: string): number =>
      page
        .slice(page.indexOf(from), page.indexOf(to))
        .split('\n')
        .filter((line) => /^\| (\[|`)/.test(line)).length;
    const count = (where: string): number => Number(new RegExp(`\\[${where}\\].*\\| (\\d+) \\|$`, 'm').exec(page)?.[1]);
    expect(rows('\n## Entries', '\n## Defaults')).toBe(count('entries of the library'));
    expect(rows('\n## Defaults', '\n## Constants')).toBe(count('defaults of kinds'));
    expect(rows('\n## Constants', '\n## No more')).toBe(count('constants of the models'));
  });

  test('links to pages that exist', () => {
    for (const [, target] of page.matchAll(/\]\(([\w/-]+\.md)\)/g))
      expect(existsSync(`${root}docs/${target!}`), target).toBe(true);
  });
});

describe('defaults of kinds', () => {
  test('carry a source where they are figures', () => {
    const without = figureDefaults(loadKinds()).filter(({ row }) => row.source === undefined);
    expect(without.map(({ kind, row }) => `${kind}.${row.name}`)).toEqual([]);
  });
});
