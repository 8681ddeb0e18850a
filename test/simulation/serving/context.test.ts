import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inference, Model } from '../../../compiler/src/ir/index.js';
import { chipOf } from '../../../compiler/src/simulation/serving/chip.js';
import { decodeFloor, decodeSlope, meanContext } from '../../../compiler/src/simulation/serving/decode.js';
import { Calibrations, type ServingFit } from '../../../compiler/src/simulation/serving/fit.js';
import { promptTime, promptWork } from '../../../compiler/src/simulation/serving/prompt.js';
import { type Service, serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { build, calibration, chip, inference, model } from '../operation/plans.js';

const fitted = { ...calibration, promptTokens: 200, outputTokens: 300 };
const { index } = build({ halls: [], workloads: [], plan: { accelerator: [chip], model: [model], calibration: [] } });
const on = chipOf(index, { ref: 'Chip' });

function fitOf(of: Model = model, known = fitted): ServingFit {
  const [fit] = new Calibrations([known], index).fitsFor(of, 'Dense70', on);
  if (fit === undefined) throw new Error('no fit');
  return fit;
}

function serve(over: Partial<Inference> = {}, of: Model = model): Service {
  return serveTokens(inference('W', { prefixHit: 0, ...over }), of, fitOf(), on, 0);
}

const capacity = (service: Service): number => service.limit / service.t1 / service.replica;

describe('context', () => {
  test('at the length mix of the fit its own slope comes back', () => {
    const { slo: _slo, ...open } = inference('W', { promptTokens: 200, outputTokens: 300, prefixHit: 0 });
    expect(serveTokens(open, model, fitOf(), on, 0).t1).toBeCloseTo(fitted.t1 as number, 12);
  });

  test('a token of context more is a token of cache read more, at .8 of the bandwidth', () => {
    const fit = fitOf();
    const slope = (context: number): number => decodeSlope(model, fit, on, context, model.kvPerToken);
    const each = model.kvPerToken / (2 * 8e12 * 0.8);
    expect(slope(20_350) - slope(10_350)).toBeCloseTo(10_000 * each, 12);
    expect(meanContext(200, 300)).toBe(350);
  });

  test('a cache in fp8 is read in half the time, and twice the sequences fit', () => {
    const long = { promptTokens: 20_000, outputTokens: 2000 };
    const wide = serve(long);
    const narrow = serve({ ...long, kvCache: 'fp8' });
    expect(narrow.t1).toBeLessThan(wide.t1);
    expect(capacity(narrow)).toBeGreaterThan(capacity(wide));
  });

  test('no slope beats the roofline, however short the context', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1e6, noNaN: true }),
        fc.double({ min: 1e3, max: 1e7, noNaN: true }),
        (c, kv) => {
          const fit = fitOf();
          const slope = decodeSlope(model, { ...fit, t1: 1e-9 }, on, c, kv);
          expect(slope).toBeGreaterThanOrEqual(decodeFloor(model, 2, on, 'bf16'));
          expect(slope).toBeGreaterThanOrEqual((kv * c) / (2 * 8e12));
        },
      ),
    );
  });
});

describe('prompts', () => {
  const shaped: Model = { ...model, layers: 80, attention: 8192 };

  test('attention grows with the square of the prompt: a fifth of the work at 20,000 tokens of a 70B model', () => {
    const fit = fitOf();
    const flat = promptTime(model, fit, on) * 20_000;
    expect(promptWork(shaped, fit, on, 20_000, 0) / flat - 1).toBeCloseTo((80 * 8192 * 20_000) / 70.6e9, 9);
    expect(promptWork(model, fit, on, 20_000, 0)).toBeCloseTo(flat, 9);
  });

  test('what a prefix cache holds is not worked on, but attended to', () => {
    const fit = fitOf();
    const half = promptWork(shaped, fit, on, 20_000, 0.5);
    expect(half).toBeGreaterThan(promptWork(shaped, fit, on, 10_000, 0));
    expect(half).toBeLessThan(promptWork(shaped, fit, on, 20_000, 0));
    expect(promptWork(shaped, fit, on, 20_000, 1)).toBe(0);
    expect(promptWork(shaped, fit, on, 0, 0)).toBe(0);
  });

  test('measured times hold where a calibration has them', () => {
    const times = { prefillBase: 0.0464, prefillLinear: 0.087, prefillSquare: 0.0118 };
    const fit = fitOf(model, { ...fitted, ...times });
    // Splitwise, a 70B model on eight A100.
    expect(promptWork(model, fit, on, 512, 0)).toBeCloseTo(0.094, 3);
    expect(promptWork(model, fit, on, 2048, 0)).toBeCloseTo(0.274, 3);
    expect(promptWork(model, fit, on, 8192, 0)).toBeCloseTo(1.55, 2);
    // Measured on another accelerator count or model they say nothing.
    expect(fitOf({ ...model, active: 30e9, parameters: 30e9 }, { ...fitted, ...times }).prefill).toBeUndefined();
  });
});

const work = fc.record({
  promptTokens: fc.double({ min: 0, max: 200_000, noNaN: true }),
  outputTokens: fc.double({ min: 1, max: 20_000, noNaN: true }),
  prefixHit: fc.double({ min: 0, max: 1, noNaN: true }),
  duty: fc.double({ min: 0.01, max: 1, noNaN: true }),
  prefill: fc.constantFrom('shared' as const, 'separate' as const),
  kvCache: fc.constantFrom('bf16' as const, 'fp8' as const),
});
const slo = fc.record({
  ttft: fc.double({ min: 0.01, max: 30, noNaN: true }),
  tpot: fc.double({ min: 0.005, max: 1, noNaN: true }),
});

describe('whatever is asked for', () => {
  test('all is finite, and what is refused says why', () => {
    fc.assert(
      fc.property(work, slo, (asked, promised) => {
        const service = serve({ ...asked, slo: { kind: 'slo', percentile: 0.99, ...promised } });
        for (const value of [service.replica, service.t0, service.t1, service.p1, service.limit, service.admission])
          expect(Number.isFinite(value)).toBe(true);
        expect(service.bisection).toBeGreaterThanOrEqual(0);
        expect(service.limit).toBeLessThanOrEqual(1);
        if (service.infeasible === undefined) expect(service.limit).toBeGreaterThan(0);
      }),
    );
  });

  test('a longer prompt takes more time of a replica and never serves more', () => {
    fc.assert(
      fc.property(work, slo, fc.double({ min: 1, max: 20, noNaN: true }), (asked, promised, longer) => {
        const at = (promptTokens: number): Service =>
          serve({
            ...asked,
            promptTokens,
            prefill: 'shared',
            slo: { kind: 'slo', percentile: 0.99, ttft: 1e6, tpot: promised.tpot },
          });
        const short = at(asked.promptTokens);
        const long = at(asked.promptTokens * longer);
        expect(long.t1).toBeGreaterThanOrEqual(short.t1 * (1 - 1e-9));
        expect(capacity(long)).toBeLessThanOrEqual(capacity(short) * (1 + 1e-9));
        expect(Number.isFinite(capacity(long))).toBe(true);
      }),
    );
  });

  test('capacity does not fall as memory, the time per token allowed or prefix hits grow', () => {
    fc.assert(
      fc.property(work, slo, fc.double({ min: 1, max: 4, noNaN: true }), (asked, promised, more) => {
        const shared = { ...asked, prefill: 'shared' as const };
        const at = (over: Partial<Inference>, tpot: number, memory: number): number => {
          const slos = { kind: 'slo' as const, percentile: 0.99, ttft: 1e6, tpot };
          return capacity(
            serveTokens(inference('W', { ...shared, ...over, slo: slos }), model, fitOf(), { ...on, memory }, 0),
          );
        };
        const base = at({}, promised.tpot, on.memory) * (1 - 1e-9);
        expect(at({}, promised.tpot * more, on.memory)).toBeGreaterThanOrEqual(base);
        expect(at({}, promised.tpot, on.memory * more)).toBeGreaterThanOrEqual(base);
        expect(at({ prefixHit: Math.min(1, asked.prefixHit * more) }, promised.tpot, on.memory)).toBeGreaterThanOrEqual(
          base,
        );
      }),
    );
  });
});
