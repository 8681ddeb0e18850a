import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Accelerator, Calibration, Model } from '../../../compiler/src/ir/index.js';
import { chipOf, peakFlops, WEIGHT_BYTES } from '../../../compiler/src/simulation/serving/chip.js';
import { Calibrations, type ServingFit, TRANSFER_ERROR } from '../../../compiler/src/simulation/serving/fit.js';
import { promptTime } from '../../../compiler/src/simulation/serving/prompt.js';
import { serveRequests, serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { build, calibration, inference, requests } from '../operation/plans.js';

const b200: Accelerator = {
  kind: 'accelerator',
  path: 'B200',
  name: 'B200',
  memory: 180e9,
  memoryBandwidth: 7.7e12,
  bf16: 2.25e15,
  fp8: 4.5e15,
  fp4: 9e15,
};
const h100: Accelerator = {
  kind: 'accelerator',
  path: 'H100',
  name: 'H100',
  memory: 80e9,
  memoryBandwidth: 3.35e12,
  bf16: 0.989e15,
  fp8: 1.978e15,
};
const h200: Accelerator = { ...h100, path: 'H200', name: 'H200', memory: 141e9, memoryBandwidth: 4.8e12 };
const dense: Model = {
  kind: 'model',
  path: 'M',
  name: 'Dense 70B',
  parameters: 70.6e9,
  active: 70.6e9,
  kvPerToken: 327680,
  precision: 'bf16',
};
const fit70: Calibration = {
  ...calibration,
  model: { ref: 'M' },
  accelerator: { ref: 'B200' },
  p0: 0.87,
  p1: 0.12,
  promptTokens: 200,
  outputTokens: 300,
};

const { index } = build({
  halls: [],
  workloads: [],
  plan: { accelerator: [b200, h100, h200], model: [dense], calibration: [] },
});
const chip = (ref: string) => chipOf(index, { ref });

function fitFor(model: Model, ref: string, calibrations = [fit70]): ServingFit {
  const [fit] = new Calibrations(calibrations, index).fitsFor(model, 'M', chip(ref));
  if (fit === undefined) throw new Error('no fit');
  return fit;
}

test('a measured curve is taken as it is', () => {
  expect(fitFor(dense, 'B200')).toMatchObject({ accelerators: 2, t0: 0.01684, t1: 0.0001018, error: 0.05 });
  expect(fitFor(dense, 'B200').transferredFrom).toBeUndefined();
});

test('a curve that is carried over says from where and how well', () => {
  expect(fitFor(dense, 'H200')).toMatchObject({ transferredFrom: 'Dense 70B on 2 B200', error: 0.4 });
});

// TensorRT-LLM release benchmarks, Llama 3.3 70B, maximum output tokens/s by prompt and output length.
const shapes = [
  [128, 128],
  [128, 2048],
  [1000, 1000],
  [2048, 128],
  [5000, 500],
  [20000, 2000],
] as const;

describe('maximum throughput carried over from one bf16 curve on two B200', () => {
  const most = (ref: string, accelerators: number): number[] => {
    const model: Model = { ...dense, layers: 80, attention: 8192, precision: 'fp8' };
    const fit = fitFor(model, ref);
    return shapes.map(([promptTokens, outputTokens]) => {
      // What NVIDIA publishes in fp8 keeps its cache in fp8 too.
      const { slo: _slo, ...work } = inference('W', { promptTokens, outputTokens, prefixHit: 0, kvCache: 'fp8' });
      const service = serveTokens(work, model, fit, chip(ref), 0);
      return ((service.limit / service.t1) * accelerators) / fit.accelerators;
    });
  };
  test.each([
    ['H100', 2, [6378, 6651, 4205, 762, 898, 437]],
    ['H200', 1, [3803, 4336, 2909, 442, 566, 283]],
  ] as const)('%s in fp8', (ref, accelerators, measured) => {
    const simulated = most(ref, accelerators);
    simulated.forEach((tokens, i) => expect(Math.abs(tokens / (measured[i] ?? NaN) - 1)).toBeLessThan(TRANSFER_ERROR));
  });
  test('prefill-heavy shapes rank as measured', () => {
    const [short, middle, long] = most('H100', 2).slice(3);
    expect(middle).toBeGreaterThan(short ?? NaN);
    expect(short).toBeGreaterThan(long ?? NaN);
  });
});

test('a prompt token of a 70B model takes 315 µs of an H100', () => {
  const fit = fitFor({ ...dense, active: 70e9 }, 'H100');
  expect(promptTime({ ...dense, active: 70e9 }, fit, chip('H100')) * fit.accelerators * 1e6).toBeCloseTo(315, 0);
});

test('prompts take capacity: less with a prefix cache, more for code completion', () => {
  const fit = fitFor(dense, 'B200');
  const capacity = (promptTokens: number, outputTokens: number, prefixHit: number): number => {
    const service = serveTokens(inference('W', { promptTokens, outputTokens, prefixHit }), dense, fit, chip('B200'), 0);
    return service.limit / service.t1;
  };
  expect(capacity(1155, 211, 0.5)).toBeGreaterThan(1.3 * capacity(1155, 211, 0));
  expect(capacity(200, 300, 0)).toBeGreaterThan(20 * capacity(2048, 28, 0));
});

test('H31: no carried-over step beats the roofline', () => {
  const size = fc.double({ min: 1e9, max: 2e12, noNaN: true });
  const precision = fc.constantFrom('bf16', 'fp8', 'fp4');
  fc.assert(
    fc.property(
      size,
      fc.double({ min: 0.02, max: 1, noNaN: true }),
      precision,
      fc.constantFrom('B200', 'H100', 'H200'),
      fc.integer({ min: 1, max: 1000 }),
      (parameters, share, p, ref, batch) => {
        const model: Model = { ...dense, parameters, active: parameters * share, precision: p };
        const fit = fitFor(model, ref);
        const on = chip(ref);
        const step = fit.t0 + fit.t1 * batch;
        expect(step).toBeGreaterThanOrEqual(
          (model.active * WEIGHT_BYTES[p]) / (fit.accelerators * on.memoryBandwidth) / (1 + 1e-9),
        );
        expect(step).toBeGreaterThanOrEqual(
          (2 * model.active * batch) / (fit.accelerators * peakFlops(on, p)) / (1 + 1e-9),
        );
      },
    ),
  );
});

test('requests take the time of the reference, scaled by throughput', () => {
  const work = requests('R', { reference: { ref: 'H100' }, work: 0.01, utilisation: 0.6 });
  const same = serveRequests(work, chip('H100'), chip('H100'), 0);
  const faster = serveRequests(work, chip('B200'), chip('H100'), 0);
  expect(same.limit / same.t1).toBeCloseTo(60, 9);
  expect(faster.t1).toBeCloseTo((0.01 * 0.989) / 2.25, 9);
  const promised = { ...work, slo: { kind: 'slo', latency: 0.05, percentile: 0.99 } } as const;
  expect(serveRequests(promised, chip('H100'), chip('H100'), 0.045).infeasible).toBe('distance');
  expect(serveRequests(promised, chip('H100'), chip('H100'), 0.02).infeasible).toBeUndefined();
});
