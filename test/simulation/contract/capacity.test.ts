import { describe, expect, it } from 'vitest';
import { monthlyCapacity, hourlyCapacity } from '../../../compiler/src/simulation/contract/capacity.js';
import { ContractAccount, contractLoad } from '../../../compiler/src/simulation/contract/contract-run.js';
import { Ledger } from '../../../compiler/src/simulation/economics/ledger.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { contract, flat, MW, USD } from './fixtures.js';

/** From 100 to 200 MW on 16 January: fifteen days of one, sixteen of the other. */
const stepped = contract({
  energy: 50 * USD,
  capacity: {
    series: 'step',
    points: [
      { at: '2027-01-01', value: 100 * MW },
      { at: '2027-01-16', value: 200 * MW },
    ],
  },
});

function accountOf(power: Float64Array, terms = stepped): ContractAccount {
  const account = new ContractAccount(terms, 'C.Grid', [2027], 0, new NoteCollector(), 1);
  const load = { ...contractLoad(), power, quarterHours: power };
  account.close(0, load, { firstMonth: 0, lastMonth: 12 }, new Ledger('C', 1, 0.08));
  return account;
}

describe('a capacity that steps within a month', () => {
  it('counts day by day', () => {
    expect(monthlyCapacity(stepped, 2027)[0]! / MW).toBeCloseTo((15 * 100 + 16 * 200) / 31, 9);
    expect(monthlyCapacity(stepped, 2027)[1]! / MW).toBe(200);
    const hourly = hourlyCapacity(stepped, 2027);
    expect([hourly[15 * 24 - 1], hourly[15 * 24], hourly[8759]]).toEqual([100 * MW, 200 * MW, 200 * MW]);
  });

  it('follows a line between two dates by the day', () => {
    const rising = contract({
      capacity: {
        series: 'linear',
        points: [
          { at: '2027-01-01', value: 0 },
          { at: '2028-01-01', value: 365 * MW },
        ],
      },
    });
    const hourly = hourlyCapacity(rising, 2027);
    expect([hourly[0]! / MW, hourly[24]! / MW, hourly[8759]! / MW]).toEqual([
      expect.closeTo(0.5, 6),
      expect.closeTo(1.5, 6),
      expect.closeTo(364.5, 6),
    ]);
  });

  it('150 MW after the step is within it', () => {
    const power = flat(90 * MW).fill(150 * MW, 15 * 24);
    const { uses } = accountOf(power);
    const result = accountOf(power).result();
    expect(uses[0]).toBeCloseTo(0.9, 9);
    expect([result.firstPeakBreach, result.overEnergy[0]]).toEqual([-1, 0]);
    expect([result.peak[0], result.capacity[0]]).toEqual([150 * MW, 200 * MW]);
  });

  it('110 MW before the step is not, though the month has a higher peak', () => {
    const result = accountOf(
      flat(90 * MW)
        .fill(110 * MW, 10, 12)
        .fill(150 * MW, 15 * 24),
    ).result();
    expect(result.firstPeakBreach).toBe(0);
    expect(result.capacity[0]).toBe(100 * MW);
    expect(result.overEnergy[0]).toBeCloseTo(2 * 10 * 3.6e9, 0);
  });

  it('no capacity, no load: nothing is exceeded, and no use is undefined', () => {
    const account = accountOf(flat(0), contract({ capacity: 0, energy: 50 * USD }));
    expect([account.uses[0], account.result().firstPeakBreach, account.bills[0]!.energy]).toEqual([0, -1, 0]);
  });
});
