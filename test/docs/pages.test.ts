import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { allCodes } from '../../compiler/src/text/registry.js';

const pages = ['docs/README.md', 'docs/language.md', 'docs/cli.md', 'docs/ci.md', 'docs/api.md'];

/** The anchor that GitHub gives a heading. */
function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

function anchorsOf(page: string): ReadonlySet<string> {
  const headings = withoutCode(readFileSync(page, 'utf8')).matchAll(/^#+ +(.*)$/gm);
  return new Set([...headings].map((match) => anchor(match[1]!)));
}

function withoutCode(markdown: string): string {
  return markdown.replace(/^```[\s\S]*?^```$/gm, '');
}

describe.each(pages)('%s', (page) => {
  const text = withoutCode(readFileSync(page, 'utf8'));
  const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1]!);

  test('links to what is there', () => {
    const broken = links.filter((link) => {
      if (link.startsWith('https:')) return false;
      const [to = '', place] = link.split('#');
      const file = to === '' ? page : join(dirname(page), to);
      return !existsSync(file) || (place !== undefined && !anchorsOf(file).has(place));
    });
    expect(broken).toEqual([]);
  });
});

test('docs/cli.md names every command and every option', () => {
  const page = readFileSync('docs/cli.md', 'utf8');
  const source = ['run', 'review-commands']
    .map((name) => readFileSync(`compiler/src/cli/${name}.ts`, 'utf8'))
    .join('\n');
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
