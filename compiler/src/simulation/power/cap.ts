/**
 * Accelerators held below their board limit. Work bound by computing (prompts, training) slows down; decode does not,
 * because it waits for memory and mostly draws less than the cap anyway. Measured on H100 at half of the board limit:
 * prompts take 1.30 times as long, decode 1.00 times (Splitwise, `perf_model.csv`); in between a line. Small training
 * jobs on V100 and A40 (Zeus) lie within 5 % of it down to .7 of their own draw and slow down more below (1.5 to 2.5
 * times at half), so that it is said to be out of range there.
 */
const MEASURED_CAP = 0.5;
const MEASURED_SLOWDOWN = 1.3;

/** Cap over the draw below which measurements disagree. */
export const LEAST_CAP = 0.7;

/**
 * Time of work bound by computing under `cap` over that without one, at least 1. `draw` is what the work draws uncapped;
 * both are shares of the board limit. Held at the measured value below half of the draw.
 */
export function capSlowdown(cap: number, draw: number): number {
  const held = draw > 0 ? Math.min(1, Math.max(MEASURED_CAP, cap / draw)) : 1;
  return 1 + ((MEASURED_SLOWDOWN - 1) * (1 - held)) / (1 - MEASURED_CAP);
}

/** Draw over the board limit of a serving accelerator by phase, uncapped. */
export interface Phases {
  /** Prompts run at about the board limit (Splitwise). */
  readonly prefill: number;
  readonly decode: number;
}

/** Draw over the board limit while prompts are read, and while tokens are written at utilisation `rho`: `min(1, p0 + p1·ρ)`. */
export function phaseShares(p0: number, p1: number, rho: number, cap = 1): Phases {
  return { prefill: Math.min(1, cap), decode: Math.min(1, cap, p0 + p1 * rho) };
}

/**
 * Mean draw over the board limit where prompts take `prefill` of the time without a cap. Under one they take longer and
 * draw less; decode keeps its time.
 */
export function mixedShare(prefill: number, p0: number, p1: number, rho: number, cap = 1): number {
  const shares = phaseShares(p0, p1, rho, cap);
  const stretched = prefill * capSlowdown(cap, 1);
  return (stretched * shares.prefill + (1 - prefill) * shares.decode) / (stretched + 1 - prefill);
}
