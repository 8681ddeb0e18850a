import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ENTRY, workspaceOf } from '../fit/fixture.js';
import { randomPlans } from './random-plans.js';
import { brokenPromise, unsoundness } from './soundness.js';

/** Enough for a regression to show; `FC_SEED=7 FC_RUNS=500 npx vitest run test/fuzz` looks further. */
const RUNS = Number(process.env['FC_RUNS'] ?? 8);

it('says nothing absurd of any plan, and keeps what a mend promises', { timeout: 20_000 + 5_000 * RUNS }, () => {
  fc.assert(
    fc.property(randomPlans, fc.nat(20), (text, pick) => {
      const workspace = workspaceOf({ [ENTRY]: text });
      const scenario = text.includes('scenario Surge') && pick % 2 === 0 ? { scenario: 'Surge' } : {};
      const checked = workspace.check(ENTRY, { simulate: true, ...scenario });
      expect(unsoundness(text, workspace, checked)).toEqual([]);
      if (pick % 3 === 0 && !('scenario' in scenario))
        expect(brokenPromise(text, checked.diagnostics, pick)).toEqual([]);
    }),
    { numRuns: RUNS, endOnFailure: true },
  );
});
