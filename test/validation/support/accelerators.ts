import { central, type Inference, type Model } from '../../../compiler/src/ir/index.js';
import type { Draw } from '../../../compiler/src/simulation/operation/pools.js';
import { type Chip, chipOf } from '../../../compiler/src/simulation/serving/chip.js';
import { Calibrations, type ServingFit } from '../../../compiler/src/simulation/serving/fit.js';
import { type Service, serveTokens } from '../../../compiler/src/simulation/serving/service.js';
import { entry, libraryIndex } from './plan.js';

const chips: Readonly<Record<string, string>> = {
  A100: 'std/accelerators#A100_SXM4',
  H100: 'std/accelerators#H100_SXM5',
  H200: 'std/accelerators#H200_SXM',
  B200: 'std/accelerators#B200_SXM',
  GB200: 'std/accelerators#GB200_GPU',
};

/** The library's accelerator of a name as cases write it: `H100`, `H100 SXM 700 W`. */
export function chipNamed(name: string): Chip {
  const key = chips[name.split(' ')[0] ?? ''];
  if (key === undefined) throw new Error(`no accelerator is known as ${name}`);
  return chipOf(libraryIndex(), { ref: key });
}

/** The library's fits for a model on a chip: measured, or carried over. */
export function fitsOf(modelKey: string, chip: Chip): readonly ServingFit[] {
  return new Calibrations([], libraryIndex()).fitsFor(modelOf(modelKey), modelKey, chip);
}

export function modelOf(key: string): Model {
  return entry(key, 'model');
}

/** Promised times, s. */
export interface Promised {
  readonly ttft: number;
  readonly tpot: number;
}

/**
 * How the program serves a model with one fit. Without a prompt length the fit's own mix holds, so that prompts cost what
 * is already in its curve.
 */
export function serve(
  modelKey: string,
  fit: ServingFit,
  chip: Chip,
  lengths: { readonly prompt?: number; readonly output: number },
  slo?: Promised,
  over: Pick<Partial<Inference>, 'kvCache' | 'expertParallel' | 'prefill'> = {},
): Service {
  const { slo: _none, ...chat } = entry('std/workloads#Chat', 'inference');
  const workload = {
    ...chat,
    promptTokens: lengths.prompt ?? fit.promptPerOutput * lengths.output,
    outputTokens: lengths.output,
    prefixHit: 0,
    ...over,
    ...(slo === undefined ? {} : { slo: { kind: 'slo', percentile: 0.99, ...slo } as const }),
  };
  return serveTokens(workload, modelOf(modelKey), fit, chip, 0);
}

/** Output tokens/s of so many accelerators at what limits the service. */
export function tokensPerSecond(service: Service, accelerators: number): number {
  return ((service.limit / service.t1) * accelerators) / service.replica;
}

/** Draw of a server's accelerators with their part of the server, W each. */
export function serverDraw(key: string): Draw {
  const server = entry(key, 'server');
  const chip = chipOf(libraryIndex(), server.accelerator);
  const each = (value: typeof server.fixedIdle): number =>
    value === undefined ? NaN : central(value) / server.accelerators;
  return {
    tdp: chip.tdp,
    idle: chip.idle,
    fixedIdle: each(server.fixedIdle),
    fixedBusy: each(server.fixedBusy),
    sleep: NaN,
    off: NaN,
  };
}

/** Draw of a bare accelerator, W. */
export function chipDraw(chip: Pick<Chip, 'tdp' | 'idle'>): Draw {
  return { tdp: chip.tdp, idle: chip.idle, fixedIdle: 0, fixedBusy: 0, sleep: NaN, off: NaN };
}
