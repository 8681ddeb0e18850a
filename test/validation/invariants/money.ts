import fc from 'fast-check';
import { expect } from 'vitest';
import type { Contract } from '../../../compiler/src/ir/index.js';
import {
  type BillingYear,
  billTotal,
  billYear,
  monthlyCapacity,
  monthlyPeaks,
} from '../../../compiler/src/simulation/contract/bill.js';
import { capitalRecovery, presentValue } from '../../../compiler/src/simulation/economics/annuity.js';
import { Ledger } from '../../../compiler/src/simulation/economics/ledger.js';
import { type Holds, number, runs } from './runs.js';

const HOURS = 8760;
const YEAR_SECONDS = 365 * 86400;

const SHARES = ['ratchet', 'minimumDemand', 'takeOrPay'] as const;
const RATES = ['demandCharge', 'coincidentCharge', 'fixedCharge', 'minimumBill'] as const;

/** A contract whose rates are constant and certain. */
type Terms = Omit<Contract, 'kind'> & Readonly<Record<(typeof SHARES)[number] | (typeof RATES)[number], number>>;

/** Any contract with constant rates; credits are apart, since they lower a bill by design. */
const terms: fc.Arbitrary<Terms> = fc.record({
  capacity: number(1e6, 200e6),
  firm: fc.constant(1),
  interruptibleHours: fc.constant(0),
  notice: fc.constant(0),
  interruptibleCredit: fc.constant(0),
  powerFactor: fc.constant(1),
  adder: fc.constant(0),
  demandCharge: number(0, 1e-8),
  ratchet: number(0, 1),
  coincidentCharge: number(0, 1e-8),
  coincidentHours: fc.integer({ min: 1, max: 12 }),
  minimumDemand: number(0, 1),
  takeOrPay: number(0, 1),
  resale: number(0, 1e-8),
  fixedCharge: number(0, 1),
  minimumBill: number(0, 2),
});

const day = (max: number) => fc.array(number(0, max), { minLength: 24, maxLength: 24 });
const overYear = (hours: readonly number[]): Float64Array =>
  Float64Array.from({ length: HOURS }, (_, hour) => hours[hour % 24] ?? 0);
const loads = day(100e6).map(overYear);
const prices = day(5e-8).map(overYear);

const years = fc.record({
  power: loads,
  price: prices,
  calendarYear: fc.constant(2027),
  previousPeaks: fc.array(number(0, 100e6), { maxLength: 11 }),
  firstMonth: fc.constant(0),
  lastMonth: fc.constant(12),
});

function bill(of: Terms, year: BillingYear, quarterHours: Float64Array = year.power) {
  const contract: Contract = { kind: 'contract', ...of };
  return billYear(contract, year, monthlyPeaks(quarterHours), monthlyCapacity(contract, year.calendarYear));
}

const total = (of: Terms, year: BillingYear): number => billTotal(bill(of, year));
/** Not less, but for what adding 8,760 doubles loses. */
const notLess = (more: number, less: number): void => {
  expect(more).toBeGreaterThanOrEqual(less - 1e-9 * Math.abs(less));
};

const billComponents: Holds = () => {
  fc.assert(
    fc.property(terms, years, (of, year) => {
      const { carbon: _, ...lines } = bill(of, year);
      const sum = Object.values(lines).reduce((all, line) => all + line, 0);
      expect(Math.abs(sum - total(of, year))).toBeLessThanOrEqual(1e-12 * sum);
      const unused = bill(of, { ...year, power: new Float64Array(HOURS) });
      expect([unused.energy, unused.demand, unused.coincident]).toEqual([0, 0, 0]);
      expect(unused.fixed).toBeCloseTo(of.fixedCharge * YEAR_SECONDS, 3);
      const kept = unused.fixed + unused.ratchet + unused.minimumDemand + unused.takeOrPay + unused.minimumBill;
      expect(billTotal(unused)).toBeCloseTo(kept, 3);
    }),
    runs(),
  );
};

/**
 * Untaken energy is charged at the mean price of the year's hours. Where prices differ by the hour, taking more in a cheap
 * hour then costs less than leaving it, as the contract has it: so with take-or-pay the price is flat here.
 */
const billMonotone: Holds = () => {
  const flat = number(0, 5e-8).map((price) => new Float64Array(HOURS).fill(price));
  const cases = fc.oneof(
    fc.tuple(
      terms.map((of) => ({ ...of, takeOrPay: 0 })),
      years,
    ),
    fc.tuple(
      terms,
      fc.tuple(years, flat).map(([year, price]) => ({ ...year, price })),
    ),
  );
  fc.assert(
    fc.property(
      cases,
      fc.integer({ min: 0, max: HOURS - 1 }),
      number(0, 50e6),
      fc.constantFrom(...SHARES, ...RATES),
      number(0, 1),
      ([of, year], hour, more, rate, raise) => {
        const before = total(of, year);
        const power = year.power.slice();
        power[hour]! += more;
        notLess(total(of, { ...year, power }), before);
        const isShare = SHARES.some((share) => share === rate);
        const larger = isShare ? of[rate] + (1 - of[rate]) * raise : of[rate] * (1 + raise);
        notLess(total({ ...of, [rate]: larger }, year), before);
        notLess(total(of, { ...year, price: year.price.map((price) => price + raise * 1e-8) }), before);
      },
    ),
    runs(),
  );
};

const ratchetNeverLowers: Holds = () => {
  fc.assert(
    fc.property(terms, years, (of, year) => notLess(total(of, year), total({ ...of, ratchet: 0 }, year))),
    runs(),
  );
};

const costsScale: Holds = () => {
  const payments = fc.array(number(0, 1e9), { minLength: 1, maxLength: 15 });
  fc.assert(
    fc.property(
      payments,
      number(0, 1e9),
      number(0, 0.3),
      number(1, 40),
      number(0.01, 100),
      (paid, price, r, life, k) => {
        const worth = (times: number): number => {
          const ledger = new Ledger('C', paid.length, r);
          paid.forEach((usd, year) => ledger.pay('C', 'upkeep', 'sizing', year, times * usd));
          ledger.invest('C', 'capital', 'sizing', times * price, life, new Float64Array(paid.length).fill(1));
          return ledger.close().reduce((sum, line) => {
            expect(line.presentValue).toBeGreaterThanOrEqual(0);
            expect(line.outlay ?? 0).toBeGreaterThanOrEqual(0);
            return sum + (line.presentValue ?? NaN);
          }, 0);
        };
        expect(Math.abs(worth(k) - k * worth(1))).toBeLessThanOrEqual(1e-9 * (k * worth(1) + 1));
      },
    ),
    runs(),
  );
};

const discounting: Holds = () => {
  const flows = fc.array(number(0, 1e9), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(flows, number(0, 0.5), number(0, 0.5), (payments, rate, more) => {
      notLess(presentValue(payments, rate), presentValue(payments, rate + more));
      expect(presentValue(payments, 0)).toBe(payments.reduce((sum, usd) => sum + usd, 0));
    }),
    runs(),
  );
};

/** Any rate, none and the smallest among them: there a closed form that cancels would show. */
const rates = fc.oneof(fc.constant(0), number(0, 1e-6), number(0, 0.4));

const annuityRepays: Holds = () => {
  fc.assert(
    fc.property(rates, fc.integer({ min: 1, max: 40 }), number(1, 1e9), (rate, life, price) => {
      const payments = new Float64Array(life).fill(price * capitalRecovery(rate, life));
      expect(Math.abs(presentValue(payments, rate) - price)).toBeLessThanOrEqual(1e-12 * price);
    }),
    runs(),
  );
};

/** Quarter-hours lie above the mean of their hour: they raise what is billed as demand, and leave the energy as it is. */
const quarterHours: Holds = () => {
  fc.assert(
    fc.property(terms, years, number(1, 1.5), (of, year, burst) => {
      const finer = year.power.map((watts) => burst * watts);
      const hourly = monthlyPeaks(year.power);
      monthlyPeaks(finer).forEach((peak, month) => {
        expect(peak).toBeGreaterThanOrEqual(hourly[month]!);
      });
      expect(bill(of, year, finer).energy).toBe(bill(of, year).energy);
      expect(bill(of, year, finer).demand).toBeGreaterThanOrEqual(bill(of, year).demand);
    }),
    runs(),
  );
};

const peaksOfSums: Holds = () => {
  const several = fc.array(loads, { minLength: 1, maxLength: 3 });
  fc.assert(
    fc.property(several, (series) => {
      const sum = new Float64Array(HOURS).map((_, hour) => series.reduce((all, each) => all + each[hour]!, 0));
      const peaks = series.map((each) => monthlyPeaks(each));
      monthlyPeaks(sum).forEach((peak, month) => {
        const singles = peaks.map((each) => each[month]!);
        notLess(peak, Math.max(...singles));
        notLess(
          singles.reduce((all, each) => all + each, 0),
          peak,
        );
      });
    }),
    runs(),
  );
};

export const money = {
  billComponents,
  billMonotone,
  ratchetNeverLowers,
  costsScale,
  discounting,
  annuityRepays,
  quarterHours,
  peaksOfSums,
};
