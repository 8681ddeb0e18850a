import {
  type AnyCooling,
  type AnyNetwork,
  type Campus,
  central,
  decimalYear,
  type Economics,
  type Hall,
  type Plan,
  type PlanIndex,
  resolve,
} from '../../ir/index.js';
import { YEAR_SECONDS } from '../../simulation/calendar/calendar.js';
import { presentValue } from '../../simulation/economics/annuity.js';
import type { CostLine, SimulationResult } from '../../simulation/results.js';
import type { Change } from '../finding.js';
import type { Simulated } from '../requirements.js';
import { openingMonth } from '../words.js';
import { heldEqual } from './held-equal.js';

/** What changes of a plan would save, but what is spent by `asOf`. */
export interface Spent {
  /** USD of present value; negative where the years before `asOf` would have cost more with the changes. */
  readonly usd: number;
  /** The same by calendar year, undiscounted, and by campus. */
  readonly byYear: Float64Array;
  readonly byCampus: ReadonlyMap<string, number>;
  /** Halls whose capital is part of it. */
  readonly halls: ReadonlySet<string>;
}

/** What stands by `asOf`, in a plan that is judged after its opening. */
export interface BuiltHalls {
  /** The month that the campuses' `asOf` is, `2028-01`; the latest of several. */
  readonly asOf: string;
  /** Paths of the halls that stand by it. */
  readonly halls: readonly string[];
}

/** A changed plan, simulated, with the changes that made it. */
export type Changed = Simulated & { readonly changes: readonly Change[] };

/** A campus that has an `asOf` after its opening, both as decimal years, with its halls. */
interface Site {
  readonly campus: Campus;
  readonly asOf: number;
  readonly opens: number;
  readonly halls: ReadonlyMap<string, Built>;
}

interface Built {
  readonly hall: Hall;
  readonly opens: number;
  /** Years that each capital line of it lives; none of a hall that does not stand by `asOf`. */
  readonly lives: ReadonlyMap<string, number>;
}

/** Capital that a changed property of a hall buys anew; of other changes what is built is only used less. */
const BUYS: Readonly<Record<string, readonly string[]>> = {
  cooling: ['cooling capital'],
  network: ['network capital'],
  electrical: ['distribution capital', 'UPS capital', 'generators capital'],
};
const RACKS = 'racks capital';

/** Days are not what is decided here: less than this is the same date, years. */
const SAME_DATE = 1e-6;

/** The lives of what a hall is built with, by cost line, years. */
export function capitalLives(index: PlanIndex, campus: Campus, hall: Hall): ReadonlyMap<string, number> {
  const economics = resolve<Economics>(index, campus.economics);
  const years = (value: Parameters<typeof central>[0]): number => central(value) / YEAR_SECONDS;
  const electrical = years(economics.electricalLife);
  return new Map([
    [RACKS, years(economics.itLife)],
    ['shell and fit-out capital', years(economics.buildingLife)],
    ['land capital', Infinity],
    ['distribution capital', electrical],
    ['UPS capital', electrical],
    ['generators capital', electrical],
    ['cooling capital', years(resolve<AnyCooling>(index, hall.cooling).life)],
    ['network capital', years(resolve<AnyNetwork>(index, hall.network).life)],
  ]);
}

/** True for a hall that stands by its campus's `asOf`. */
export function stands(campus: Campus, hall: Hall): boolean {
  return opensAt(campus, hall) < decimalYear(campus.asOf) - SAME_DATE;
}

/** What of a plan stands by `asOf`; `undefined` where that is the opening, and nothing does. */
export function builtHallsOf({ campus }: Plan): BuiltHalls | undefined {
  const halls = campus.flatMap((each) => each.hall.filter((hall) => stands(each, hall)).map(({ path = '' }) => path));
  const asOf = campus.map((each) => each.asOf.slice(0, 7)).reduce((last, month) => (month > last ? month : last), '');
  return halls.length === 0 ? undefined : { asOf, halls };
}

/**
 * What of the difference between a plan and its changed forms is spent by `asOf` (MODELS A2): all of it in the years before;
 * after that of halls that stand the capital that has not lived its life, which a change does not give back, and beside which
 * it pays for what it buys instead. `undefined` where `asOf` is no later than the opening, as it is by default.
 */
export function spending(
  before: Simulated,
): ((after: SimulationResult, changes: readonly Change[]) => Spent) | undefined {
  const sites = sitesOf(before);
  return sites.size === 0 ? undefined : spentOf(before.result, sites);
}

/**
 * What changed plans cost with useful work held equal and what is spent by `asOf` spent, USD of present value; `undefined`
 * where one is no mend (`heldEqual`). The plan itself costs what it is simulated to.
 */
export function pricing(before: Simulated): (after: Changed) => number | undefined {
  const sites = sitesOf(before);
  if (sites.size === 0) return heldEqual(before);
  const price = heldEqual(before, ({ path = '' }, year) => {
    const site = sites.get(path);
    return site === undefined ? 1 : 1 - pastShare(site.asOf, site.opens, year);
  });
  const spent = spentOf(before.result, sites);
  return (after) => {
    const cost = price(after);
    return cost === undefined ? undefined : cost + spent(after.result, after.changes).usd;
  };
}

function sitesOf({ plan, index }: Simulated): ReadonlyMap<string, Site> {
  const sites = new Map<string, Site>();
  for (const campus of plan.campus) {
    const asOf = decimalYear(campus.asOf);
    const opens = decimalYear(campus.opens);
    if (asOf <= opens + SAME_DATE) continue;
    const halls = campus.hall.map((hall): [string, Built] => {
      const lives = stands(campus, hall) ? capitalLives(index, campus, hall) : new Map<string, number>();
      return [hall.path ?? '', { hall, opens: opensAt(campus, hall), lives }];
    });
    sites.set(campus.path ?? '', { campus, asOf, opens, halls: new Map(halls) });
  }
  return sites;
}

function spentOf(before: SimulationResult, sites: ReadonlyMap<string, Site>): NonNullable<ReturnType<typeof spending>> {
  const was = linesOf(before);
  return (result, changes) => {
    const is = linesOf(result);
    const halls = new Set<string>();
    const byYear = new Float64Array(before.years.length);
    const byCampus = new Map<string, number>();
    for (const [key, line] of new Map([...is, ...was])) {
      const site = sites.get(line.campus);
      if (site === undefined) continue;
      const [paid, now] = [was.get(key)?.byYear, is.get(key)?.byYear];
      const built = site.halls.get(line.path);
      const until = (built?.opens ?? 0) + (built?.lives.get(line.item) ?? -Infinity);
      const buys = built !== undefined && changes.some((change) => isBought(change, built.hall, line));
      const mine = before.years.map((year, y) => {
        const saved = (paid?.[y] ?? 0) - (now?.[y] ?? 0);
        if (saved === 0) return 0;
        const past = pastShare(site.asOf, built?.opens ?? site.opens, year);
        const kept = year + SAME_DATE < until ? Math.max(0, buys ? (paid?.[y] ?? 0) : saved) : 0;
        return past * saved + (1 - past) * kept;
      });
      const usd = presentValue(mine, site.campus.discount);
      if (until > -Infinity && usd > 0) halls.add(line.path);
      byCampus.set(line.campus, (byCampus.get(line.campus) ?? 0) + usd);
      mine.forEach((each, y) => (byYear[y] = (byYear[y] ?? 0) + each));
    }
    return { usd: [...byCampus.values()].reduce((sum, each) => sum + each, 0), byYear, byCampus, halls };
  };
}

function opensAt(campus: Campus, hall: Hall): number {
  return decimalYear(`${openingMonth(campus, hall)}-01`);
}

/** Of what runs from `opens` on, the share of a calendar year that lies before `asOf`. */
function pastShare(asOf: number, opens: number, year: number): number {
  const from = Math.max(opens, year);
  const all = year + 1 - from;
  return all <= 0 ? 0 : Math.min(1, Math.max(0, (asOf - from) / all));
}

/** A result's cost lines by path and item. */
function linesOf({ costs }: SimulationResult): Map<string, CostLine> {
  return new Map(costs.map((line) => [`${line.path}\n${line.item}`, line]));
}

function isBought(change: Change, hall: Hall, { item, path }: CostLine): boolean {
  if (change.type === 'member' || change.path !== path) return false;
  if (change.property === 'racks') return item === RACKS && !isOfSameKinds(change.value, hall);
  return BUYS[change.property]?.includes(item) ?? false;
}

/** True for racks of the kinds that stand already: other counts of them buy nothing anew. */
function isOfSameKinds(racks: unknown, hall: Hall): boolean {
  if (!Array.isArray(racks)) return true;
  const kinds = new Set(hall.racks.map(({ of }) => JSON.stringify(of)));
  return (racks as Hall['racks']).every(({ of }) => kinds.has(JSON.stringify(of)));
}
