import { allReduceTime, allToAllTime, gatherTime, hierarchicalTime, type Link, scaleUpShares } from './collectives.js';
import type { ChosenLayout, LayoutRequest, TrainedModel } from './layout.js';
import { activationBytes, inFlight, MASTER, MOMENTS, stateBytes } from './memory.js';
import { ACTIVATION_BYTES, type LayerTimes, layerTimes, memoryTime, type Processor } from './operators.js';

/** An accelerator and what joins it to others. */
export interface TrainingDevice extends Processor {
  /** Dense peak that utilisation is stated over, FLOP/s. */
  readonly peak: number;
  readonly memory: number;
  /** Scale-up bandwidth in one direction, bytes/s, and how many accelerators share it. */
  readonly scaleUp: number;
  readonly domain: number;
  /** What rings over the fabric find per accelerator, and what all-to-all finds across its bisection, bytes/s. */
  readonly ringRate: number;
  readonly bisectionRate: number;
}

/** One training step, part by part, s: `total` is their sum. */
export interface StepTime {
  readonly compute: number;
  readonly recompute: number;
  readonly tensor: number;
  readonly expert: number;
  readonly pipeline: number;
  /** Waiting for the pipeline to fill and drain. */
  readonly bubble: number;
  readonly data: number;
  readonly optimiser: number;
  readonly total: number;
  /** Model FLOPs (6·P a token) over peak and time, 0..1. */
  readonly mfu: number;
  /** Bytes that the fullest accelerator needs. */
  readonly memory: number;
}

/** Latencies of a step of a collective, s, and share of the scale-out link that rings reach (Calculon, InfiniBand). */
const NEAR_LATENCY = 1e-6;
const FAR_LATENCY = 2e-6;
const FAR_SHARE = 0.9;

interface Links {
  readonly near: Link;
  readonly far: Link;
}

function linksOf(device: TrainingDevice): Links {
  return {
    near: { bandwidth: device.scaleUp * scaleUpShares(device.scaleUp).gather, latency: NEAR_LATENCY },
    far: { bandwidth: device.ringRate * FAR_SHARE, latency: FAR_LATENCY },
  };
}

/**
 * The parts of a micro-batch that do not depend on the pipeline: one layer's computing and what its tensor-parallel group
 * exchanges, s.
 */
export interface LayerCost extends LayerTimes {
  /** What the tensor-parallel group exchanges in a layer's forward and backward pass. */
  readonly exchange: number;
  readonly exchangeBack: number;
  readonly tokens: number;
}

/** Cost of one layer for micro-batches of `microbatch` sequences over `tensor` accelerators. */
export function layerCost(
  model: TrainedModel,
  request: LayoutRequest,
  tensor: number,
  microbatch: number,
  device: TrainingDevice,
): LayerCost {
  const tokens = microbatch * request.sequence;
  const shape = {
    parameters: model.active / model.layers,
    width: model.width,
    heads: model.heads,
    sequence: request.sequence,
    fused: request.fused,
  };
  const bytes = ACTIVATION_BYTES * tokens * model.width;
  const inside = tensor <= device.domain;
  const { near, far } = linksOf(device);
  const gather = gatherTime(bytes, tensor, inside ? near : far);
  const reduce = inside
    ? allReduceTime(bytes, tensor, { ...near, bandwidth: device.scaleUp * scaleUpShares(device.scaleUp).allReduce })
    : allReduceTime(bytes, tensor, far);
  return {
    ...layerTimes(shape, tokens, tensor, request.sequenceParallel, device),
    // Two all-reduces a pass; sequence parallelism splits each in two and gathers once more for the weights' gradients.
    exchange: request.sequenceParallel ? 4 * gather : 2 * reduce,
    exchangeBack: request.sequenceParallel ? 6 * gather : 2 * reduce,
    tokens,
  };
}

/**
 * Time and memory of a step (MODELS B2d, "a stated sum with overlaps"): `(m + (p−1)/v)` micro-batches of the stage's
 * layers (computing, recomputing, tensor and expert traffic, hand-over between stages), the gradients' traffic that the
 * last backward pass does not hide, and the optimiser. `accelerators` counts all of the job's, used or left over.
 */
export function stepTime(
  model: TrainedModel,
  request: LayoutRequest,
  layout: ChosenLayout,
  cost: LayerCost,
  device: TrainingDevice,
  accelerators: number,
): StepTime {
  const { tensor, pipeline, data, interleave, microbatch, recompute } = layout;
  const links = linksOf(device);
  const layers = Math.ceil(model.layers / pipeline);
  const microbatches = Math.ceil(request.batch / (data * microbatch));
  const again = recompute === 'full' ? cost.forward : recompute === 'selective' && !request.fused ? cost.attention : 0;
  const passes = recompute === 'full' ? 3 : 2;
  const compute = layers * (cost.forward + cost.backward);
  const recomputing = layers * again;
  const exchange = layers * ((passes - 1) * cost.exchange + cost.exchangeBack);
  const expert = layers * passes * expertExposed(model, request, layout, cost, device);
  const handOver = pipeline > 1 ? 2 * interleave * handOverTime(model, cost, request, layout, device, links) : 0;
  const each = compute + recomputing + exchange + expert + handOver;
  const held = model.parameters / (tensor * pipeline * layout.expert);
  const exposed = gradientsExposed(held, request, layout, layers * cost.forward, layers * cost.backward, device, links);
  const shards = request.shardedOptimiser ? data / layout.expert : 1;
  // The optimiser reads its state and gradients and writes state and weights once.
  const optimiser = memoryTime(((2 * (MASTER + MOMENTS) + 4) * held) / Math.max(1, shards), device.memoryBandwidth);
  const bubble = (each * (pipeline - 1)) / interleave;
  const total = each * microbatches + bubble + exposed + optimiser;
  const useful = 6 * model.active * request.batch * request.sequence;
  return {
    compute: compute * microbatches,
    recompute: recomputing * microbatches,
    tensor: exchange * microbatches,
    expert: expert * microbatches,
    pipeline: handOver * microbatches,
    bubble,
    data: exposed,
    optimiser,
    total,
    mfu: useful / (accelerators * device.peak * total),
    memory: memoryOf(model, request, layout, held, layers, microbatches),
  };
}

function handOverTime(
  model: TrainedModel,
  cost: LayerCost,
  request: LayoutRequest,
  { tensor, pipeline }: ChosenLayout,
  device: TrainingDevice,
  { near, far }: Links,
): number {
  // Without sequence parallelism every member of the tensor group hands over the whole activation.
  const bytes = (ACTIVATION_BYTES * cost.tokens * model.width) / (request.sequenceParallel ? tensor : 1);
  const link = tensor * pipeline <= device.domain ? near : far;
  return link.latency + bytes / link.bandwidth;
}

/** Dispatch and combine of one pass of a layer that computing does not hide, s; inside the domain where the group fits. */
function expertExposed(
  model: TrainedModel,
  request: LayoutRequest,
  { tensor, expert }: ChosenLayout,
  cost: LayerCost,
  device: TrainingDevice,
): number {
  if (expert <= 1) return 0;
  const bytes = (ACTIVATION_BYTES * cost.tokens * model.width * request.experts) / tensor;
  const inside = expert * tensor <= device.domain;
  const link = inside
    ? { bandwidth: device.scaleUp * scaleUpShares(device.scaleUp).allToAll, latency: NEAR_LATENCY }
    : { bandwidth: device.bisectionRate * FAR_SHARE, latency: FAR_LATENCY };
  return Math.max(0, 2 * allToAllTime(bytes, expert, link) - request.overlap * cost.forward);
}

/** Scattering gradients behind the last backward pass and gathering weights behind the first forward pass, s. */
function gradientsExposed(
  held: number,
  request: LayoutRequest,
  { tensor, data, expert }: ChosenLayout,
  forward: number,
  backward: number,
  device: TrainingDevice,
  { near, far }: Links,
): number {
  const members = Math.max(1, data / expert);
  const inner = Math.max(1, Math.floor(device.domain / (tensor * expert)));
  const each = hierarchicalTime(ACTIVATION_BYTES * held, members, inner, near, far);
  return Math.max(0, each - request.overlap * backward) + Math.max(0, each - request.overlap * forward);
}

function memoryOf(
  model: TrainedModel,
  request: LayoutRequest,
  layout: ChosenLayout,
  held: number,
  layers: number,
  microbatches: number,
): number {
  const { tensor, pipeline, interleave, microbatch, recompute, data, expert } = layout;
  const shape = { width: model.width, heads: model.heads, sequence: request.sequence, fused: request.fused };
  const tokens = microbatch * request.sequence;
  const kept = layers * activationBytes(shape, tokens, tensor, recompute, request.sequenceParallel);
  // While a layer is recomputed, all of its activations are there once more.
  const working = recompute === 'none' ? 0 : activationBytes(shape, tokens, tensor, 'none', request.sequenceParallel);
  const shards = request.shardedOptimiser ? data / expert : 1;
  return stateBytes(held, shards) + kept * inFlight(pipeline, interleave, microbatches) + working;
}
