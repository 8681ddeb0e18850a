import type { StrandedCapital, StrandedPart } from '../results.js';

/** A part of a hall: what it can carry, the most that any hour asked of it, in the same unit, and its annuity in USD. */
export interface StandingPart {
  readonly capacity: number;
  readonly used: number;
  readonly annuity: number;
}

/** Use of what may hold the rest back, 1 = all of it. */
export type Limits = Readonly<Record<Exclude<StrandedCapital['cause'], 'demand'>, number>>;

/** From this use on a capability counts as used up: hours and machines are whole. */
const USED_UP = 0.995;

/**
 * Stranded capital of one hall in one year (MODELS A5, B2h): `annuity · (1 − highest use / capacity)` of each part, and
 * what keeps it from being used. Each part has its own capital, so that nothing counts twice, and all of it lies within
 * the year's cost. A part without capacity strands nothing.
 */
export function strandedCapital(parts: Readonly<Record<StrandedPart, StandingPart>>, limits: Limits): StrandedCapital {
  const unused = {
    accelerators: stranded(parts.accelerators),
    floor: stranded(parts.floor),
    'electrical path': stranded(parts['electrical path']),
    cooling: stranded(parts.cooling),
    bisection: stranded(parts.bisection),
  };
  return { parts: unused, total: Object.values(unused).reduce((sum, usd) => sum + usd, 0), cause: causeOf(limits) };
}

function stranded({ capacity, used, annuity }: StandingPart): number {
  return capacity > 0 ? annuity * (1 - Math.min(1, Math.max(0, used / capacity))) : 0;
}

function causeOf(limits: Limits): StrandedCapital['cause'] {
  let cause: StrandedCapital['cause'] = 'demand';
  let most = USED_UP;
  for (const each of ['contract', 'electrical path', 'cooling', 'accelerators'] as const) {
    if (limits[each] <= most) continue;
    cause = each;
    most = limits[each];
  }
  return cause;
}
