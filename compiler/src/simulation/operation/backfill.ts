import { central, type Deferrable } from '../../ir/index.js';
import { firstStateOfDay, WEEK_STATES } from '../demand/week.js';
import type { Service } from '../serving/service.js';
import type { YearAccount } from './account.js';
import { lendable, residentPower, type ServiceHours } from './hours.js';
import type { ServiceJob } from './jobs.js';
import type { Period } from './periods.js';
import type { ServicePlacement } from '../placement/replicas.js';
import type { Pool } from './pools.js';
import { extraOf, type HallProfile } from './profile.js';
import { restingPower, servingPower } from './power.js';

/** Idle accelerators of one pool in one period that one deferrable workload may use, per element and state. */
interface Lend {
  readonly pool: Pool;
  readonly service: Service;
  readonly accelerators: Float64Array;
  /** Change of the lenders' draw if all of it is taken, W, by lending job. */
  readonly lenders: { readonly job: number; readonly change: Float64Array }[];
}

/** Accelerators that a deferrable workload holds itself, per element. */
interface Reserved {
  readonly pool: Pool;
  readonly service: Service;
  readonly replicas: number;
}

/** What one deferrable workload finds in one period. Units of work/s and per day are over all elements. */
interface Offer {
  readonly rate: number;
  readonly lends: Lend[];
  readonly reserved: Reserved[];
  reservedPerDay: number;
}

/**
 * Work that waits. Per period it is offered what interactive work has idle and, for what that does not carry, accelerators
 * of its own out of the unreserved ones; then the year is run day by day with the work that waits, oldest first.
 */
export class Backfill {
  private readonly offers: Offer[][];
  private readonly scratch = new Float64Array(WEEK_STATES);

  constructor(
    private readonly jobs: readonly {
      readonly job: ServiceJob;
      readonly index: number;
      readonly workload: Deferrable;
    }[],
    private readonly periods: readonly Period[],
    private readonly account: YearAccount,
  ) {
    this.offers = jobs.map(() => []);
  }

  /** Opens a period: every deferrable workload starts with an empty offer. */
  open(middle: number): void {
    this.jobs.forEach(({ job }, d) =>
      this.offers[d]!.push({ rate: job.rate(middle) * job.units, lends: [], reserved: [], reservedPerDay: 0 }),
    );
  }

  /** Offers what an interactive service has idle to every deferrable workload that may run there. */
  lend(job: ServiceJob, placement: ServicePlacement, hours: ServiceHours): void {
    const { pool, service, held } = placement;
    this.jobs.forEach(({ job: taker, workload }, d) => {
      const option = taker.options.find((candidate) => candidate.pool === pool);
      if (option === undefined) return;
      lendable(held, hours.needed, central(workload.minimumBlock), central(workload.reclaim), this.scratch);
      const offer = this.offers[d]!.at(-1)!;
      let lend = offer.lends.find((known) => known.pool === pool);
      if (lend === undefined)
        offer.lends.push(
          (lend = { pool, service: option.service, accelerators: new Float64Array(WEEK_STATES), lenders: [] }),
        );
      const change = new Float64Array(WEEK_STATES);
      for (let state = 0; state < WEEK_STATES; state++) {
        const replicas = this.scratch[state]!;
        lend.accelerators[state]! += replicas * service.replica;
        change[state] = lentChange(job, placement, hours, state, replicas);
      }
      lend.lenders.push({ job: placement.job, change });
    });
  }

  /** Reserves unreserved accelerators (`free`, per element by pool) for what idle ones do not carry, and counts them. */
  reserve(period: Period, free: Float64Array): void {
    const days = period.to - period.from;
    const taken = new Map<number, number>();
    this.jobs.forEach(({ job, index, workload }, d) => {
      const offer = this.offers[d]!.at(-1)!;
      const efficiency = central(workload.efficiency);
      let missing = 0;
      const used: number[] = [];
      for (const first of [0, 24]) {
        const need = offer.rate * 86400 * dayFactor(job, first);
        let found = 0;
        for (const lend of offer.lends)
          found += (1 - (taken.get(lend.pool.index) ?? 0)) * lentPerDay(lend, first, efficiency);
        missing = Math.max(missing, need - found);
        used.push(found > 0 ? Math.min(1, need / found) : 0);
      }
      for (const { pool } of offer.lends) {
        const before = taken.get(pool.index) ?? 0;
        taken.set(pool.index, before + (1 - before) * Math.max(...used));
      }
      for (const { pool, service } of job.options) {
        if (missing <= 0) break;
        const perDay = (service.limit / service.t1) * 86400 * pool.elements;
        const room = Math.floor((free[pool.index] ?? 0) / service.replica + 1e-9);
        const replicas = Math.min(room, Math.ceil(missing / perDay - 1e-9));
        if (replicas <= 0) continue;
        offer.reserved.push({ pool, service, replicas });
        offer.reservedPerDay += replicas * perDay;
        free[pool.index]! -= replicas * service.replica;
        missing -= replicas * perDay;
        this.account.hold(index, pool, replicas * service.replica, days);
        this.account.pools[pool.index]!.held += replicas * service.replica * days;
      }
    });
  }

  /** Runs the year day by day, adding to what the halls draw. */
  run(profiles: readonly (HallProfile | undefined)[]): void {
    const lent = new Map<number, Float64Array>();
    const dayPower = new Float64Array(24);
    this.jobs.forEach((entry, d) => {
      const sums = this.account.jobs[entry.index]!;
      const oldest = Math.min(364, Math.floor(central(entry.workload.deadline) / 86400 + 1e-9));
      const waiting = new Float64Array(oldest + 1);
      const efficiency = central(entry.workload.efficiency);
      this.periods.forEach((period, p) => {
        const offer = this.offers[d]![p]!;
        for (let day = Math.floor(period.from); day < period.to; day++) {
          const first = firstStateOfDay(day);
          for (let age = oldest; age > 0; age--) waiting[age] = waiting[age - 1]!;
          waiting[0] = offer.rate * 86400 * dayFactor(entry.job, first);
          sums.demand += waiting[0];
          let open = 0;
          for (const lend of offer.lends)
            open += (1 - (lent.get(lend.pool.index)?.[day] ?? 0)) * lentPerDay(lend, first, efficiency);
          const backlog = waiting.reduce((sum, work) => sum + work, 0);
          const own = Math.min(backlog, offer.reservedPerDay);
          const borrowed = Math.min(backlog - own, open);
          take(waiting, own + borrowed);
          sums.served += own + borrowed;
          sums.possible += offer.reservedPerDay + open;
          if (offer.reservedPerDay > 0)
            this.workReserved(entry.index, offer, own / offer.reservedPerDay, day, profiles);
          if (borrowed > 0) this.workLent(entry.index, offer, borrowed / open, day, first, lent, dayPower, profiles);
        }
      });
      if (sums.demand - sums.served > 1e-9 * sums.demand) sums.reason ??= entry.job.refusal?.reason ?? 'capacity';
    });
  }

  private workReserved(
    job: number,
    offer: Offer,
    share: number,
    day: number,
    profiles: readonly (HallProfile | undefined)[],
  ): void {
    for (const { pool, service, replicas } of offer.reserved) {
      const accelerators = replicas * service.replica;
      const resting = restingPower(pool.draw, restingState(pool));
      const power =
        accelerators *
        (share > 0 ? resting + share * (servingPower(service, pool.draw, service.limit) - resting) : resting);
      const sums = this.account.pools[pool.index]!;
      sums.busy += share * accelerators;
      if (restingState(pool) !== 'idle') sums.asleep += (1 - share) * accelerators;
      this.account.jobs[job]!.energy += power * 86400 * pool.elements;
      const hall = profiles[pool.hall];
      if (hall) {
        const extra = extraOf(hall);
        for (let hour = 24 * day; hour < 24 * day + 24; hour++) extra[hour]! += power;
      }
    }
  }

  private workLent(
    job: number,
    offer: Offer,
    share: number,
    day: number,
    first: number,
    lent: Map<number, Float64Array>,
    dayPower: Float64Array,
    profiles: readonly (HallProfile | undefined)[],
  ): void {
    for (const lend of offer.lends) {
      const { pool, service } = lend;
      let days = lent.get(pool.index);
      if (days === undefined) lent.set(pool.index, (days = new Float64Array(365)));
      const part = (1 - days[day]!) * share;
      days[day]! += part;
      const each = servingPower(service, pool.draw, service.limit);
      let accelerators = 0;
      for (let hour = 0; hour < 24; hour++) {
        accelerators += lend.accelerators[first + hour]!;
        dayPower[hour] = lend.accelerators[first + hour]! * each;
      }
      this.account.jobs[job]!.energy += part * accelerators * each * 3600 * pool.elements;
      for (const { job: lender, change } of lend.lenders) {
        let saved = 0;
        for (let hour = 0; hour < 24; hour++) {
          saved += change[first + hour]!;
          dayPower[hour]! += change[first + hour]!;
        }
        this.account.jobs[lender]!.energy += part * saved * 3600 * pool.elements;
      }
      const mean = (part * accelerators) / 24;
      const sums = this.account.pools[pool.index]!;
      sums.busy += mean;
      sums.backfilled += mean;
      const places = this.account.places[job]!;
      this.account.jobs[job]!.held += mean * pool.elements;
      places.set(pool.place, (places.get(pool.place) ?? 0) + mean * pool.elements);
      const hall = profiles[pool.hall];
      if (hall) {
        const extra = extraOf(hall);
        for (let hour = 0; hour < 24; hour++) extra[24 * day + hour]! += part * dayPower[hour]!;
      }
    }
  }
}

/** Change of a lender's draw when `replicas` of it are lent in a state, W: the others share its load, or fewer rest. */
function lentChange(
  job: ServiceJob,
  placement: ServicePlacement,
  hours: ServiceHours,
  state: number,
  replicas: number,
): number {
  if (replicas <= 0) return 0;
  const served = hours.served[state]!;
  const resident = hours.resident[state]!;
  const { held, pool } = placement;
  if (pool.policy === 'spread') return residentPower(job, placement, served, held - replicas) - hours.power[state]!;
  const resting = hours.power[state]! - residentPower(job, placement, served, resident);
  return (-replicas * resting) / (held - resident);
}

/** Units of work a day on lent accelerators, all elements, on days whose first state is `first`. */
function lentPerDay(lend: Lend, first: number, efficiency: number): number {
  let accelerators = 0;
  for (let hour = 0; hour < 24; hour++) accelerators += lend.accelerators[first + hour]!;
  return (
    ((accelerators * 3600) / lend.service.replica) *
    (lend.service.limit / lend.service.t1) *
    efficiency *
    lend.pool.elements
  );
}

function dayFactor(job: ServiceJob, first: number): number {
  let sum = 0;
  for (let hour = 0; hour < 24; hour++) sum += job.shape[first + hour]!;
  return sum / 24;
}

/** Takes `amount` out of what waits, oldest first. */
function take(waiting: Float64Array, amount: number): void {
  let left = amount;
  for (let age = waiting.length - 1; age >= 0 && left > 0; age--) {
    const taken = Math.min(left, waiting[age]!);
    waiting[age]! -= taken;
    left -= taken;
  }
}

/** What accelerators do that nobody needs, by their hall's policy. */
export function restingState(pool: Pool): 'idle' | 'sleep' | 'off' {
  return pool.policy === 'sleep' || pool.policy === 'off' ? pool.policy : 'idle';
}
