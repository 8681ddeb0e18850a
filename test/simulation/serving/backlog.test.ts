import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backlog } from '../../../compiler/src/simulation/serving/backlog.js';

test('an overloaded hour leaves work that the next ones serve', () => {
  const { queue, delay, states } = backlog(Float64Array.of(8, 12, 9, 9, 9), 10, 3600);
  expect([...queue]).toEqual([0, 7200, 3600, 0, 0]);
  expect([...delay]).toEqual([0, 720, 360, 0, 0]);
  expect(states).toEqual(['stable', 'overloaded', 'backlogged', 'backlogged', 'stable']);
});

test('nothing served is waited for without end, and no demand leaves nothing', () => {
  expect(backlog(Float64Array.of(1), 0, 60).delay[0]).toBe(Infinity);
  expect(backlog(new Float64Array(3), 0, 60)).toMatchObject({ states: ['stable', 'stable', 'stable'] });
  expect(backlog(new Float64Array(0), 1, 60).states).toEqual([]);
});

const rates = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 48 });

test('what arrives is served or waits, a queue is never negative and more capacity never lengthens it', () => {
  fc.assert(
    fc.property(rates, fc.double({ min: 0, max: 1e6, noNaN: true }), (arrivals, capacity) => {
      const { queue, states } = backlog(Float64Array.from(arrivals), capacity, 3600);
      const better = backlog(Float64Array.from(arrivals), capacity * 1.1, 3600);
      let before = 0;
      arrivals.forEach((rate, i) => {
        const after = queue[i] ?? NaN;
        expect(after).toBeGreaterThanOrEqual(0);
        const served = before + rate * 3600 - after;
        expect(served).toBeLessThanOrEqual(capacity * 3600 * (1 + 1e-9) + 1e-6 * (1 + before));
        expect(better.queue[i] ?? NaN).toBeLessThanOrEqual(after * (1 + 1e-9));
        expect(states[i] === 'overloaded').toBe(rate > capacity);
        before = after;
      });
    }),
  );
});
