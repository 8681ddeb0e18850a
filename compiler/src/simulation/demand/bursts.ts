/**
 * Bursts within an hour. The independent part of arrivals keeps its index of dispersion, so it fades as traffic grows:
 * `peak = 1 + z·sqrt(IDC/(λ·Δt))` (MODELS A3). The common part is the hourly profile.
 */

/** Standard deviations of the largest second or minute of an hour: assumed, 3.3-3.6. */
export const BURST_Z = 3.5;

/** Highest rate within an hour of mean `rate` (1/s), over windows of `window` s, at index of dispersion `dispersion`. */
export function peakRate(rate: number, dispersion: number, window: number): number {
  return rate + BURST_Z * Math.sqrt((dispersion * rate) / window);
}

/** Inverse of `peakRate`: the hour's mean rate whose peak just reaches `peak` (1/s). */
export function rateWithPeak(peak: number, dispersion: number, window: number): number {
  if (peak <= 0) return 0;
  const k = BURST_Z * Math.sqrt(dispersion / window);
  const root = (Math.sqrt(k * k + 4 * peak) - k) / 2;
  return root * root;
}
