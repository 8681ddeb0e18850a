import {
  type AnyCooling,
  type Campus,
  central,
  decimalYear,
  type Economics,
  type Hall,
  indexPlan,
  resolve,
} from '../../ir/index.js';
import { showMoney, showNumber, showShare } from '../../ir/show.js';
import { YEAR_SECONDS } from '../../simulation/calendar/calendar.js';
import { capitalRecovery } from '../../simulation/economics/annuity.js';
import { isoMonth } from '../../simulation/lifetime/iso-day.js';
import type { SimulationResult } from '../../simulation/results.js';
import { eachGroup, hallGroups, titleFor } from '../alike.js';
import { type FitContext, mendOf, metricOf } from '../context.js';
import { applyChanges } from '../counterfactual/patch.js';
import type { Finding } from '../finding.js';
import { leastWorth } from '../findings/worth.js';
import { breaking, servesLess } from '../no-worse.js';
import { blockName, entityName, openingMonth } from '../words.js';
import { lostWork, workIn } from './lost-work.js';
import { optionHurdle } from './options.js';
import { type RetrofitCandidate, retrofitCandidates } from './retrofit-candidates.js';
import { bestQuarter, type ChangeDate, type Splice } from './splice.js';

/** Candidates that are confirmed hour by hour, the best estimates first. */
const CONFIRMED = 3;
/** The longest that a new plant is taken to live when nothing else is known, years: only to leave hopeless cases out. */
const LONGEST_LIFE = 40;

/** DCP5101: from a quarter on, another plant saves more than changing to it costs. */
export function retrofitPays(context: FitContext): Finding[] {
  return eachGroup(context, hallGroups(context), (context, { campus, hall }) => {
    const least = leastWorth(context, campus, 'cooling');
    return least === null ? [] : check(context, campus, hall, least);
  });
}

interface Dated {
  readonly candidate: RetrofitCandidate;
  readonly splice: Splice;
  readonly date: ChangeDate;
}

function check(context: FitContext, campus: Campus, hall: Hall, least: number): Finding[] {
  if (hall.modular !== undefined) return [];
  const base = baseOf(context, campus, hall);
  if (base === undefined) return [];
  const candidates = retrofitCandidates(context, hall).filter((candidate) => mayPay(base, candidate));
  if (candidates.length === 0) return [];
  const estimate = context.estimate(context.plan);
  const halls = context.alike?.paths.length ?? 1;
  const dated = candidates
    .flatMap((candidate) => spliced(context, campus, hall, base, estimate, candidate))
    .filter(({ date }) => date.presentValue * halls >= least / 2)
    .sort((a, b) => b.date.presentValue - a.date.presentValue);
  for (const each of dated.slice(0, CONFIRMED)) {
    const found = confirmed(context, campus, hall, each, least);
    if (found !== undefined) return [found];
  }
  return [];
}

/** What every candidate is held against: the hall's plant as it is, USD a year and years. */
interface Base {
  readonly opens: number;
  readonly closes: number;
  readonly rating: number;
  readonly annuity: number;
  readonly life: number;
  readonly upkeep: number;
  /** The most that any plant could save in a year: all that this one takes. */
  readonly most: number;
  readonly discount: number;
}

function baseOf(context: FitContext, campus: Campus, hall: Hall): Base | undefined {
  const { result, index } = context;
  const path = hall.path ?? '';
  const own = result.halls.get(path);
  if (own === undefined || own.plantRating <= 0) return undefined;
  const lines = result.costs.filter((line) => line.path === path && line.subsystem === 'cooling');
  if (lines.length === 0 || lines.some(({ presentValue }) => presentValue === null)) return undefined;
  const price = Math.max(
    0,
    ...hall.power.flatMap((use) => {
      const { path: contract = '' } = resolve(index, use);
      return metricOf(result, contract, 'price')?.byYear.map((usd) => usd ?? 0) ?? [];
    }),
  );
  const most = result.years.reduce((largest, _, year) => {
    const energy = (own.plantEnergy[year] ?? 0) + (own.electricalEnergy[year] ?? 0);
    const paid = lines.reduce((sum, { byYear }) => sum + (byYear[year] ?? 0), 0);
    return Math.max(largest, energy * own.count * price + paid);
  }, 0);
  const cooling = resolve<AnyCooling>(index, hall.cooling);
  const economics = resolve<Economics>(index, campus.economics);
  const life = central(cooling.life) / YEAR_SECONDS;
  const rating = own.plantRating * own.count;
  const opens = decimalYear(`${openingMonth(campus, hall)}-01`);
  return {
    opens,
    closes: decimalYear(campus.opens) + campus.horizon / YEAR_SECONDS,
    rating,
    annuity: central(cooling.capital) * rating * capitalRecovery(campus.discount, life),
    life,
    upkeep: central(economics.facilityMaintenance) + central(economics.insurance),
    most,
    discount: campus.discount,
  };
}

/** False where even a plant that takes nothing would not pay for itself in the best year. */
function mayPay({ most, rating, discount, upkeep }: Base, { cost }: RetrofitCandidate): boolean {
  return most > cost * rating * (capitalRecovery(discount, LONGEST_LIFE) + upkeep);
}

/** The best date for a candidate by two simulations from representative hours. */
function spliced(
  context: FitContext,
  campus: Campus,
  hall: Hall,
  base: Base,
  before: SimulationResult,
  candidate: RetrofitCandidate,
): Dated[] {
  const plan = applyChanges(context.plan, [candidate.from], context.library);
  const after = plan && context.estimate(plan);
  if (after?.presentValue == null || before.presentValue === null) return [];
  const path = hall.path ?? '';
  const splice: Splice = {
    years: before.years,
    opens: base.opens,
    closes: base.closes,
    discount: campus.discount,
    savings: wholeYears(base, before, (year) => runningCost(before, path, year) - runningCost(after, path, year)),
    annuity: base.annuity,
    life: base.life,
    cost: candidate.cost * base.rating,
    newLife: central(candidate.cooling.life) / YEAR_SECONDS,
    upkeep: base.upkeep,
    downtime: candidate.downtime,
    lost: wholeYears(base, before, (year) => workIn(context.plan, before, path)[year] ?? 0),
  };
  // What is kept up here is saved as well: the upkeep of the plant that goes.
  const kept = before.costs.find((line) => line.path === path && line.item === 'cooling upkeep')?.byYear;
  const savings = wholeYears(base, before, (year) => kept?.[year] ?? 0).map((usd, y) => usd + (splice.savings[y] ?? 0));
  const whole = { ...splice, savings };
  const date = bestQuarter(whole);
  return date === undefined ? [] : [{ candidate, splice: whole, date }];
}

/** Everything but the hall's own plant. */
function runningCost(result: SimulationResult, hall: string, year: number): number {
  return result.costs.reduce((sum, { path, item, byYear }) => {
    const isPlant = path === hall && (item === 'cooling capital' || item === 'cooling upkeep');
    return sum + (isPlant ? 0 : (byYear[year] ?? 0));
  }, 0);
}

/** A yearly figure as if the hall stood in all of each year. */
function wholeYears({ opens, closes }: Base, { years }: SimulationResult, of: (year: number) => number): number[] {
  return years.map((year, y) => {
    const share = Math.min(closes, year + 1) - Math.max(opens, year);
    return share > 1e-6 ? of(y) / Math.min(1, share) : 0;
  });
}

function confirmed(
  context: FitContext,
  campus: Campus,
  hall: Hall,
  { candidate, splice, date }: Dated,
  least: number,
): Finding | undefined {
  const { title, changes } = candidate.at(date.from);
  const plan = context.realise(changes);
  if (plan === undefined) return undefined;
  const result = context.simulate(plan);
  if (breaking(context)({ plan, index: indexPlan(plan), result })) return undefined;
  const mend = mendOf(context.result, result, titleFor(context, title), context.alike?.spread(changes) ?? changes);
  const lost = lostWork(context.plan, context.result, result);
  if (mend === undefined || lost === undefined) return undefined;
  const net = mend.predicted.presentValue - lost;
  if (net < least) return undefined;
  const path = hall.path ?? '';
  const serves = !servesLess(context.result, result);
  return {
    code: 'DCP5101',
    slug: 'retrofit-pays',
    severity: serves ? 'warning' : 'info',
    path,
    property: 'cooling',
    message: `${blockName(path)} is worth changing from ${entityName(resolve<AnyCooling>(context.index, hall.cooling))} to ${candidate.name} from ${quarterOf(date.from)}: ${showMoney(net)} saved over the years after`,
    notes: notesOf(context, campus, candidate, splice, date, { lost, serves, title }),
    impact: {
      presentValue: net,
      energy: mend.predicted.energy,
      carbon: mend.carbon,
      from: isoMonth(date.from),
      until: null,
      basis: `this plan less the same plan with: ${title}${lost > 0 ? ', less the work lost meanwhile' : ''}`,
    },
    ...(serves ? { mends: [mend] } : {}),
  };
}

function notesOf(
  context: FitContext,
  campus: Campus,
  candidate: RetrofitCandidate,
  splice: Splice,
  date: ChangeDate,
  { lost, serves, title }: { readonly lost: number; readonly serves: boolean; readonly title: string },
): string[] {
  const volatility = (campus.policy ?? context.plan.policy)?.volatility ?? 0.35;
  const y = Math.max(0, splice.years.indexOf(Math.floor(date.from + candidate.downtime + 1e-9)));
  const decay =
    date.gained > 0 ? Math.min(1, ((splice.savings[y] ?? 0) * (1 + splice.discount) ** -(y + 1)) / date.gained) : 0;
  const hurdle = optionHurdle({ rate: splice.discount, decay, volatility });
  const ratio = date.spent > 0 ? date.gained / date.spent : Infinity;
  return [
    `It costs ${showMoney(splice.cost)} and takes the hall out for ${showNumber(Math.round(candidate.downtime * 12))} months${lost > 0 ? `: ${showMoney(lost)} of work is lost or made up` : ''}.`,
    ...(candidate.isDeclared ? [] : ['Cost and downtime are assumptions: state yours in a `retrofit` of the hall.']),
    ...(serves
      ? []
      : [`Work goes without while the hall is out, so that this is no mend: write \`${title}\` if that may be.`]),
    `What is saved is worth ${showNumber(Number(ratio.toPrecision(3)))} times what is spent. Were savings to wander by ${showShare(volatility)} a year, waiting would be worth it up to ${Number.isFinite(hurdle) ? showNumber(Number(hurdle.toPrecision(3))) : 'any number of'} times (option rule).`,
  ];
}

/** `2031-Q2` of a decimal year. */
export function quarterOf(decimal: number): string {
  const quarter = Math.round(decimal * 4);
  return `${String(Math.floor(quarter / 4))}-Q${String((((quarter % 4) + 4) % 4) + 1)}`;
}
