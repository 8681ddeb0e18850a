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
import { placeOf, type Scope } from './carried.js';
import { lendable, runService, serviceHours } from './hours.js';
import { type Job, jobSize, type ServiceJob, type TrainingJob } from './jobs.js';
import type { Period } from './periods.js';
import type { Placement, TrainingPlacement } from '../placement/place.js';
import type { ServicePlacement } from '../placement/replicas.js';
import type { Fleet, Pool } from './pools.js';
import { type HallProfile, hallProfile, statesOf } from './profile.js';
import { isSameFlat } from './shared-parts.js';
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

/** What a service did in a pool: where the next one is the same, it is not run again. */
interface FormerService {
  readonly placement: ServicePlacement;
  readonly rate: number;
  readonly busiest: number;
}

/** The same of training. */
interface FormerTraining {
  readonly job: number;
  readonly pool: Pool;
  readonly size: number;
  readonly mfu: number;
  readonly counts: number;
}

/**
 * One year of a campus's IT: periods are placed and run over the states of a week, then laid out over the hours. What is
 * not in its scope is left out, and stays empty.
 */
export class YearRun {
  readonly account: YearAccount;
  /** What each hall of the scope draws, by its position in the campus. */
  readonly profiles: (HallProfile | undefined)[] = [];
  readonly ramps: (HallRamps | undefined)[] = [];
  /** Halls whose draw rests on a blank figure. */
  readonly unknown = new Set<number>();
  private readonly backfill: Backfill;
  /** Positions of the halls in scope, and pools of their and of clouds'. */
  private readonly halls: readonly number[];
  private readonly pools: readonly Pool[];
  /** Draw of a hall by week state in the period at hand, W per element: a view of its profile. */
  private readonly states: (Float64Array | undefined)[] = [];
  private readonly hours = serviceHours();
  private readonly lent = new Float64Array(WEEK_STATES);
  private formerService: FormerService | undefined;
  private formerTraining: FormerTraining | undefined;

  constructor(
    private readonly fleet: Fleet,
    private readonly jobs: readonly Job[],
    private readonly table: ErlangTable,
    private readonly periods: readonly Period[],
    private readonly placements: readonly Placement[],
    private readonly scope: Scope,
  ) {
    this.pools = fleet.pools.filter((pool) => this.isIn(pool));
    this.account = new YearAccount(jobs, this.pools);
    const bounds = [...periods.map((period) => 24 * period.from), 24 * (periods.at(-1)?.to ?? 0)];
    this.halls = fleet.halls.flatMap((_, hall) => (scope.halls[hall] === 0 ? [] : [hall]));
    for (const hall of this.halls) {
      this.profiles[hall] = hallProfile(bounds);
      this.ramps[hall] = {
        minuteRamp: 0,
        swing2s: 0,
        quarterHourPeakFactor: 1,
        swings: hallSwings(noRamps(), fleet.halls[hall]!.count),
      };
    }
    this.backfill = new Backfill(jobs.flatMap(deferrableAt), periods, this.account);
  }

  run(): void {
    this.periods.forEach((period, p) => {
      for (const hall of this.halls) this.states[hall] = statesOf(this.profiles[hall]!, p);
      this.runPeriod(period, this.placements[p]!);
    });
    this.backfill.run(this.profiles);
  }

  private isIn(pool: Pool): boolean {
    return this.scope.halls[placeOf(pool, this.fleet)] !== 0;
  }

  private runPeriod(period: Period, { training, services, ...placed }: Placement): void {
    const days = period.to - period.from;
    const year = period.middle;
    const ramps: Ramps[] = [];
    for (const hall of this.halls) ramps[hall] = noRamps();
    // Work that waits takes from it: the placement itself stays as it is.
    const free = placed.free.slice();
    for (const pool of this.pools) {
      if (year >= pool.from && year < pool.until)
        this.account.pools[pool.index]!.installed += pool.accelerators(year) * days;
    }
    const { jobs } = this.scope;
    this.jobs.forEach((job, j) => {
      if (jobs[j] !== 0) this.countDemand(job, j, year, period);
    });
    for (const placement of training) {
      const isIn = this.isIn(placement.pool);
      if (isIn) this.trainIn(placement, year, days, ramps[placement.pool.hall]);
      if (jobs[placement.job] !== 0) this.countTraining(placement, year, days);
    }
    this.backfill.open(year);
    for (const placement of services)
      if (jobs[placement.job] !== 0 || this.isIn(placement.pool))
        this.runServicePeriod(placement, year, period, ramps[placement.pool.hall]);
    this.backfill.reserve(period, free);
    this.restUnreserved(free, days);
    for (const { hall, from, until, power } of this.fleet.fixedLoads) {
      const states = this.states[hall];
      if (states !== undefined && year >= from && year < until) addConstant(states, power);
    }
    for (const hall of this.halls) this.keepRamps(ramps[hall]!, hall);
  }

  private countDemand(job: Job, j: number, year: number, period: Period): void {
    const sums = this.account.jobs[j]!;
    const days = period.to - period.from;
    if (job.kind === 'training') sums.demand += Math.max(0, valueAt(job.workload.accelerators, year)) * days * 86400;
    else if (job.kind === 'interactive') sums.demand += job.rate(year) * job.units * shapeHours(job, period) * 3600;
  }

  /** What training is to its hall. */
  private trainIn({ job: j, pool, accelerators }: TrainingPlacement, year: number, days: number, ramps?: Ramps): void {
    const job = this.jobs[j] as TrainingJob;
    const sums = this.account.pools[pool.index]!;
    sums.held += accelerators * days;
    sums.busy += accelerators * days;
    const states = this.states[pool.hall];
    if (states) addConstant(states, accelerators * trainingPower(pool.draw, cappedTraining(job.workload)));
    if (ramps) addTrainingRamps(ramps, job, { job: j, pool, accelerators }, year);
  }

  /** What training in one place is to its workload. */
  private countTraining({ job: j, pool, accelerators }: TrainingPlacement, year: number, days: number): void {
    const job = this.jobs[j] as TrainingJob;
    const { workload } = job;
    const sums = this.account.jobs[j]!;
    const all = accelerators * pool.elements;
    const power = accelerators * trainingPower(pool.draw, cappedTraining(workload));
    this.account.hold(j, pool, accelerators, days);
    sums.served += all * days * 86400;
    sums.energy += power * pool.elements * days * 86400;
    const { counts, mfu } = this.efficiencyOf(job, j, pool, jobSize(workload, year));
    sums.mfu += mfu * all * days;
    sums.goodputShare += counts * all * days;
    sums.goodput += all * days * peakFlops(pool.chip, workload.precision) * mfu * counts;
    sums.bisection +=
      all *
      days *
      central(workload.crossing) *
      (Number.isNaN(pool.chip.nic) ? (pool.fabric?.linkRate ?? 0) : pool.chip.nic);
  }

  /** MFU of a job on a pool, and the share of its time that counts. Places alike come one after the other. */
  private efficiencyOf(job: TrainingJob, j: number, pool: Pool, size: number): FormerTraining {
    const former = this.formerTraining;
    if (
      former?.job === j &&
      former.size === size &&
      isSameFlat(former.pool.chip, pool.chip) &&
      isSameFlat(former.pool.fabric, pool.fabric)
    )
      return former;
    const counts = goodputShare(job.failures, size);
    const mfu = job.efficiency.mfu(pool.chip, pool.fabric, size);
    return (this.formerTraining = { job: j, pool, size, mfu, counts });
  }

  private runServicePeriod(placement: ServicePlacement, year: number, period: Period, ramps: Ramps | undefined): void {
    const { job: j, pool, service, held } = placement;
    const job = this.jobs[j] as ServiceJob;
    const { hours } = this;
    const days = period.to - period.from;
    const rate = job.rate(year);
    const former = this.formerService;
    const isRepeated = former?.rate === rate && runsAlike(former.placement, placement);
    const busiest = isRepeated ? former.busiest : this.runService(job, placement, rate);
    if (!isRepeated) this.formerService = { placement, rate, busiest };
    if (this.isIn(pool)) this.serveIn(placement, period, ramps, busiest);
    if (this.scope.jobs[j] === 0) return;
    this.account.hold(j, pool, held * service.replica, days);
    const sums = this.account.jobs[j]!;
    for (let state = 0; state < WEEK_STATES; state++) {
      const stateDays = (state < 24 ? period.weekdays : period.weekendDays) / 24;
      sums.served += hours.served[state]! * job.units * pool.elements * stateDays * 86400;
      sums.energy += hours.power[state]! * pool.elements * stateDays * 86400;
    }
    const accelerators = held * service.replica * pool.elements * days;
    sums.possible += held * placement.capacity * pool.elements * days * 86400;
    sums.limit += placement.limit * accelerators;
    sums.bisection += service.bisection * accelerators;
    if (!isRepeated) this.judge(job, j, placement, hours.served[busiest]!, hours.resident[busiest]!);
    this.backfill.lend(job, placement, hours);
  }

  /** Runs a service in a pool through the week; the state in which it serves most. */
  private runService(job: ServiceJob, placement: ServicePlacement, rate: number): number {
    const { hours } = this;
    runService(job, placement, rate, hours);
    lendable(placement.held, hours.needed, BLOCK, RECLAIM, this.lent);
    let busiest = 0;
    for (let state = 0; state < WEEK_STATES; state++)
      if (hours.served[state]! > hours.served[busiest]!) busiest = state;
    return busiest;
  }

  /** What a service that was run is to its hall. */
  private serveIn(placement: ServicePlacement, period: Period, ramps: Ramps | undefined, busiest: number): void {
    const { pool, service, held } = placement;
    const { hours } = this;
    const sums = this.account.pools[pool.index]!;
    sums.held += held * service.replica * (period.to - period.from);
    const states = this.states[pool.hall];
    for (let state = 0; state < WEEK_STATES; state++) {
      const stateDays = (state < 24 ? period.weekdays : period.weekendDays) / 24;
      sums.busy += hours.needed[state]! * service.replica * stateDays;
      sums.asleep += hours.asleep[state]! * service.replica * stateDays;
      sums.backfillable += this.lent[state]! * service.replica * stateDays;
      if (states) states[state]! += hours.power[state]!;
    }
    if (ramps) addServiceRamps(ramps, this.jobs[placement.job] as ServiceJob, placement, hours.served[busiest]!);
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
    for (const pool of this.pools) {
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

/** Whether two placements of work at one rate serve, need and draw the same, per element. */
function runsAlike(a: ServicePlacement, b: ServicePlacement): boolean {
  return (
    a.job === b.job &&
    a.service === b.service &&
    a.held === b.held &&
    a.usable === b.usable &&
    a.share === b.share &&
    a.limit === b.limit &&
    a.capacity === b.capacity &&
    a.pool.elements === b.pool.elements &&
    a.pool.policy === b.pool.policy &&
    a.pool.draw === b.pool.draw
  );
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
