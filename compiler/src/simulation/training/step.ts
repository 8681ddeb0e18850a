import type { Recompute } from './memory.js';

/** What a fabric gives an endpoint. */
export interface FabricView {
  readonly oversubscription: number;
  /** Rate of an endpoint's link, bytes/s. */
  readonly linkRate: number;
  /** Bandwidth across the narrowest even cut per endpoint, bytes/s. */
  readonly bisectionPerEndpoint: number;
  readonly topology: string;
}

/** Bandwidth that an accelerator's exposed traffic finds, bytes/s: `link·min(1, 1/(o·φ))` (MODELS B2d), o = link over bisection. */
export function effectiveBandwidth(fabric: FabricView, crossing: number): number {
  const cut = fabric.bisectionPerEndpoint > 0 ? fabric.bisectionPerEndpoint : fabric.linkRate / fabric.oversubscription;
  return crossing > 0 ? Math.min(fabric.linkRate, cut / crossing) : fabric.linkRate;
}

/**
 * Length of a step over that of a fabric which does not block: only the exposed communication stretches,
 * `1 + e·(nic/BW_eff − 1)`. `nic` is the accelerator's own rate, bytes/s; unknown (NaN) counts as the fabric's link rate.
 * Communication that a fast fabric hides and a slow one exposes is not counted, so this is a lower bound.
 */
export function stepStretch(exposed: number, crossing: number, fabric: FabricView | undefined, nic: number): number {
  if (fabric === undefined || fabric.linkRate <= 0) return 1;
  const rate = Number.isNaN(nic) ? fabric.linkRate : nic;
  return 1 + exposed * Math.max(0, rate / effectiveBandwidth(fabric, crossing) - 1);
}

/** FLOPs that training spends on one token: 6·P and 12·layers·width·sequence for attention (0 to leave it out). */
export function flopsPerToken(activeParameters: number, layers = 0, width = 0, sequence = 0): number {
  return 6 * activeParameters + 12 * layers * width * sequence;
}

/**
 * FLOPs that an accelerator spends on a token that takes the model `model` FLOPs, recomputation included: a third more
 * where whole layers are computed again (hardware instead of model FLOP utilisation). Attention that is computed again
 * alone counts as nothing.
 */
export function hardwareFlops(model: number, recompute: Recompute): number {
  return recompute === 'full' ? (4 / 3) * model : model;
}
