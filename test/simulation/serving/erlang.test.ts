import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  erlangB,
  erlangC,
  ErlangTable,
  meanWait,
  waitPercentile,
} from '../../../compiler/src/simulation/serving/erlang.js';

test.each([
  [1, 0.8, 0.8],
  [4, 0.8, 0.5964],
  [16, 0.8, 0.3049],
  [64, 0.8, 0.0561],
  [64, 0.95, 0.588],
])('probability of waiting with %i servers at utilisation %f', (c, utilisation, expected) => {
  expect(erlangC(c, c * utilisation)).toBeCloseTo(expected, 3);
});

test('one server: the textbook answers (Bronson, Operations Research, 23.3 and 23.14)', () => {
  const queue = (lambda: number, mu: number) => ({ wait: meanWait(1, lambda / mu, 1 / mu), empty: 1 - lambda / mu });
  const first = queue(24, 30);
  expect(first.wait + 1 / 30).toBeCloseTo(1 / 6, 9);
  expect(24 * (first.wait + 1 / 30)).toBeCloseTo(4, 9);
  expect(first.empty).toBeCloseTo(0.2, 9);
  const second = queue(30, 40);
  expect(30 * second.wait).toBeCloseTo(2.25, 9);
  expect(second.wait * 60).toBeCloseTo(4.5, 6);
});

test('two and four servers (ETH, Advanced Systems Lab)', () => {
  const jobs = (c: number): number => 9 * meanWait(c, 9 / 5, 1 / 5);
  expect(jobs(2)).toBeCloseTo(7.674, 3);
  expect(jobs(4)).toBeCloseTo(0.105, 3);
  expect(meanWait(2, 9 / 5, 1 / 5) + 1 / 5).toBeCloseTo(1.053, 3);
  expect(meanWait(4, 9 / 5, 1 / 5) + 1 / 5).toBeCloseTo(0.212, 3);
});

test('a call centre of 55 agents', () => {
  const waiting = erlangC(55, 48);
  expect(waiting).toBeCloseTo(0.2387, 4);
  expect(meanWait(55, 48, 240)).toBeCloseTo(8.184, 2);
  expect(1 - waiting * Math.exp((-(55 - 48) * 15) / 240)).toBeCloseTo(0.8459, 4);
  expect(waitPercentile(waiting, 55, 48, 240, 0.8459)).toBeCloseTo(15, 1);
});

test.each([
  [0.5, 0, 0.5],
  [0.8, 0, 2],
  [0.9, 1, 9],
  [0.9, 4, 22.5],
])('Pollaczek-Khinchine at utilisation %f and squared variability %f', (rho, scv, expected) => {
  expect(meanWait(1, rho, 1, (1 + scv) / 2)).toBeCloseTo(expected, 9);
});

const servers = fc.integer({ min: 1, max: 400 });
const load = fc.double({ min: 0.01, max: 0.99, noNaN: true });
/** Below this, waits of many servers are too small for doubles. */
const busy = fc.double({ min: 0.2, max: 0.99, noNaN: true });

test('H25, H29: blocking is below waiting, both fall with servers and rise with load', () => {
  fc.assert(
    fc.property(servers, load, (c, rho) => {
      const a = c * rho;
      expect(erlangB(c, a)).toBeLessThanOrEqual(erlangC(c, a));
      expect(erlangB(c + 1, a)).toBeLessThanOrEqual(erlangB(c, a));
      expect(erlangC(c + 1, a)).toBeLessThanOrEqual(erlangC(c, a));
      expect(erlangC(c, a * 1.005)).toBeGreaterThanOrEqual(erlangC(c, a));
      expect(meanWait(c, a, 1)).toBeGreaterThanOrEqual(0);
      expect(meanWait(c, c, 1)).toBe(Infinity);
    }),
  );
});

test('H26: waits rise with load beyond any bound', () => {
  expect(meanWait(1, 0.999, 1)).toBeGreaterThan(100 * meanWait(1, 0.5, 1));
  fc.assert(fc.property(servers, busy, (c, rho) => meanWait(c, c * rho, 1) < meanWait(c, c * (rho + 0.005), 1)));
});

test('H27: the queue is as long as its arrivals wait', () => {
  fc.assert(
    fc.property(servers, busy, (c, rho) => {
      const queue = (erlangC(c, c * rho) * rho) / (1 - rho);
      expect((c * rho * meanWait(c, c * rho, 1)) / queue).toBeCloseTo(1, 9);
    }),
  );
});

test('H28: pooling never waits longer', () => {
  fc.assert(fc.property(servers, busy, (c, rho) => meanWait(c, c * rho, 1) <= meanWait(1, rho, 1) * (1 + 1e-12)));
});

test('the table follows the recursion', () => {
  const table = new ErlangTable();
  fc.assert(
    fc.property(servers, load, (c, rho) => {
      expect(Math.abs(table.waiting(c, c * rho) - erlangC(c, c * rho))).toBeLessThan(0.012);
    }),
  );
  expect(table.waiting(5000, 4950)).toBeCloseTo(erlangC(5000, 4950), 2);
  expect(table.waiting(4, 4)).toBe(1);
  expect(table.waiting(4, 0)).toBe(0);
});
