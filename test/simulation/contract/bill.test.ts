import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Contract } from '../../../compiler/src/ir/index.js';
import {
  type BillingYear,
  billTotal,
  billYear,
  monthlyCapacity,
  monthlyPeaks,
} from '../../../compiler/src/simulation/contract/bill.js';

const MONTH = (365 * 86400) / 12;
const YEAR = 365 * 86400;

function contract(changes: Partial<Contract> = {}): Contract {
  return {
    kind: 'contract',
    capacity: 100e6,
    firm: 1,
    interruptibleHours: 0,
    notice: 1800,
    interruptibleCredit: 0,
    powerFactor: 0.98,
    adder: 0,
    demandCharge: 0,
    ratchet: 0,
    coincidentCharge: 0,
    coincidentHours: 4,
    minimumDemand: 0,
    takeOrPay: 0,
    resale: 0,
    fixedCharge: 0,
    minimumBill: 0,
    ...changes,
  };
}

function year(power: Float64Array, changes: Partial<BillingYear> = {}): BillingYear {
  return {
    power,
    price: new Float64Array(8760).fill(60 / 3.6e9),
    calendarYear: 2027,
    previousPeaks: [],
    firstMonth: 0,
    lastMonth: 12,
    ...changes,
  };
}

function bill(terms: Partial<Contract>, input: BillingYear) {
  const made = contract(terms);
  return billYear(made, input, monthlyPeaks(input.power), monthlyCapacity(made, input.calendarYear));
}

const flat = (watts: number): Float64Array => new Float64Array(8760).fill(watts);

describe('the bill, term by term', () => {
  it('energy: 50 MW for a year at 60 USD/MWh is 26.28 M USD', () => {
    expect(bill({}, year(flat(50e6))).energy).toBeCloseTo(26.28e6, 0);
  });

  it('demand: 18 USD/kW-month on 50 MW is 10.8 M USD a year', () => {
    expect(bill({ demandCharge: 18 / 1e3 / MONTH }, year(flat(50e6))).demand).toBeCloseTo(10.8e6, 0);
  });

  it('minimum demand bills what is missing to the share of capacity, and nothing above it', () => {
    const terms = { demandCharge: 18 / 1e3 / MONTH, minimumDemand: 0.85 };
    expect(bill(terms, year(flat(50e6))).minimumDemand).toBeCloseTo(18 * 35e3 * 12, 0);
    expect(bill(terms, year(flat(90e6))).minimumDemand).toBe(0);
  });

  it('a ratchet holds the highest of eleven months before', () => {
    const power = flat(20e6);
    power.fill(80e6, 0, 24);
    const charged = bill({ demandCharge: 10 / 1e3 / MONTH, ratchet: 0.8 }, year(power));
    expect(charged.demand).toBeCloseTo(10 * (80e3 + 11 * 20e3), 0);
    expect(charged.ratchet).toBeCloseTo(10 * 11 * (64e3 - 20e3), 0);
  });

  it('a demand charge that changes within the year is billed month by month, the ratchet with it', () => {
    const rate = (usd: number) => usd / 1e3 / MONTH;
    const seasons = {
      series: 'step',
      points: [
        { at: '2027-01-01', value: rate(10) },
        { at: '2027-04-01', value: rate(12) },
        { at: '2027-10-01', value: rate(10) },
      ],
    } as const;
    const power = flat(20e6);
    power.fill(80e6, 0, 24);
    const charged = bill({ demandCharge: seasons, ratchet: 0.5 }, year(power));
    expect(charged.demand).toBeCloseTo(10 * 80e3 + (5 * 10 + 6 * 12) * 20e3, 0);
    expect(charged.ratchet).toBeCloseTo((5 * 10 + 6 * 12) * 20e3, 0);
  });

  it('take-or-pay charges what was not taken, less what it resells for', () => {
    const charged = bill({ takeOrPay: 0.6, resale: 28 / 3.6e9 }, year(flat(50e6)));
    expect(charged.takeOrPay).toBeCloseTo(10 * 8760 * (60 - 28), 0);
  });

  it('the coincident peak is charged on the draw in four summer hours', () => {
    const power = flat(50e6);
    const price = new Float64Array(8760).fill(60 / 3.6e9);
    for (const month of [151, 181, 212, 243]) price[month * 24 + 40] = 1000 / 3.6e9;
    for (const month of [151, 181, 212, 243]) power[month * 24 + 40] = 10e6;
    expect(bill({ coincidentCharge: 72 / 1e3 / YEAR }, year(power, { price })).coincident).toBeCloseTo(72 * 10e3, 0);
  });

  it('a minimum bill tops the year up', () => {
    expect(billTotal(bill({ minimumBill: 40e6 / YEAR }, year(flat(50e6))))).toBeCloseTo(40e6, 0);
  });

  it('months before opening are not billed', () => {
    const terms = { demandCharge: 18 / 1e3 / MONTH, minimumDemand: 0.85 };
    expect(bill(terms, year(flat(0), { firstMonth: 6 })).minimumDemand).toBeCloseTo(18 * 85e3 * 6, 0);
    expect(bill(terms, year(flat(0), { firstMonth: 12 })).minimumDemand).toBe(0);
  });
});

describe('invariants of bills', () => {
  const loads = fc
    .array(fc.double({ min: 0, max: 100e6, noNaN: true }), { minLength: 24, maxLength: 24 })
    .map((day) => Float64Array.from({ length: 8760 }, (_, hour) => day[hour % 24] ?? 0));
  const terms = fc.record({
    demandCharge: fc.double({ min: 0, max: 1e-8, noNaN: true }),
    ratchet: fc.double({ min: 0, max: 1, noNaN: true }),
    minimumDemand: fc.double({ min: 0, max: 1, noNaN: true }),
    takeOrPay: fc.double({ min: 0, max: 1, noNaN: true }),
  });

  it('more load never costs less (H18)', () => {
    fc.assert(
      fc.property(loads, terms, fc.integer({ min: 0, max: 8759 }), (power, form, hour) => {
        const before = billTotal(bill(form, year(power)));
        const more = power.slice();
        more[hour] = (more[hour] ?? 0) + 5e6;
        expect(billTotal(bill(form, year(more)))).toBeGreaterThanOrEqual(before * (1 - 1e-12));
      }),
      { numRuns: 30 },
    );
  });

  it('a ratchet never lowers the bill (H19)', () => {
    fc.assert(
      fc.property(loads, terms, (power, form) => {
        const plain = billTotal(bill({ ...form, ratchet: 0 }, year(power)));
        expect(billTotal(bill(form, year(power)))).toBeGreaterThanOrEqual(plain * (1 - 1e-12));
      }),
      { numRuns: 30 },
    );
  });

  it('the bill is the sum of its lines (H17)', () => {
    fc.assert(
      fc.property(loads, terms, (power, form) => {
        const { carbon: _carbon, ...lines } = bill(form, year(power));
        expect(Object.values(lines).reduce((sum, line) => sum + line, 0)).toBeCloseTo(
          billTotal(bill(form, year(power))),
          3,
        );
      }),
      { numRuns: 10 },
    );
  });
});
