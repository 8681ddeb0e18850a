import { describe, expect, it } from 'vitest';
import { arithmeticOf } from '../../../compiler/src/fit/arithmetic/index.js';
import { indexPlan } from '../../../compiler/src/ir/index.js';
import { findCode } from '../../../compiler/src/text/registry.js';
import { lifetimeCases } from '../cases/lifetime.cases.js';
import { fitCases } from '../fit.cases.js';
import { applied, ENTRY, expectClose, find, workspaceOf } from '../fixture.js';

/** Findings whose case has a number. */
const priced = Object.entries({ ...fitCases, ...lifetimeCases }).filter(
  ([slug, { fires, options }]) => find(fires, options).one(findCode(slug)!.code).impact?.presentValue != null,
);

it('the findings that have no number are those whose cost nobody knows', () => {
  const all = Object.keys({ ...fitCases, ...lifetimeCases });
  const without = all.filter((slug) => !priced.some(([each]) => each === slug)).sort();
  expect(without).toMatchInlineSnapshot(`
    [
      "alternatives-conflict",
      "model-range",
      "not-supported",
      "obsolete-before-opening",
      "obsolete-from",
      "reserve-drawn",
      "retrofit-cannot-carry",
      "ride-through",
      "scenario-empties-hall",
      "stranded-capacity",
      "thermal-cycling",
    ]
  `);
});

describe.each(priced)('the arithmetic of %s', (slug, { fires, options }) => {
  it('gives its number again, step by step', () => {
    const { code } = findCode(slug)!;
    const found = find(fires, options);
    const diagnostic = found.one(code);
    const finding = found.findings.find((each) => each.code === code)!;
    const [fix] = diagnostic.fixes ?? [];
    const mended = fix === undefined ? undefined : workspaceOf(applied(found, fix, options?.files));
    const { comparison, sum, inputs } = arithmeticOf(
      {
        plan: found.plan,
        index: indexPlan(found.plan),
        result: found.result,
        ...(mended === undefined ? {} : { mended: mended.simulate(mended.compile(ENTRY).plan!) }),
      },
      finding,
    );
    const total = diagnostic.impact!.presentValue!;
    if (sum === undefined) {
      // The difference of two plans is the number.
      expect(Math.abs(comparison!.written - comparison!.mended - total)).toBeLessThan(1e-6 * Math.max(1, total));
    } else {
      // No part of it is a remainder that nobody explains.
      expect(sum.parts.map(({ text }) => text)).not.toContain('counted elsewhere');
      expect(sum.parts.map(({ text }) => text)).not.toContain('what useful work held equal adds');
      expect(sum.title).not.toBe('What it costs');
      expectClose(
        sum.parts.reduce((all, { usd }) => all + usd, 0),
        total,
        1e-6,
      );
      for (const { text, usd, factors } of sum.parts) {
        if (factors === undefined) continue;
        expectClose(
          factors.reduce((product, each) => product * each, 1),
          usd,
        );
        // A year's part ends with its discount at 8 %, and names the year.
        const year = Number(/^\d{4}/.exec(text)![0]);
        expectClose(factors.at(-1), 1.08 ** -(year - found.result.years[0]! + 1));
      }
    }
    expect(inputs.length).toBeGreaterThan(0);
  });
});
