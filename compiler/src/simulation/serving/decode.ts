import type { Model } from '../../ir/index.js';
import { type Chip, peakFlops, type Precision } from './chip.js';
import type { ServingFit } from './fit.js';
import { promptWork } from './prompt.js';

/** Share of the memory bandwidth that streaming weights and cache reaches (aiconfigurator's empirical constant). */
export const BANDWIDTH_USE = 0.8;

/** Tokens of context that a sequence holds in the mean of its life: half of the output stands. */
export function meanContext(promptTokens: number, outputTokens: number): number {
  return promptTokens + outputTokens / 2;
}

/** Least time of one output token, s: 2·P_active over the replica's dense peak. */
export function decodeFloor(model: Model, accelerators: number, chip: Chip, precision: Precision): number {
  return (2 * model.active) / (accelerators * peakFlops(chip, precision));
}

/**
 * Time that one more sequence adds to a step of decoding, s, prompts apart: the fit's slope without the prompts of its own
 * length mix, and with the cache that is read for `context` tokens of `cachePerToken` bytes instead of the fit's own, at
 * .8 of the memory bandwidth; of a roofline only what arithmetic does not hide. Never below FLOP over dense peak, nor bytes
 * over the whole bandwidth.
 */
export function decodeSlope(model: Model, fit: ServingFit, chip: Chip, context: number, cachePerToken: number): number {
  const bandwidth = fit.accelerators * chip.memoryBandwidth;
  const prompts =
    fit.promptPerOutput === 0
      ? 0
      : promptWork(model, fit, chip, fit.promptTokens, 0) / (fit.promptTokens / fit.promptPerOutput);
  const read = (cachePerToken * context - model.kvPerToken * fit.context) / (bandwidth * BANDWIDTH_USE);
  const least = Math.max(
    decodeFloor(model, fit.accelerators, chip, fit.precision),
    (cachePerToken * context) / bandwidth,
  );
  const seen = fit.computing === undefined ? read : Math.max(0, read - fit.computing);
  return Math.max(fit.t1 - prompts + seen, least);
}
