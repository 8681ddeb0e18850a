import { valueAt } from '../../ir/index.js';
import type { Job } from '../operation/jobs.js';
import { DAYS_A_YEAR } from '../demand/week.js';
import type { Period } from '../operation/periods.js';
import type { Fleet } from '../operation/pools.js';
import type { ErlangTable } from '../serving/erlang.js';
import { decide } from './decide.js';
import type { Layout } from './layout.js';
import type { Shares } from './marginal.js';
import { type Situation, situationAt, standing } from './needs.js';
import { type Placement, place } from './place.js';
import type { Supply } from './supply.js';
import { meanOf, type Worth, worthsOf } from './worths.js';

/** What placement needs of a campus, whatever the year. */
export interface Placing {
  readonly fleet: Fleet;
  readonly jobs: readonly Job[];
  readonly layout: Layout;
  readonly supply: Supply;
  readonly table: ErlangTable;
}

/** Where work goes in one year. */
export interface PlacedYear {
  /** Who holds what in one of the year's periods. */
  readonly at: (period: Period) => Placement;
  /** What one more of each limit would be worth, USD a year; limits that bind nothing are left out. */
  readonly worths: readonly Worth[];
}

/** A change over this, of a capacity, a contract or a demand, and work is placed anew. */
const STEP = 0.1;

/**
 * Decides by the year, or by the stretch of it in which capacities, contracts and demand hold still to a tenth (MODELS A2),
 * at the stretch's middle; periods count their own replicas by the stretch's shares. Pure.
 */
export function placeYear(placing: Placing, periods: readonly Period[]): PlacedYear {
  const { layout, supply, fleet, table } = placing;
  const decisions = new Map<Period, { readonly situation: Situation; readonly decision: Shares }>();
  const worths: { readonly share: number; readonly worth: readonly Worth[] }[] = [];
  for (const stretch of stretchesOf(placing, periods)) {
    const situation = situationAt(layout, supply, middleOf(stretch), table);
    const decision = decide(situation);
    for (const period of stretch) decisions.set(period, { situation, decision });
    const days = stretch.reduce((sum, { from, to }) => sum + to - from, 0);
    worths.push({ share: days / DAYS_A_YEAR, worth: worthsOf(situation, decision) });
  }
  return {
    at: (period) => {
      const { situation, decision } = decisions.get(period)!;
      return place(layout, fleet.pools, situation, decision, period.middle, table);
    },
    worths: meanOf(worths),
  };
}

/** Splits periods where anything that placement rests on has moved by a tenth since the stretch began. */
function stretchesOf({ fleet, layout, supply }: Placing, periods: readonly Period[]): Period[][] {
  const stretches: Period[][] = [];
  let began: Float64Array | undefined;
  for (const period of periods) {
    const now = Float64Array.from([
      ...fleet.pools.map((pool) => standing(pool, period.middle)),
      ...supply.contracts.map(({ capacity, limits }) => (limits ? capacity(period.middle) : 0)),
      ...layout.claimants.map(({ job }) => demandOf(job, period.middle)),
    ]);
    const held = began?.every((value, i) => Math.abs(now[i]! - value) <= STEP * Math.abs(value));
    if (held) stretches.at(-1)!.push(period);
    else {
      stretches.push([period]);
      began = now;
    }
  }
  return stretches;
}

function demandOf(job: Job, year: number): number {
  return job.kind === 'training' ? valueAt(job.workload.accelerators, year) : job.rate(year);
}

/** Decimal year of a stretch's middle. */
function middleOf(stretch: readonly Period[]): number {
  const first = stretch[0]!;
  return first.middle + (stretch.at(-1)!.to - first.to) / 2 / DAYS_A_YEAR;
}
