import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capitalRecovery, presentValue } from '../../../compiler/src/simulation/economics/annuity.js';
import { Ledger } from '../../../compiler/src/simulation/economics/ledger.js';

describe('time value of money', () => {
  it('capital recovery of 8 % over 15 years is 0.11683', () => {
    expect(capitalRecovery(0.08, 15)).toBeCloseTo(0.11683, 6);
  });

  it('spreads evenly at a rate of zero', () => {
    expect(capitalRecovery(0, 5)).toBe(0.2);
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
