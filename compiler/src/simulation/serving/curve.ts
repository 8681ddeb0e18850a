/**
 * The reduced form of a serving replica: mean time between tokens of one stream `t(B) = t0 + t1·B` at batch B, for a
 * fixed model, precision, accelerator count, stack and length mix (MODELS B2c; fitted to ML.ENERGY measurements). With
 * offered tokens Λ, utilisation ρ = Λ·t1; Little's law gives the rest.
 */
export interface ServingCurve {
  /** s */
  readonly t0: number;
  /** s per sequence in the batch; prompt work included. */
  readonly t1: number;
}

/** Time per output token at the percentile over its mean: assumed, 1.0-1.4 (MODELS, Corrections). */
export const PERCENTILE_OVER_MEAN = 1.15;

/** Mean time between tokens at utilisation `rho`, s. */
export function interTokenLatency(curve: ServingCurve, rho: number): number {
  return rho >= 1 ? Infinity : curve.t0 / (1 - rho);
}

/** Output tokens/s of one replica at batch `batch`. */
export function throughput(curve: ServingCurve, batch: number): number {
  return batch / (curve.t0 + curve.t1 * batch);
}

/** Sequences resident on one replica at utilisation `rho` (Little's law). */
export function batchAt(curve: ServingCurve, rho: number): number {
  return rho >= 1 ? Infinity : (rho * curve.t0) / (curve.t1 * (1 - rho));
}

/** Utilisation at which `batch` sequences are resident. */
export function utilisationAtBatch(curve: ServingCurve, batch: number): number {
  return batch === Infinity ? 1 : (curve.t1 * batch) / (curve.t0 + curve.t1 * batch);
}

/**
 * Utilisation that an SLO on the time per output token allows: `1 − f_p·t0/SLO`; zero or below where even one sequence
 * is too slow. `percentileOverMean` is f_p.
 */
export function utilisationWithinSlo(t0: number, slo: number, percentileOverMean = PERCENTILE_OVER_MEAN): number {
  return 1 - (percentileOverMean * t0) / slo;
}

/**
 * Sequences that fit into memory: what the weights leave of `usable` bytes over the cache of a mean sequence, half of
 * whose output stands (MODELS B2c). `duty` is the share of a session in which the model works; the rest holds memory.
 */
export function batchInMemory(
  usable: number,
  weights: number,
  cachePerToken: number,
  promptTokens: number,
  outputTokens: number,
  duty: number,
): number {
  const perSequence = cachePerToken * (promptTokens + outputTokens / 2);
  const left = usable - weights;
  if (left <= 0) return 0;
  return perSequence > 0 ? (duty * left) / perSequence : Infinity;
}
