import fc from 'fast-check';
import { expect } from 'vitest';
import {
  erlangB,
  erlangC,
  ErlangTable,
  meanWait,
  waitPercentile,
} from '../../../compiler/src/simulation/serving/erlang.js';
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
    runs(),
  );
};

const blockingBelowWaiting: Holds = () => {
  fc.assert(
    fc.property(servers, utilisations, (c, rho) => {
      const a = c * rho;
      expect(erlangB(c, a)).toBeLessThanOrEqual(erlangC(c, a));
      expect(erlangB(c + 1, a)).toBeLessThanOrEqual(erlangB(c, a));
      expect(erlangC(c + 1, a)).toBeLessThanOrEqual(erlangC(c, a));
      expect(erlangB(c, a * 1.005)).toBeGreaterThanOrEqual(erlangB(c, a));
      expect(erlangC(c, a * 1.005)).toBeGreaterThanOrEqual(erlangC(c, a));
    }),
    runs(),
  );
};

/** Below a fifth of the load, waits of many servers are too small for doubles. */
const busy = number(0.2, 0.99);

const waitsBlowUp: Holds = () => {
  fc.assert(
    fc.property(servers, busy, (c, rho) => {
      const wait = (at: number): number => meanWait(c, c * at, 1);
      expect(wait(rho + 0.005)).toBeGreaterThan(wait(rho));
      // As 1/(c·(1 − ρ)) near saturation, whatever the number of servers.
      expect(wait(1 - 1e-6)).toBeGreaterThan(1e5 / c);
      if (c === 1) expect(wait(0.999)).toBeGreaterThan(100 * wait(0.5));
    }),
    runs(),
  );
};

const poolingHelps: Holds = () => {
  fc.assert(
    fc.property(servers, busy, (c, rho) => {
      expect(meanWait(c, c * rho, 1)).toBeLessThanOrEqual(meanWait(1, rho, 1) * (1 + 1e-12));
    }),
    runs(),
  );
};

/** A queue of `c` servers replayed event by event, empty at its ends: residents over time are what its requests stay. */
const littlesLawReplayed: Holds = () => {
  const events = fc.array(fc.tuple(number(0, 3), number(0.01, 10)), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 8 }), events, (c, each) => {
      const free = new Array<number>(c).fill(0);
      const changes: [time: number, by: number][] = [];
      let now = 0;
      let stays = 0;
      for (const [gap, service] of each) {
        now += gap;
        const server = free.indexOf(Math.min(...free));
        const leaves = Math.max(now, free[server]!) + service;
        free[server] = leaves;
        stays += leaves - now;
        changes.push([now, 1], [leaves, -1]);
      }
      changes.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
      let residents = 0;
      let area = 0;
      changes.forEach(([time, by], i) => {
        area += i === 0 ? 0 : residents * (time - changes[i - 1]![0]);
        residents += by;
        expect(residents).toBeGreaterThanOrEqual(0);
      });
      expect(Math.abs(area - stays)).toBeLessThanOrEqual(1e-9 * stays);
    }),
    runs(),
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

export const queues = {
  neverNegative,
  tableOrdered,
  blockingBelowWaiting,
  waitsBlowUp,
  poolingHelps,
  littlesLaw,
  littlesLawReplayed,
  linearInVariability,
};
