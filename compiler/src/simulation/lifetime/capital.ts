import { type Campus, central, type Economics, type PlanIndex, resolve } from '../../ir/index.js';
import { YEAR_SECONDS } from '../calendar/calendar.js';
import type { Clock } from '../campus/clock.js';
import type { HallFrame } from '../campus/hall-frame.js';
import type { Ledger } from '../economics/ledger.js';
import { endOfLife, shareBetween } from '../economics/vintages.js';
import type { Blocks, DatedRetrofit, HallLife } from './lifetimes.js';

/** When a part of a hall is paid for and when it stands, as shares of each year; what it costs over its price. */
export interface PartLife {
  readonly charged: Float64Array;
  readonly standing: Float64Array;
  readonly premium: number;
}

/** The lives of a hall's parts, where they are not simply there from its opening on. */
export interface PartLives {
  /** Shell, power path and plant, block by block. */
  readonly facility?: PartLife;
  /** Racks, block by block: bought when they stand, and no dearer. */
  readonly racks?: PartLife;
  /** The plant that the hall was built with. */
  readonly cooling?: PartLife;
}

/**
 * The lives of a hall's parts (MODELS A6, A7). A block of the hall is paid for from `leadTime` before it stands, never before
 * the opening. A plant that is replaced is kept up until then, and paid for to the end of its life.
 */
export function partLives(
  life: HallLife | undefined,
  clock: Clock,
  opens: number,
  coolingLife: number,
): PartLives | undefined {
  if (life === undefined) return undefined;
  if (life.blocks !== undefined) {
    const facility = blockLife(life.blocks, clock, opens);
    return { facility, racks: { ...facility, charged: facility.standing, premium: 0 } };
  }
  const [first] = life.retrofits;
  if (first === undefined) return undefined;
  return {
    cooling: {
      charged: shareBetween(clock, opens, endOfLife(opens, first.from, coolingLife)),
      standing: shareBetween(clock, opens, first.from),
      premium: 0,
    },
  };
}

function blockLife({ steps, leadTime, premium }: Blocks, clock: Clock, opens: number): PartLife {
  const charged = new Float64Array(clock.years.length);
  const standing = new Float64Array(clock.years.length);
  let built = 0;
  for (const { from, share } of steps) {
    const paid = shareBetween(clock, Math.max(opens, from - leadTime), Infinity);
    const stands = shareBetween(clock, from, Infinity);
    for (let year = 0; year < charged.length; year++) {
      charged[year]! += (share - built) * paid[year]!;
      standing[year]! += (share - built) * stands[year]!;
    }
    built = share;
  }
  return { charged, standing, premium };
}

/**
 * Charges a hall's retrofits: cost over the new plant's life from the day the work begins, upkeep from the day it runs.
 * `rating` of the plant, W over all elements; `undefined` where unknown.
 */
export function chargeRetrofits(
  ledger: Ledger,
  campus: Campus,
  index: PlanIndex,
  frame: HallFrame,
  clock: Clock,
  retrofits: readonly DatedRetrofit[],
  rating: number | undefined,
): void {
  const economics = resolve<Economics>(index, campus.economics);
  const upkeep = central(economics.facilityMaintenance) + central(economics.insurance);
  retrofits.forEach(({ from, until, cost, cooling }, i) => {
    const next = retrofits[i + 1]?.from ?? Infinity;
    const amount = rating === undefined ? undefined : cost * rating;
    const life = central(cooling.life) / YEAR_SECONDS;
    ledger.invest(
      frame.path,
      'retrofit capital',
      'cooling',
      amount,
      life,
      shareBetween(clock, from, next === Infinity ? Infinity : endOfLife(from, next, life)),
    );
    if (amount === undefined) return;
    shareBetween(clock, until, next).forEach((share, year) =>
      ledger.pay(frame.path, 'cooling upkeep', 'cooling', year, upkeep * amount * share),
    );
  });
}
