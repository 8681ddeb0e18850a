import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { CASES } from './cases.js';
import { gaps } from './invariants/gaps.js';
import { invariants, modules } from './invariants/table.js';
import { Inputs } from './support/inputs.js';

const root = new URL('../../', import.meta.url);
const published = new Inputs(parse(readFileSync(fileURLToPath(new URL(CASES, root)), 'utf8')), CASES)
  .list('invariants')
  .map((each) => each.text('id'));

test('every published invariant is held by a property', () => {
  expect(Object.keys(invariants)).toEqual(published);
  expect(Object.entries(invariants).filter(([, held]) => held.length === 0)).toEqual([]);
});

test('every property holds a published invariant, and is run by one of the suites', () => {
  const named = new Set(Object.values(invariants).flat());
  const all = Object.values(modules).flatMap((each) => Object.values(each));
  expect(all.filter((each) => !named.has(each))).toEqual([]);
  const suites = ['campuses', 'plants', 'scaling', 'models'].map((name) => `invariants-${name}.test.ts`);
  const texts = suites.map((name) => readFileSync(new URL(name, import.meta.url), 'utf8')).join('\n');
  for (const name of Object.keys(modules)) expect(texts).toContain(`suite('${name}', ${name})`);
});

test('what is left out is left out of a published invariant', () => {
  expect([...gaps.keys()].filter((id) => !published.includes(id))).toEqual([]);
  expect(existsSync(fileURLToPath(new URL('docs/validation.md', root)))).toBe(true);
});
