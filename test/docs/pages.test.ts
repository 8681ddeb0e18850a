import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allCodes } from '../../compiler/src/text/registry.js';

const pages = ['docs/README.md', 'docs/language.md', 'docs/cli.md'];

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '');
}

describe.each(pages)('%s', (page) => {
  const text = withoutCode(readFileSync(page, 'utf8'));
  const anchors = new Set([...text.matchAll(/^#+ +(.*)$/gm)].map((match) => anchor(match[1]!)));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);

  test('links to what is there', () => {
    const broken = links.filter((link) =>
      link.startsWith('#') ? !anchors.has(link.slice(1)) : !existsSync(join(dirname(page), link)),
    );
    expect(broken).toEqual([]);
  });
});

test('docs/cli.md names every command and every option', () => {
  const page = readFileSync('docs/cli.md', 'utf8');
  const source = readFileSync('compiler/src/cli/run.ts', 'utf8');
  const commands = [...source.matchAll(/\.command\('(\w+)/g)].map((match) => `## dcplan ${match[1]!}\n`);
  const options = [...source.matchAll(/'(--[a-z-]+)/g)].map((match) => `\`${match[1]!}`);
  expect(commands.length).toBeGreaterThan(5);
  expect(
    [...commands, ...options].filter(
      (each) => !page.includes(each) && !page.includes(`, ${each.slice(1)}`) && !page.includes(`\`-V\` or ${each}`),
    ),
  ).toEqual([]);
});

test('docs/README.md names every model', () => {
  const page = readFileSync('docs/README.md', 'utf8');
  const models = readdirSync('docs/models').filter((name) => name.endsWith('.md') && name !== 'README.md');
  expect(models.filter((name) => !page.includes(`models/${name}`))).toEqual([]);
});

test('every page of a model that a finding cites is there', () => {
  const cited = new Set(allCodes().flatMap(({ explanation }) => explanation.match(/docs\/[a-z/-]+\.md/g) ?? []));
  expect(cited.size).toBeGreaterThan(3);
  expect([...cited].filter((page) => !existsSync(page))).toEqual([]);
});
