import { follows, type Hours, WHOLE_YEAR } from '../calendar/calendar.js';
import type { ShavingBattery } from './shaving.js';

export interface Cover {
  /** Given into the hours that must be covered, and taken from the grid afterwards. W by entry. */
  readonly discharge: Float64Array;
  readonly charge: Float64Array;
}

/**
 * What a battery gives where `wanted` W must be covered, until it is empty, and how it is filled again from what `room` W
 * the other hours leave. It stands full at the start and where hours of a set do not follow each other; each way costs
 * √(round trip).
 *
 *   stored' = stored − discharge·Δt/η1 + charge·Δt·η1
 */
export function batteryCover(
  wanted: Float64Array,
  room: Float64Array,
  battery: ShavingBattery,
  hours: Hours = WHOLE_YEAR,
): Cover {
  const { length } = wanted;
  const discharge = new Float64Array(length);
  const charge = new Float64Array(length);
  const leg = Math.sqrt(Math.max(1e-6, Math.min(1, battery.efficiency)));
  const power = Math.max(0, battery.power);
  const full = Math.max(0, battery.energy);
  let stored = full;
  for (let i = 0; i < length; i++) {
    if (!follows(hours, i)) stored = full;
    const want = Math.max(0, wanted[i]!);
    if (want > 0) {
      const given = Math.min(want, power, (stored * leg) / 3600);
      discharge[i] = given;
      stored = Math.max(0, stored - (given * 3600) / leg);
    } else if (stored < full) {
      const taken = Math.min(power, Math.max(0, room[i]!), (full - stored) / (leg * 3600));
      charge[i] = taken;
      stored += taken * 3600 * leg;
    }
  }
  return { discharge, charge };
}
