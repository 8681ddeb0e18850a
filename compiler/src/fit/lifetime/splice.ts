import { capitalRecovery } from '../../simulation/economics/annuity.js';

/** What a change of a plant is decided by; USD a year by calendar year where not said otherwise. */
export interface Splice {
  /** Calendar years of the horizon, and decimal years between which the hall works. */
  readonly years: readonly number[];
  readonly opens: number;
  readonly closes: number;
  readonly discount: number;
  /** What the hall as it is costs beyond the hall with the other plant, in a whole year; the plants' own capital apart. */
  readonly savings: ArrayLike<number>;
  /** Annuity of the plant that goes, in a whole year, and its life in years. */
  readonly annuity: number;
  readonly life: number;
  /** USD laid out, the life of what it buys in years, and its upkeep as a share of it a year. */
  readonly cost: number;
  readonly newLife: number;
  readonly upkeep: number;
  /** Years without the hall, and what its work is worth in a whole year. */
  readonly downtime: number;
  readonly lost: ArrayLike<number>;
}

/** A date for the change, with the present value at the start of the horizon of making it then, USD. */
export interface ChangeDate {
  /** Decimal year: the start of a quarter. */
  readonly from: number;
  readonly presentValue: number;
  /** Of what is saved, and of what is paid and lost. */
  readonly gained: number;
  readonly spent: number;
}

/**
 * The quarter `t` that maximises `PV(savings from t) − PV(cost and downtime at t)` (MODELS A6), of two simulations spliced at
 * `t`: the hall as it is before, the hall with the other plant after. Yearly costs are interpolated between the middles of
 * the years. The plant that goes is paid for until its life ends, and not replaced then: that too is saved. Payments fall at
 * the end of their year, capital is charged as its annuity within the horizon, as the simulation charges them. `undefined`
 * for a hall that works less than a quarter.
 */
export function bestQuarter(splice: Splice): ChangeDate | undefined {
  let best: ChangeDate | undefined;
  const first = Math.ceil(splice.opens * 4 - 1e-6) / 4;
  for (let from = first; from < splice.closes - 0.2; from += 0.25) {
    const date = valueFrom(splice, from);
    if (best === undefined || date.presentValue > best.presentValue + 1e-6) best = date;
  }
  return best;
}

/** The present value of changing the plant at a decimal year. */
export function valueFrom(splice: Splice, from: number): ChangeDate {
  const { opens, closes, cost, newLife, upkeep, downtime, discount, annuity, life } = splice;
  const charge = cost * capitalRecovery(discount, newLife);
  const runs = from + downtime;
  // The plant that stands when it goes is one of a row that are replaced like for like.
  const paidUntil = opens + Math.max(1, Math.ceil((from - opens) / life - 1e-9)) * life;
  let gained = 0;
  let spent = 0;
  splice.years.forEach((year, y) => {
    const factor = (1 + discount) ** -(y + 1);
    const within = (a: number, b: number): number =>
      Math.max(0, Math.min(b, closes, year + 1) - Math.max(a, opens, year));
    const share = within(runs, closes);
    const middle = Math.max(runs, year) + share / 2;
    gained += factor * (share * rateAt(splice, splice.savings, middle) + annuity * within(paidUntil, closes));
    spent += factor * (charge * within(from, closes) + upkeep * cost * share);
    spent += factor * within(from, runs) * (splice.lost[y] ?? 0);
  });
  return { from, presentValue: gained - spent, gained, spent };
}

/** A yearly figure at a decimal year, interpolated between the middles of the years. */
function rateAt({ years }: Splice, values: ArrayLike<number>, at: number): number {
  const position = at - 0.5 - (years[0] ?? 0);
  const last = years.length - 1;
  const before = Math.max(0, Math.min(last, Math.floor(position)));
  const after = Math.min(last, before + 1);
  const share = Math.max(0, Math.min(1, position - before));
  return (values[before] ?? 0) * (1 - share) + (values[after] ?? 0) * share;
}
