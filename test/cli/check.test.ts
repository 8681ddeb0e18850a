import { describe, expect, it } from 'vitest';
import type { JsonCheck } from '../../compiler/src/diagnostics/json.js';
import { sha256 } from '../../compiler/src/ir/sha256.js';
import { dcplan, folderOf, longLines, mistakes, SMALL } from './harness.js';

const BROKEN = SMALL.replace('power: Grid', 'power: Gird');
const SUPPRESSED = SMALL.replace(
  '  hall A {',
  '  @allow("network-bisection-unused", "the fabric is bought already", until: 2026-07)\n  hall A {',
);

const folder = folderOf({
  'small.dcplan': SMALL,
  'broken.dcplan': BROKEN,
  'unused.dcplan': SMALL.replace('import std/models', 'import std/climates { Phoenix }\nimport std/models'),
  'suppressed.dcplan': SUPPRESSED,
  'campuses/one.dcplan': 'import "../racks.dcplan" { Mine }\n',
  'campuses/two.dcplan': 'import "../racks.dcplan" { Mine }\n',
  'campuses/node_modules/x/third.dcplan': 'let a = b\n',
  'campuses/notes.txt': 'no plan',
  'racks.dcplan': 'rack Mine {\n  accelerator: H1000\n  accelerators: 8\n}\n',
  'modules/one.dcplan': 'let a = 1\n',
});
const at = (name: string): string => `${folder}/${name}`;
const shown = (text: string): string => text.replaceAll(`${folder}/`, '');

async function json(...args: readonly string[]): Promise<JsonCheck> {
  return JSON.parse((await dcplan('check', '--format', 'json', ...args)).stdout) as JsonCheck;
}

describe('dcplan check', () => {
  it('shows findings with place, cost and mends, and counts them', async () => {
    const { code, stdout, stderr } = await dcplan('check', at('small.dcplan'));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(longLines(stdout)).toEqual([]);
    const blocks = shown(stdout).trimEnd().split('\n\n');
    expect(blocks.length).toBeGreaterThan(1);
    for (const block of blocks.slice(0, -1))
      expect(block).toMatch(/^small\.dcplan:\d+:\d+ {2}(warning|info) {2}DCP[46]\d{3} [a-z-]+\n {3}[A-Z\d`]/);
    expect(stdout).toMatch(/^ {3}Cost of the mismatch: [\d.]+ [kMB]? ?USD \(present value\), .*from 2027-01/m);
    expect(stdout).toMatch(/^ {3}mend: .* {2}saves [\d.]+ [kMB] USD/m);
    expect(blocks.at(-1)).toMatch(/^small\.dcplan: \d+ warnings?, \d+ notes?$/);
  });

  it('shows an error with its source, its place and its mend', async () => {
    const { code, stdout } = await dcplan('check', at('broken.dcplan'));
    expect(code).toBe(1);
    expect(shown(stdout)).toMatchInlineSnapshot(`
      "broken.dcplan:21:12  error  DCP2101 unknown-name
         \`Gird\` stands for nothing here; did you mean \`Grid\`?
         21 |     power: Gird
                         ^^^^
         mend: Change to \`Grid\`

      broken.dcplan: 1 error
      "
    `);
  });

  it('without simulation says what is wrong without it', async () => {
    expect(await dcplan('check', '--no-simulate', at('small.dcplan'))).toEqual({
      code: 0,
      stdout: `${at('small.dcplan')}: no findings\n`,
      stderr: '',
    });
    expect((await dcplan('check', '--no-simulate', at('broken.dcplan'))).code).toBe(1);
  });

  it('fails on what it is told to fail on', async () => {
    const codeWith = async (severity: string, file: string): Promise<number> =>
      (await dcplan('check', '--no-simulate', '--fail-on', severity, at(file))).code;
    expect(await codeWith('error', 'broken.dcplan')).toBe(1);
    expect(await codeWith('error', 'unused.dcplan')).toBe(0);
    expect(await codeWith('warning', 'unused.dcplan')).toBe(1);
    expect(await codeWith('info', 'unused.dcplan')).toBe(1);
    expect(await codeWith('info', 'small.dcplan')).toBe(0);
  });

  it('checks a scenario, which changes the plan and its hash', async () => {
    const plain = await json('--no-simulate', at('small.dcplan'));
    const half = await json('--no-simulate', '--scenario', 'Half', at('small.dcplan'));
    expect(half.plan.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(half.plan.hash).not.toBe(plain.plan.hash);
  });

  it('says which scenarios there are when the one that is asked for is none of them', async () => {
    const { code, stdout, stderr } = await dcplan('check', '--scenario', 'Halb', at('small.dcplan'));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(shown(stderr)).toBe(
      'dcplan: small.dcplan: there is no scenario `Halb`; did you mean `Half`? The plan has `Half`.\n',
    );
  });

  it('leaves out the plans of several that do not have the scenario', async () => {
    const { code, stdout, stderr } = await dcplan(
      'check',
      '--no-simulate',
      '--scenario',
      'Half',
      at('small.dcplan'),
      at('modules'),
    );
    expect(code).toBe(0);
    expect(shown(stderr)).toBe('modules/one.dcplan has no scenario `Half`: left out\n');
    expect(shown(stdout)).toBe('small.dcplan: no findings\n');
    expect((await dcplan('check', '--scenario', 'Half', at('modules'), at('modules/one.dcplan'))).code).toBe(2);
  });

  it('shows the errors of a plan that lacks the scenario because it is broken', async () => {
    const { code, stdout } = await dcplan('check', '--scenario', 'Halb', at('broken.dcplan'));
    expect(code).toBe(1);
    expect(stdout).toContain('did you mean `Grid`?');
  });

  it('judges suppressions by the day it is given', async () => {
    const slugs = async (today: string): Promise<string[]> =>
      (await json('--today', today, at('suppressed.dcplan'))).diagnostics.map(({ slug }) => slug);
    const before = await slugs('2026-06-30');
    expect(before).not.toContain('network-bisection-unused');
    expect(before).not.toContain('allow-expired');
    const after = await slugs('2026-07-01');
    expect(after).toContain('network-bisection-unused');
    expect(after).toContain('allow-expired');
  });

  it('takes several plans and folders, each once, and reports a module that they share once', async () => {
    const { code, stdout, stderr } = await dcplan('check', '--no-simulate', at('campuses'), at('campuses/two.dcplan'));
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(shown(stdout)).toMatchInlineSnapshot(`
      "campuses/one.dcplan:1:28  warning  DCP2003 unused-import
         \`Mine\` is imported and never used.
          1 | import "../racks.dcplan" { Mine }
                                         ^^^^
         mend: Remove the import

      campuses/two.dcplan:1:28  warning  DCP2003 unused-import
         \`Mine\` is imported and never used.
          1 | import "../racks.dcplan" { Mine }
                                         ^^^^
         mend: Remove the import

      racks.dcplan:2:16  error  DCP2101 unknown-name
         \`H1000\` stands for nothing here.
          2 |   accelerator: H1000
                             ^^^^^

      2 plans: 1 error, 2 warnings
      "
    `);
  });

  it('says how far it is when there are several plans', async () => {
    const { stderr } = await dcplan('check', at('modules'), at('broken.dcplan'));
    expect(shown(stderr)).toBe('checking modules/one.dcplan (1 of 2)\nchecking broken.dcplan (2 of 2)\n');
  });
});

describe('dcplan check --format json', () => {
  it('keeps to its schema and gives the same bytes twice', async () => {
    const first = await dcplan('check', '--format', 'json', '--today', '2026-06-01', at('small.dcplan'));
    const second = await dcplan('check', '--format', 'json', '--today', '2026-06-01', at('small.dcplan'));
    expect(first).toEqual(second);
    expect(first.stderr).toBe('');
    expect(mistakes('check', JSON.parse(first.stdout))).toEqual([]);
  });

  it('gives the hash of one plan', async () => {
    const { plan, plans } = await json('--no-simulate', at('small.dcplan'));
    expect(plans).toEqual([{ file: at('small.dcplan'), hash: plan.hash }]);
    expect(plan.hash).toMatch(/^[0-9a-f]{64}$/);
  });

  it('gives a hash of several plans', async () => {
    const { plan, plans } = await json('--no-simulate', at('small.dcplan'), at('modules/one.dcplan'));
    expect(plans.map(({ file }) => shown(file))).toEqual(['small.dcplan', 'modules/one.dcplan']);
    expect(plan.hash).toBe(sha256(plans.map(({ hash }) => hash).join('\n')));
  });

  it('gives no hash where a plan does not compile, and keeps to its schema', async () => {
    const value = await json('--no-simulate', at('small.dcplan'), at('broken.dcplan'));
    expect(value.plan).toEqual({ hash: null });
    expect(value.plans.map(({ hash }) => hash === null)).toEqual([false, true]);
    expect(mistakes('check', value)).toEqual([]);
    expect(value.summary.errors).toBe(1);
    const [error] = value.diagnostics.filter(({ severity }) => severity === 'error');
    expect(error?.fingerprint).toMatch(/^[0-9a-f]{32}$/);
    const { fingerprint: _ofTheFolder, ...rest } = error!;
    expect({ ...rest, file: shown(rest.file), fixes: rest.fixes.map(({ title }) => title) }).toMatchInlineSnapshot(`
        {
          "baseline": null,
          "code": "DCP2101",
          "file": "broken.dcplan",
          "fixes": [
            "Change to \`Grid\`",
          ],
          "help": "dcplan explain DCP2101",
          "impact": null,
          "message": "\`Gird\` stands for nothing here; did you mean \`Grid\`?",
          "notes": [],
          "path": null,
          "range": {
            "end": {
              "column": 16,
              "line": 21,
            },
            "start": {
              "column": 12,
              "line": 21,
            },
          },
          "related": [],
          "severity": "error",
          "slug": "unknown-name",
          "suppression": null,
        }
      `);
  });
});
