import type { AnyContract } from '../../../compiler/src/ir/index.js';
import { type Bill, billYear, monthlyCapacity, monthlyPeaks } from '../../../compiler/src/simulation/contract/bill.js';
import { hourlyPrice } from '../../../compiler/src/simulation/price/price.js';
import { campusOf } from './campus.js';
import { planOf, unread } from './plan.js';

export interface Billed {
  /** Mean draw of each hour of the year (0 .. 8,759), MW. */
  readonly megawatts: (hour: number) => number;
  /** Properties of the contract. */
  readonly terms: readonly string[];
  readonly quarterHourFactor?: number;
  /** Monthly peaks before the year, W. */
  readonly previousPeaks?: readonly number[];
}

/** A year's bill of a load on a contract, as the program reckons it. */
export function bill(billed: Billed): Bill {
  return billedContract(billed);
}

/** The bill, with the contract that it is on. */
export function billedContract({ megawatts, terms, quarterHourFactor = 1, previousPeaks = [] }: Billed): Bill & {
  readonly contract: AnyContract;
} {
  const { plan } = planOf(
    [
      'import std/climates { Abilene }',
      'campus C {',
      '  climate: Abilene',
      '  opens: 2027-01',
      '  horizon: 1 years',
      '  contract Grid {',
      '    capacity: 10_000 MW',
      ...terms.map((term) => `    ${term}`),
      '  }',
      '}',
      '',
    ].join('\n'),
  );
  const [contract] = campusOf(plan).contract;
  if (contract === undefined) throw new Error('the campus has no contract');
  const calendarYear = 2027;
  const year = {
    power: Float64Array.from({ length: 8760 }, (_, hour) => megawatts(hour) * 1e6),
    price: hourlyPrice(contract, calendarYear, unread()),
    calendarYear,
    previousPeaks,
    firstMonth: 0,
    lastMonth: 12,
  };
  const made = billYear(
    contract,
    year,
    monthlyPeaks(year.power.map((watts) => watts * quarterHourFactor)),
    monthlyCapacity(contract, calendarYear),
  );
  return { ...made, contract };
}
