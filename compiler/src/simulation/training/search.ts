import type { ChosenLayout, LayoutRequest, TrainedModel } from './layout.js';
import type { Recompute } from './memory.js';
import { type LayerCost, layerCost, type StepTime, stepTime, type TrainingDevice } from './step-time.js';

/** A layout with what it takes. */
export interface LaidOut {
  readonly layout: ChosenLayout;
  readonly step: StepTime;
  /** True where its state and activations fit into the memory of an accelerator. */
  readonly fits: boolean;
}

/** Share of the memory that a job may fill: the rest is the runtime's, its buffers and fragmentation (assumed). */
export const USABLE_MEMORY = 0.92;

const RECOMPUTE: readonly Recompute[] = ['none', 'selective', 'full'];
/** Parts of a sequence are context parallelism: its members share a sequence, and their traffic counts as hidden. */
const MICROBATCHES = [0.25, 0.5, 1, 2, 4, 8];
const CHUNKS = [1, 2, 3, 4, 6, 8, 12, 16];

/**
 * The fastest layout of a job of `accelerators` that fits into memory; where none fits, the one that needs least. What
 * the request states is kept; the rest is tried: tensor groups of powers of two within the scale-up domain, pipelines
 * that divide the layers or are powers of two, up to 16 chunks a stage, micro-batches of a quarter of a sequence to 8, expert groups of powers
 * of two. `undefined` where the job has fewer accelerators than the stated groups need.
 */
export function fastestLayout(
  model: TrainedModel,
  request: LayoutRequest,
  device: TrainingDevice,
  accelerators: number,
): LaidOut | undefined {
  let best: LaidOut | undefined;
  const room = USABLE_MEMORY * device.memory;
  for (const tensor of tensorGroups(request, device, accelerators)) {
    for (const microbatch of request.microbatch === undefined ? MICROBATCHES : [request.microbatch]) {
      if (microbatch > request.batch) continue;
      const cost = layerCost(model, request, tensor, microbatch, device);
      for (const pipeline of pipelines(model, request, accelerators / tensor)) {
        const data = Math.min(
          Math.floor(accelerators / (tensor * pipeline)),
          Math.max(1, Math.floor(request.batch / microbatch)),
        );
        if (best?.fits === true && leastTime(model, request, pipeline, data, cost) >= best.step.total) continue;
        for (const expert of expertGroups(model, request, data))
          for (const interleave of chunks(model, request, pipeline))
            for (const recompute of request.recompute === undefined ? RECOMPUTE : [request.recompute]) {
              const layout = { tensor, pipeline, data, interleave, microbatch, expert, recompute };
              const step = stepTime(model, request, layout, cost, device, accelerators);
              const found = { layout, step, fits: step.memory <= room };
              if (best === undefined || better(found, best)) best = found;
              // Computing more again only takes longer.
              if (found.fits) break;
            }
      }
    }
  }
  return best;
}

/** What a step takes at least, s: computing and tensor traffic of its micro-batches, nothing else. */
function leastTime(
  model: TrainedModel,
  request: LayoutRequest,
  pipeline: number,
  data: number,
  cost: LayerCost,
): number {
  const microbatches = Math.ceil((request.batch * request.sequence) / (data * cost.tokens));
  const layer = cost.forward + cost.backward + cost.exchange + cost.exchangeBack;
  return Math.ceil(model.layers / pipeline) * layer * microbatches;
}

/** What fits goes first, then what is faster; among those that do not fit, what needs less. */
function better(a: LaidOut, b: LaidOut): boolean {
  if (a.fits !== b.fits) return a.fits;
  return a.fits ? a.step.total < b.step.total : a.step.memory < b.step.memory;
}

function powersUpTo(most: number): number[] {
  const found: number[] = [];
  for (let power = 1; power <= most; power *= 2) found.push(power);
  return found;
}

function tensorGroups(request: LayoutRequest, device: TrainingDevice, accelerators: number): readonly number[] {
  if (request.tensor !== undefined) return request.tensor <= accelerators ? [request.tensor] : [];
  const domain = Number.isNaN(device.domain) ? 1 : device.domain;
  return powersUpTo(Math.max(1, Math.min(domain, accelerators, 64)));
}

function pipelines(model: TrainedModel, request: LayoutRequest, most: number): readonly number[] {
  if (request.pipeline !== undefined) return request.pipeline <= most ? [request.pipeline] : [];
  const stages: number[] = [];
  for (let p = 1; p <= Math.min(most, model.layers); p++)
    if (model.layers % p === 0 || (p & (p - 1)) === 0) stages.push(p);
  return stages;
}

function chunks(model: TrainedModel, request: LayoutRequest, pipeline: number): readonly number[] {
  if (request.interleave !== undefined) return [request.interleave];
  if (pipeline === 1) return [1];
  return CHUNKS.filter((chunk) => chunk <= Math.ceil(model.layers / pipeline));
}

function expertGroups(model: TrainedModel, request: LayoutRequest, data: number): readonly number[] {
  if (request.expert !== undefined) return request.expert <= data ? [request.expert] : [];
  return model.active < model.parameters ? powersUpTo(Math.min(data, 64)) : [1];
}
