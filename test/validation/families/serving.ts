import {
  batchAt,
  interTokenLatency,
  throughput,
  utilisationAtBatch,
} from '../../../compiler/src/simulation/serving/curve.js';
import { tokenTime } from '../../../compiler/src/simulation/serving/service.js';
import { chipNamed, fitsOf, serve, tokensPerSecond } from '../support/accelerators.js';
import { type Answer, type Driver, type Family, notModelled } from '../support/driver.js';

const models: Readonly<Record<string, string>> = {
  'Llama 3.1 8B': 'std/models#Llama_8B',
  'Llama 3.1 70B': 'std/models#Llama_70B',
  'Qwen3 32B': 'std/models#Qwen_32B',
};

/** The library's calibration at the case's batches. It was fitted to rows of the same source, so this is no blind test. */
const decodeCurve: Driver = (inputs, items) => {
  const key = models[inputs.text('model')];
  const fit =
    key === undefined
      ? undefined
      : fitsOf(key, chipNamed(inputs.text('gpu'))).find(({ accelerators }) => accelerators === inputs.number('gpus'));
  if (fit === undefined) return { '*': notModelled('the library has no calibration of this count') };
  const answers: Record<string, Answer> = {};
  for (const batch of inputs.numbers('batches')) {
    answers[`b${batch}.median_itl_ms`] = 1000 * interTokenLatency(fit, utilisationAtBatch(fit, batch));
    answers[`b${batch}.output_tok_s`] = throughput(fit, batch);
  }
  for (const item of items)
    answers[item] ??= notModelled('reading weights is part of the measured time at batch zero, and not told apart');
  return answers;
};

/** What NVIDIA publishes in fp8 and fp4 keeps its cache in fp8 (configurations of its checkpoints, recalled). */
const narrow = { kvCache: 'fp8' } as const;

const benchmark: Driver = (inputs) => {
  const key = 'std/models#Llama_70B_FP8';
  const chip = chipNamed(inputs.text('gpu'));
  const gpus = inputs.number('gpus');
  const [fit] = fitsOf(key, chip);
  if (fit === undefined) return { '*': notModelled('no calibration') };
  const lengths = { output: inputs.number('mean_output_tokens') };
  const slo = { ttft: inputs.number('ttft_p99_limit_ms') / 1000, tpot: inputs.number('tpot_p99_limit_ms') / 1000 };
  const offline = serve(key, fit, chip, lengths, undefined, narrow);
  const server = serve(key, fit, chip, lengths, slo, narrow);
  const replicas = gpus / server.replica;
  return {
    offline_tok_s: tokensPerSecond(offline, gpus),
    server_tok_s: tokensPerSecond(server, gpus),
    server_over_offline: tokensPerSecond(server, gpus) / tokensPerSecond(offline, gpus),
    server_p99_ttft_ms: notModelled('prompt lengths are not given, and waits rest on them'),
    server_p99_tpot_ms: 1000 * (tokenTime(server, server.limit) ?? NaN),
    server_mean_tpot_ms: 1000 * interTokenLatency(server, server.limit),
    implied_mean_concurrency: replicas * batchAt(server, server.limit),
  };
};

/** Most tokens/s by lengths of prompt and output, without an SLO. */
const byShape: Driver = (inputs, items) => {
  const shapes = inputs.raw('shapes_in_out');
  if (!Array.isArray(shapes)) throw new Error('no shapes');
  const answers: Record<string, Answer> = {};
  for (const [name] of inputs.entries('configs')) {
    const [device = '', count = '', precision = ''] = name.split('_');
    const gpus = Number(count.slice(2));
    const chip = chipNamed(device.toUpperCase());
    const key = `std/models#Llama_70B_${precision.toUpperCase()}`;
    const [fit] = fitsOf(key, chip);
    if (fit === undefined) continue;
    answers[`${device}_${count}`] = shapes.map((shape: unknown) => {
      const [prompt = NaN, output = NaN] = String(shape).split('/').map(Number);
      return tokensPerSecond(serve(key, fit, chip, { prompt, output }, undefined, narrow), gpus);
    });
  }
  for (const item of items) answers[item] ??= notModelled('no calibration can be carried over');
  return answers;
};

/**
 * Decode nodes beside nodes for prompts. Nine of the twelve nodes decode, with experts spread over all of them, at prompts of
 * 2,000 tokens and answers of 100 (the source's text, recalled: the case does not state them).
 */
const disaggregated: Driver = (inputs) => {
  const key = 'std/models#DeepSeek_V3';
  const chip = chipNamed('H100');
  const [fit] = fitsOf(key, chip);
  if (fit === undefined) return { '*': notModelled('no calibration can be carried over') };
  const expertParallel = (inputs.number('nodes') - 3) * inputs.number('gpus_per_node');
  const decoders = serve(key, { ...fit, prefill: noPrompts }, chip, { prompt: 2000, output: 100 }, undefined, {
    expertParallel,
    prefill: 'separate',
  });
  const perGpu = tokensPerSecond(decoders, 1);
  return {
    output_tok_s_per_gpu: perGpu,
    usd_per_million_output: (1e6 * inputs.number('usd_per_gpu_hour')) / (3600 * perGpu),
  };
};

/** Prompts come from elsewhere, with their cache. */
const noPrompts = { base: 0, linear: 0, square: 0 };

export const serving: Family = {
  'D-itl-*': decodeCurve,
  'D-mlperf-inf-*': benchmark,
  'D-trtllm-*': byShape,
  'D-sglang-*': disaggregated,
};
