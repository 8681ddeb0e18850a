/**
 * Thermal cycling by rain-flow counting of a temperature series, and an index of what it does to joints:
 *
 *   D = Σ n_i·ΔT_i^m·e^(−1414 K/T_i)        n_i: 1 or 1/2 a cycle of range ΔT_i that peaks at T_i
 *
 * Only the ratio of two series is used, never a lifetime. m 1.9 (to 2.5).
 *
 * Source: ASTM E1049, rain-flow counting; Norris and Landzberg, IBM J. Res. Dev. 13 (1969): exponent and temperature term,
 * recalled. Its frequency term is left out: hourly series have no cycles fast enough for it to matter. Range: ΔT above a few
 * kelvin, 0-125 °C.
 */
export interface ThermalCycle {
  /** K. */
  readonly range: number;
  /** Highest temperature, K. */
  readonly peak: number;
  /** 1, or 1/2 for what does not close. */
  readonly count: number;
}

const EXPONENT = 1.9;
const ACTIVATION = 1414;

/** Cycles of a series of temperatures, K. Equal neighbours are one. */
export function rainFlow(temperatures: ArrayLike<number>): readonly ThermalCycle[] {
  const cycles: ThermalCycle[] = [];
  const open: number[] = [];
  const close = (a: number, b: number, count: number): void => {
    cycles.push({ range: Math.abs(a - b), peak: Math.max(a, b), count });
  };
  for (const point of turningPoints(temperatures)) {
    open.push(point);
    while (open.length >= 3) {
      const [a, b, c] = [open[open.length - 3]!, open[open.length - 2]!, open[open.length - 1]!];
      if (Math.abs(c - b) < Math.abs(b - a)) break;
      if (open.length === 3) {
        close(a, b, 0.5);
        open.shift();
      } else {
        close(a, b, 1);
        open.splice(open.length - 3, 2);
      }
    }
  }
  for (let i = 1; i < open.length; i++) close(open[i - 1]!, open[i]!, 0.5);
  return cycles;
}

/**
 * Cycling of a series over that of a reference, such as a training hall's: 1 where they are alike. Both in K, over the same
 * time. `undefined` where the reference does not cycle.
 */
export function cyclingIndex(
  temperatures: ArrayLike<number>,
  reference: ArrayLike<number>,
  exponent = EXPONENT,
): number | undefined {
  const base = damage(reference, exponent);
  return base > 0 ? damage(temperatures, exponent) / base : undefined;
}

function damage(temperatures: ArrayLike<number>, exponent: number): number {
  return rainFlow(temperatures).reduce(
    (sum, { range, peak, count }) => sum + count * range ** exponent * Math.exp(-ACTIVATION / peak),
    0,
  );
}

function turningPoints(values: ArrayLike<number>): number[] {
  const points: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const [before, last] = [points[points.length - 2], points[points.length - 1]];
    if (last === value) continue;
    if (before !== undefined && last !== undefined && (last - before) * (value - last) > 0) points.pop();
    points.push(value);
  }
  return points;
}
