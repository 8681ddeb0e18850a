import { showQuantity, showShare } from '../ir/show.js';
import { type DiffChange, type DiffFigure, type DiffHallFit, isChanged, type PlanDiff } from './diff-report.js';

/** Shares of a figure that a line has room for. */
const SHOWN_CAUSES = 3;

/** A figure's value in its unit. */
export function showFigure({ unit }: DiffFigure, value: number | null): string {
  return value === null ? 'unknown' : showQuantity(value, unit);
}

/** A share of a figure that nobody decides by: less counts as none. */
const QUIET = 1e-4;

/** True where a figure moves by less than a hundredth of a percent. */
export function isStill({ base, head }: DiffFigure): boolean {
  if (base === null || head === null) return base === head;
  return Math.abs(head - base) <= QUIET * Math.max(Math.abs(base), Math.abs(head));
}

/** `+20 MW`, `-1.2 pp`, `=`. */
export function showChange(figure: DiffFigure, change: number | null = figure.change): string {
  if (change === null) return 'unknown';
  const { base, head, unit } = figure;
  if (Math.abs(change) <= QUIET * Math.max(Math.abs(base ?? 0), Math.abs(head ?? 0))) return '=';
  const sign = change > 0 ? '+' : '-';
  const size = Math.abs(change);
  return sign + (unit === '%' ? showShare(size).replace(/%$/, 'pp') : showQuantity(size, unit));
}

/** What moves a figure, the largest shares first: `A.cooling +2.1 M USD, let growth -0.4 M USD and 2 more`. */
export function showCauses(figure: DiffFigure, titles: readonly string[]): string {
  const { causes } = figure;
  if (causes === null || figure.change === null || isStill(figure)) return '';
  const shares = causes
    .map((share, i) => ({ share, title: titles[i] ?? '', shown: showChange(figure, share) }))
    .filter(({ shown }) => shown !== '=')
    .sort((a, b) => Math.abs(b.share ?? Infinity) - Math.abs(a.share ?? Infinity));
  const left = shares.length - SHOWN_CAUSES;
  const shown = shares.slice(0, SHOWN_CAUSES).map((each) => `${each.title} ${each.shown}`);
  return `${shown.join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`;
}

const MARKS: Readonly<Record<DiffChange['type'], string>> = { added: '+', removed: '-', renamed: '>', changed: '~' };

/** What a change is, without markup: the mark, what it is about, the values on both sides. */
export function changeParts({ type, what, path, was, is }: DiffChange): {
  readonly mark: string;
  readonly about: string;
  readonly values: readonly string[];
} {
  const mark = MARKS[type];
  switch (what) {
    case 'property':
    case 'entry':
      return { mark, about: path, values: [was ?? '(none)', is ?? '(none)'] };
    case 'override':
      return { mark, about: `scenario ${path}`, values: [was ?? '(none)', is ?? '(none)'] };
    case 'require':
    case 'prefer':
      return { mark, about: `${what}${path === '' ? '' : ` in ${path}`}`, values: [was ?? is ?? ''] };
    case 'let':
      return { mark, about: `let ${path}`, values: [was ?? '(none)', is ?? '(none)'] };
    case 'documentation':
    case 'sources':
    case 'suppressions':
    case 'alternatives':
      return { mark, about: `${what} of ${path === '' ? 'the plan' : path}`, values: [] };
    default:
      return { mark, about: `${what} ${path}`, values: type === 'renamed' ? [was ?? '', is ?? ''] : [] };
  }
}

/** How the shares of causes were found. */
export function methodWords({ method, causes }: PlanDiff): string {
  if (method === 'shapley')
    return `Shares of ${String(causes.length)} causes are Shapley values: the mean over all orders of making the changes. They add up.`;
  if (method === 'sequence')
    return `Shares of ${String(causes.length)} causes are taken one after the other, in the order listed. They add up; another order would share out otherwise what several do together.`;
  return '';
}

/** A move of fit that nobody looks at, share. */
const QUIET_FIT = 5e-4;

/** Halls whose fit moves, or whose work is lost in another part than before. */
export function movedFits({ hallFits }: PlanDiff): readonly DiffHallFit[] {
  return hallFits.filter(
    ({ base, head }) =>
      base?.failing !== head?.failing ||
      (base?.fit == null) !== (head?.fit == null) ||
      Math.abs((head?.fit ?? 0) - (base?.fit ?? 0)) > QUIET_FIT,
  );
}

/** `92 %, most lost in network`, of one side. */
export function fitWords(side: DiffHallFit['base']): string {
  if (side === null) return 'no work';
  if (side.fit === null) return 'unknown';
  return `${showShare(side.fit)}${side.failing === null ? '' : `, most lost in ${side.failing}`}`;
}

/** One sentence about a plan. */
export function headline(plan: PlanDiff): string {
  if (plan.base === null) return 'a new plan';
  if (plan.head === null) return 'the plan is gone';
  if (!isChanged(plan)) return 'no change';
  const { length } = plan.changes;
  const names = plan.causes.slice(0, SHOWN_CAUSES).map(({ title }) => title);
  const left = plan.causes.length - names.length;
  const moved =
    names.length === 0 ? 'no figure moves' : `${names.join(', ')}${left > 0 ? ` and ${String(left)} more` : ''}`;
  return `${String(length)} ${length === 1 ? 'change' : 'changes'}: ${moved}`;
}

/** The files of a plan: one where both sides agree. */
export function fileWords({ base, head }: PlanDiff): string {
  if (base === null || base === head) return head ?? '';
  return head === null ? base : `${base} -> ${head}`;
}
