import { describe, expect, it } from 'vitest';
import { findCode } from '../../compiler/src/text/registry.js';
import { expectCase } from './cases.js';
import { lifetimeCases } from './cases/lifetime.cases.js';
import { find } from './fixture.js';
import { fitCases } from './fit.cases.js';

describe.each(Object.entries({ ...fitCases, ...lifetimeCases }))('%s', (slug, wanted) => {
  const { code } = findCode(slug)!;

  it('fires, at its place, with its numbers', () => {
    const found = find(wanted.fires, wanted.options);
    const finding = found.one(code);
    expect(finding.slug).toBe(slug);
    expectCase(finding, found, wanted);
  });

  it('does not fire on a plan like it', () => {
    expect(find(wanted.quiet, wanted.quietOptions).of(code)).toEqual([]);
  });
});
