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
/** A report looks for what fits better, which takes many simulations. */
const SLOW = 120_000;

describe('dcplan report', () => {
  it(
    'prints one HTML page with the numbers of `simulate --json`',
    async () => {
      const { code, stdout, stderr } = await dcplan('report', small);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout).toMatch(/^<!doctype html>/);
      const embedded = /id="dcplan-result">([\s\S]*?)<\/script>/.exec(stdout)?.[1] ?? '';
      const json = await dcplan('simulate', '--json', small);
      expect(JSON.parse(embedded) as JsonSimulation).toEqual(JSON.parse(json.stdout));
    },
    SLOW,
  );

  it(
    'writes Markdown of several plans to a folder, with pictures beside it, under a scenario',
    async () => {
      const out = join(folder, 'out');
      const plans = [small, join(folder, 'other/small.dcplan')];
      const { code, stdout, stderr } = await dcplan(
        'report',
        ...plans,
        '--scenario',
        'Half',
        '--format',
        'markdown',
        '-o',
        out,
      );
      expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
      const files = readdirSync(out);
      expect(stderr).toContain(`wrote ${String(files.length)} files to ${out}\n`);
      const pages = files.filter((name) => name.endsWith('.md'));
      expect(pages).toHaveLength(2);
      for (const page of pages) {
        const text = readFileSync(join(out, page), 'utf8');
        expect(text).toContain('- Scenario: Half');
        const pictures = [...text.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, name]) => name);
        expect(pictures.length).toBeGreaterThan(6);
        for (const name of pictures) expect(files).toContain(name);
      }
    },
    SLOW,
  );

  it(
    'gives the figures as SVG files',
    async () => {
      const out = join(folder, 'svg');
      expect((await dcplan('report', small, '--scenario', 'Half', '--format', 'svg', '-o', out)).code).toBe(0);
      const files = readdirSync(out);
      expect(files).toContain('First-capacity.svg');
      for (const file of files) expect(readFileSync(join(out, file), 'utf8')).toMatch(/^<svg [^>]*xmlns=/);
    },
    SLOW,
  );

  it('asks for a folder where it has several files to write, before it simulates', async () => {
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
});
