import type { WorkloadYear } from '../operation/it-model.js';

/** What the year loop gathers for the metrics, by hall and year, per element of an array block. SI. */
export interface HallTotals {
  readonly itEnergy: Float64Array;
  readonly itPeak: Float64Array;
  readonly plantEnergy: Float64Array;
  readonly electricalEnergy: Float64Array;
  readonly belowTurndown: Float64Array;
  readonly freeCooling: Float64Array;
  readonly water: Float64Array;
  /** Accelerators that stand, mean over the year. */
  readonly installed: Float64Array;
  readonly held: Float64Array;
  readonly busy: Float64Array;
  readonly idle: Float64Array;
  readonly backfillable: Float64Array;
  readonly backfilled: Float64Array;
}

export function hallTotals(years: number): HallTotals {
  const zeros = (): Float64Array => new Float64Array(years);
  return {
    itEnergy: zeros(),
    itPeak: zeros(),
    plantEnergy: zeros(),
    electricalEnergy: zeros(),
    belowTurndown: zeros(),
    freeCooling: zeros(),
    water: zeros(),
    installed: zeros(),
    held: zeros(),
    busy: zeros(),
    idle: zeros(),
    backfillable: zeros(),
    backfilled: zeros(),
  };
}

/** One workload over the years. */
export type WorkloadYears = readonly (WorkloadYear | undefined)[];
