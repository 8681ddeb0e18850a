import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { dcplan, folderOf } from './harness.js';

it('writes a small campus that checks clean and shows something useful', async () => {
  const folder = join(folderOf(), 'new', 'plan');
  const first = await dcplan('init', folder);
  expect(first.code).toBe(0);
  expect(first.stdout.replaceAll(folder, '<folder>')).toMatchInlineSnapshot(`
    "wrote <folder>/campus.dcplan
    wrote <folder>/.github/workflows/plan.yml
    wrote <folder>/.vscode/settings.json

    Now: dcplan check <folder>/campus.dcplan
    "
  `);

  const checked = await dcplan('check', join(folder, 'campus.dcplan'), '--today', '2026-06-01');
  expect(checked.code).toBe(0);
  expect(checked.stdout).toMatch(/Cost of the mismatch: [\d.]+ [kMB] USD \(present value\).*from 20\d\d/);
  expect(checked.stdout).toMatch(/campus\.dcplan: \d+ warnings?/);

  const simulated = await dcplan('simulate', join(folder, 'campus.dcplan'));
  expect(simulated.code).toBe(0);
  expect(simulated.stdout).toMatch(/^ {2}dPUE +1\.\d/m);
});

it('never overwrites', async () => {
  const folder = folderOf({ '.vscode/settings.json': '{}' });
  const first = await dcplan('init', folder);
  expect(first.code).toBe(0);
  expect(first.stderr).toContain('settings.json is there already: kept');
  expect(readFileSync(join(folder, '.vscode/settings.json'), 'utf8')).toBe('{}');

  writeFileSync(join(folder, 'campus.dcplan'), 'mine');
  const again = await dcplan('init', folder);
  expect(again.code).toBe(2);
  expect(again.stderr).toMatch(/^dcplan: .*campus\.dcplan is there already: nothing was written\n$/);
  expect(readFileSync(join(folder, 'campus.dcplan'), 'utf8')).toBe('mine');
});

it('writes a workflow that runs the same command', async () => {
  const folder = folderOf();
  await dcplan('init', folder);
  expect(readFileSync(join(folder, '.github/workflows/plan.yml'), 'utf8')).toContain('dcplan check');
  expect(JSON.parse(readFileSync(join(folder, '.vscode/settings.json'), 'utf8'))).toHaveProperty(
    ['files.associations', '*.dcplan'],
    'dcplan',
  );
  expect(existsSync(join(folder, 'node_modules'))).toBe(false);
});
