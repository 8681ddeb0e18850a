import { describe, expect, it } from 'vitest';
import { renderArithmetic } from '../../compiler/src/diagnostics/arithmetic-text.js';
import { Sources } from '../../compiler/src/diagnostics/sources.js';
import { type Arithmetic, arithmeticOf } from '../../compiler/src/fit/arithmetic/index.js';
import { indexPlan } from '../../compiler/src/ir/index.js';
import { showPropertyValue } from '../../compiler/src/semantics/index.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { hall } from './cases.js';
import { grid, minimum, unserved } from './cases/plans.js';
import { applied, campus, ENTRY, expectClose, find, type Found, workspaceOf } from './fixture.js';

interface Explained {
  readonly diagnostic: Diagnostic;
  readonly arithmetic: Arithmetic;
  readonly text: string;
}

/** The arithmetic of every finding of a plan that has a number. */
function explain(found: Found): Explained[] {
  const checked = found.workspace.check(ENTRY, { simulate: true });
  const sources = new Sources((name) => (name === ENTRY ? found.text : undefined));
  return checked.diagnostics
    .filter(({ impact }) => impact?.presentValue != null)
    .map((diagnostic) => {
      const finding = checked.report!.findings.find(
        ({ code, message }) => code === diagnostic.code && message === diagnostic.message,
      )!;
      const [fix] = diagnostic.fixes ?? [];
      const mended = fix === undefined ? undefined : workspaceOf(applied(found, fix));
      const arithmetic = arithmeticOf(
        {
          plan: found.plan,
          index: indexPlan(found.plan),
          result: checked.report!.result,
          ...(mended === undefined ? {} : { mended: mended.simulate(mended.compile(ENTRY).plan!) }),
        },
        finding,
      );
      const text = renderArithmetic(arithmetic, {
        diagnostic,
        years: found.result.years,
        sources,
        showValue: showPropertyValue,
      });
      return { diagnostic, arithmetic, text };
    });
}

/** Whole dollars in the last column of the rows of one table, the total last. */
function lastColumn(text: string, title: string): number[] {
  const [, after = ''] = text.split(title);
  const [, table = ''] = after.split('\n\n');
  return table
    .split('\n')
    .slice(2)
    .map((row) => Number(/(-?[\d ]+)$/.exec(row)![1]!.trim().split(/ {2,}/).pop()!.replaceAll(' ', '')));
}

const plans: readonly (readonly [string, string])[] = [
  ['a hall that is too large', campus()],
  [
    'a fabric that nobody uses',
    campus({ hall: hall('20 of HGX_H200_Air', 'AirEconomizer', '', 'RailOptimized { oversubscription: 1:1 }') }),
  ],
  ['a contract that nobody draws', campus({ contract: grid(`capacity: 2 MW, ${minimum}`) })],
  ['more work than a hall serves', unserved('600 req/s')],
];

describe.each(plans)('the arithmetic of %s', (_, plan) => {
  const all = explain(find(plan));

  it('adds up: lines to totals, totals or sums to the number of the finding', () => {
    expect(all.length).toBeGreaterThan(2);
    for (const { diagnostic, arithmetic } of all) {
      const total = diagnostic.impact!.presentValue!;
      const { comparison, sum } = arithmetic;
      if (comparison !== undefined) {
        const { lines, written, mended } = comparison;
        expectClose(
          lines.reduce((usd, line) => usd + line.written, 0),
          written,
        );
        expectClose(
          lines.reduce((usd, line) => usd + line.mended, 0),
          mended,
        );
        // The difference of two large numbers carries their rounding.
        expect(Math.abs(written - mended - diagnostic.fixes![0]!.predicted!.presentValue)).toBeLessThan(1e-9 * written);
        if (sum === undefined) expect(Math.abs(written - mended - total), diagnostic.code).toBeLessThan(1e-6 * written);
      }
      if (sum !== undefined)
        expectClose(
          sum.parts.reduce((usd, part) => usd + part.usd, 0),
          total,
          1e-6,
        );
      expect(comparison ?? sum, diagnostic.code).toBeDefined();
    }
  });

  it('adds up as printed, to the dollar', () => {
    for (const { diagnostic, arithmetic, text } of all) {
      const cost = Number(/Cost of the mismatch: ([\d ]+) USD/.exec(text)![1]!.replaceAll(' ', ''));
      expect(cost).toBe(Math.round(diagnostic.impact!.presentValue!));
      for (const title of [
        ...(arithmetic.comparison === undefined ? [] : [`What \`${arithmetic.comparison.mend}\` changes`]),
        ...(arithmetic.sum === undefined ? [] : [arithmetic.sum.title]),
      ]) {
        const column = lastColumn(text, title);
        const parts = column.slice(0, -1).reduce((usd, part) => usd + part, 0);
        expect(parts, `${diagnostic.code} ${title}`).toBe(column.at(-1));
      }
      if (arithmetic.sum === undefined)
        expect(lastColumn(text, `What \`${arithmetic.comparison!.mend}\` changes`).at(-1)).toBe(cost);
    }
  });

  it('names the figures that it rests on, with their standing', () => {
    for (const { diagnostic, arithmetic, text } of all) {
      expect(arithmetic.inputs.length, diagnostic.code).toBeGreaterThan(0);
      expect(text).toContain('What it rests on');
      expect(text).toMatch(/(assumed|published|vendor|measured) \[1\]|none stated/);
    }
  });
});

describe('what shows a finding', () => {
  it('is what the simulation gives for the entity it names', () => {
    const found = find(campus());
    const { arithmetic, text } = explain(found).find(({ diagnostic }) => diagnostic.code === 'DCP4701')!;
    expect(arithmetic.numbers[0]).toMatchObject({ of: 'C.A', metric: 'reserved', value: 48 / 320 });
    expect(text).toMatch(/reserved +15 % +15 % +15 %/);
  });

  it('is the fabric of the hall, where that is what does not fit', () => {
    const plan = campus({
      hall: hall('20 of HGX_H200_Air', 'AirEconomizer', '', 'Backend'),
      network: '  network Backend: RailOptimized { oversubscription: 1:1 }',
    });
    const { arithmetic } = explain(find(plan)).find(({ diagnostic }) => diagnostic.code === 'DCP4201')!;
    expect(arithmetic.numbers.map(({ of, metric }) => `${of} ${metric}`).slice(0, 2)).toEqual([
      'C.Backend bisection',
      'C.Backend bisectionNeeded',
    ]);
  });
});
