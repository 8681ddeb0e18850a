import fc from 'fast-check';
import { expect } from 'vitest';
import { erlangC, ErlangTable, meanWait, waitPercentile } from '../../../compiler/src/simulation/serving/erlang.js';
import { type Holds, number, runs } from './runs.js';

const servers = fc.integer({ min: 1, max: 400 });
const utilisations = number(0.01, 0.99);

/** What the program itself asks: the table, at any number of servers, and waits at a percentile. */
const neverNegative: Holds = () => {
  const table = new ErlangTable();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), number(0, 1.5), number(0.5, 0.999), (c, rho, percentile) => {
      const waiting = table.waiting(c, c * rho);
      expect(waiting).toBeGreaterThanOrEqual(0);
      expect(waiting).toBeLessThanOrEqual(1);
      const wait = waitPercentile(waiting, c, c * rho, 1, percentile);
      if (rho >= 1) expect(wait).toBe(Infinity);
      else expect(wait).toBeGreaterThanOrEqual(0);
      expect(meanWait(c, c * rho, 1) === Infinity).toBe(c * rho >= c);
    }),
    runs(),
  );
};

const tableOrdered: Holds = () => {
  const table = new ErlangTable();
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), number(0.01, 0.98), (c, rho) => {
      const a = c * rho;
      // Above 1,024 servers the limit of many servers takes over from the recursion, and lies a hair higher.
      const seam = c === 1024 ? 1e-3 : 1e-12;
      expect(table.waiting(c + 1, a)).toBeLessThanOrEqual(table.waiting(c, a) + seam);
      expect(table.waiting(c, a * 1.01)).toBeGreaterThanOrEqual(table.waiting(c, a) - 1e-12);
    }),
    runs(0.2),
  );
};

const littlesLaw: Holds = () => {
  fc.assert(
    fc.property(servers, number(0.2, 0.99), number(1e-3, 1e3), (c, rho, service) => {
      const lambda = (c * rho) / service;
      const wait = meanWait(c, c * rho, service);
      const queue = (erlangC(c, c * rho) * rho) / (1 - rho);
      expect(Math.abs(lambda * wait - queue)).toBeLessThanOrEqual(1e-9 * queue);
      const residents = queue + c * rho;
      expect(Math.abs(lambda * (wait + service) - residents)).toBeLessThanOrEqual(1e-9 * residents);
    }),
    runs(),
  );
};

const linearInVariability: Holds = () => {
  fc.assert(
    fc.property(utilisations, number(0, 10), number(0, 10), number(1e-3, 1e3), (rho, scv, more, service) => {
      const wait = (variation: number): number => meanWait(1, rho, service, (1 + variation) / 2);
      const per = wait(1) / 2;
      expect(Math.abs(wait(scv) - per * (1 + scv))).toBeLessThanOrEqual(1e-9 * wait(scv));
      expect(Math.abs(wait(scv + more) - wait(scv) - per * more)).toBeLessThanOrEqual(1e-9 * wait(scv + more));
      expect(wait(0)).toBeCloseTo(wait(1) / 2, 9);
    }),
    runs(),
  );
};

export const queues = { neverNegative, tableOrdered, littlesLaw, linearInVariability };
