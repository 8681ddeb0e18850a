import type { Model } from '../../ir/index.js';
import { type Chip, type Precision, usableFlops } from './chip.js';

/**
 * Work of a prompt: from measured times where a calibration has them, else from FLOP: `2·P_active` a token, and
 * `4·layers·attention` for each pair of a token and one before it (MODELS B2c). Tokens that a prefix cache holds are not
 * worked on again, but those that follow still attend to them.
 */

/** Prompt FLOPs over peak: default of MODELS, .30-.65. */
export const PREFILL_MFU = 0.45;

/** Measured time of a prompt of L tokens, s: `base + linear·L/1000 + square·(L/1000)²`. */
export interface PromptTimes {
  readonly base: number;
  readonly linear: number;
  readonly square: number;
}

/** What works on prompts: accelerators that share a pass, and what was measured of it. */
export interface PromptServer {
  readonly accelerators: number;
  readonly precision: Precision;
  readonly prefill?: PromptTimes;
}

/** Seconds per prompt token that no cache holds, without what grows with its square: 2·P_active/(accelerators·peak·mfu). */
export function promptTime(model: Model, server: PromptServer, chip: Chip): number {
  return (2 * model.active) / (server.accelerators * usableFlops(chip, server.precision) * PREFILL_MFU);
}

/** Seconds for a prompt of `tokens`, of which a prefix cache holds the share `hit`; 0 where it holds all of them. */
export function promptWork(model: Model, server: PromptServer, chip: Chip, tokens: number, hit: number): number {
  const missed = tokens * (1 - hit);
  if (missed <= 0) return 0;
  const pairs = tokens ** 2 - (tokens * hit) ** 2;
  const { prefill } = server;
  if (prefill !== undefined) return prefill.base + (prefill.linear * missed) / 1e3 + (prefill.square * pairs) / 1e6;
  const each = promptTime(model, server, chip);
  return each * (missed + (pairs * (model.layers ?? 0) * (model.attention ?? 0)) / model.active);
}
