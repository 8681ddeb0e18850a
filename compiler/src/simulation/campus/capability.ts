/**
 * Capability of a hall against the need of a workload, dimension by dimension (MODELS A5, B2h):
 *
 *   U_d = capability_d / need_d        W of IT that dimension d allows
 *   U   = min_d U_d                    the usable power; the d that attains it binds
 *   S   = max(0, what the hall is fed with − U)     stranded by d
 *
 * Amounts (power, heat, floor) are used up by each W of IT. Levels (density, floor load, bisection, distance) are asked of
 * every rack or accelerator: a hall that falls short of one carries the load only so far thinned out, one too far away none.
 * A view of what stands there, never a cost. Unknown figures (NaN) allow an unknown power, and bind nothing.
 */
export type Dimension =
  | 'contract'
  | 'electrical path'
  | 'air cooling'
  | 'liquid cooling'
  | 'density'
  | 'floor'
  | 'floor load'
  | 'bisection'
  | 'distance';

const AMOUNTS = ['contract', 'electrical path', 'air cooling', 'liquid cooling', 'floor'] as const;
const LEVELS = ['density', 'floor load', 'bisection'] as const;

type Vector = Readonly<Record<Exclude<Dimension, 'distance'>, number>>;

/** What a hall has: W, W, W, W, W a rack, m2, kg/m2, bytes/s an accelerator; Infinity where a dimension sets no limit. */
export interface Capability extends Vector {
  /** IT power of the racks that stand or are to stand there, W. */
  readonly rating: number;
  /** Round trip to the farthest tenth of the users, s. */
  readonly roundTrip: number;
}

/**
 * What a workload takes: W of contract, path, heat to air and heat to liquid, and m2, for each W of IT; W a rack, kg/m2 and
 * bytes/s an accelerator that its racks ask for.
 */
export interface Needed extends Vector {
  /** Longest round trip within its SLO, s; Infinity without one. */
  readonly roundTrip: number;
}

export interface Usable {
  /** W of IT. */
  readonly usable: number;
  /** The dimension that attains it; `undefined` where none limits. */
  readonly binds: Dimension | undefined;
  /** W of IT that each dimension allows: Infinity where it sets no limit, NaN where it is unknown. */
  readonly by: Readonly<Record<Dimension, number>>;
}

/** W of IT of a workload that a hall can carry, and what it is that allows no more. */
export function usablePower(has: Capability, needs: Needed): Usable {
  const by: Partial<Record<Dimension, number>> = {};
  for (const dimension of AMOUNTS)
    by[dimension] = needs[dimension] === 0 ? Infinity : has[dimension] / needs[dimension];
  for (const dimension of LEVELS) {
    const enough = has[dimension] >= needs[dimension];
    by[dimension] = enough ? Infinity : (has.rating * has[dimension]) / needs[dimension];
  }
  by.distance = has.roundTrip <= needs.roundTrip ? Infinity : Number.isNaN(has.roundTrip) ? NaN : 0;
  let usable = Infinity;
  let binds: Dimension | undefined;
  for (const dimension of [...AMOUNTS, ...LEVELS, 'distance'] as const) {
    if (by[dimension]! < usable) {
      usable = by[dimension]!;
      binds = dimension;
    }
  }
  return { usable, binds, by: by as Usable['by'] };
}

/**
 * Power that stands by for want of something else, by what is wanting, W of IT: what a hall is fed with (the larger of its
 * contract and its electrical path) beyond what is usable. `halls` are alike or not; `count` of each.
 */
export function strandedByCause(
  halls: readonly { readonly has: Capability; readonly needs: Needed; readonly count: number }[],
): ReadonlyMap<Dimension, number> {
  const stranded = new Map<Dimension, number>();
  for (const { has, needs, count } of halls) {
    const { usable, binds, by } = usablePower(has, needs);
    const fed = [by.contract, by['electrical path']].filter(Number.isFinite);
    if (binds === undefined || fed.length === 0) continue;
    const beyond = Math.max(...fed) - usable;
    if (beyond > 0) stranded.set(binds, (stranded.get(binds) ?? 0) + count * beyond);
  }
  return stranded;
}
