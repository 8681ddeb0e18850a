import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { applyEdits } from '../../compiler/src/text/edits.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';

const root = new URL('../../', import.meta.url);

function workspaceOf(file: string, text: string): Workspace {
  return new Workspace({
    stdlib: stdlibFiles,
    read: (name) => (name === file ? text : undefined),
    resolve: (_from, spec) => spec,
  });
}

/** What a plan costs, simulated in a process state of its own. */
function cost(file: string, text: string): number {
  const workspace = workspaceOf(file, text);
  const { plan } = workspace.compile(file);
  if (plan === undefined) throw new Error(`${file} does not compile once mended`);
  return workspace.simulate(plan).presentValue ?? Number.NaN;
}

it('a fabric that nobody uses is one from the day on which its hall opens', () => {
  const file = 'samples/colossus.dcplan';
  const { diagnostics } = workspaceOf(file, readFileSync(new URL(file, root), 'utf8')).check(file, { simulate: true });
  const finding = diagnostics.find(({ slug }) => slug === 'network-bisection-unused');
  expect(finding?.path).toBe('Colossus.Second.network');
  expect(finding?.impact?.from).toBe('2026-01');
});

describe('mends of the samples do what they say', () => {
  it.each([
    ['samples/abilene.dcplan', 'thermal-part-load'],
    ['samples/colossus.dcplan', 'thermal-part-load'],
    ['samples/tutorial/02-a-mismatch.dcplan', 'network-bisection-unused'],
  ])('%s', (file, slug) => {
    const text = readFileSync(new URL(file, root), 'utf8');
    const before = cost(file, text);
    const { diagnostics } = workspaceOf(file, text).check(file, { simulate: true });
    const fixes = diagnostics.flatMap((diagnostic) =>
      (diagnostic.fixes ?? []).map((fix) => ({ slug: diagnostic.slug, ...fix })),
    );
    expect(fixes.map((fix) => fix.slug)).toContain(slug);
    expect(fixes.map((fix) => fix.slug)).toContain('network-bisection-unused');
    for (const { title, edits, predicted } of fixes) {
      const after = cost(file, applyEdits(text, edits));
      expect(Math.abs(after / (predicted?.planPresentValue ?? 0) - 1), title).toBeLessThan(1e-9);
      expect(Math.abs(before - after - (predicted?.presentValue ?? 0)), title).toBeLessThanOrEqual(1e-9 * before);
    }
    const cooling = fixes.find(({ title }) => title.startsWith('cooling: '));
    if (file === 'samples/colossus.dcplan') expect(cooling?.predicted?.presentValue).toBeGreaterThan(0);
  });
});
