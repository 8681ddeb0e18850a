/**
 * Predicted against measured serving: 300 requests in 29 s on RTX PRO 6000 cards that may run 128 sequences each, more
 * than they serve, so a queue builds and drains. No calibration of this card exists: both curves are carried over. The
 * tables are not part of the repository: where they are absent the test is skipped, and says so.
 */
import { describe, expect, test } from 'vitest';
import type { Model } from '../../../compiler/src/ir/index.js';
import { chipOf } from '../../../compiler/src/simulation/serving/chip.js';
import { interTokenLatency, throughput, utilisationAtBatch } from '../../../compiler/src/simulation/serving/curve.js';
import { Calibrations, TRANSFER_ERROR } from '../../../compiler/src/simulation/serving/fit.js';
import { serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { entry, libraryIndex } from '../support/plan.js';
import { column, DATA, mean, quantile, readTable, replay } from './traces.js';

const dense = entry('std/models#Llama_8B', 'model');
/** Qwen3 30B-A3B: figures of its configuration, recalled. */
const mixture: Model = {
  ...dense,
  name: 'Qwen3 30B-A3B',
  parameters: 30.5e9,
  active: 3.3e9,
  kvPerToken: 98_304,
  layers: 48,
  attention: 4096,
};

const sets = [
  // One card, and a curve carried over from the same model on one H100.
  { file: 'llama-3.1-8b', model: dense, key: 'std/models#Llama_8B', cards: 1, queue: 0.1 },
  // Two cards that share their experts, each with its own sequences: the curve is that of another, dense model.
  { file: 'qwen3-30b-a3b-instruct-2507', model: mixture, key: 'Qwen_30B_A3B', cards: 2, queue: 0.1 },
].map((each) => ({
  ...each,
  requests: readTable(`serving-latency-vllm/${each.file}-requests.csv`),
  engine: readTable(`serving-latency-vllm/${each.file}-engine-1s.csv`),
}));
const PLACES = 128;

describe.each(sets)('$file', ({ file, model, key, cards, queue, requests, engine }) => {
  const missing = requests === undefined || engine === undefined;
  if (missing) console.log(`skipped: there is no ${DATA}/serving-latency-vllm of ${file} beside this repository`);

  test.skipIf(missing)('tokens/s and time per token with all places taken, and the queue before them', () => {
    const of = (name: string): readonly number[] => column(requests ?? new Map(), name);
    const outputs = of('output_tokens');
    const chip = chipOf(libraryIndex(), { ref: 'std/accelerators#RTX_PRO_6000' });
    const [fit] = new Calibrations([], libraryIndex()).fitsFor(model, key, chip);
    if (fit === undefined) throw new Error('no calibration');
    const { slo: _none, ...chat } = entry('std/workloads#Chat', 'inference');
    const lengths = { promptTokens: mean(of('prompt_tokens')), outputTokens: mean(outputs), prefixHit: 0 };
    const service = serveTokens({ ...chat, ...lengths }, model, fit, chip, 0);
    const step = interTokenLatency(service, utilisationAtBatch(service, PLACES));

    // Seconds in which (nearly) every place is taken.
    const running = column(engine ?? new Map(), 'running');
    const full = running.map((_, i) => i).filter((i) => running[i]! >= 0.97 * PLACES * cards);
    const generated = column(engine ?? new Map(), 'gen_throughput');
    const measuredRate = mean(full.map((i) => generated[i]!)) / cards;
    const rate = throughput(service, PLACES);
    const steps = outputs.map((tokens, i) => (of('last_token_s')[i]! - of('first_token_s')[i]!) / (tokens - 1));
    // Each request holds a place for as long as its tokens take.
    const firstAt = (each: number): readonly number[] =>
      replay(
        of('arrival_s'),
        outputs.map((tokens) => tokens * each + service.admission),
        PLACES * cards,
      ).map((wait) => wait + service.admission + service.t0);
    const first = firstAt(step);
    const known = firstAt(PLACES / measuredRate);
    const measuredFirst = of('first_token_s').map((time, i) => time - of('queued_s')[i]!);
    const percent = (model: number, measured: number): string => `${(100 * (model / measured - 1)).toFixed(0)} %`;
    console.log(
      [
        `${file}, carried over from ${String(service.transferredFrom)}`,
        `tokens/s a card ${rate.toFixed(0)}, measured ${measuredRate.toFixed(0)} (${percent(rate, measuredRate)})`,
        `time per token ${(1e3 * step).toFixed(1)} ms, measured ${(1e3 * mean(steps)).toFixed(1)} (${percent(step, mean(steps))})`,
        `first token ${mean(first).toFixed(2)} s, measured ${mean(measuredFirst).toFixed(2)}; p90 ${quantile(first, 0.9).toFixed(2)}, measured ${quantile(measuredFirst, 0.9).toFixed(2)}`,
        `at the measured tokens/s ${mean(known).toFixed(2)} s and p90 ${quantile(known, 0.9).toFixed(2)}`,
      ].join('; '),
    );
    expect(Math.abs(rate / measuredRate - 1)).toBeLessThan(TRANSFER_ERROR);
    // As much in time: 1/(1 − .4) of it.
    expect(step / mean(steps)).toBeGreaterThan(1 / (1 + TRANSFER_ERROR));
    expect(step / mean(steps)).toBeLessThan(1 / (1 - TRANSFER_ERROR));
    expect(Math.abs(mean(known) / mean(measuredFirst) - 1)).toBeLessThan(queue);
  });
});
