import { type AnyCooling, central } from '../../ir/index.js';
import { PG25, WATER } from './transients.js';

/** Time from loss of cooling to a thermal trip at full load. */
export interface RideThrough {
  /** s; `undefined` where neither the time nor a volume is declared. */
  readonly seconds: number | undefined;
  readonly basis: 'declared' | 'volumes' | 'unknown';
}

/**
 * The ride-through of a cooling: from the volumes where they are declared, per W of IT the heat that they take up within the
 * rise that trips the hall,
 *
 *   t = (ρ·cp·V_loop + ρ·cp·V_buffer)·ΔT_trip/P
 *
 * else as declared. Volumes only count where pumps keep running (on UPS power).
 */
export function rideThroughOf(cooling: AnyCooling): RideThrough {
  const { loop, buffer } = inertia(cooling);
  if (loop + buffer > 0) return { seconds: (loop + buffer) * central(cooling.tripRise), basis: 'volumes' };
  if (cooling.rideThrough === undefined) return { seconds: undefined, basis: 'unknown' };
  return { seconds: central(cooling.rideThrough), basis: 'declared' };
}

export interface TransientCheck {
  readonly scale: 'seconds' | 'minutes';
  /** How long the inertia lasts at full load, and how long it must, s. */
  readonly lasts: number;
  readonly needed: number;
  readonly passes: boolean;
}

/**
 * The two checks in time: in seconds, whether the technology loop bridges what its CDUs take to answer; in minutes, whether
 * loop and buffer bridge the restart of the chillers. Only what has a declared volume is checked, and a plant without
 * compressors has none to wait for.
 */
export function transientChecks(cooling: AnyCooling): readonly TransientCheck[] {
  const { loop, buffer } = inertia(cooling);
  const rise = central(cooling.tripRise);
  const check = (scale: TransientCheck['scale'], lasts: number, needed: number): TransientCheck => ({
    scale,
    lasts,
    needed,
    passes: lasts >= needed,
  });
  return [
    ...(loop > 0 ? [check('seconds', loop * rise, central(cooling.cduResponse))] : []),
    ...(loop + buffer > 0 && cooling.chiller !== 'none'
      ? [check('minutes', (loop + buffer) * rise, central(cooling.chillerStart))]
      : []),
  ];
}

/** Heat capacity of the declared volumes per W of IT, J/K. */
function inertia(cooling: AnyCooling): { readonly loop: number; readonly buffer: number } {
  const loop = cooling.loopVolume === undefined ? 0 : central(cooling.loopVolume);
  const buffer = cooling.bufferVolume === undefined ? 0 : central(cooling.bufferVolume);
  return { loop: loop * PG25.density * PG25.heat, buffer: buffer * WATER.density * WATER.heat };
}
