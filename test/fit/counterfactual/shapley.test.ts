import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestOfParts, shapley } from '../../../compiler/src/fit/counterfactual/shapley.js';

/** What coalitions save by themselves: some lose, some are no mends. */
const savings = fc.integer({ min: 0, max: 7 }).chain((players) =>
  fc.tuple(
    fc.constant(players),
    fc.array(fc.option(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { nil: undefined }), {
      minLength: 1 << players,
      maxLength: 1 << players,
    }),
  ),
);

describe('the parts of a mismatch', () => {
  it('are non-negative and add up to the whole', () => {
    fc.assert(
      fc.property(savings, ([players, saves]) => {
        const worth = bestOfParts(players, saves);
        const parts = shapley(players, worth);
        const whole = worth[worth.length - 1]!;
        expect(worth[0]).toBe(0);
        expect(whole).toBe(Math.max(0, ...saves.slice(1).map((each) => each ?? 0)));
        for (const part of parts) expect(part).toBeGreaterThanOrEqual(-1e-6 * whole);
        const sum = parts.reduce((all, part) => all + part, 0);
        expect(Math.abs(sum - whole)).toBeLessThanOrEqual(1e-6 * Math.max(1, whole));
      }),
    );
  });

  it('are what each of two saves alone, and half of what only both save', () => {
    // Alone 10 and 20, together 40: 10 more than the sum, shared evenly.
    expect(shapley(2, bestOfParts(2, [0, 10, 20, 40]))).toEqual([15, 25]);
  });

  it('are shared evenly where one mend is none without the other', () => {
    expect(shapley(2, bestOfParts(2, [0, undefined, -5, 40]))).toEqual([20, 20]);
  });

  it('are nothing for who adds nothing', () => {
    const [all, ...others] = shapley(3, bestOfParts(3, [0, 7, 0, 7, 0, 7, 0, 7]));
    expect(all).toBeCloseTo(7, 9);
    expect(others).toEqual([0, 0]);
  });

  it('of seven weigh each order the same', () => {
    // Worth as many as there are, squared: every player's part is the mean of its seven marginal worths.
    const squares = Array.from({ length: 128 }, (_, mask) => mask.toString(2).replaceAll('0', '').length ** 2);
    for (const part of shapley(7, squares)) expect(part).toBeCloseTo(7, 9);
  });
});
