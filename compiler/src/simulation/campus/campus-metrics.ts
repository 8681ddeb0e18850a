import { YEAR_SECONDS } from '../calendar/calendar.js';
import { valueAt } from '../../ir/index.js';
import { equivalentAnnual, levelised, presentValue } from '../economics/annuity.js';
import type { ContractResult } from '../results.js';
import { activeSeconds } from './clock.js';
import { installedAccelerators } from './hall-metrics.js';
import { divide, type Entry, type MetricBook } from './metric-book.js';
import type { CampusRun } from './simulate-campus.js';

/** What this campus draws on a contract. */
type Drawn = Omit<ContractResult, 'swings'>;

/** Energy at the meters of a campus by year, J; `null` where a hall's draw is unknown. */
export function campusEnergy({ clock, accounts, unknownHalls }: CampusRun): (number | null)[] {
  return clock.years.map((_, year) =>
    unknownHalls.size > 0 ? null : accounts.reduce((sum, account) => sum + (account.energy[year] ?? 0), 0),
  );
}

/** Carbon of a campus by year, of what it draws and of what its generation burns, kg; `null` where a figure is unknown. */
export function campusCarbon(run: CampusRun): (number | null)[] {
  const { clock, accounts, unknownHalls } = run;
  const known = accounts.every((account) => account.bills.every((bill) => bill.carbon !== null));
  return clock.years.map((_, year) => {
    const kg = accounts.reduce((sum, account) => sum + (account.bills[year]?.carbon ?? 0), 0) + fuelCarbon(run, year);
    return unknownHalls.size > 0 || !known || Number.isNaN(kg) ? null : kg;
  });
}

/** Metrics of the campus as a whole. Unknown halls make the sums that include them unknown. */
export function campusMetrics(run: CampusRun, book: MetricBook): void {
  book.open(run.path, 'campus', (entry) => {
    write(run, book, entry);
  });
}

function write(run: CampusRun, book: MetricBook, entry: Entry): void {
  const contracts = run.accounts.map((account): Drawn => account.result());
  const known = run.unknownHalls.size === 0;
  const years = run.clock.years.map((_, year) => year);
  const list = (pick: (year: number) => number): (number | null)[] => years.map((year) => (known ? pick(year) : null));
  const overHalls = (pick: (path: string, year: number) => number): (number | null)[] =>
    list((year) => run.frames.reduce((sum, frame) => sum + frame.count * pick(frame.path, year), 0));
  const itEnergy = overHalls((path, year) => run.totals.get(path)?.itEnergy[year] ?? 0);
  const energy = campusEnergy(run);
  const water = overHalls((path, year) => run.totals.get(path)?.water[year] ?? 0);
  const open = activeSeconds(run.clock, run.clock.opens);
  const peak = list((year) => peakOf(contracts, year));
  const carbon = campusCarbon(run);
  const costsKnown = run.costs.every((line) => line.presentValue !== null);
  const cost = years.map((year) =>
    costsKnown ? run.costs.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0) : null,
  );
  const contracted = years.map((year) => contracts.reduce((sum, contract) => sum + meanOf(contract.capacity, year), 0));
  const hours = years.map(
    (year) =>
      (run.years[year]?.assignments.reduce((sum, { accelerators }) => sum + accelerators, 0) ?? 0) * YEAR_SECONDS,
  );
  const worth = costsKnown
    ? presentValue(
        cost.map((usd) => usd ?? 0),
        run.campus.discount,
      )
    : null;
  const facility = overHalls((path, year) => {
    const totals = run.totals.get(path);
    return (totals?.itEnergy[year] ?? 0) + (totals?.plantEnergy[year] ?? 0) + (totals?.electricalEnergy[year] ?? 0);
  });
  const rated = ratedPower(run);
  const counts = acceleratorSeconds(run);
  const value = workValue(run);
  const outlay = run.costs.reduce((sum, line) => sum + (line.outlay ?? 0), 0);
  const usable = list((year) =>
    run.frames.reduce((sum, frame) => sum + frame.count * (run.totals.get(frame.path)?.itPeak[year] ?? 0), 0),
  );
  entry
    .ratio('itPower', itEnergy, open)
    .most('itPeak', usable)
    .ratio('power', energy, open)
    .most('peak', peak)
    .ratio(
      'loadFactor',
      energy,
      peak.map((watts, year) => (watts === null ? null : watts * (open[year] ?? 0))),
    )
    .sum('energy', energy)
    .ratio('pue', energy, itEnergy)
    .ratio('wue', water, itEnergy)
    .ratio('cue', carbon, itEnergy)
    .sum('carbon', carbon)
    .sum('water', water)
    .mean('cost', cost)
    .set('presentValue', worth, cost)
    .set(
      'equivalentAnnualCost',
      worth === null ? null : equivalentAnnual(worth, run.campus.discount, run.clock.closes - run.clock.opens),
      cost,
    )
    .set(
      'netPresentValue',
      worth === null || value === undefined ? null : presentValue(value, run.campus.discount) - worth,
      cost.map((usd, year) => (usd === null || value === undefined ? null : (value[year] ?? 0) - usd)),
    )
    .set(
      'levelisedCost',
      costsKnown && known ? (levelised(known0(cost), known0(itEnergy), run.campus.discount) ?? null) : null,
      cost.map((usd, year) => divide(usd, itEnergy[year] ?? null)),
    )
    .set(
      'capital',
      costsKnown ? outlay : null,
      years.map(() => (costsKnown ? outlay : null)),
    )
    .ratio(
      'costPerPower',
      cost,
      contracted.map((watts, year) => watts * (open[year] ?? 0)),
    )
    .ratio('costPerItPower', cost, rated)
    .ratio('costPerAcceleratorHour', cost, hours)
    .ratio('costPerInstalledHour', cost, counts.installed)
    .ratio('costPerBusyHour', cost, counts.busy)
    .ratio('powerPerAccelerator', facility, counts.inHalls)
    .mean('contracted', contracted)
    .mean('usable', usableContract(run, peak, contracted))
    .mean(
      'strandedCapital',
      years.map((year) =>
        run.frames.reduce<number | null>((sum, { path }) => {
          const own = book.metrics.get(path)?.get('strandedCapital')?.byYear[year];
          return sum === null || own == null ? null : sum + own;
        }, 0),
      ),
    )
    .mean(
      'stranded',
      contracted.map((watts, year) => (peak[year] == null ? null : Math.max(0, watts - reachable(run, watts, year)))),
    );
}

/** Carbon of the fuel that generation at the campus burnt, kg; NaN where a fuel's is unknown. */
function fuelCarbon({ supplied }: CampusRun, year: number): number {
  let sum = 0;
  for (const years of supplied.values()) sum += years[year]?.carbon ?? 0;
  return sum;
}

function known0(values: readonly (number | null)[]): number[] {
  return values.map((value) => value ?? 0);
}

/** IT power that stands, nameplates and network, over the seconds of each year in which it does: J. `null` where unknown. */
function ratedPower(run: CampusRun): (number | null)[] {
  const sums = new Float64Array(run.clock.years.length);
  for (const frame of run.frames) {
    const rating = run.machinery.get(frame.path)?.itRating;
    if (rating === undefined) return run.clock.years.map(() => null);
    activeSeconds(run.clock, frame.opens).forEach((seconds, year) => {
      sums[year] = sums[year]! + rating * frame.count * seconds;
    });
  }
  return [...sums];
}

/** Accelerator-seconds of each year: standing in halls or rented, of those at work, and standing in halls alone. */
function acceleratorSeconds(run: CampusRun): Readonly<Record<'installed' | 'busy' | 'inHalls', number[]>> {
  const inHalls = run.clock.years.map(() => 0);
  const busy = run.clock.years.map(() => 0);
  for (const frame of run.frames) {
    installedAccelerators(run, frame).forEach((count, year) => {
      inHalls[year] = (inHalls[year] ?? 0) + count * YEAR_SECONDS;
      const working = (run.years[year]?.halls.get(frame.path)?.busy ?? 0) * frame.count;
      busy[year] = (busy[year] ?? 0) + working * YEAR_SECONDS;
    });
  }
  const clouds = (pick: 'acceleratorHours' | 'busyHours', year: number): number =>
    [...(run.years[year]?.clouds.values() ?? [])].reduce((sum, cloud) => sum + cloud[pick] * 3600, 0);
  return {
    inHalls,
    installed: inHalls.map((seconds, year) => seconds + clouds('acceleratorHours', year)),
    busy: busy.map((seconds, year) => seconds + clouds('busyHours', year)),
  };
}

/** What the work served is worth by year, at the values that workloads declare; `undefined` where one declares none. USD. */
function workValue(run: CampusRun): number[] | undefined {
  const worths = run.campus.workload.filter(({ path }) => run.years[0]?.workloads.has(path ?? ''));
  if (worths.length === 0) return undefined;
  const sums = run.clock.years.map(() => 0);
  for (const workload of worths) {
    if (workload.kind === 'workload' || workload.kind === 'training' || workload.value === undefined) return undefined;
    for (const [year, calendarYear] of run.clock.years.entries())
      sums[year] =
        (sums[year] ?? 0) +
        (run.years[year]?.workloads.get(workload.path ?? '')?.served ?? 0) *
          valueAt(workload.value, calendarYear + 0.5);
  }
  return sums;
}

/** Power at the meters that the halls could draw at most: nameplate through plant and losses, capped by the contract. */
function reachable(run: CampusRun, contracted: number, year: number): number {
  const calendarYear = run.clock.years[year] ?? 0;
  const nameplate = run.frames.reduce(
    (sum, frame) =>
      frame.opens >= calendarYear + 1 ? sum : sum + frame.count * (run.machinery.get(frame.path)?.itRating ?? 0),
    0,
  );
  let it = 0;
  let all = 0;
  for (const frame of run.frames) {
    const totals = run.totals.get(frame.path);
    it += frame.count * (totals?.itEnergy[year] ?? 0);
    all +=
      frame.count *
      ((totals?.itEnergy[year] ?? 0) + (totals?.plantEnergy[year] ?? 0) + (totals?.electricalEnergy[year] ?? 0));
  }
  return Math.min(contracted, it > 0 ? (nameplate * all) / it : 0);
}

function usableContract(
  run: CampusRun,
  peak: readonly (number | null)[],
  contracted: readonly number[],
): (number | null)[] {
  return contracted.map((watts, year) => (peak[year] == null ? null : reachable(run, watts, year)));
}

/** Sum of the contracts' highest months: their peaks need not coincide, so this is an upper bound with several. */
function peakOf(contracts: readonly Drawn[], year: number): number {
  let most = 0;
  for (let month = 12 * year; month < 12 * year + 12; month++) {
    most = Math.max(
      most,
      contracts.reduce((sum, contract) => sum + (contract.peak[month] ?? 0), 0),
    );
  }
  return most;
}

function meanOf(months: Float64Array, year: number): number {
  let sum = 0;
  for (let month = 12 * year; month < 12 * year + 12; month++) sum += months[month] ?? 0;
  return sum / 12;
}
