import type { Distribution } from '../../ir/index.js';
import { gaussianSource, randomSource } from '../random.js';

/** Draws from a normal tail that lies outside its property's bounds are taken again at most this often. */
const TRIES = 100;

/**
 * One draw from a distribution:
 *
 *   uniform      low + u·(high − low)
 *   triangular   the inverse of its distribution function at u
 *   normal       mean + deviation·z
 *   lognormal    exp(μ + σ·z),  σ² = ln(1 + deviation²/mean²),  μ = ln mean − σ²/2      mean and deviation are those of the value
 *
 * u is uniform in [0, 1), z standard normal; both come from `seed` alone. Normal and lognormal draws beyond `least` and
 * `greatest` are taken again (a truncated distribution), and lie on the bound if none of a hundred is inside.
 */
export function drawFrom(
  distribution: Distribution,
  seed: number,
  least: number | null = null,
  greatest: number | null = null,
): number {
  const low = least ?? -Infinity;
  const high = greatest ?? Infinity;
  switch (distribution.distribution) {
    case 'uniform':
      return clamp(distribution.low + randomSource(seed)() * (distribution.high - distribution.low), low, high);
    case 'triangular':
      return clamp(triangular(distribution.low, distribution.mode, distribution.high, randomSource(seed)()), low, high);
    case 'normal': {
      const { mean, deviation } = distribution;
      return inside(gaussianSource(seed), (z) => mean + deviation * z, low, high);
    }
    case 'lognormal': {
      const { mean, deviation } = distribution;
      const variance = Math.log1p((deviation / mean) ** 2);
      const centre = Math.log(mean) - variance / 2;
      return inside(gaussianSource(seed), (z) => Math.exp(centre + Math.sqrt(variance) * z), low, high);
    }
  }
}

function triangular(low: number, mode: number, high: number, u: number): number {
  const width = high - low;
  if (width <= 0) return mode;
  const below = (mode - low) / width;
  return u < below ? low + Math.sqrt(u * width * (mode - low)) : high - Math.sqrt((1 - u) * width * (high - mode));
}

function inside(next: () => number, value: (z: number) => number, low: number, high: number): number {
  let drawn = NaN;
  for (let i = 0; i < TRIES; i++) {
    drawn = value(next());
    if (drawn >= low && drawn <= high) return drawn;
  }
  return clamp(drawn, low, high);
}

function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
