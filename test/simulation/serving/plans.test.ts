import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { admissionLimit, responseTime } from '../../../compiler/src/simulation/serving/admission.js';
import { chipOf } from '../../../compiler/src/simulation/serving/chip.js';
import { ErlangTable } from '../../../compiler/src/simulation/serving/erlang.js';
import { Calibrations } from '../../../compiler/src/simulation/serving/fit.js';
import { serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { build, calibration, hall, inference, model, operate } from '../operation/plans.js';

const promised = { kind: 'slo', ttft: 2, tpot: 0.04, percentile: 0.99 } as const;
const table = new ErlangTable();

describe('in a plan', () => {
  const run = (prefill: 'shared' | 'separate', demand = 20_000) =>
    operate({
      halls: [hall('A', 400)],
      workloads: [inference('W', { demand, prefill, slo: promised })],
      plan: { calibration: [{ ...calibration, promptTokens: 200, outputTokens: 300, date: '2025-01-01' }] },
    });

  test('separate prompts serve the same work, and ship caches over the network', () => {
    const shared = run('shared').year(2027).workloads.get('C.W');
    const separate = run('separate').year(2027).workloads.get('C.W');
    expect(separate?.served).toBeCloseTo(shared?.served ?? NaN, -6);
    expect(shared?.neededBisection).toBe(0);
    expect(separate?.neededBisection).toBeGreaterThan(1e8);
    expect(separate?.ttft).toBeLessThanOrEqual(2);
    expect(separate?.tpot).toBeLessThanOrEqual(0.04 + 1e-9);
  });

  test('no demand holds nothing', () => {
    const none = run('separate', 0).year(2027).workloads.get('C.W');
    expect(none?.served).toBe(0);
    expect(none?.neededBisection).toBe(0);
  });

  test('the age of a curve is noted at the date of the plan', () => {
    const messages = run('shared').notes.notes.map(({ message }) => message);
    expect(messages.filter((message) => message.includes('24 months before'))).toHaveLength(1);
  });
});

describe('first token', () => {
  const { index } = build({ halls: [], workloads: [] });
  const on = chipOf(index, { ref: 'Chip' });
  const [fit] = new Calibrations([calibration], index).fitsFor(model, 'Dense70', on);
  const service = (prefill: 'shared' | 'separate', ttft = 2) => {
    if (fit === undefined) throw new Error('no fit');
    return serveTokens(inference('W', { prefill, slo: { ...promised, ttft } }), model, fit, on, 0.01);
  };
  const mode = fc.constantFrom('shared' as const, 'separate' as const);
  const replicas = fc.integer({ min: 1, max: 500 });

  test('takes longer the more there is to do, and not less than nothing', () => {
    fc.assert(
      fc.property(mode, replicas, fc.double({ min: 0, max: 0.9, noNaN: true }), (prefill, count, share) => {
        const it = service(prefill);
        const at = (part: number): number => {
          const rho = it.limit * part;
          return responseTime(it, count, rho, rho, table);
        };
        expect(Number.isFinite(at(share))).toBe(true);
        // The table of waits is linear between its nodes, and rises within its error.
        expect(at(share + 0.1)).toBeGreaterThanOrEqual(at(share) * (1 - 0.02));
        expect(at(0)).toBeCloseTo(0.01 + it.admission + (prefill === 'shared' ? it.t0 : 0), 9);
      }),
    );
  });

  test('a longer promise never allows less', () => {
    fc.assert(
      fc.property(replicas, fc.double({ min: 0.05, max: 3, noNaN: true }), (count, ttft) => {
        expect(admissionLimit(service('shared', ttft * 1.2), count, table)).toBeGreaterThanOrEqual(
          admissionLimit(service('shared', ttft), count, table) - 1e-6,
        );
      }),
    );
  });
});
