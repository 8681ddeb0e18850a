import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkpointInterval, goodputShare, jobMtbf } from '../../../compiler/src/simulation/training/goodput.js';
import { effectiveBandwidth, flopsPerToken, stepStretch } from '../../../compiler/src/simulation/training/step.js';

const hour = 3600;

test('Llama 3 405B on 16,384 accelerators was interrupted every three hours (section 3.3.4)', () => {
  const failures = { mtbf: 50_677 * hour, write: 10, restart: 180 };
  expect(jobMtbf(failures, 16_384) / hour).toBeCloseTo(3.093, 2);
  expect(jobMtbf(failures, 100_000) / hour).toBeCloseTo(0.507, 3);
  expect(goodputShare(failures, 16_384)).toBeGreaterThan(0.9);
  // Slow checkpoints and restarts do not reach the share that was reported.
  expect(goodputShare({ ...failures, write: 30, restart: 600 }, 16_384)).toBeCloseTo(0.887, 3);
});

test('no other interval beats the optimum by much, and failures only cost', () => {
  const seconds = fc.double({ min: 1, max: 300, noNaN: true });
  fc.assert(
    fc.property(
      seconds,
      seconds,
      fc.integer({ min: 8, max: 20_000 }),
      fc.double({ min: 0.3, max: 3, noNaN: true }),
      (write, restart, size, factor) => {
        const failures = { mtbf: 30_000 * hour, write, restart };
        const best = goodputShare(failures, size);
        expect(best).toBeGreaterThan(0);
        expect(best).toBeLessThan(1);
        const interval = factor * checkpointInterval(failures, size);
        expect(goodputShare({ ...failures, interval }, size)).toBeLessThanOrEqual(best + 1e-12);
      },
    ),
  );
});

const fabric = (oversubscription: number) => ({
  oversubscription,
  linkRate: 50e9,
  bisectionPerEndpoint: 50e9 / oversubscription,
  topology: 'fatTree',
});

test('exposed communication stretches with oversubscription, as far as traffic crosses it', () => {
  expect(stepStretch(0.15, 0.5, fabric(1), 50e9)).toBe(1);
  expect(stepStretch(0.15, 0.5, fabric(2), 50e9)).toBe(1);
  expect(stepStretch(0.15, 0.5, fabric(4), 50e9)).toBeCloseTo(1.15, 9);
  expect(stepStretch(0.15, 1, fabric(4), 50e9)).toBeCloseTo(1.45, 9);
  expect(effectiveBandwidth(fabric(4), 0.5)).toBeCloseTo(25e9, 0);
  // A link of half the accelerator's rate halves what it may exchange.
  expect(stepStretch(0.15, 0.5, fabric(1), 100e9)).toBeCloseTo(1.15, 9);
});

test.each([
  ['70B', 64_862_437_376, 80, 8192, 2048, 1007, 0.4125],
  ['13B', 12_853_954_560, 40, 5120, 2048, 4952, 0.4112],
  ['7B', 6_658_859_008, 32, 4096, 2048, 9670, 0.422],
  ['7B at 8,192 tokens', 6_684_024_832, 32, 4096, 8192, 6935, 0.3714],
])('model FLOP utilisation of %s (LLM Foundry, H100)', (_, parameters, layers, width, sequence, tokens, mfu) => {
  expect((flopsPerToken(parameters, layers, width, sequence) * tokens) / 989e12).toBeCloseTo(mfu, 3);
});

test.each([
  ['512 H100', 276_480, 230.62, 512, 776.9],
  ['8,192 H100', 322_560, 19.64, 8192, 665.2],
  ['512 GB200', 279_552, 105.64, 512, 1714.8],
])('Llama 3.1 405B on %s (MLPerf Training v5.0)', (_, sequences, minutes, accelerators, teraflops) => {
  const work = flopsPerToken(405e9) * 8192 * sequences;
  expect(Math.abs(work / (minutes * 60 * accelerators) / 1e12 / teraflops - 1)).toBeLessThan(0.005);
});
