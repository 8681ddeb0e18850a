import { expect } from 'vitest';
import type { operationCodes } from '../../../compiler/src/text/codes/fit/operation.js';
import { type Cases, hall } from '../cases.js';
import { campus, expectClose, find, training, worth } from '../fixture.js';
import { H200 } from './plans.js';

export const operationCases: Cases<keyof typeof operationCodes> = {
  'idle-headroom': {
    fires: campus(),
    quiet: training(),
    path: 'C.A',
    at: 'A',
    words: ['accelerators of A', 'stand by on average for peaks', 'USD of capital and upkeep'],
    also: ({ message, impact, severity, notes }, { result }) => {
      const { backfillable, idle, accelerators } = result.halls.get('C.A')!;
      expect(accelerators).toBe(20 * 2 * 8);
      expect(Math.max(...backfillable)).toBeLessThanOrEqual(Math.max(...idle));
      const mean = (backfillable[0]! + backfillable[1]!) / 2;
      expect(message).toContain(
        `${Math.round(mean)} accelerators of A (${Number(((100 * mean) / accelerators).toPrecision(3))} %)`,
      );
      const own = result.costs.filter(
        ({ path, item }) => path === 'C.A' && / capital$| upkeep$|^staff$|^water$/.test(item),
      );
      const standing = [0, 1].map(
        (year) => (backfillable[year]! / accelerators) * own.reduce((sum, { byYear }) => sum + byYear[year]!, 0),
      );
      expectClose(impact!.presentValue, worth(standing));
      expect(severity).toBe('info');
      expect(notes![0]).toContain('there is no mend without any');
    },
  },
  'idle-powered': {
    fires: campus(),
    quiet: campus({ hall: hall(H200, 'AirEconomizer', 'idle: sleep') }),
    path: 'C.A.idle',
    at: 'A',
    words: ['287 accelerators of A (89.5 %) are powered on average without being needed', 'share every hour alike'],
    also: ({ impact, fixes, notes }, { result }) => {
      const { idle, accelerators } = result.halls.get('C.A')!;
      expect(Math.round((idle[0]! + idle[1]!) / 2)).toBe(287);
      expect((idle[0]! + idle[1]!) / 2 / accelerators).toBeCloseTo(0.895, 3);
      const asleep = find(campus({ hall: hall(H200, 'AirEconomizer', 'idle: sleep') })).result;
      expectClose(impact!.presentValue, result.presentValue! - asleep.presentValue!);
      expectClose(impact!.energy, result.energy! - asleep.energy!);
      // Alone the 17 racks that nobody holds go from 16 x 70 W and 3.62 kW to 1.88 kW each, for two years.
      expect(impact!.energy).toBeGreaterThan(17 * (16 * 70 + 3620 - 1880) * 2 * 8760 * 3600);
      expect(fixes!.map(({ title }) => title)).toEqual(['idle: sleep']);
      expect(notes![0]).toContain('nothing waits for a replica to wake');
    },
  },
};
