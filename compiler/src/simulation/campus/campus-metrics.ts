import { presentValue } from '../economics/annuity.js';
import type { ContractResult } from '../results.js';
import { activeSeconds } from './clock.js';
import type { MetricBook } from './metric-book.js';
import type { CampusRun } from './simulate-campus.js';

const YEAR_SECONDS = 365 * 86400;

/** Metrics of the campus as a whole. Unknown halls make the sums that include them unknown. */
export function campusMetrics(run: CampusRun, contracts: readonly ContractResult[], book: MetricBook): void {
  const known = run.unknownHalls.size === 0;
  const years = run.clock.years.map((_, year) => year);
  const list = (pick: (year: number) => number): (number | null)[] => years.map((year) => (known ? pick(year) : null));
  const overHalls = (pick: (path: string, year: number) => number): (number | null)[] =>
    list((year) => run.frames.reduce((sum, frame) => sum + frame.count * pick(frame.path, year), 0));
  const itEnergy = overHalls((path, year) => run.totals.get(path)?.itEnergy[year] ?? 0);
  const energy = list((year) => run.accounts.reduce((sum, account) => sum + (account.energy[year] ?? 0), 0));
  const water = overHalls((path, year) => run.totals.get(path)?.water[year] ?? 0);
  const open = activeSeconds(run.clock, run.clock.opens);
  const peak = list((year) => peakOf(contracts, year));
  const carbonKnown = run.accounts.every((account) => account.bills.every((bill) => bill.carbon !== null));
  const carbon = list((year) => run.accounts.reduce((sum, account) => sum + (account.bills[year]?.carbon ?? 0), 0)).map(
    (kg) => (carbonKnown ? kg : null),
  );
  const costsKnown = run.costs.every((line) => line.presentValue !== null);
  const cost = years.map((year) =>
    costsKnown ? run.costs.reduce((sum, line) => sum + (line.byYear[year] ?? 0), 0) : null,
  );
  const contracted = years.map((year) => contracts.reduce((sum, contract) => sum + meanOf(contract.capacity, year), 0));
  const hours = years.map(
    (year) =>
      (run.years[year]?.assignments.reduce((sum, { accelerators }) => sum + accelerators, 0) ?? 0) * YEAR_SECONDS,
  );
  const outlay = run.costs.reduce((sum, line) => sum + (line.outlay ?? 0), 0);
  const usable = list((year) =>
    run.frames.reduce((sum, frame) => sum + frame.count * (run.totals.get(frame.path)?.itPeak[year] ?? 0), 0),
  );
  book
    .open(run.path, 'campus')
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
    .set(
      'presentValue',
      costsKnown
        ? presentValue(
            cost.map((usd) => usd ?? 0),
            run.campus.discount,
          )
        : null,
      cost,
    )
    .set(
      'capital',
      costsKnown ? outlay : null,
      years.map(() => (costsKnown ? outlay : null)),
    )
    .ratio(
      'costPerPower',
      cost.map((usd) => (usd === null ? null : usd / YEAR_SECONDS)),
      contracted,
    )
    .ratio('costPerAcceleratorHour', cost, hours)
    .mean('contracted', contracted)
    .mean('usable', usableContract(run, peak, contracted))
    .mean(
      'stranded',
      contracted.map((watts, year) => (peak[year] == null ? null : Math.max(0, watts - reachable(run, watts, year)))),
    );
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
function peakOf(contracts: readonly ContractResult[], year: number): number {
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
