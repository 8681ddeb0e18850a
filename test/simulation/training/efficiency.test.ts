import { describe, expect, test } from 'vitest';
import { type SimulationNote, simulate } from '../../../compiler/src/simulation/index.js';
import { oneHall } from '../../validation/support/campus.js';
import { planOf } from '../../validation/support/plan.js';

interface Outcome {
  readonly mfu: number;
  readonly notes: readonly SimulationNote[];
  /** IT energy of the year, J. */
  readonly energy: number;
}

/** A hall of H100 with one training job: what it reaches, and what is said about it. */
function train(count: number, job: string, network = 'RailOptimized_QM9700 { linkRate: 400 Gb/s }'): Outcome {
  const { plan } = planOf(
    oneHall({
      top: [
        'import std/accelerators { H100_SXM5 }',
        'import std/models { DeepSeek_V3, Llama_405B, Llama_8B }',
        'import std/networks { LeafSpine }',
        'rack Node { accelerator: H100_SXM5, accelerators: 8, peak: 10 kW, fixedIdle: 2 kW, fixedBusy: 2 kW, liquidShare: 90 % }',
        'model Bare { parameters: 7e9, kvPerToken: 100 kB/token }',
      ],
      racks: `${String(Math.ceil(count / 8))} of Node`,
      network,
      campus: [`  training Job { on: A, accelerators: ${String(count)}, ${job} }`],
    }),
  );
  const result = simulate(plan);
  const metric = (path: string, name: string): number => result.metrics.get(path)?.get(name)?.value ?? NaN;
  return {
    mfu: metric('C.Job', 'mfu'),
    notes: result.notes.filter(({ path }) => path === 'C.Job'),
    energy: result.halls.get('C.A')?.itEnergy[0] ?? NaN,
  };
}

describe('MFU of a plan', () => {
  test('stands as declared without a layout', () => {
    expect(train(1024, 'model: Llama_405B').mfu).toBeCloseTo(0.41, 12);
    expect(train(8192, 'model: Llama_405B').mfu).toBeCloseTo(0.41, 12);
  });

  test('is worked out with one, falls with size, and the layout is told', () => {
    const small = train(1024, 'model: Llama_405B, layout { batch: 1_024 }');
    const large = train(8192, 'model: Llama_405B, layout { batch: 1_024 }');
    expect(small.mfu).toBeGreaterThan(0.4);
    expect(small.mfu).toBeLessThan(0.6);
    expect(large.mfu).toBeLessThan(0.97 * small.mfu);
    expect(large.notes.map(({ message }) => message).join()).toMatch(
      /8192 H100_SXM5 is laid out \d+-way tensor, \d+-way pipeline/,
    );
  });

  test('is carried over from the size it was measured at', () => {
    const at = (count: number): number => train(count, 'model: Llama_405B, mfu: 40 %, mfuAt: 1_024').mfu;
    expect(at(1024)).toBeCloseTo(0.4, 12);
    expect(at(8192)).toBeLessThan(0.4);
    expect(at(8192)).toBeGreaterThan(0.3);
  });

  test('loses to an oversubscribed fabric what the layout exposes', () => {
    const job = 'model: Llama_405B, layout { batch: 2_048 }, crossing: 100 %';
    const open = train(2048, job).mfu;
    const thin = train(2048, job, 'LeafSpine { linkRate: 400 Gb/s, oversubscription: 8 }').mfu;
    expect(thin).toBeLessThan(open);
  });
});

describe('what is out of range or unknown is said', () => {
  const messages = (count: number, job: string): string =>
    train(count, job)
      .notes.map(({ type, message }) => `${type}: ${message}`)
      .join('\n');

  test.each([
    [8, 'model: Llama_405B, layout {}', /range: a job of 8 H100_SXM5 needs \d+ GB of memory each and may use 74 GB/],
    [8, 'model: Llama_8B, layout { tensor: 8, pipeline: 4 }', /range: a job of 8 H100_SXM5 is smaller than one group/],
    [8, 'model: Bare, layout {}', /unknown: its model does not say how many layers it has/],
    [8, 'layout {}', /unknown: no model is named/],
    [2048, 'model: DeepSeek_V3, layout {}', /range: the MFU that is worked out for a mixture of experts is an upper/],
    [8, 'powerCap: 55 %', /range: capped below 70 % of its draw/],
  ])('%i accelerators with %s', (count, job, expected) => {
    expect(messages(count, job)).toMatch(expected);
  });
});

test('a power cap saves power and costs time', () => {
  const free = train(64, 'power: 90 %');
  const capped = train(64, 'power: 90 %, powerCap: 75 %');
  expect(capped.mfu / free.mfu).toBeCloseTo(1 / 1.1, 12);
  expect((free.energy - capped.energy) / (64 * 700 * 0.15 * 8760 * 3600)).toBeCloseTo(1, 6);
});
