import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  capitalRecovery,
  equivalentAnnual,
  levelised,
  presentValue,
} from '../../../compiler/src/simulation/economics/annuity.js';
import { Ledger } from '../../../compiler/src/simulation/economics/ledger.js';

describe('time value of money', () => {
  it('capital recovery of 8 % over 15 years is 0.11683', () => {
    expect(capitalRecovery(0.08, 15)).toBeCloseTo(0.11683, 6);
  });

  it('spreads evenly at a rate of zero', () => {
    expect(capitalRecovery(0, 5)).toBe(0.2);
  });

  it('of a small rate is 1/n + r(n + 1)/2n, to the second order of the rate', () => {
    for (const rate of [1e-15, 1e-12, 1e-10, 1e-8]) {
      const first = 1 / 15 + (rate * 16) / 30;
      expect(Math.abs(capitalRecovery(rate, 15) / first - 1)).toBeLessThan(1e-14 + 30 * rate ** 2);
    }
  });

  it('of what lasts for ever is the rate', () => {
    expect(capitalRecovery(0.08, Infinity)).toBe(0.08);
  });

  it('an annuity over its own life repays the price exactly', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 0.3, noNaN: true }), fc.integer({ min: 1, max: 40 }), (rate, life) => {
        const payments = new Float64Array(life).fill(1e6 * capitalRecovery(rate, life));
        expect(presentValue(payments, rate)).toBeCloseTo(1e6, 3);
      }),
    );
  });
});

describe('the ledger', () => {
  it('counts an outlay again at each end of life within the horizon', () => {
    const ledger = new Ledger('P', 15, 0.08);
    ledger.invest('P.A', 'racks capital', 'rack', 100, 5, new Float64Array(15).fill(1));
    expect(ledger.close()[0]?.outlay).toBe(300);
  });

  it('an unknown price makes the line unknown, not zero', () => {
    const ledger = new Ledger('P', 2, 0.08);
    ledger.invest('P.A', 'racks capital', 'rack', undefined, 5, new Float64Array(2).fill(1));
    expect(ledger.close()[0]?.presentValue).toBeNull();
  });

  it('adds payments of one item up', () => {
    const ledger = new Ledger('P', 2, 0);
    ledger.pay('P.A', 'water', 'cooling', 0, 2);
    ledger.pay('P.A', 'water', 'cooling', 0, 3);
    expect(ledger.close()[0]).toMatchObject({ presentValue: 5, subsystem: 'cooling' });
  });
});

describe('levelised cost', () => {
  it('of one year is (capital · fixed charge rate + fixed)/energy + variable', () => {
    const cost = 182.7e6 * 0.0822 + 5.1e6 + 0.02 * 756_864_000;
    expect(levelised([cost], [756_864_000], 0.08)).toBeCloseTo((182.7e6 * 0.0822 + 5.1e6) / 756_864_000 + 0.02, 12);
  });

  it('is the steady price that repays every cost', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ cost: fc.nat(1e6), made: fc.integer({ min: 1, max: 1e6 }) }), {
          minLength: 1,
          maxLength: 30,
        }),
        fc.double({ min: -0.05, max: 0.5, noNaN: true }),
        (years, rate) => {
          const price = levelised(
            years.map(({ cost }) => cost),
            years.map(({ made }) => made),
            rate,
          )!;
          const left = presentValue(
            years.map(({ cost, made }) => price * made - cost),
            rate,
          );
          expect(Math.abs(left)).toBeLessThan(
            1e-9 *
              (1 +
                presentValue(
                  years.map(({ cost }) => cost),
                  rate,
                )),
          );
        },
      ),
    );
  });

  it('of nothing is undefined', () => {
    expect(levelised([1e6], [0], 0.08)).toBeUndefined();
    expect(levelised([], [], 0.08)).toBeUndefined();
  });

  it('equal payments are worth what they stand for', () => {
    const yearly = equivalentAnnual(1e6, 0.08, 15);
    expect(presentValue(new Array<number>(15).fill(yearly), 0.08)).toBeCloseTo(1e6, 6);
  });
});
