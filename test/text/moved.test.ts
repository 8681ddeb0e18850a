import { describe, expect, it } from 'vitest';
import { movedDiagnostic, replacedBetween } from '../../compiler/src/text/moved.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';

const before = 'hall A {\n  network: RailOptimized { oversubscription: 1:1 }\n}\non: [A]\nidle: off\n';
const at = (text: string, word: string) => ({
  file: 'plan.dcplan',
  span: { start: text.indexOf(word), end: text.indexOf(word) + word.length },
});
const finding: Diagnostic = {
  code: 'DCP4201',
  slug: 'network-bisection-unused',
  severity: 'warning',
  message: 'the fabric is not needed',
  location: at(before, 'RailOptimized'),
  fixes: [
    { title: 'oversubscription: 8:1', edits: [{ ...at(before, '1:1'), newText: '8:1' }] },
    { title: 'idle: sleep', edits: [{ ...at(before, 'off'), newText: 'sleep' }] },
  ],
};

describe('a finding whose text has changed', () => {
  it('keeps the mends whose places are left, and loses those whose places were replaced', () => {
    // A name that is changed in two places is one stretch that is replaced, from the first to the last.
    const after = before.replaceAll('A', 'North');
    const moved = movedDiagnostic(finding, 'plan.dcplan', replacedBetween(before, after));
    expect(moved.fixes?.map(({ title }) => title)).toEqual(['idle: sleep']);
    const [edit] = moved.fixes?.[0]?.edits ?? [];
    expect(after.slice(edit?.span.start, edit?.span.end)).toBe('off');
  });

  it('moves with what was written before it', () => {
    const after = `// one line more\n${before}`;
    const moved = movedDiagnostic(finding, 'plan.dcplan', replacedBetween(before, after));
    expect(after.slice(moved.location.span.start, moved.location.span.end)).toBe('RailOptimized');
    expect(moved.fixes?.flatMap(({ edits }) => edits.map(({ span }) => after.slice(span.start, span.end)))).toEqual([
      '1:1',
      'off',
    ]);
  });

  it('leaves other files alone', () => {
    expect(movedDiagnostic(finding, 'other.dcplan', { start: 0, end: before.length, length: 0 })).toEqual(finding);
  });
});
