import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pricingOf } from '../../../compiler/src/fit/counterfactual/best-plan.js';
import type { Unit } from '../../../compiler/src/fit/counterfactual/options.js';
import { search } from '../../../compiler/src/fit/counterfactual/search.js';
import { expectClose } from '../fixture.js';
import { counterfactualOf } from './fixture.js';
import { smallPlans } from './plans.js';

/** Options of few units, chosen at random: a catalogue that every combination of can be tried. */
const drawn = fc.record({ units: fc.array(fc.nat(), { minLength: 2, maxLength: 4 }), options: fc.array(fc.nat()) });

function fewUnits(units: readonly Unit[], { units: of, options }: { units: number[]; options: number[] }): Unit[] {
  const chosen = new Set(of.map((each) => each % units.length));
  return units
    .filter((_, i) => chosen.has(i))
    .map((unit, i) => {
      const start = (options[i] ?? 0) % unit.options.length;
      return {
        ...unit,
        options: [...unit.options, ...unit.options].slice(start, start + Math.min(3, unit.options.length)),
      };
    });
}

describe('the search for the best plan', () => {
  it('finds what brute force over small catalogues finds', { timeout: 60_000 }, () => {
    fc.assert(
      fc.property(smallPlans, drawn, (text, few) => {
        const { context } = counterfactualOf(text);
        const pricing = pricingOf(context)!;
        const units = fewUnits(pricing.units, few);
        let least = pricing.estimate;
        const visit = (choices: readonly number[]): void => {
          const unit = units[choices.length];
          if (unit === undefined) {
            const composed = pricing.composer.compose(units, choices);
            least = Math.min(least, (composed && pricing.priceEstimate(composed)) ?? Infinity);
            return;
          }
          for (let option = -1; option < unit.options.length; option++) visit([...choices, option]);
        };
        visit([]);
        const { composer, estimate, priceEstimate } = pricing;
        const whole = search(composer, units, pricing.base, estimate, priceEstimate);
        expect(whole.isExhaustive).toBe(true);
        expectClose(whole.cost, least, 1e-8);
        const stepwise = search(composer, units, pricing.base, estimate, priceEstimate, 0);
        expect(stepwise.isExhaustive).toBe(false);
        expectClose(stepwise.cost, least, 1e-8);
        expect(stepwise.cost).toBeLessThanOrEqual(estimate);
      }),
      { numRuns: 4 },
    );
  });
});
