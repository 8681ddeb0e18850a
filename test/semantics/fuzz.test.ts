import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileText, inCampus } from './fixture.js';

const prairie = readFileSync(new URL('prairie.dcplan', import.meta.url), 'utf8');
const words = prairie.split(/(\s+|[{}[\](),:|.])/).filter((word) => word.trim() !== '');

/** Whatever is done to a plan, compiling it ends with a plan or with an error, never with neither and never with a throw. */
function compilesOrSays(text: string): void {
  const { plan, diagnostics } = compileText(text);
  const errors = diagnostics.filter((diagnostic) => diagnostic.severity === 'error');
  expect(plan === undefined).toBe(errors.length > 0);
  for (const { location } of diagnostics) {
    expect(location.span.start).toBeLessThanOrEqual(location.span.end);
    if (location.file === 'plan.dcplan') expect(location.span.end).toBeLessThanOrEqual(text.length);
  }
}

describe('a plan with', () => {
  it('a word replaced by another still compiles or says why not', () => {
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom(...words), (at, word) => {
        const parts = prairie.split(/(\s+|[{}[\](),:|.])/);
        const places = parts.flatMap((part, index) => (part.trim() === '' ? [] : [index]));
        parts[places[at % places.length]!] = word;
        compilesOrSays(parts.join(''));
      }),
      { numRuns: 250 },
    );
  });

  it('a piece cut out or doubled still compiles or says why not', () => {
    fc.assert(
      fc.property(fc.nat({ max: prairie.length }), fc.nat({ max: 60 }), fc.boolean(), (start, length, doubled) => {
        const piece = prairie.slice(start, start + length);
        compilesOrSays(prairie.slice(0, start) + (doubled ? piece + piece : '') + prairie.slice(start + length));
      }),
      { numRuns: 250 },
    );
  });

  it('any expression made of its words still compiles or says why not', () => {
    const word = fc.constantFrom(
      'Grid',
      'A',
      'Prairie',
      'capacity',
      '.',
      '+',
      '*',
      '3 MW',
      '2027',
      '{ 2027: 1 MW }',
      'step',
      '±',
      '20 %',
      '..',
      '|',
      'of',
      'if',
      'then',
      'else',
      '(',
      ')',
      '[',
      ']',
      'for h in halls',
      'h',
      'max',
      ',',
      'growing',
      'from',
      'Plant { supply: 3 degC }',
      'N+1',
      '3:1',
      'electrical {}',
    );
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 9 }),
        fc.constantFrom(
          'contract C { capacity: ',
          'hall B: A { racks: ',
          'hall B: A { cooling: ',
          'hall B: A { retrofit R { trigger: ',
          'require ',
        ),
        (expression, before) => {
          compilesOrSays(inCampus(`${before}${expression.join(' ')} }`));
        },
      ),
      { numRuns: 300 },
    );
  });
});
