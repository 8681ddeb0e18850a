import fc from 'fast-check';
import { expect } from 'vitest';
import { central, type Model } from '../../../compiler/src/ir/index.js';
import { type Chip, chipOf, peakFlops, WEIGHT_BYTES } from '../../../compiler/src/simulation/serving/chip.js';
import {
  batchAt,
  interTokenLatency,
  throughput,
  utilisationAtBatch,
} from '../../../compiler/src/simulation/serving/curve.js';
import { Calibrations } from '../../../compiler/src/simulation/serving/fit.js';
import { serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { chip, hall, inference, model, operate, rack, training } from '../../simulation/operation/plans.js';
import { entry, libraryIndex } from '../support/plan.js';
import { type Holds, number, runs } from './runs.js';

/** Least time of a decode step: weights through memory, or the work of a batch at peak, s. */
function roofline(of: Model, accelerators: number, on: Chip, precision: 'bf16' | 'fp8' | 'fp4', batch: number): number {
  const stream = (of.active * WEIGHT_BYTES[precision]) / (accelerators * on.memoryBandwidth);
  const compute = (2 * of.active * batch) / (accelerators * peakFlops(on, precision));
  return Math.max(stream, compute);
}

/** The library's measured curves, at any batch of their range. */
const measuredAboveRoofline: Holds = () => {
  const index = libraryIndex();
  const measured = [...index.values()].flatMap((each) => (each.kind === 'calibration' ? [each] : []));
  expect(measured.length).toBeGreaterThan(5);
  fc.assert(
    fc.property(fc.constantFrom(...measured), number(0, 1), (fit, share) => {
      const of = 'ref' in fit.model ? entry(fit.model.ref, 'model') : fit.model;
      const batch = fit.batchMax ** share;
      const step = central(fit.t0) + central(fit.t1) * batch;
      const floor = roofline(of, fit.accelerators, chipOf(index, fit.accelerator), fit.precision, batch);
      expect(step, `${fit.name ?? ''} at ${batch}`).toBeGreaterThanOrEqual(floor);
    }),
    runs(),
  );
};

const CHIPS = ['H100_SXM5', 'H200_SXM', 'B200_SXM', 'A100_SXM4'].map((name) => `std/accelerators#${name}`);
const models: fc.Arbitrary<Model> = fc
  .record({
    parameters: number(1e8, 3e12),
    share: number(0.02, 1),
    kvPerToken: number(1e3, 5e6),
    precision: fc.constantFrom('bf16', 'fp8'),
  })
  .map(({ share, ...of }) => ({ ...model, ...of, active: share * of.parameters }));

/** Curves carried over to any model on any of four accelerators. */
const transferredAboveRoofline: Holds = () => {
  const index = libraryIndex();
  const calibrations = new Calibrations([], index);
  fc.assert(
    fc.property(models, fc.constantFrom(...CHIPS), number(1, 1000), (of, key, batch) => {
      const on = chipOf(index, { ref: key });
      for (const fit of calibrations.fitsFor(of, 'Any', on)) {
        const floor = roofline(of, fit.accelerators, on, fit.precision, batch);
        expect(fit.t0 + fit.t1 * batch).toBeGreaterThanOrEqual(floor / (1 + 1e-9));
      }
    }),
    runs(),
  );
};

const curves = fc.record({ t0: number(1e-4, 1), t1: number(1e-6, 0.1) });

const concurrencyOverTime: Holds = () => {
  fc.assert(
    fc.property(curves, number(0.01, 0.99), (curve, rho) => {
      const batch = batchAt(curve, rho);
      const little = (throughput(curve, batch) * interTokenLatency(curve, rho)) / batch;
      expect(Math.abs(little - 1)).toBeLessThanOrEqual(1e-9);
      expect(Math.abs(utilisationAtBatch(curve, batch) - rho)).toBeLessThanOrEqual(1e-9);
    }),
    runs(),
  );
};

const batchMonotone: Holds = () => {
  fc.assert(
    fc.property(curves, number(1, 1e4), (curve, batch) => {
      const time = (of: number): number => interTokenLatency(curve, utilisationAtBatch(curve, of));
      expect(throughput(curve, batch + 1)).toBeGreaterThanOrEqual(throughput(curve, batch));
      expect(time(batch + 1)).toBeGreaterThanOrEqual(time(batch));
    }),
    runs(),
  );
};

/** Any model on any of four accelerators: at the limit, weights and the cache of what is resident fit into memory. */
const fitsIntoMemory: Holds = () => {
  const index = libraryIndex();
  const calibrations = new Calibrations([], index);
  const mixes = fc.record({
    promptTokens: number(1, 2e5),
    outputTokens: number(1, 2e4),
    duty: number(0.1, 1),
  });
  let resident = 0;
  fc.assert(
    fc.property(models, mixes, fc.constantFrom(...CHIPS), (of, mix, key) => {
      const on = chipOf(index, { ref: key });
      for (const fit of calibrations.fitsFor(of, 'Any', on)) {
        const service = serveTokens(inference('W', mix), of, fit, on, 0);
        if (service.infeasible !== undefined) continue;
        const sequences = batchAt(service, service.limit) / mix.duty;
        const cache = sequences * of.kvPerToken * (mix.promptTokens + mix.outputTokens / 2);
        const weights = of.parameters * WEIGHT_BYTES[fit.precision];
        expect(weights + cache).toBeLessThanOrEqual(fit.accelerators * on.memory * (1 + 1e-9));
        resident++;
      }
    }),
    runs(),
  );
  expect(resident).toBeGreaterThan(0);
};

const jobs = fc.record({
  accelerators: fc.integer({ min: 1, max: 2000 }),
  mfu: number(0.01, 1),
  exposed: number(0, 1),
  crossing: number(0, 1),
  oversubscription: fc.integer({ min: 1, max: 8 }),
});
type Job = typeof jobs extends fc.Arbitrary<infer T> ? T : never;

function trained({ oversubscription, ...job }: Job) {
  const view = { oversubscription, linkRate: 50e9, bisectionPerEndpoint: 50e9 / oversubscription, topology: 'fatTree' };
  const racks = Math.ceil(job.accelerators / (rack.accelerators ?? 1));
  const run = operate(
    { halls: [hall('A', racks)], workloads: [training('T', { ...job, model: { ref: 'Dense70' }, precision: 'bf16' })] },
    view,
  );
  const {
    mfu = NaN,
    goodputShare = NaN,
    goodput = NaN,
    trainedTokens = NaN,
  } = run.year(2027).workloads.get('C.T') ?? {};
  return { mfu, goodputShare, goodput, trainedTokens };
}

const mfuInRange: Holds = () => {
  fc.assert(
    fc.property(jobs, (job) => {
      const { mfu, goodputShare, goodput } = trained(job);
      expect(mfu).toBeGreaterThan(0);
      expect(mfu).toBeLessThanOrEqual(job.mfu * (1 + 1e-12));
      expect(goodputShare).toBeGreaterThan(0);
      expect(goodputShare).toBeLessThanOrEqual(1);
      expect(goodput).toBeLessThanOrEqual(job.accelerators * central(chip.bf16 ?? NaN) * (1 + 1e-12));
    }),
    runs(),
  );
};

const workOfTraining: Holds = () => {
  const close = (a: number, b: number): void => {
    expect(Math.abs(a / b - 1)).toBeLessThanOrEqual(1e-9);
  };
  fc.assert(
    fc.property(jobs, fc.integer({ min: 1, max: 2000 }), (job, other) => {
      const peak = central(chip.bf16 ?? NaN);
      const perAccelerator = [job.accelerators, other].map((accelerators) => {
        const { mfu, goodputShare, goodput, trainedTokens } = trained({ ...job, accelerators });
        close(goodput, accelerators * peak * mfu * goodputShare);
        close(trainedTokens * 6 * model.active, goodput * 365 * 86400);
        return { work: goodput / goodputShare / accelerators, mfu };
      });
      close(perAccelerator[0]!.work, perAccelerator[1]!.work);
      close(perAccelerator[0]!.mfu, perAccelerator[1]!.mfu);
    }),
    runs(),
  );
};

export const work = {
  measuredAboveRoofline,
  transferredAboveRoofline,
  concurrencyOverTime,
  batchMonotone,
  fitsIntoMemory,
  mfuInRange,
  workOfTraining,
};
