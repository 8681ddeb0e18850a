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
import { contract, flat } from './fixtures.js';

const MONTH = (365 * 86400) / 12;
const YEAR = 365 * 86400;

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
  return billYear(made, input, monthlyPeaks(input.power, input.hours), monthlyCapacity(made, input.calendarYear));
}

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

  it('untaken energy costs the mean of all hours, whenever the rest is taken', () => {
    const price = Float64Array.from({ length: 8760 }, (_, hour) => (hour % 2 === 0 ? 20 : 100) / 3.6e9);
    for (const even of [0, 100e6]) {
      const power = Float64Array.from({ length: 8760 }, (_, hour) => (hour % 2 === 0 ? even : 100e6 - even));
      expect(bill({ takeOrPay: 0.6 }, year(power, { price })).takeOrPay).toBeCloseTo(10 * 8760 * 60, 0);
    }
  });

  it('a ratchet may look at some months only', () => {
    const power = flat(20e6);
    power.fill(80e6, 31 * 24, 31 * 24 + 1);
    power.fill(50e6, 0, 1);
    const terms = { demandCharge: 10 / 1e3 / MONTH, ratchet: 1 };
    expect(bill({ ...terms, ratchetMonths: [1] }, year(power)).ratchet).toBeCloseTo(10 * 10 * 30e3, 0);
    expect(bill({ ...terms, ratchetMonths: [] }, year(power)).ratchet).toBe(0);
  });

  it('carbon follows the hour where its shape is known, and keeps the mean', () => {
    const carbonShape = Array.from({ length: 12 }, () => Array.from({ length: 24 }, (_, hour) => (hour < 12 ? 1 : 3)));
    const night = Float64Array.from({ length: 8760 }, (_, hour) => (hour % 24 < 12 ? 50e6 : 0));
    const terms = { carbon: 400 / 3.6e9, carbonShape };
    expect(bill(terms, year(flat(25e6))).carbon).toBeCloseTo(25 * 8760 * 400, 3);
    expect(bill(terms, year(night)).carbon).toBeCloseTo(25 * 8760 * 200, 3);
    expect(bill({ carbon: 400 / 3.6e9 }, year(night)).carbon).toBeCloseTo(25 * 8760 * 400, 3);
    expect(bill({}, year(night)).carbon).toBeNull();
  });

  it('entries that stand for several hours bill like those hours', () => {
    const terms = {
      demandCharge: 10 / 1e3 / MONTH,
      ratchet: 0.8,
      minimumDemand: 0.7,
      takeOrPay: 0.9,
      coincidentCharge: 72 / 1e3 / YEAR,
      carbon: 400 / 3.6e9,
    };
    const levels = (hour: number): number => (hour % 24 < 12 ? 40e6 : 60e6);
    const whole = bill(terms, year(Float64Array.from({ length: 8760 }, (_, hour) => levels(hour))));
    // Noon and midnight of each month stand for half of its hours, and the hour of the grid's peak is one of them.
    const starts = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];
    const hour = Int32Array.from({ length: 24 }, (_, i) => starts[i >> 1]! * 24 + 14 * 24 + (i % 2 === 0 ? 5 : 17));
    const weight = Float64Array.from(hour, (_, i) => (starts[(i >> 1) + 1]! - starts[i >> 1]!) * 12);
    const few = bill(
      terms,
      year(Float64Array.from(hour, levels), {
        price: new Float64Array(24).fill(60 / 3.6e9),
        hours: { hour, weight, monthStart: Array.from({ length: 13 }, (_, month) => 2 * month) },
      }),
    );
    for (const [line, amount] of Object.entries(whole))
      expect(few[line as keyof typeof few]).toBeCloseTo(amount as number, 3);
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

  it('with take-or-pay, energy lowers the bill at most by what it is cheaper than the mean', () => {
    const cases = fc.tuple(loads, fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 8759 }));
    const price = Float64Array.from({ length: 8760 }, (_, hour) => (hour % 24 < 12 ? 20 : 100) / 3.6e9);
    fc.assert(
      fc.property(cases, ([power, takeOrPay, hour]) => {
        const more = power.slice();
        more[hour] = more[hour]! + 5e6;
        const before = billTotal(bill({ takeOrPay }, year(power, { price })));
        const after = billTotal(bill({ takeOrPay }, year(more, { price })));
        const cheaper = Math.max(0, 60 / 3.6e9 - price[hour]!);
        expect(after).toBeGreaterThanOrEqual(before - 5e6 * 3600 * cheaper - 1e-9 * before);
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
