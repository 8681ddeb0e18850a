import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateHandRun } from '../../compiler/src/generate/hand-run.js';
import { standingBy } from '../../compiler/src/generate/hand-run-rows.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { type Checked, Workspace } from '../../compiler/src/workspace/workspace.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const sample = 'samples/handrun.dcplan';
const page = readFileSync(`${root}docs/hand-run.md`, 'utf8');

/** Ratio of program to paper in a row of the page. */
function ratio(what: string): number {
  const row = page.split('\n').find((line) => line.startsWith(`| ${what} |`));
  return Number(row?.split('|')[4]);
}

describe('docs/hand-run.md', () => {
  test('is what a fresh run gives', async () => {
    expect(await generateHandRun(root)).toEqual([{ path: 'docs/hand-run.md', content: page }]);
  });

  test.each(['IT, 2027', 'IT, 2035', 'plan', 'energy'])('agrees with the paper within 5 %%: %s', (what) => {
    expect(Math.abs(ratio(what) - 1)).toBeLessThanOrEqual(0.05);
  });

  // The paper's curve holds for any context; the program's slows as the cache grows, and fewer tokens share the draw.
  test.each(['energy per output token, 2027', 'energy per output token, 2035'])(
    'is within 12 %% of the paper: %s',
    (what) => {
      expect(ratio(what)).toBeGreaterThan(1);
      expect(ratio(what)).toBeLessThanOrEqual(1.12);
    },
  );

  test('ranks as the paper does, where the paper gives numbers', () => {
    const order = [
      'idle headroom',
      'fabric for training',
      'UPS and generators',
      'contract form: take-or-pay',
      'plants and losses',
    ].map((what) => page.lastIndexOf(what));
    expect(order.every((at) => at > 0)).toBe(true);
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });
});

describe(sample, () => {
  const workspace = new Workspace({
    stdlib: stdlibFiles,
    read: (file) => (file === sample ? readFileSync(`${root}${sample}`, 'utf8') : undefined),
    resolve: (_from, spec) => spec,
  });
  let checked: Checked;
  beforeAll(() => {
    checked = workspace.check(sample, { simulate: true });
  });

  test('has no error', () => {
    expect(checked.diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message)).toEqual(
      [],
    );
  });

  test('prices what stands by as the page does', () => {
    const finding = checked.diagnostics.find(({ slug }) => slug === 'idle-headroom');
    expect(finding?.impact?.presentValue).toBeCloseTo(
      standingBy(workspace.simulate(checked.plan!), 'backfillable'),
      -3,
    );
  });
});
