import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mismatchOf } from '../../../compiler/src/fit/counterfactual/index.js';
import { SUBSYSTEMS } from '../../../compiler/src/fit/subsystems.js';
import { counterfactualOf } from '../counterfactual/fixture.js';
import { smallPlans } from '../counterfactual/plans.js';
import { expectClose } from '../fixture.js';

it('a mismatch adds up, and every mend gives what it promises, in plans at random', { timeout: 180_000 }, () => {
  fc.assert(
    fc.property(smallPlans, (text) => {
      const { context, edited } = counterfactualOf(text);
      const mismatch = mismatchOf(context, [])!;
      const { cost, parts, planFit, best, byCampus, mends } = mismatch;
      expect(cost).toBeGreaterThanOrEqual(0);
      expect(planFit).toBeGreaterThan(0);
      expect(planFit).toBeLessThanOrEqual(1);
      for (const subsystem of SUBSYSTEMS) expect(parts[subsystem], subsystem).toBeGreaterThanOrEqual(0);
      expectClose(
        SUBSYSTEMS.reduce((sum, subsystem) => sum + parts[subsystem], 0),
        cost,
        1e-6,
      );
      const whole = context.result.presentValue!;
      const after = counterfactualOf(edited(best.changes)).context.result;
      expectClose(after.presentValue, best.presentValue!);
      expect(
        Math.abs([...byCampus.values()].reduce((sum, usd) => sum + usd, 0) - (whole - after.presentValue!)),
      ).toBeLessThan(1e-9 * whole);
      for (const { title, changes, predicted } of mends) {
        const mended = counterfactualOf(edited(changes)).context.result.presentValue;
        expect(Math.abs(mended! - predicted.planPresentValue), title).toBeLessThanOrEqual(1e-9 * whole);
        expect(Math.abs(whole - mended! - predicted.presentValue), title).toBeLessThanOrEqual(1e-9 * whole);
      }
    }),
    // A plan takes seconds.
    { numRuns: 3 },
  );
});
