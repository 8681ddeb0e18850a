import { central, type Deferrable, valueAt } from '../../ir/index.js';
import { peakRate } from '../demand/bursts.js';
import { WEEK_STATES } from '../demand/week.js';
import { responseTime } from '../serving/admission.js';
import type { ErlangTable } from '../serving/erlang.js';
import { tokenTime } from '../serving/service.js';
import { peakFlops } from '../serving/chip.js';
import { goodputShare } from '../training/goodput.js';
import { cappedTraining } from '../training/efficiency.js';
import { YearAccount } from './account.js';
import { Backfill, restingState } from './backfill.js';
import { lendable, runService, serviceHours } from './hours.js';
import { type Job, jobSize, type ServiceJob, type TrainingJob } from './jobs.js';
import type { Period } from './periods.js';
import type { Placement, TrainingPlacement } from '../placement/place.js';
import type { ServicePlacement } from '../placement/replicas.js';
import type { Fleet } from './pools.js';
import { type HallProfile, hallProfile, statesOf } from './profile.js';
import { restingPower, trainingPower } from './power.js';
import type { HallSwings } from '../power/windows.js';
import { addServiceRamps, addTrainingRamps, hallSwings, noRamps, type Ramps } from './ramps.js';

/** Shortest block and time to give back for which idle accelerators count as lendable, s: the kind's defaults. */
const BLOCK = 1800;
const RECLAIM = 300;

/** The largest fast changes of a hall in the year, per element. */
export interface HallRamps {
  minuteRamp: number;
  swing2s: number;
  quarterHourPeakFactor: number;
  /** Fast changes in the period in which they are largest, by what moves on its own and what moves as one. */
  swings: HallSwings;
}

/** One year of a campus's IT: periods are placed and run over the states of a week, then laid out over the hours. */
export class YearRun {
  readonly account: YearAccount;
  /** What each hall draws, by its position in the campus. */
  readonly profiles: readonly HallProfile[];
  readonly ramps: readonly HallRamps[];
  /** Halls whose draw rests on a blank figure. */
  readonly unknown = new Set<number>();
  private readonly backfill: Backfill;
  /** Draw of a hall by week state in the period at hand, W per element: a view of its profile. */
  private states: readonly Float64Array[] = [];
  private readonly hours = serviceHours();
  private readonly lent = new Float64Array(WEEK_STATES);

  constructor(
    private readonly fleet: Fleet,
    private readonly jobs: readonly Job[],
    private readonly table: ErlangTable,
    private readonly periods: readonly Period[],
    private readonly placements: readonly Placement[],
  ) {
    this.account = new YearAccount(jobs, fleet.pools);
    const bounds = [...periods.map((period) => 24 * period.from), 24 * (periods.at(-1)?.to ?? 0)];
    this.profiles = fleet.halls.map(() => hallProfile(bounds));
    this.ramps = fleet.halls.map(({ count }) => ({
      minuteRamp: 0,
      swing2s: 0,
      quarterHourPeakFactor: 1,
      swings: hallSwings(noRamps(), count),
    }));
    this.backfill = new Backfill(jobs.flatMap(deferrableAt), periods, this.account);
  }

  run(): void {
    this.periods.forEach((period, p) => {
      this.states = this.profiles.map((profile) => statesOf(profile, p));
      this.runPeriod(period, this.placements[p]!);
    });
    this.backfill.run(this.profiles);
  }

  private runPeriod(period: Period, { training, services, ...placed }: Placement): void {
    const days = period.to - period.from;
    const year = period.middle;
    const ramps = this.fleet.halls.map(noRamps);
    // Work that waits takes from it: the placement itself stays as it is.
    const free = placed.free.slice();
    for (const pool of this.fleet.pools) {
      if (year >= pool.from && year < pool.until)
        this.account.pools[pool.index]!.installed += pool.accelerators(year) * days;
    }
    this.jobs.forEach((job, j) => this.countDemand(job, j, year, period));
    for (const placement of training) this.runTraining(placement, year, days, ramps[placement.pool.hall]);
    this.backfill.open(year);
    for (const placement of services) this.runServicePeriod(placement, year, period, ramps[placement.pool.hall]);
    this.backfill.reserve(period, free);
    this.restUnreserved(free, days);
    for (const { hall, from, until, power } of this.fleet.fixedLoads)
      if (year >= from && year < until) addConstant(this.states[hall]!, power);
    ramps.forEach((found, hall) => this.keepRamps(found, hall));
  }

  private countDemand(job: Job, j: number, year: number, period: Period): void {
    const sums = this.account.jobs[j]!;
    const days = period.to - period.from;
    if (job.kind === 'training') sums.demand += Math.max(0, valueAt(job.workload.accelerators, year)) * days * 86400;
    else if (job.kind === 'interactive') sums.demand += job.rate(year) * job.units * shapeHours(job, period) * 3600;
  }

  private runTraining(placement: TrainingPlacement, year: number, days: number, ramps: Ramps | undefined): void {
    const { job: j, pool, accelerators } = placement;
    const job = this.jobs[j] as TrainingJob;
    const { workload } = job;
    const sums = this.account.jobs[j]!;
    const all = accelerators * pool.elements;
    const power = accelerators * trainingPower(pool.draw, cappedTraining(workload));
    this.account.hold(j, pool, accelerators, days);
    this.account.pools[pool.index]!.busy += accelerators * days;
    sums.served += all * days * 86400;
    sums.energy += power * pool.elements * days * 86400;
    const size = jobSize(workload, year);
    const counts = goodputShare(job.failures, size);
    const mfu = job.efficiency.mfu(pool.chip, pool.fabric, size);
    sums.mfu += mfu * all * days;
    sums.goodputShare += counts * all * days;
    sums.goodput += all * days * peakFlops(pool.chip, workload.precision) * mfu * counts;
    sums.bisection +=
      all *
      days *
      central(workload.crossing) *
      (Number.isNaN(pool.chip.nic) ? (pool.fabric?.linkRate ?? 0) : pool.chip.nic);
    const states = this.states[pool.hall];
    if (states) addConstant(states, power);
    if (ramps) addTrainingRamps(ramps, job, placement, year);
  }

  private runServicePeriod(placement: ServicePlacement, year: number, period: Period, ramps: Ramps | undefined): void {
    const { job: j, pool, service, held } = placement;
    const job = this.jobs[j] as ServiceJob;
    const { hours } = this;
    const days = period.to - period.from;
    runService(job, placement, job.rate(year), hours);
    this.account.hold(j, pool, held * service.replica, days);
    lendable(held, hours.needed, BLOCK, RECLAIM, this.lent);
    const sums = this.account.jobs[j]!;
    const poolSums = this.account.pools[pool.index]!;
    const states = this.states[pool.hall];
    let busiest = 0;
    for (let state = 0; state < WEEK_STATES; state++) {
      const stateDays = (state < 24 ? period.weekdays : period.weekendDays) / 24;
      poolSums.busy += hours.needed[state]! * service.replica * stateDays;
      poolSums.asleep += hours.asleep[state]! * service.replica * stateDays;
      poolSums.backfillable += this.lent[state]! * service.replica * stateDays;
      sums.served += hours.served[state]! * job.units * pool.elements * stateDays * 86400;
      sums.energy += hours.power[state]! * pool.elements * stateDays * 86400;
      if (states) states[state]! += hours.power[state]!;
      if (hours.served[state]! > hours.served[busiest]!) busiest = state;
    }
    const accelerators = held * service.replica * pool.elements * days;
    sums.possible += held * placement.capacity * pool.elements * days * 86400;
    sums.limit += placement.limit * accelerators;
    sums.bisection += service.bisection * accelerators;
    this.judge(job, j, placement, hours.served[busiest]!, hours.resident[busiest]!);
    this.backfill.lend(job, placement, hours);
    if (ramps) addServiceRamps(ramps, job, placement, hours.served[busiest]!);
  }

  /** Latencies of the busiest hour against the SLOs. */
  private judge(job: ServiceJob, j: number, { service }: ServicePlacement, served: number, resident: number): void {
    const sums = this.account.jobs[j]!;
    const perReplica = (job.units * service.t1) / resident;
    const peak = peakRate(served, job.dispersion, job.window) * perReplica;
    const ttft = responseTime(service, resident, served * perReplica, peak, this.table);
    const tpot = tokenTime(service, peak);
    sums.ttft = Math.max(sums.ttft, ttft);
    if (service.responseSlo !== Infinity) sums.headroom = Math.min(sums.headroom, 1 - ttft / service.responseSlo);
    if (tpot === undefined) return;
    sums.tpot = Math.max(sums.tpot, tpot);
    if (service.tokenSlo !== Infinity) sums.headroom = Math.min(sums.headroom, 1 - tpot / service.tokenSlo);
  }

  private restUnreserved(free: Float64Array, days: number): void {
    for (const pool of this.fleet.pools) {
      const accelerators = free[pool.index]!;
      const states = this.states[pool.hall];
      if (accelerators <= 0 || states === undefined) continue;
      addConstant(states, accelerators * restingPower(pool.draw, restingState(pool)));
      if (restingState(pool) !== 'idle') this.account.pools[pool.index]!.asleep += accelerators * days;
    }
  }

  private keepRamps(found: Ramps, hall: number): void {
    const kept = this.ramps[hall]!;
    let peak = 0;
    for (const watts of this.states[hall]!) {
      if (watts > peak) peak = watts;
      if (Number.isNaN(watts)) this.unknown.add(hall);
    }
    const minute = Math.sqrt(found.minute) / 60;
    if (minute > kept.minuteRamp) {
      kept.minuteRamp = minute;
      kept.swings = hallSwings(found, kept.swings.elements);
    }
    kept.swing2s = Math.max(kept.swing2s, Math.sqrt(found.swing));
    if (peak > 0)
      kept.quarterHourPeakFactor = Math.max(kept.quarterHourPeakFactor, 1 + Math.sqrt(found.quarterHour) / peak);
  }
}

function addConstant(states: Float64Array, watts: number): void {
  for (let state = 0; state < WEEK_STATES; state++) states[state]! += watts;
}

/** Hours of a period weighted by the demand's shape. */
function shapeHours(job: ServiceJob, period: Period): number {
  let weekday = 0;
  let weekend = 0;
  for (let hour = 0; hour < 24; hour++) {
    weekday += job.shape[hour]!;
    weekend += job.shape[hour + 24]!;
  }
  return weekday * period.weekdays + weekend * period.weekendDays;
}

function deferrableAt(
  job: Job,
  index: number,
): { readonly job: ServiceJob; readonly index: number; readonly workload: Deferrable }[] {
  return job.kind === 'deferrable' && job.workload.kind === 'deferrable'
    ? [{ job, index, workload: job.workload }]
    : [];
}
