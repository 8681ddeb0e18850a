import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Inference, Model } from '../../../compiler/src/ir/index.js';
import { NoteCollector } from '../../../compiler/src/simulation/notes.js';
import { admissionLimit, responseTime } from '../../../compiler/src/simulation/serving/admission.js';
import { chipOf } from '../../../compiler/src/simulation/serving/chip.js';
import { ErlangTable, erlangC, waitPercentile } from '../../../compiler/src/simulation/serving/erlang.js';
import { Calibrations } from '../../../compiler/src/simulation/serving/fit.js';
import { type Service, serveTokens, tokenTime } from '../../../compiler/src/simulation/serving/service.js';
import { noteInference, noteService } from '../../../compiler/src/simulation/serving/service-notes.js';
import { bestUnit } from '../../../compiler/src/simulation/serving/split.js';
import { exchangeBytes } from '../../../compiler/src/simulation/serving/wide.js';
import { build, calibration, chip, inference, model } from '../operation/plans.js';

const fitted = { ...calibration, promptTokens: 200, outputTokens: 300, date: '2026-01-01' };
const { index } = build({ halls: [], workloads: [], plan: { accelerator: [chip], model: [model], calibration: [] } });
const on = { ...chipOf(index, { ref: 'Chip' }), scaleUpDomain: 8 };
const [fit] = new Calibrations([fitted], index).fitsFor(model, 'Dense70', on);
if (fit === undefined) throw new Error('no fit');
const known = fit;
const table = new ErlangTable();
const promised = { kind: 'slo', ttft: 1, tpot: 0.04, percentile: 0.99 } as const;

function serve(over: Partial<Inference> = {}, of: Model = model): Service {
  return serveTokens(inference('W', { prefixHit: 0, slo: promised, ...over }), of, known, on, 0.02);
}

const perAccelerator = (service: Service): number => service.limit / service.t1 / service.replica;

describe('separate prompts', () => {
  const shared = serve();
  const separate = serve({ prefill: 'separate' });

  test('a replica is a unit of decoders and prompt servers', () => {
    expect(separate.prompters).toBeGreaterThan(0);
    expect(separate.replica % 2).toBe(0);
    expect(separate.replica).toBeGreaterThan(2);
    expect(shared.prompters).toBeUndefined();
  });

  test('decoding sees no prompts, so its time per token holds more of them', () => {
    const decoders = separate.replica / 2 - (separate.prompters ?? 0);
    expect(separate.t1 * decoders).toBeLessThan(shared.t1);
    expect(tokenTime(separate, separate.limit)).toBeLessThanOrEqual(0.04 + 1e-12);
  });

  test('the first token comes from the prompt servers: no step, no place', () => {
    const empty = responseTime(separate, 10, 0, 0, table);
    expect(empty).toBeCloseTo(0.02 + separate.admission, 9);
    expect(responseTime(shared, 10, 0, 0, table)).toBeCloseTo(0.02 + shared.admission + shared.t0, 9);
    expect(responseTime(separate, 2, separate.limit, separate.limit, table)).toBeLessThanOrEqual(1);
    expect(admissionLimit(separate, 2, table)).toBe(separate.limit);
  });

  test('caches cross the network', () => {
    const requests = separate.limit / separate.t1 / separate.unitsPerRequest;
    expect(shared.bisection).toBe(0);
    expect(separate.bisection * separate.replica).toBeCloseTo(requests * 327680 * 1155, -3);
  });

  test('long prompts under tight tokens are served by fewer accelerators apart than together', () => {
    const tight = { promptTokens: 8000, outputTokens: 400, slo: { ...promised, ttft: 3, tpot: 0.025 } };
    const apart = perAccelerator(serve({ ...tight, prefill: 'separate' }));
    expect(apart).toBeGreaterThan(0);
    expect(apart).toBeGreaterThan(perAccelerator(serve(tight)) * 0.9);
  });

  test('a first token that no prompt server can give in time is refused', () => {
    expect(serve({ prefill: 'separate', slo: { ...promised, ttft: 0.03 } }).infeasible).toBe('slo');
    expect(serve({ prefill: 'separate', promptTokens: 0 }).prompters).toBe(0);
  });

  test('a unit keeps both promises and no stage serves more than it can', () => {
    const stages = fc.record({
      decoder: fc.integer({ min: 1, max: 72 }),
      decoded: fc.double({ min: 0.01, max: 100, noNaN: true }),
      prompter: fc.integer({ min: 1, max: 16 }),
      promptTime: fc.double({ min: 1e-3, max: 5, noNaN: true }),
      wait: fc.double({ min: 0, max: 10, noNaN: true }),
      percentile: fc.double({ min: 0.5, max: 0.999, noNaN: true }),
    });
    fc.assert(
      fc.property(stages, (asked) => {
        const unit = bestUnit(asked);
        if (unit === undefined) return;
        const offered = unit.requests * asked.promptTime;
        expect(unit.accelerators).toBe(unit.decoders * asked.decoder + unit.prompters * asked.prompter);
        expect(unit.requests).toBeLessThanOrEqual(unit.decoders * asked.decoded * (1 + 1e-12));
        const wait = waitPercentile(
          erlangC(unit.prompters, offered),
          unit.prompters,
          offered,
          asked.promptTime,
          asked.percentile,
        );
        expect(wait).toBeLessThanOrEqual(asked.wait + 1e-9);
        const patient = bestUnit({ ...asked, wait: asked.wait * 2 + 0.1 });
        expect((patient?.requests ?? 0) / (patient?.accelerators ?? 1)).toBeGreaterThanOrEqual(
          unit.requests / unit.accelerators / 1.021,
        );
      }),
    );
  });
});

describe('experts over many accelerators', () => {
  const mixture: Model = {
    ...model,
    parameters: 671e9,
    active: 37e9,
    kvPerToken: 70_272,
    layers: 61,
    hidden: 7168,
    experts: 8,
  };

  test('the weights are spread, so more sequences fit and the exchange leaves the domain', () => {
    const wide = serve({ expertParallel: 72 }, mixture);
    const wider = serve({ expertParallel: 144 }, mixture);
    expect(wide.replica).toBe(72);
    expect(wide.t0).toBeGreaterThan(wider.t0);
    expect(wide.bisection).toBeGreaterThan(0);
    expect(exchangeBytes(mixture, on, 8)).toBe(0);
    expect(exchangeBytes(mixture, on, 72)).toBeCloseTo((61 * 7168 * 8 * 3 * 8) / 9, 3);
  });

  test('prompts take the same of an accelerator, however wide the replica that they share', () => {
    const narrow = serve({}, mixture);
    for (const width of [64, 128, 256]) {
      const wide = (prefixHit: number): Service => serve({ expertParallel: width, prefixHit }, mixture);
      const shared = wide(0);
      // Accelerator-seconds of one prompt: as on the two of the fit, or its tokens' way to experts outside a domain of 8.
      const prompt = (shared.t1 - wide(1).t1) * shared.unitsPerRequest * width;
      const exchange = (1155 * 61 * 7168 * 8 * 3 * (1 - 8 / width)) / on.nic;
      expect(prompt / Math.max(narrow.admission * 2, exchange)).toBeCloseTo(1, 9);
      expect(shared.lanes).toBe(width / 2);
      // Prompts queue for lanes, not for replicas: a saturated replica keeps its promise.
      expect(admissionLimit(shared, 2, table)).toBeGreaterThan(0.9 * shared.limit);
    }
  });

  test('a dense model spreads nothing, and says so', () => {
    const notes = new NoteCollector();
    noteInference(inference('W', { expertParallel: 72 }), model, 'W', notes);
    expect(serve({ expertParallel: 72 }).replica).toBe(2);
    expect(notes.notes.map(({ type }) => type)).toEqual(['unsupported']);
  });

  test('a replica that outgrows its scale-up domain is reported', () => {
    const said = (service: Service, workload: { expertParallel?: number }): readonly string[] => {
      const notes = new NoteCollector();
      noteService(service, workload, { ...on, scaleUpDomain: 1 }, 'W', '2026-06-01', notes);
      return notes.notes.map(({ type }) => type);
    };
    expect(said(serve(), {})).toEqual(['range']);
    expect(said(serve({ expertParallel: 72 }, mixture), { expertParallel: 72 })).toEqual(['assumption']);
  });
});

describe('what is not modelled or old says so', () => {
  test('speculation and offloaded caches', () => {
    const notes = new NoteCollector();
    noteInference(inference('W', { speculation: 'draft', kvOffload: 'host' }), model, 'W', notes);
    expect(notes.notes.map(({ type, message }) => [type, message.split(' ')[0]])).toEqual([
      ['unsupported', 'speculative'],
      ['unsupported', 'moving'],
    ]);
  });

  test.each([
    ['2027-06-01', 0],
    ['2027-08-01', 1],
  ])('a calibration of January 2026 at %s', (asOf, count) => {
    const notes = new NoteCollector();
    noteService(serve(), {}, on, 'W', asOf, notes);
    expect(notes.notes).toHaveLength(count);
    if (count > 0) expect(notes.notes[0]?.message).toMatch(/as measured in 2026, 19 months before/);
  });

  test('long prompts of a model without a width of attention', () => {
    const notes = new NoteCollector();
    noteInference(inference('W', { promptTokens: 20_000 }), model, 'W', notes);
    expect(notes.notes.map(({ type }) => type)).toEqual(['unknown']);
  });
});

test('prompts of DeepSeek, experts over 32 H100: 52,300 tokens/s a node of eight were measured', () => {
  const parts = {
    ...model,
    parameters: 671e9,
    active: 37e9,
    layers: 61,
    hidden: 7168,
    experts: 8,
    precision: 'fp8',
  } as const;
  const h100 = {
    ...on,
    bf16: 989e12,
    fp8: 1978e12,
    memory: 80e9,
    memoryBandwidth: 3.35e12,
    nic: 50e9,
    scaleUpDomain: 8,
  };
  const wide = (prefixHit: number): Service =>
    serveTokens(
      inference('W', { prefixHit, promptTokens: 2000, expertParallel: 32 }),
      { ...parts, attention: 128 * 192 },
      { ...known, accelerators: 8, precision: 'fp8' },
      h100,
      0,
    );
  const each = ((wide(0).t1 - wide(1).t1) * wide(0).unitsPerRequest * 32) / 2000;
  expect(1 / each / (52_300 / 8)).toBeGreaterThan(0.9);
  expect(1 / each / (52_300 / 8)).toBeLessThan(1.1);
});
