import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JsonSimulation } from '../../compiler/src/diagnostics/simulation-json.js';
import { dcplan, folderOf, SMALL } from './harness.js';

const folder = folderOf({
  'small.dcplan': SMALL,
  'other/small.dcplan': SMALL.replace('campus First', 'campus Second').replaceAll('First.', 'Second.'),
  'broken.dcplan': SMALL.replace('power: Grid', 'power: Gird'),
  'let.dcplan': 'let a = 1\n',
});
const small = join(folder, 'small.dcplan');

describe('dcplan report', () => {
  it('prints one HTML page with the numbers of `simulate --json`', async () => {
    const { code, stdout, stderr } = await dcplan('report', small);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^<!doctype html>/);
    const embedded = /id="dcplan-result">([\s\S]*?)<\/script>/.exec(stdout)?.[1] ?? '';
    const json = await dcplan('simulate', '--json', small);
    expect(JSON.parse(embedded) as JsonSimulation).toEqual(JSON.parse(json.stdout));
  });

  it('writes to a file, and to a folder for several', async () => {
    const one = join(folder, 'out/one.html');
    expect(await dcplan('report', small, '-o', one)).toMatchObject({ code: 0, stdout: '', stderr: `wrote ${one}\n` });
    expect(readFileSync(one, 'utf8')).toContain('<h1>First</h1>');
    const both = join(folder, 'out/both');
    const { code } = await dcplan('report', small, join(folder, 'other/small.dcplan'), '-o', both);
    expect(code).toBe(0);
    expect(readdirSync(both)).toHaveLength(2);
  });

  it('gives Markdown, with pictures beside it where it has a folder', async () => {
    const { stdout } = await dcplan('report', small, '--format', 'markdown');
    expect(stdout).toMatch(/^# First\n/);
    expect(stdout).not.toContain('![');
    const out = join(folder, 'out/markdown');
    await dcplan('report', small, '--format', 'markdown', '-o', out);
    const text = readFileSync(join(out, 'First.md'), 'utf8');
    const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, name]) => name);
    expect(pictures.length).toBeGreaterThan(6);
    for (const name of pictures) expect(readdirSync(out)).toContain(name);
  });

  it('gives the figures as SVG files', async () => {
    const out = join(folder, 'out/svg');
    expect((await dcplan('report', small, '--format', 'svg', '-o', out)).code).toBe(0);
    const files = readdirSync(out);
    expect(files).toContain('First-capacity.svg');
    for (const file of files) expect(readFileSync(join(out, file), 'utf8')).toMatch(/^<svg [^>]*xmlns=/);
  });

  it('asks for a folder where it has several files to write', async () => {
    expect(await dcplan('report', small, '--format', 'svg')).toMatchObject({
      code: 2,
      stderr: 'dcplan: SVG is a file for each figure: say where with -o <folder>\n',
    });
    expect((await dcplan('report', folder, '-o', join(folder, 'all.html'))).code).toBe(2);
  });

  it('shows why a plan does not compile, and that there is nothing to report on', async () => {
    const broken = await dcplan('report', join(folder, 'broken.dcplan'));
    expect(broken.code).toBe(1);
    expect(broken.stderr).toContain('Gird');
    expect((await dcplan('report', join(folder, 'let.dcplan'))).code).toBe(2);
  });

  it('reports on a scenario', async () => {
    const { stdout } = await dcplan('report', small, '--scenario', 'Half', '--format', 'markdown');
    expect(stdout).toContain('- Scenario: Half');
  });
});
