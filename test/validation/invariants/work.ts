import fc from 'fast-check';
import { expect } from 'vitest';
import { central, type Model } from '../../../compiler/src/ir/index.js';
import { chipOf, peakFlops, WEIGHT_BYTES } from '../../../compiler/src/simulation/serving/chip.js';
import { batchAt } from '../../../compiler/src/simulation/serving/curve.js';
import { Calibrations } from '../../../compiler/src/simulation/serving/fit.js';
import { serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { chip, hall, inference, model, operate, rack, training } from '../../simulation/operation/plans.js';
import { entry, libraryIndex } from '../support/plan.js';
import { type Holds, number, runs } from './runs.js';

/** The library's measured curves, at every batch of their range. */
const measuredAboveRoofline: Holds = () => {
  const index = libraryIndex();
  const measured = [...index.values()].flatMap((each) => (each.kind === 'calibration' ? [each] : []));
  expect(measured.length).toBeGreaterThan(5);
  for (const { model: use, accelerator, accelerators, precision, t0, t1, batchMax, name } of measured) {
    const of = 'ref' in use ? entry(use.ref, 'model') : use;
    const on = chipOf(index, accelerator);
    for (let batch = 1; batch <= batchMax; batch *= 2) {
      const step = central(t0) + central(t1) * batch;
      const stream = (of.active * WEIGHT_BYTES[precision]) / (accelerators * on.memoryBandwidth);
      const compute = (2 * of.active * batch) / (accelerators * peakFlops(on, precision));
      expect(step, `${name ?? ''} at ${batch}`).toBeGreaterThanOrEqual(Math.max(stream, compute));
    }
  }
};

/** Any model on any of four accelerators: at the limit, weights and the cache of what is resident fit into memory. */
const fitsIntoMemory: Holds = () => {
  const index = libraryIndex();
  const calibrations = new Calibrations([], index);
  const keys = ['H100_SXM5', 'H200_SXM', 'B200_SXM', 'A100_SXM4'].map((name) => `std/accelerators#${name}`);
  const models: fc.Arbitrary<Model> = fc
    .record({
      parameters: number(1e8, 3e12),
      share: number(0.02, 1),
      kvPerToken: number(1e3, 5e6),
      precision: fc.constantFrom('bf16', 'fp8'),
    })
    .map(({ share, ...of }) => ({ ...model, ...of, active: share * of.parameters }));
  const mixes = fc.record({
    promptTokens: number(1, 2e5),
    outputTokens: number(1, 2e4),
    duty: number(0.1, 1),
  });
  let resident = 0;
  fc.assert(
    fc.property(models, mixes, fc.constantFrom(...keys), (of, mix, key) => {
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
    runs(2),
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
    runs(2),
  );
};

export const work = { measuredAboveRoofline, fitsIntoMemory, mfuInRange, workOfTraining };
