import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type StandingPart, strandedCapital } from '../../../compiler/src/simulation/economics/stranded.js';

const NONE = { contract: 0, 'electrical path': 0, cooling: 0, accelerators: 0 };
const FULL: StandingPart = { capacity: 1, used: 1, annuity: 1e6 };

function parts(over: Partial<Parameters<typeof strandedCapital>[0]>): Parameters<typeof strandedCapital>[0] {
  return { accelerators: FULL, floor: FULL, 'electrical path': FULL, cooling: FULL, bisection: FULL, ...over };
}

describe('stranded capital', () => {
  it('is the annuity of what no hour uses, part by part', () => {
    const view = strandedCapital(
      parts({
        'electrical path': { capacity: 100e6, used: 60e6, annuity: 5e6 },
        bisection: { capacity: 50e9, used: 5e9, annuity: 2e6 },
      }),
      NONE,
    );
    expect(view.parts['electrical path']).toBeCloseTo(2e6, 6);
    expect(view.parts.bisection).toBeCloseTo(1.8e6, 6);
    expect(view.total).toBeCloseTo(3.8e6, 6);
  });

  it.each([
    { limits: { ...NONE, contract: 1, cooling: 0.7 }, cause: 'contract' },
    { limits: { ...NONE, accelerators: 1, 'electrical path': 0.9 }, cause: 'accelerators' },
    { limits: { ...NONE, contract: 0.9, cooling: 1.2 }, cause: 'cooling' },
    { limits: { ...NONE, contract: 0.9, accelerators: 0.8 }, cause: 'demand' },
  ])('$cause keeps the rest from being used', ({ limits, cause }) => {
    expect(strandedCapital(parts({}), limits).cause).toBe(cause);
  });

  it('lies between nothing and all of the annuities, falls with use, and is finite without capacity', () => {
    const part = fc.record({
      capacity: fc.double({ min: 0, max: 1e9, noNaN: true }),
      used: fc.double({ min: 0, max: 2e9, noNaN: true }),
      annuity: fc.double({ min: 0, max: 1e9, noNaN: true }),
    });
    fc.assert(
      fc.property(part, part, part, fc.double({ min: 0, max: 1e9, noNaN: true }), (a, b, c, more) => {
        const all = parts({ accelerators: a, cooling: b, bisection: c });
        const { total } = strandedCapital(all, NONE);
        const annuities = Object.values(all).reduce((sum, { annuity }) => sum + annuity, 0);
        expect(total).toBeGreaterThanOrEqual(0);
        expect(total).toBeLessThanOrEqual(annuities * (1 + 1e-12));
        const busier = strandedCapital({ ...all, cooling: { ...b, used: b.used + more } }, NONE);
        expect(busier.total).toBeLessThanOrEqual(total + 1e-6);
      }),
    );
  });
});
