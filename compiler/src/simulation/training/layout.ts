import { central, type Layout, type Model } from '../../ir/index.js';
import type { Recompute } from './memory.js';

/** A transformer as training sees it. */
export interface TrainedModel {
  readonly parameters: number;
  /** Parameters that work on one token. */
  readonly active: number;
  readonly layers: number;
  readonly width: number;
  readonly heads: number;
}

/** What a plan says about the layout of a job; what it leaves open is chosen. */
export interface LayoutRequest {
  /** Sequences in a step. */
  readonly batch: number;
  /** Tokens in a sequence. */
  readonly sequence: number;
  readonly tensor?: number | undefined;
  readonly pipeline?: number | undefined;
  readonly interleave?: number | undefined;
  readonly microbatch?: number | undefined;
  readonly expert?: number | undefined;
  readonly recompute?: Recompute | undefined;
  /** Experts that a token visits, where parameters outnumber those that work on it. */
  readonly experts: number;
  /** Share of the backward pass behind which the traffic of gradients and experts hides. */
  readonly overlap: number;
  readonly fused: boolean;
  readonly shardedOptimiser: boolean;
  readonly sequenceParallel: boolean;
}

/** A layout in full. */
export interface ChosenLayout {
  readonly tensor: number;
  readonly pipeline: number;
  readonly data: number;
  readonly interleave: number;
  /** Sequences that pass the pipeline together. */
  readonly microbatch: number;
  readonly expert: number;
  readonly recompute: Recompute;
}

/** Width of one attention head, by which heads are counted. */
const HEAD_WIDTH = 128;

/**
 * A model's shape. Width follows from `parameters = 12·layers·width²`, which holds for dense transformers (Llama 3.1
 * 405B: 16,370 against 16,384) and, of those that work on a token, for mixtures of experts (DeepSeek-V3: 7,110 against
 * 7,168). `undefined` where the model does not say how many layers it has.
 */
export function trainedModel(model: Model): TrainedModel | undefined {
  if (model.layers === undefined) return undefined;
  const width = Math.sqrt(model.active / (12 * model.layers));
  return {
    parameters: model.parameters,
    active: model.active,
    layers: model.layers,
    width,
    heads: width / HEAD_WIDTH,
  };
}

/** What a plan's `layout` block asks for, with what kernels and optimisers have done since 2023. */
export function layoutRequest(layout: Layout): LayoutRequest {
  const whole = (count: number | undefined): number | undefined =>
    count === undefined ? undefined : Math.max(1, Math.floor(count));
  return {
    batch: layout.batch,
    sequence: layout.sequence,
    tensor: whole(layout.tensor),
    pipeline: whole(layout.pipeline),
    interleave: whole(layout.interleave),
    microbatch: whole(layout.microbatch),
    expert: whole(layout.expert),
    recompute: layout.recompute,
    experts: layout.experts,
    overlap: central(layout.overlap),
    fused: true,
    shardedOptimiser: true,
    sequenceParallel: true,
  };
}

/** In words, for notes: `8-way tensor, 16-way pipeline in 4 chunks, 64-way data, micro-batches of 1, selective recomputation`. */
export function describeLayout(layout: ChosenLayout): string {
  return [
    `${String(layout.tensor)}-way tensor`,
    `${String(layout.pipeline)}-way pipeline in ${String(layout.interleave)} chunks`,
    `${String(layout.data)}-way data`,
    ...(layout.expert > 1 ? [`${String(layout.expert)}-way expert`] : []),
    `micro-batches of ${String(layout.microbatch)}`,
    layout.recompute === 'none' ? 'nothing recomputed' : `${layout.recompute} recomputation`,
  ].join(', ');
}
