/**
 * Output of a fixed field of solar cells over its capacity, hour by hour: the sine of the sun's height in a clear sky,
 * scaled so that its mean over the year is the capacity factor, and cut at the capacity.
 *
 *   sin α = sin φ·sin δ + cos φ·cos δ·cos(15°·(t − 12))      δ = −23.44°·cos(2π·(n + 10)/365)
 *
 * φ latitude, n day, t solar hour at the middle of the hour. Every day is equally clear: clouds thin all days alike, so the
 * day's length and height are right and days in a row are not.
 *
 * Source: P. Cooper, "The absorption of radiation in solar stills", Solar Energy 12 (1969): declination.
 */
export function sunShape(latitude: number, capacityFactor: number, hour: ArrayLike<number>): Float64Array {
  const heights = sineHeights(latitude);
  const scale = scaleFor(heights, Math.max(0, Math.min(1, capacityFactor)));
  return Float64Array.from({ length: hour.length }, (_, i) => Math.min(1, scale * (heights[hour[i]!] ?? 0)));
}

const DEGREE = Math.PI / 180;
const TILT = 23.44;
const HOURS = 8760;

function sineHeights(latitude: number): Float64Array {
  const phi = Math.max(-90, Math.min(90, latitude)) * DEGREE;
  return Float64Array.from({ length: HOURS }, (_, hour) => {
    const delta = -TILT * DEGREE * Math.cos((2 * Math.PI * (Math.floor(hour / 24) + 11)) / 365);
    const angle = 15 * DEGREE * ((hour % 24) + 0.5 - 12);
    const height = Math.sin(phi) * Math.sin(delta) + Math.cos(phi) * Math.cos(delta) * Math.cos(angle);
    return Math.max(0, height);
  });
}

/** The scale at which the mean, cut at one, is the capacity factor; at most what daylight allows. */
function scaleFor(heights: Float64Array, capacityFactor: number): number {
  const mean = (scale: number): number => heights.reduce((sum, height) => sum + Math.min(1, scale * height), 0) / HOURS;
  let low = 0;
  let high = 1e3;
  if (capacityFactor === 0) return 0;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (mean(middle) < capacityFactor) low = middle;
    else high = middle;
  }
  return high;
}
