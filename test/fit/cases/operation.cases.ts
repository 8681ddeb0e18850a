import { expect } from 'vitest';
import type { operationCodes } from '../../../compiler/src/text/codes/fit/operation.js';
import { type Cases } from '../cases.js';
import { campus, expectClose, training, worth } from '../fixture.js';

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
};
