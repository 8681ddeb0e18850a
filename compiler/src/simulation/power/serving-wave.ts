import { BURST_Z } from '../demand/bursts.js';
import { gaussianSource } from '../random.js';
import { phaseShares } from './cap.js';

/** A service as its power sees it: requests that stay a while and raise the draw of what serves them. */
export interface ServingWave {
  /** Accelerators that serve, their board limit and their part of the rack, W each. */
  readonly accelerators: number;
  readonly tdp: number;
  readonly fixed: number;
  /** Draw over the board limit with sequences resident, `p0 + p1·ρ`. */
  readonly p0: number;
  readonly p1: number;
  /** Mean utilisation, 0..1. */
  readonly rho: number;
  /** Requests/s, variance over mean of their counts, seconds that one stays. */
  readonly rate: number;
  readonly dispersion: number;
  readonly stay: number;
  /** Accelerator-seconds that the prompt of one request takes. */
  readonly prompt: number;
}

/**
 * `seconds` of the service's power, W, one value a second: shot noise. Counts of arrivals vary by their dispersion; each
 * request stays an exponential time; utilisation follows those resident, and prompts run near the board limit. The same
 * seed gives the same series.
 */
export function servingSeries(wave: ServingWave, seconds: number, seed: number): Float64Array {
  const next = gaussianSource(seed);
  const mean = wave.rate * wave.stay;
  const stays = Math.exp(-1 / Math.max(1e-9, wave.stay));
  const series = new Float64Array(Math.floor(seconds));
  let resident = mean;
  for (let second = 0; second < series.length; second++) {
    const arrivals = Math.max(0, wave.rate + Math.sqrt(wave.dispersion * wave.rate) * next());
    const leaving = resident * (1 - stays);
    // Those that arrive within the second leave within it too, as rarely as the stay is long.
    const entering = arrivals * wave.stay * (1 - stays);
    resident = Math.max(0, resident - leaving + entering + Math.sqrt(Math.max(0, leaving)) * next());
    series[second] = servingPowerAt(wave, mean > 0 ? (wave.rho * resident) / mean : 0, arrivals);
  }
  return series;
}

/** Draw with utilisation `rho` while `arrivals` requests/s bring their prompts, W. */
export function servingPowerAt(wave: ServingWave, rho: number, arrivals: number): number {
  const { accelerators } = wave;
  const shares = phaseShares(wave.p0, wave.p1, rho);
  const prefill = accelerators > 0 ? Math.min(1, (arrivals * wave.prompt) / accelerators) : 0;
  return accelerators * (wave.tdp * (prefill * shares.prefill + (1 - prefill) * shares.decode) + wave.fixed);
}

/**
 * Largest change within `window` s, W: `z·√2·σ·√(1 − e^(−Δ/τ))` of requests resident, σ² = λ·τ·(1 + IDC)/2, times what one
 * adds; z = 3.5 as for bursts. Prompts and what else a node does (fans, phases of a batch) come on top.
 */
export function servingChange(wave: ServingWave, window: number): number {
  const mean = wave.rate * wave.stay;
  if (mean <= 0) return 0;
  const deviation = Math.sqrt((mean * (1 + wave.dispersion)) / 2);
  const each = (wave.accelerators * wave.tdp * wave.p1 * wave.rho) / mean;
  return BURST_Z * Math.SQRT2 * deviation * Math.sqrt(1 - Math.exp(-window / wave.stay)) * each;
}
