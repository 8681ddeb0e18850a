import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestQuarter, type Splice, valueFrom } from '../../../compiler/src/fit/lifetime/splice.js';
import { simulate, SimulationCache } from '../../../compiler/src/simulation/index.js';
import { lifetimePlan } from '../../simulation/lifetime/plan.js';
import { campus, find } from '../fixture.js';
import { hall } from '../cases.js';

const TEN: Splice = {
  years: [2027, 2028, 2029, 2030, 2031, 2032, 2033, 2034, 2035, 2036],
  opens: 2027,
  closes: 2037,
  discount: 0,
  savings: new Array<number>(10).fill(10),
  annuity: 0,
  life: 50,
  cost: 40,
  newLife: 20,
  upkeep: 0,
  downtime: 0,
  lost: new Array<number>(10).fill(0),
};

describe('the date of a change', () => {
  it('is the first day where savings stay as they are', () => {
    // 10 a year saved, 40 over 20 years is 2 a year.
    expect(bestQuarter(TEN)).toEqual({ from: 2027, presentValue: 80, gained: 100, spent: 20 });
  });

  it('leaves out the quarters in which the hall is out, and what its work is worth', () => {
    const { presentValue, gained, spent } = valueFrom(
      { ...TEN, downtime: 0.25, lost: new Array<number>(10).fill(8) },
      2030,
    );
    expect(gained).toBeCloseTo(67.5, 9);
    expect(spent).toBeCloseTo(14 + 2, 9);
    expect(presentValue).toBeCloseTo(51.5, 9);
  });

  it('spares the next plant of the row where the old one has lived its life', () => {
    // Lives of four years from 2027: gone in 2030 it is paid for until 2031, gone in 2031 no longer.
    const spared = (from: number): number => valueFrom({ ...TEN, savings: [], annuity: 5, life: 4 }, from).gained;
    expect(spared(2030)).toBeCloseTo(30, 9);
    expect(spared(2031)).toBeCloseTo(30, 9);
    expect(spared(2031.25)).toBeCloseTo(10, 9);
  });

  it('comes long after the change first breaks even where savings grow', () => {
    const savings = TEN.years.map((_, y) => y * 2);
    const growing = { ...TEN, savings, cost: 160 };
    const best = bestQuarter(growing);
    const breaksEven = [2027, 2028, 2029, 2030, 2031].find((from) => valueFrom(growing, from).presentValue >= 0);
    // 8 a year is charged: it pays while the year's saving is above that, from the middle of 2031 on.
    expect(best?.from).toBe(2031.5);
    expect(breaksEven).toBeLessThan(2030);
  });

  it('is the best of all quarters, whatever the figures', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -20, max: 20, noNaN: true }), { minLength: 10, maxLength: 10 }),
        fc.double({ min: 0, max: 200, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (savings, cost, downtime) => {
          const splice = { ...TEN, savings, cost, downtime, discount: 0.08 };
          const best = bestQuarter(splice)?.presentValue ?? NaN;
          for (let from = 2027; from < 2036.9; from += 0.25)
            expect(valueFrom(splice, from).presentValue).toBeLessThanOrEqual(best + 1e-6);
        },
      ),
    );
  });
});

describe('against simulations of every year', { timeout: 90_000 }, () => {
  const cache = new SimulationCache();
  const energy = 'energy: 3 USD/MWh growing 100 %/year from 2027 until 2035';
  const retrofit = (at: string): string =>
    `retrofit Cold { to: CRAH_Chiller, cost: 800 USD/kW, downtime: 0 days${at === '' ? '' : `, at: ${at}`} }`;

  it('the date found saves more than each that is simulated, and comes after it first pays', () => {
    const cost = (hallText: string): number =>
      simulate(
        lifetimePlan({ demand: '300 req/s', cooling: 'AirEconomizer', capacity: `6 MW, ${energy}`, hall: hallText }),
        cache,
      ).presentValue ?? NaN;
    const as = cost('');
    const years = ['2030', '2031', '2032', '2033', '2034'];
    const saved = years.map((at) => as - cost(retrofit(at)));
    const finding = find(
      campus({
        head: '  climate: Dallas\n  opens: 2027-01\n  horizon: 8 years\n  users { us_south: 100 % }',
        contract: `  contract Grid: ERCOT_Industrial { capacity: 6 MW, ${energy} }`,
        hall: hall('40 of HGX_H100_Air', 'AirEconomizer', retrofit('')),
        workload: '  workload Assistant: Chat { on: [A], model: Llama_70B, demand: 300 req/s }',
      }),
    ).one('DCP5101');
    const best = Math.max(...saved);
    expect(finding.impact?.presentValue).toBeGreaterThanOrEqual(best - 1);
    const [year = '', month = ''] = (finding.impact?.from ?? '').split('-');
    expect(year).toMatch(/^203[23]$/);
    // Half a year earlier or later it saves less.
    const earlier =
      Number(month) > 6
        ? `${year}-0${String(Number(month) - 6)}`
        : `${String(Number(year) - 1)}-${String(Number(month) + 6).padStart(2, '0')}`;
    const later =
      Number(month) > 6
        ? `${String(Number(year) + 1)}-0${String(Number(month) - 6)}`
        : `${year}-${String(Number(month) + 6).padStart(2, '0')}`;
    for (const at of [earlier, later])
      expect(as - cost(retrofit(at)), at).toBeLessThan(finding.impact?.presentValue ?? 0);
    // It is first worth something two years before.
    const first = years[saved.findIndex((usd) => usd > 0)] ?? '';
    expect(first < (finding.impact?.from ?? '')).toBe(true);
  });
});
