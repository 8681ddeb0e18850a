/**
 * Memory that training takes of one accelerator, bytes (Korthikanti et al., 2022; Rajbhandari et al., 2020). Mixed
 * precision with Adam: 16-bit weights, 32-bit gradients, a 32-bit copy of the weights and two 32-bit moments, 18 bytes
 * a parameter; an optimiser that is spread over the data-parallel group keeps 6 + 12/d.
 */
export const WEIGHT = 2;
export const GRADIENT = 4;
export const MASTER = 4;
export const MOMENTS = 8;

/** What is recomputed in the backward pass: nothing, attention, or whole layers. */
export type Recompute = 'none' | 'selective' | 'full';

/** Bytes of weights, gradients and optimiser for `parameters` that one accelerator holds; `shards` members share the optimiser. */
export function stateBytes(parameters: number, shards: number): number {
  return parameters * (WEIGHT + GRADIENT + (MASTER + MOMENTS) / Math.max(1, shards));
}

export interface ActivationShape {
  readonly width: number;
  readonly heads: number;
  readonly sequence: number;
  readonly fused: boolean;
}

/**
 * Activations that one layer keeps for `tokens` tokens until its backward pass, bytes per accelerator of a group of
 * `tensor`: `T·h·(34/t + 5·a·s/(h·t))`, without sequence parallelism `T·h·(10 + 24/t + …)`; the scores fall away where
 * attention is fused or recomputed; whole layers recomputed keep their input, `2·T·h`.
 */
export function activationBytes(
  shape: ActivationShape,
  tokens: number,
  tensor: number,
  recompute: Recompute,
  sequenceParallel: boolean,
): number {
  const each = tokens * shape.width;
  if (recompute === 'full') return (2 * each) / (sequenceParallel ? tensor : 1);
  const scores =
    recompute === 'selective' || shape.fused ? 0 : (5 * shape.heads * shape.sequence) / (shape.width * tensor);
  return each * ((sequenceParallel ? 34 / tensor : 10 + 24 / tensor) + scores);
}

/**
 * Layers' activations that the first of `pipeline` stages keeps at once, in those of one micro-batch over its layers:
 * as many micro-batches as there are stages, and a little more where each holds `interleave` chunks.
 */
export function inFlight(pipeline: number, interleave: number, microbatches: number): number {
  const held = pipeline * (interleave > 1 ? 1 + (pipeline - 1) / (pipeline * interleave) : 1);
  return Math.min(held, microbatches);
}
