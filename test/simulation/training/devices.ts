import type { LayoutRequest, TrainedModel } from '../../../compiler/src/simulation/training/layout.js';
import type { TrainingDevice } from '../../../compiler/src/simulation/training/step-time.js';

/** A100 80 GB of Selene: NVLink 300 GB/s in one direction, 25 GB/s of InfiniBand each. */
export const A100: TrainingDevice = {
  flops: 312e12,
  wideFlops: 312e12,
  memoryBandwidth: 2.039e12,
  peak: 312e12,
  memory: 80e9,
  scaleUp: 300e9,
  domain: 8,
  ringRate: 25e9,
  bisectionRate: 25e9,
};

const hopper = {
  ...A100,
  wideFlops: 989e12,
  memoryBandwidth: 3.35e12,
  scaleUp: 450e9,
  ringRate: 50e9,
  bisectionRate: 50e9,
};

/** H100 80 GB; products in fp8 reach a fifth less of their peak. */
export const H100 = {
  bf16: { ...hopper, flops: 989e12, peak: 989e12 },
  fp8: { ...hopper, flops: 0.8 * 1978e12, peak: 1978e12 },
} as const;

export function mixture(parameters: number, active: number, layers: number): TrainedModel {
  const width = Math.sqrt(active / (12 * layers));
  return { parameters, active, layers, width, heads: width / 128 };
}

export function dense(parameters: number, layers: number): TrainedModel {
  return mixture(parameters, parameters, layers);
}

/** Kernels and optimisers since 2023; everything about the layout is open. */
export function modern(batch: number, sequence: number): LayoutRequest {
  return { batch, sequence, experts: 8, overlap: 0.8, fused: true, shardedOptimiser: true, sequenceParallel: true };
}
