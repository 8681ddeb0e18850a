import fc from 'fast-check';
import { expect } from 'vitest';
import { rooms, simulated, textOf } from './campuses.js';
import { meter } from './observed.js';
import { type Holds, runs } from './runs.js';

const OPENINGS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334].map((day) => 24 * day);
const YEAR = 8760;

/** A hall that opens later draws nothing before, nothing after the horizon, and totals stay numbers; its PUE is undefined. */
const nothingBeforeOpening: Holds = () => {
  fc.assert(
    fc.property(rooms, fc.integer({ min: 2, max: 13 }), (room, month) => {
      const nextYear = month === 13;
      const opens = nextYear ? '2028-02' : `2027-${String(month).padStart(2, '0')}`;
      const text = textOf({ climate: 'Dallas', rooms: [room], capacity: 3 })
        .replace('horizon: 1 years', 'horizon: 450 days')
        .replace('  hall A {', `  hall A {\n    opens: ${opens}`);
      const result = simulated(text);
      const watts = Float64Array.from([...meter(result, 'C.A', 0), ...meter(result, 'C.A', 1)]);
      const [from, until] = [OPENINGS[(month - 1) % 12]! + (nextYear ? YEAR + OPENINGS[1]! : 0), 450 * 24];
      expect(watts.subarray(0, from).every((each) => each === 0)).toBe(true);
      expect(watts.subarray(until).every((each) => each === 0)).toBe(true);
      expect(watts[from]).toBeGreaterThan(0);
      expect(watts[until - 1]).toBeGreaterThan(0);
      if (nextYear) expect(result.metrics.get('C.A')?.get('pue')?.byYear[0]).toBeNull();
      for (const values of result.metrics.values())
        for (const { value, byYear } of values.values())
          for (const each of [value, ...byYear]) expect(each === null || Number.isFinite(each)).toBe(true);
      expect(Number.isFinite(result.presentValue)).toBe(true);
      expect(result.energy).toBeGreaterThan(0);
    }),
    runs(),
  );
};

export const opening = { nothingBeforeOpening };
