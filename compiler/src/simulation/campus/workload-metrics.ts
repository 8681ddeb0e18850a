import { YEAR_SECONDS } from '../calendar/calendar.js';
import { levelised } from '../economics/annuity.js';
import { lazily } from '../lazy.js';
import type { WorkloadYear } from '../operation/it-model.js';
import type { UnservedReason } from '../results.js';
import { activeSeconds } from './clock.js';
import { callsUnknown } from './contract-metrics.js';
import { divide, type Entry, type MetricBook } from './metric-book.js';
import type { CampusRun } from './simulate-campus.js';

/** One workload over the years: of one campus, or of several that share it. `undefined` where none has it that year. */
interface WorkloadHistory {
  readonly years: (WorkloadYear | undefined)[];
  readonly cost: (number | null)[];
  /** Energy at the meter, J. */
  readonly meter: (number | null)[];
  /** Share of the year's work lost to interruptions of power, and to called hours; the worst campus's. NaN is unknown. */
  readonly outageLoss: (number | null)[];
  readonly calledLoss: (number | null)[];
  /** Days of each year in which its campus is open. */
  readonly days: readonly number[];
}

/**
 * Metrics of the plan's workloads. `costs` as `allocateCosts` gives them, in the order of the runs. Parts of one workload on
 * several campuses add up; latency is that of the worst of them.
 */
export function workloadMetrics(
  runs: readonly CampusRun[],
  book: MetricBook,
  costs: () => readonly ReadonlyMap<string, Float64Array>[],
): void {
  const pues = lazily(() => runs.map(yearlyPue));
  for (const path of pathsOf(runs))
    book.open(path, 'workload', (entry) => {
      const history = runs
        .flatMap((run, r) => (has(run, path) ? [historyOf(run, path, costs()[r]?.get(path), pues()[r]!)] : []))
        .reduce(merged);
      write(history, runs[0]?.campus.discount ?? 0, entry);
    });
}

/** Why each workload goes unserved, by year; those that are served are left out. */
export function unservedReasons(runs: readonly CampusRun[]): Map<string, readonly (UnservedReason | undefined)[]> {
  const reasons = new Map<string, readonly (UnservedReason | undefined)[]>();
  for (const path of pathsOf(runs)) {
    const [first] = runs.filter((run) => has(run, path));
    const why = (first?.years ?? []).map((_, y) =>
      runs.reduce<UnservedReason | undefined>(
        (reason, run) => reason ?? run.years[y]?.workloads.get(path)?.reason,
        undefined,
      ),
    );
    if (why.some((reason) => reason !== undefined)) reasons.set(path, why);
  }
  return reasons;
}

/** Workloads of all campuses, in their order. */
function pathsOf(runs: readonly CampusRun[]): Set<string> {
  return new Set(runs.flatMap((run) => [...(run.years[0]?.workloads.keys() ?? [])]));
}

function has(run: CampusRun, path: string): boolean {
  return run.years[0]?.workloads.has(path) === true;
}

function write(
  { years, cost, meter, outageLoss, calledLoss, days }: WorkloadHistory,
  discount: number,
  entry: Entry,
): void {
  const list = (pick: (year: WorkloadYear) => number | undefined): (number | null)[] =>
    years.map((year) => (year === undefined ? null : (pick(year) ?? null)));
  const demand = list((year) => year.demand);
  const served = list((year) => year.served);
  entry
    .sum('demand', demand)
    .sum('served', served)
    .ratio(
      'unserved',
      list((year) => year.unserved),
      demand,
    )
    .mean(
      'accelerators',
      list((year) => year.heldAccelerators),
    )
    .mean('outageLoss', outageLoss)
    .mean(
      'calledLoss',
      calledLoss.map((share) => (share !== null && Number.isNaN(share) ? null : share)),
    )
    .ratio(
      'costPerAcceleratorHour',
      cost,
      list((year) => year.heldAccelerators * YEAR_SECONDS),
    );
  const unit = years.find((year) => year !== undefined)?.unit;
  if (unit === 'accelerator-seconds') {
    const holds = (y: number): boolean => (years[y]?.heldAccelerators ?? 0) > 0;
    const flop = list((year) => (year.goodput === undefined ? undefined : year.goodput * YEAR_SECONDS));
    entry
      .mean(
        'goodput',
        list((year) => year.goodput),
      )
      .mean(
        'mfu',
        list((year) => year.mfu),
      )
      .ratio(
        'costPerTrainingDay',
        cost.map((usd, y) => (holds(y) ? usd : 0)),
        days.map((open, y) => (holds(y) ? open : 0)),
      )
      .ratio(
        'costPerAcceleratorDay',
        cost,
        list((year) => year.heldAccelerators * 365),
      )
      .ratio('costPerExaflop', cost, flop)
      .set('levelisedCostPerExaflop', levelisedOf(cost, flop, discount), yearly(cost, flop))
      .ratio('energyPerExaflop', meter, flop);
    return;
  }
  entry
    .mean(
      'utilisation',
      list((year) => year.useOfLimit),
    )
    .mean(
      'utilisationLimit',
      list((year) => year.utilisationLimit),
    )
    .most(
      'ttft',
      list((year) => year.ttft),
    )
    .least(
      'sloHeadroom',
      list((year) => year.sloHeadroom),
    );
  if (unit === 'output tokens')
    entry
      .most(
        'tpot',
        list((year) => year.tpot),
      )
      .ratio('costPerMtok', cost, served)
      .set('levelisedCostPerMtok', levelisedOf(cost, served, discount), yearly(cost, served))
      .ratio('energyPerToken', meter, served);
}

/** Present value of what is paid over that of what is done; `null` where a year is unknown or nothing is done. */
function levelisedOf(
  cost: readonly (number | null)[],
  done: readonly (number | null)[],
  discount: number,
): number | null {
  const known = (values: readonly (number | null)[]): values is readonly number[] =>
    values.every((each) => each !== null);
  return known(cost) && known(done) ? (levelised(cost, done, discount) ?? null) : null;
}

function yearly(cost: readonly (number | null)[], done: readonly (number | null)[]): (number | null)[] {
  return cost.map((usd, year) => divide(usd, done[year] ?? null));
}

function historyOf(
  run: CampusRun,
  path: string,
  cost: Float64Array | undefined,
  pue: readonly (number | null)[],
): WorkloadHistory {
  const known = run.costs.every((line) => line.presentValue !== null);
  const years = run.years.map((year) => year.workloads.get(path));
  return {
    years,
    cost: run.clock.years.map((_, y) => (known ? (cost?.[y] ?? 0) : null)),
    meter: years.map((year, y) => meterEnergy(year?.busyEnergyShare, pue[y] ?? null)),
    outageLoss: years.map((year, y) => (year === undefined ? null : (run.outageLoss().get(path)?.[y] ?? 0))),
    calledLoss: years.map((year, y) => (year === undefined ? null : calledShare(run, path, y))),
    days: activeSeconds(run.clock, run.clock.opens).map((seconds) => seconds / 86400),
  };
}

/** Share of a year's work that called hours take; NaN where a hall that does it may be called, and the hours are not simulated. */
function calledShare(run: CampusRun, path: string, year: number): number {
  const unknown =
    run.sharedLoads.size > 0 &&
    run.years[year]?.assignments.some(
      ({ workload, hall, accelerators }) =>
        workload === path &&
        accelerators > 0 &&
        run.frames.find((frame) => frame.path === hall)?.contracts.some((contract) => callsUnknown(run, contract)),
    );
  return unknown === true ? NaN : (run.calledLoss.get(path)?.[year] ?? 0);
}

function merged(a: WorkloadHistory, b: WorkloadHistory): WorkloadHistory {
  const add = (x: number | null | undefined, y: number | null | undefined): number | null =>
    x == null || y == null ? null : x + y;
  return {
    years: a.years.map((year, y) => mergedYear(year, b.years[y])),
    cost: a.cost.map((usd, y) => add(usd, b.cost[y])),
    meter: a.meter.map((joules, y) => add(joules, b.meter[y])),
    outageLoss: a.outageLoss.map((share, y) => worse(share, b.outageLoss[y])),
    calledLoss: a.calledLoss.map((share, y) => worse(share, b.calledLoss[y])),
    days: a.days.map((open, y) => Math.max(open, b.days[y] ?? 0)),
  };
}

function worse(a: number | null, b: number | null | undefined): number | null {
  return a === null || b == null ? (a ?? b ?? null) : Math.max(a, b);
}

function mergedYear(a: WorkloadYear | undefined, b: WorkloadYear | undefined): WorkloadYear | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  const either = (
    pick: (year: WorkloadYear) => number | undefined,
    join: (x: number, y: number) => number,
  ): number | undefined => {
    const x = pick(a);
    const y = pick(b);
    return x === undefined || y === undefined ? (x ?? y) : join(x, y);
  };
  const weighted = (x: number, y: number): number =>
    a.heldAccelerators + b.heldAccelerators > 0
      ? (x * a.heldAccelerators + y * b.heldAccelerators) / (a.heldAccelerators + b.heldAccelerators)
      : (x + y) / 2;
  const plus = (x: number, y: number): number => x + y;
  const present = (
    values: Partial<
      Record<
        'useOfLimit' | 'utilisationLimit' | 'ttft' | 'tpot' | 'sloHeadroom' | 'goodput' | 'trainedTokens' | 'mfu',
        number | undefined
      >
    >,
  ): Partial<WorkloadYear> => Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
  const reason = a.reason ?? b.reason;
  return {
    unit: a.unit,
    demand: a.demand + b.demand,
    served: a.served + b.served,
    unserved: a.unserved + b.unserved,
    heldAccelerators: a.heldAccelerators + b.heldAccelerators,
    neededBisection: Math.max(a.neededBisection, b.neededBisection),
    busyEnergyShare:
      a.busyEnergyShare === undefined || b.busyEnergyShare === undefined
        ? undefined
        : a.busyEnergyShare + b.busyEnergyShare,
    ...(reason === undefined ? {} : { reason }),
    ...present({
      useOfLimit: either((year) => year.useOfLimit, weighted),
      utilisationLimit: either((year) => year.utilisationLimit, weighted),
      ttft: either((year) => year.ttft, Math.max),
      tpot: either((year) => year.tpot, Math.max),
      sloHeadroom: either((year) => year.sloHeadroom, Math.min),
      goodput: either((year) => year.goodput, plus),
      trainedTokens: either((year) => year.trainedTokens, plus),
      mfu: either((year) => year.mfu, weighted),
    }),
  };
}

/** IT energy of a workload raised to the meter by the campus's energy over IT energy of that year. */
function meterEnergy(joules: number | undefined, pue: number | null): number | null {
  if (joules === 0) return 0;
  return joules === undefined || pue === null ? null : joules * pue;
}

/** A campus's energy over IT energy, by year; `null` where it has no IT. */
function yearlyPue(run: CampusRun): (number | null)[] {
  return run.clock.years.map((_, year) => {
    let it = 0;
    let all = 0;
    for (const frame of run.frames) {
      const totals = run.totals.get(frame.path);
      if (totals === undefined) continue;
      it += (totals.itEnergy[year] ?? 0) * frame.count;
      all +=
        ((totals.itEnergy[year] ?? 0) + (totals.plantEnergy[year] ?? 0) + (totals.electricalEnergy[year] ?? 0)) *
        frame.count;
    }
    return divide(all, it);
  });
}
