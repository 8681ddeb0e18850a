/** What keeps swings from the grid: a floor under the accelerators' power, storage in the rack, a battery. */

/** A series after smoothing, W, and what that burned or lacked, J. */
export interface Smoothed {
  readonly series: Float64Array;
  /** Energy burned to hold the floor, J. */
  readonly burned: number;
  /** Energy that storage could not give or take, J. */
  readonly missed: number;
}

/** Accelerators that do useless work rather than fall below `floor` W: `P_floor·f_dip` burned. `every` s between values. */
export function withFloor(series: ArrayLike<number>, floor: number, every = 1): Smoothed {
  const held = new Float64Array(series.length);
  let burned = 0;
  for (let i = 0; i < series.length; i++) {
    const watts = series[i]!;
    held[i] = Math.max(floor, watts);
    burned += Math.max(0, floor - watts) * every;
  }
  return { series: held, burned, missed: 0 };
}

/** Storage in the rack or beside it; it starts half full and loses nothing. */
export interface Storage {
  /** W, in and out. */
  readonly power: number;
  /** J. */
  readonly energy: number;
}

/** The series behind storage that aims at its mean, W: what power and energy allow is taken out, the rest stays. */
export function withStorage(series: ArrayLike<number>, storage: Storage, every = 1): Smoothed {
  let mean = 0;
  for (let i = 0; i < series.length; i++) mean += series[i]! / series.length;
  const drawn = new Float64Array(series.length);
  let held = storage.energy / 2;
  let missed = 0;
  for (let i = 0; i < series.length; i++) {
    const wanted = series[i]! - mean;
    const most = Math.min(storage.power, held / every);
    const least = -Math.min(storage.power, (storage.energy - held) / every);
    const given = Math.max(least, Math.min(most, wanted));
    held -= given * every;
    drawn[i] = series[i]! - given;
    missed += Math.abs(wanted - given) * every;
  }
  return { series: drawn, burned: 0, missed };
}

/** Storage that carries dips of `depth` W and `seconds`: `P ≥ ΔP`, `E ≥ ΔP·T/2` (arXiv 2508.14318). */
export function storageFor(depth: number, seconds: number): Storage {
  return { power: depth, energy: (depth * seconds) / 2 };
}
