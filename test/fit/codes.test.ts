import { expect, it } from 'vitest';
import { allCodes } from '../../compiler/src/text/registry.js';
import { type Case } from './cases.js';
import { consistencyCases } from './consistency.cases.js';
import { fitCases } from './fit.cases.js';
import { lifetimeCases } from './cases/lifetime.cases.js';
import { requirementCases } from './requirements.cases.js';

const cases: Readonly<Record<string, Case>> = {
  ...consistencyCases,
  ...fitCases,
  ...lifetimeCases,
  ...requirementCases,
};

it('every code right of the language has a plan in which it fires and one in which it does not', () => {
  // Thresholds (DCP62xx) stand in dcplan.json and not in a plan: test/ci/gates.test.ts has theirs.
  const codes = allCodes().filter(({ code }) => /^DCP(?:[345]|6[01])/.test(code));
  expect(codes.length).toBeGreaterThan(25);
  expect(codes.map(({ slug }) => slug).sort()).toEqual(Object.keys(cases).sort());
  for (const { slug } of codes) {
    const { fires, quiet, words, options, quietOptions } = cases[slug]!;
    expect(JSON.stringify([fires, options]), slug).not.toBe(JSON.stringify([quiet, quietOptions]));
    expect(words.length, slug).toBeGreaterThan(0);
  }
});
