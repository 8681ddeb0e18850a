import type { Service } from '../serving/service.js';
import type { Draw } from './pools.js';

/** `a` and `b` mixed, `share` of `b`; a blank (NaN) end that has no share does not count. */
function blend(a: number, b: number, share: number): number {
  return share >= 1 ? b : share <= 0 ? a : a + (b - a) * share;
}

/** Arrivals while one is resident above which a replica is empty less than 1e-6 of the time. */
const NEVER_EMPTY = 14;

/**
 * Share of the time in which a replica has anything resident. Arrivals find it empty as in M/G/∞ at the uncongested time
 * per token, and it cannot work less than its utilisation: `max(ρ, 1 − exp(−Λ·t0))`, Λ in tokens/s of the replica.
 */
export function residentShare(service: Service, rho: number): number {
  const arrivals = (rho * service.t0) / service.t1;
  if (arrivals > NEVER_EMPTY) return 1;
  const share = Math.max(rho, 1 - Math.exp(-arrivals));
  return share > 1 - 1e-6 ? 1 : share;
}

/**
 * Draw of one accelerator of a replica at utilisation `rho`, with its part of the rack, W. Resident it draws
 * `TDP·min(1, p0 + p1·ρ)`, else idle; the rest of the rack moves between its two states alike (MODELS B2b and
 * Corrections: an idle share of TDP never stands for a node).
 */
export function servingPower(service: Service, draw: Draw, rho: number): number {
  const resident = residentShare(service, rho);
  if (resident <= 0) return draw.idle + draw.fixedIdle;
  const working = draw.tdp * Math.min(1, service.p0 + (service.p1 * rho) / resident);
  return blend(draw.idle, working, resident) + blend(draw.fixedIdle, draw.fixedBusy, resident);
}

/** Draw of one accelerator that nothing needs, with its part of the rack, W. */
export function restingPower(draw: Draw, state: 'idle' | 'sleep' | 'off'): number {
  return state === 'idle' ? draw.idle + draw.fixedIdle : state === 'sleep' ? draw.sleep : draw.off;
}

/** Draw of one accelerator in training, with its part of the rack, W; `share` is the mean over TDP while it steps. */
export function trainingPower(draw: Draw, share: number): number {
  return draw.tdp * share + draw.fixedBusy;
}

/** Power that is provisioned for one accelerator, W: what swings are stated against. */
export function provisionedPower(draw: Draw): number {
  return draw.tdp + draw.fixedBusy;
}
