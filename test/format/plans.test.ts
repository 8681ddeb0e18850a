import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomPlans } from '../fuzz/random-plans.js';
import { formatted, meaning, said } from './meaning.js';

test('5,000 plans format to themselves, say the same and mean the same', { timeout: 300_000 }, () => {
  let compiled = 0;
  fc.assert(
    fc.property(randomPlans, fc.integer({ min: 30, max: 140 }), (text, width) => {
      const once = formatted(text, width);
      expect(formatted(once, width)).toBe(once);
      expect(said(once)).toBe(said(text));
      const before = meaning(text, 'plan.dcplan');
      expect(meaning(once, 'plan.dcplan')).toBe(before);
      if (before.startsWith('{')) compiled++;
    }),
    { numRuns: 5_000 },
  );
  // Most of them are plans, and no mistakes that are alike before and after.
  expect(compiled).toBeGreaterThan(3_500);
});
