import { expect } from 'vitest';
import type { thermalCodes } from '../../../compiler/src/text/codes/fit/thermal.js';
import { type Cases } from '../cases.js';
import { campus, expectClose, training } from '../fixture.js';

export const thermalCases: Cases<keyof typeof thermalCodes> = {
  'thermal-part-load': {
    fires: campus(),
    quiet: training(),
    path: 'C.A.cooling',
    at: 'AirEconomizer',
    words: ["A's AirEconomizer plant is sized for 419 kW", '% of it'],
    also: ({ message, impact, fixes, notes }, { result }) => {
      const { plantRating, itEnergy, belowTurndownHours } = result.halls.get('C.A')!;
      // 20 racks of two servers of 10.2 kW, and the hall's switches.
      expectClose(plantRating, 408_000 + result.metrics.get('C.A.network')!.get('power')!.value!);
      const mean = (itEnergy[0]! + itEnergy[1]!) / (2 * 8760 * 3600);
      expect(message).toContain(`carries ${(mean / 1e3).toFixed(0)} kW on average from 2027-01`);
      expect(Math.max(...belowTurndownHours)).toBeLessThan(100);
      expect(message).toContain(`${((100 * mean) / plantRating).toFixed(1)} % of it`);
      expect(notes).toContain('The turndown of AirEconomizer (10 %) is an assumption.');
      expect(impact!.presentValue).toBeGreaterThan(0);
      expect(impact!.presentValue).toBe(fixes![0]!.predicted!.presentValue);
    },
  },
};
