import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { type Checked, Workspace } from '../../compiler/src/workspace/workspace.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const files = (folder: string): string[] =>
  readdirSync(`${root}${folder}`)
    .filter((name) => name.endsWith('.dcplan'))
    .map((name) => `${folder}/${name}`);
const samples = [...files('samples'), ...files('samples/tutorial')];
const workspace = new Workspace({
  stdlib: stdlibFiles,
  read: (file) => (samples.includes(file) ? readFileSync(`${root}${file}`, 'utf8') : undefined),
  resolve: (_from, spec) => spec,
});

const checks = new Map<string, Checked>();
function check(file: string, scenario?: string): Checked {
  const key = `${file} ${scenario ?? ''}`;
  const checked =
    checks.get(key) ?? workspace.check(file, { simulate: true, ...(scenario === undefined ? {} : { scenario }) });
  checks.set(key, checked);
  return checked;
}

describe.each(samples)('%s', (file) => {
  test('has no error', { timeout: 60_000 }, () => {
    const errors = check(file).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ message }) => message)).toEqual([]);
  });

  test('costs a known sum', { timeout: 60_000 }, () => {
    expect(workspace.simulate(check(file).plan!).presentValue).toBeGreaterThan(0);
  });

  test('has halls that are used', { timeout: 60_000 }, () => {
    const result = workspace.simulate(check(file).plan!);
    for (const [path, hall] of result.halls) {
      const most = Math.max(...hall.held) / hall.accelerators;
      expect(most, `held of ${path}`).toBeGreaterThan(0.65);
    }
  });

  test('draws what it contracts for, and not a fraction of it', { timeout: 60_000 }, () => {
    const result = workspace.simulate(check(file).plan!);
    for (const [path, { peak, capacity }] of result.contracts) {
      const contracted = Math.max(...capacity);
      if (contracted === 0) continue;
      const use = Math.max(...peak) / contracted;
      expect(use, `use of ${path}`).toBeGreaterThan(0.5);
      expect(use, `use of ${path}`).toBeLessThanOrEqual(1);
    }
  });
});

test('Abilene shows findings with money, energy and a date', { timeout: 60_000 }, () => {
  const found = check('samples/abilene.dcplan').diagnostics.filter(
    ({ impact }) =>
      impact?.presentValue != null && impact.energy != null && impact.energy !== 0 && impact.from !== null,
  );
  expect(found.map(({ slug }) => slug)).toEqual(
    expect.arrayContaining(['thermal-part-load', 'network-bisection-unused']),
  );
});

describe('the enterprise', () => {
  const file = 'samples/enterprise.dcplan';
  test.each(['Lease', 'Rent'])('can do all of its work with %s', { timeout: 60_000 }, (scenario) => {
    const { diagnostics, plan } = check(file, scenario);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    const work = (of: Checked, name: string): number =>
      workspace.simulate(of.plan!).metrics.get(`Insurance.${name}`)?.get('served')?.value ?? NaN;
    for (const name of ['Assistant', 'Claims']) {
      expect(work(check(file, scenario), name) / work(check(file), name)).toBeCloseTo(1, 6);
    }
    expect(workspace.simulate(plan!).presentValue).toBeGreaterThan(0);
  });
});

test('the surge of lesson 4 does not fit', { timeout: 60_000 }, () => {
  const errors = check('samples/tutorial/04-scenarios-and-gates.dcplan', 'Surge').diagnostics.filter(
    ({ severity }) => severity === 'error',
  );
  expect(errors.map(({ slug }) => slug)).toEqual(['slo-capacity']);
});
