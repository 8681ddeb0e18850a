import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyEdits, joinEdits } from '../../compiler/src/text/edits.js';
import type { TextEdit } from '../../compiler/src/text/span.js';

/** Edits of a text that do not overlap, from numbers in any order. */
function editsOf(length: number, marks: readonly (readonly [number, number, string])[]): TextEdit[] {
  const edits: TextEdit[] = [];
  let at = 0;
  for (const [gap, taken, newText] of marks) {
    const start = Math.min(length, at + gap);
    const end = Math.min(length, start + taken);
    edits.push({ span: { start, end }, newText });
    at = end;
  }
  return edits;
}

const marks = fc.array(fc.tuple(fc.nat(6), fc.nat(4), fc.string({ maxLength: 4 })), { maxLength: 4 });

it('edits made in steps come to edits of the text as it was', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.array(marks, { minLength: 1, maxLength: 4 }), (text, steps) => {
      let now = text;
      const made = steps.map((step) => {
        const edits = editsOf(now.length, step);
        now = applyEdits(now, edits);
        return edits;
      });
      const joined = joinEdits(text, made);
      expect(applyEdits(text, joined)).toBe(now);
      for (const [i, { span }] of joined.entries())
        expect(span.start).toBeGreaterThanOrEqual(joined[i - 1]?.span.end ?? 0);
    }),
  );
});

it('what stays as it was is in no edit', () => {
  const steps = [[{ span: { start: 2, end: 3 }, newText: 'XY' }], [{ span: { start: 3, end: 4 }, newText: 'Z' }]];
  expect(joinEdits('abcdef', steps)).toEqual([{ span: { start: 2, end: 3 }, newText: 'XZ' }]);
});
