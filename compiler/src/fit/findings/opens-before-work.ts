import type { Campus, Hall } from '../../ir/index.js';
import { showNumber, showShare } from '../../ir/show.js';
import { type FitContext, metricOf, whatIf } from '../context.js';
import type { Change, Finding, Mend } from '../finding.js';
import { blockName, openingMonth } from '../words.js';
import { isOversized, leastOf } from './oversized-hall.js';

/** Years by which an opening is put off at most, and dates that are tried. */
const LONGEST = 12;
const TRIES = 4;

/** DCP4702: a hall that opens years before there is work for it, where a later opening serves the same. */
export function opensBeforeWork(context: FitContext): Finding[] {
  return context.plan.campus
    .flatMap((campus) => {
      const least = leastOf(context, campus);
      if (least === null) return [];
      const found = campus.hall.flatMap((hall) => check(context, campus, hall, least));
      // Where either of two halls could wait, both cannot: the one that saves more, else the emptier one, comes first.
      return found.sort((a, b) => savedBy(b.finding) - savedBy(a.finding) || a.used - b.used).slice(0, 1);
    })
    .map(({ finding }) => finding);
}

interface Early {
  readonly finding: Finding;
  /** Most of the hall that is held before the later date, 0..1. */
  readonly used: number;
}

function savedBy({ impact }: Finding): number {
  return impact?.presentValue ?? 0;
}

function check(context: FitContext, campus: Campus, hall: Hall, least: number): Early[] {
  const path = hall.path ?? '';
  // A hall that is too large in every year is one cause, and DCP4701's.
  if (isOversized(context, hall) || hall.retrofit.length > 0 || hall.refresh.length > 0) return [];
  const opened = openingMonth(campus, hall);
  const mend = later(context, campus, hall, opened);
  if (mend === undefined || mend.predicted.presentValue < least) return [];
  const [year, month] = opened.split('-').map(Number);
  const date = mend.changes[0]?.type === 'property' ? mend.changes[0].text : '';
  const [lateYear, lateMonth] = date.split('-').map(Number);
  const months = 12 * ((lateYear ?? 0) - (year ?? 0)) + ((lateMonth ?? 0) - (month ?? 0));
  const held = metricOf(context.result, path, 'reserved')?.byYear ?? [];
  const first = context.result.years.indexOf(year ?? 0);
  const until = context.result.years.indexOf(lateYear ?? 0);
  const most = Math.max(0, ...held.slice(first, Math.max(until, first + 1)).map((share) => share ?? 0));
  const finding: Finding = {
    code: 'DCP4702',
    slug: 'opens-before-work',
    severity: 'warning',
    path,
    ...(hall.opens === undefined ? {} : { property: 'opens' }),
    message: `${blockName(path)} opens in ${opened}, ${showNumber(months)} months before its work needs it: until ${date} ${most > 0 ? `at most ${showShare(most)} of it is held, which other halls could carry` : 'nothing runs in it'}`,
    impact: {
      presentValue: mend.predicted.presentValue,
      energy: mend.predicted.energy,
      carbon: mend.carbon,
      from: opened,
      until: date,
      basis: `this plan less the same plan with: ${mend.title}`,
    },
    mends: [mend],
  };
  return [{ finding, used: most }];
}

/** The latest of a few openings at which every workload is served as much in every year. */
function later(context: FitContext, campus: Campus, hall: Hall, opened: string): Mend | undefined {
  const year = Number(opened.slice(0, 4));
  const years = spareYears(context, campus, hall, year);
  const tries = Math.min(TRIES, years);
  for (let i = 0; i < tries; i++) {
    const date = `${String(year + years - i)}-01`;
    const change: Change = { type: 'property', path: hall.path ?? '', property: 'opens', text: date, imports: [] };
    const mend = whatIf(context, `opens: ${date}`, [change]);
    if (mend !== undefined && mend.predicted.presentValue > 0) return mend;
  }
  return undefined;
}

/** Calendar years from the opening on in which the campus's other halls have room for all that this one holds. */
function spareYears(context: FitContext, campus: Campus, hall: Hall, opening: number): number {
  const first = context.result.years.indexOf(opening);
  if (first < 0) return 0;
  let count = 0;
  for (let y = first; y < context.result.years.length - 1 && count < LONGEST; y++, count++) {
    const mine = context.result.halls.get(hall.path ?? '');
    let room = 0;
    for (const other of campus.hall) {
      const result = context.result.halls.get(other.path ?? '');
      const isOpen = Number(openingMonth(campus, other).slice(0, 4)) <= (context.result.years[y] ?? 0);
      if (other !== hall && result !== undefined && isOpen && !isOversized(context, other))
        room += (result.accelerators - (result.held[y] ?? 0)) * result.count;
    }
    if (mine === undefined || (mine.held[y] ?? 0) * mine.count > room) break;
  }
  return count;
}
