import fc from 'fast-check';
import { expect } from 'vitest';
import { smalls } from './campuses.js';
import { observe } from './observed.js';
import { type Holds, runs } from './runs.js';

const close = (actual: number | null, expected: number): void => {
  expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.abs(expected));
};

const pueAboveOne: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      for (const pue of observe(small).pues) expect(pue).toBeGreaterThanOrEqual(1 - 1e-9);
    }),
    runs(),
  );
};

/** Hours, years, halls, contract and bill tell the same energy. */
const energyBalance: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const { halls, energy, contractEnergy, energyCost } = observe(small);
      for (const { told, hourly } of halls) close(hourly, told);
      const all = halls.reduce((sum, { told }) => sum + told, 0);
      close(energy, all);
      close(contractEnergy, all);
      // All of it is bought at 45 USD/MWh.
      close(energyCost, (all / 3.6e9) * 45);
    }),
    runs(),
  );
};

const overCapacityFlagged: Holds = () => {
  let flagged = 0;
  let within = 0;
  fc.assert(
    fc.property(smalls, (small) => {
      const { firstOver, firstPeakBreach, overEnergy, peak } = observe(small);
      if (firstOver >= 0) {
        flagged++;
        expect(firstPeakBreach).toBeGreaterThanOrEqual(0);
        // The month of the first hour above, or an earlier one in which only a quarter-hour is.
        expect(firstPeakBreach).toBeLessThanOrEqual(Math.floor(firstOver / 720));
        expect(overEnergy).toBeGreaterThan(0);
      } else {
        within++;
        expect(overEnergy).toBe(0);
        expect(firstPeakBreach >= 0).toBe(Math.max(...peak) > small.capacity * 1e6 * (1 + 1e-9));
      }
    }),
    runs(),
  );
  expect(Math.min(flagged, within)).toBeGreaterThan(0);
};

/** Two halls, each on a contract of its own, and both on one. */
const peaksOfCampuses: Holds = () => {
  const pairs = smalls.filter(({ rooms }) => rooms.length === 2);
  fc.assert(
    fc.property(pairs, (small) => {
      const { peak, apart } = observe(small);
      peak.forEach((both, month) => {
        const singles = apart!.map((each) => each[month]!);
        expect(both).toBeGreaterThanOrEqual(Math.max(...singles) * (1 - 1e-9));
        expect(both).toBeLessThanOrEqual((singles[0]! + singles[1]!) * (1 + 1e-9));
      });
    }),
    runs(),
  );
};

const loadFactors: Holds = () => {
  fc.assert(
    fc.property(smalls, (small) => {
      const { loadFactors: factors, mean, peak } = observe(small);
      for (const factor of factors) {
        expect(factor).toBeGreaterThan(0);
        expect(factor).toBeLessThanOrEqual(1 + 1e-9);
      }
      mean.forEach((watts, month) => {
        expect(watts).toBeLessThanOrEqual(peak[month]! * (1 + 1e-12));
      });
    }),
    runs(),
  );
};

export const plans = { pueAboveOne, energyBalance, overCapacityFlagged, peaksOfCampuses, loadFactors };
