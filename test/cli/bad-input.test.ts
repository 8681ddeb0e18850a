/**
 * Input that is wrong in every way we could think of. Each file of `bad-input/` has what the command says of it beside it;
 * `npx vitest run test/cli/bad-input -u` writes that anew. What no file should hold is made here.
 */
import { mkdirSync, readdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonCheck } from '../../compiler/src/diagnostics/json.js';
import { dcplan, folderOf, longLines, type Ran, root, SMALL } from './harness.js';

const names = readdirSync(join(root, 'test/cli/bad-input'))
  .filter((name) => name.endsWith('.dcplan'))
  .sort();

/** A code and a place, no stack, and the exit code for findings. */
function expectFinding({ code, stdout, stderr }: Ran): void {
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^\S+:\d+:\d+ {2}error {2}DCP\d{4} [a-z-]+\n/);
  expect(stdout).not.toMatch(/^ {4}at /m);
  expect(longLines(stdout)).toEqual([]);
}

it.each(names)('%s', async (name) => {
  const ran = await dcplan('check', '--no-simulate', `test/cli/bad-input/${name}`);
  expectFinding(ran);
  await expect(ran.stdout).toMatchFileSnapshot(`bad-input/${name.replace('.dcplan', '.txt')}`);
});

describe('made here', () => {
  const repeated = (count: number, line: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => line(index)).join('');
  const folder = folderOf({
    'image.dcplan': Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52,
    ]),
    'nul.dcplan': 'let a = 1\0\n',
    'utf-16.dcplan': Buffer.from('\ufefflet a = 1\n', 'utf16le'),
    'latin-1.dcplan': Buffer.from('// Maßstab\nlet a = 1\n', 'latin1'),
    'escapes.dcplan': 'let a = b // \u001b[31mred\u001b[0m \u202e desrever\n',
    'units.dcplan': `campus First {\n${repeated(10_000, (i) => `  contract C${String(i)} { capacity: ${String(i)} bananas }\n`)}}\n`,
    'syntax.dcplan': 'hall ] = {\n'.repeat(10_000),
    'marked.dcplan': `\ufefflet a = 1\nlet c = d\n`,
    'windows.dcplan': SMALL.replace('power: Grid', 'power: Gird').replaceAll('\n', '\r\n'),
    'windows-good.dcplan': SMALL.replaceAll('\n', '\r\n'),
    'huge.dcplan': '',
    'folder.dcplan/readme.md': '',
  });
  const check = async (name: string): Promise<Ran> => {
    const { stdout, ...ran } = await dcplan('check', '--no-simulate', join(folder, name));
    return { ...ran, stdout: stdout.replaceAll(`${folder}/`, '') };
  };

  it.each(['image', 'nul', 'utf-16', 'latin-1'])('%s: a file that is no text', async (name) => {
    const ran = await check(`${name}.dcplan`);
    expectFinding(ran);
    expect(ran.stdout).toContain('DCP1032 not-text');
    expect(ran.stdout).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('shows no character that a terminal would obey', async () => {
    const ran = await check('escapes.dcplan');
    expectFinding(ran);
    expect(ran.stdout).not.toMatch(/[^\P{Cc}\n]|\u202e/u);
    expect(ran.stdout).toContain('// \ufffd[31mred\ufffd[0m \ufffd desrever');
  });

  it('a file of three gigabytes is refused without being read', async () => {
    truncateSync(join(folder, 'huge.dcplan'), 3 * 2 ** 30);
    const ran = await check('huge.dcplan');
    rmSync(join(folder, 'huge.dcplan'));
    expectFinding(ran);
    expect(ran.stdout).toContain('DCP1031 file-too-large');
  });

  it('ten thousand errors: the worst are shown, all are counted', async () => {
    const ran = await check('units.dcplan');
    expectFinding(ran);
    expect(ran.stdout.match(/DCP2301/g)?.length).toBeGreaterThanOrEqual(199);
    expect(ran.stdout).toMatch(
      /\n\n98\d\d further findings not shown here; --format json gives all of them\.\n\nunits\.dcplan: 1000\d errors\n$/,
    );
    const { diagnostics } = JSON.parse(
      (await dcplan('check', '--no-simulate', '--format', 'json', join(folder, 'units.dcplan'))).stdout,
    ) as JsonCheck;
    expect(diagnostics.length).toBeGreaterThanOrEqual(10_000);
  });

  it('ten thousand errors of syntax: a thousand are reported', async () => {
    const ran = await check('syntax.dcplan');
    expectFinding(ran);
    expect(ran.stdout).toMatch(/\nsyntax\.dcplan: 10\d\d errors\n$/);
  });

  it('a byte order mark does not count', async () => {
    expect((await check('marked.dcplan')).stdout).toMatch(/^marked\.dcplan:2:9 {2}error/);
    writeFileSync(join(folder, 'marked.dcplan'), '\ufefflet c = d\n');
    expect((await check('marked.dcplan')).stdout).toMatch(
      /^marked\.dcplan:1:9 {2}error {2}.*\n.*\n {4}1 \| let c = d\n {16}\^\n/,
    );
  });

  it('lines of Windows are lines', async () => {
    const ran = await check('windows.dcplan');
    expectFinding(ran);
    expect(ran.stdout).toContain('windows.dcplan:21:12');
    expect(ran.stdout).not.toContain('\r');
    expect((await check('windows-good.dcplan')).code).toBe(0);
  });

  it('what cannot be read stops the command', async () => {
    symlinkSync('circle.dcplan', join(folder, 'circle.dcplan'));
    expect(await check('circle.dcplan')).toEqual({
      code: 2,
      stdout: '',
      stderr: `dcplan: ${folder}/circle.dcplan: this link leads in a circle\n`,
    });
    expect((await check('gone.dcplan')).code).toBe(2);
    expect((await check('folder.dcplan')).code).toBe(2);
    mkdirSync(join(folder, 'links'));
    symlinkSync('nowhere.dcplan', join(folder, 'links/broken.dcplan'));
    expect(await check('links')).toEqual({
      code: 2,
      stdout: '',
      stderr: `dcplan: ${folder}/links/broken.dcplan: there is no such file or folder\n`,
    });
  });
});
