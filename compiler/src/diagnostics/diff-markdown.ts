import { showMoney } from '../ir/show.js';
import { type DiffReport, isChanged, type PlanDiff } from './diff-report.js';
import {
  changeParts,
  fileWords,
  fitWords,
  headline,
  isStill,
  methodWords,
  movedFits,
  showCauses,
  showChange,
  showFigure,
} from './diff-words.js';
import type { Judged } from './judged.js';
import { codeMarkdown, escapeMarkdown, foldedMarkdown, proseMarkdown, tableMarkdown } from './markdown.js';
import type { Sources } from './sources.js';
import { worst } from './summary.js';

/** GitHub takes no longer comment, characters. */
export const LONGEST_COMMENT = 65_536;

/** Rows of key figures that a reader takes in. */
const MOST_ROWS = 8;

/** A section of a comment, with what is said where there is no room for it. */
interface Section {
  readonly title: string;
  readonly text: string;
  /** What a reader can do without; the first to go has the highest number. */
  readonly rank: number;
}

/**
 * A comparison as a comment: a verdict, key figures, what binds, findings new and gone, details folded, versions at the foot. Of
 * what has no room within `limit` characters the least needed is left out, and named.
 * @param heads lines before all else, such as a hidden marker
 */
export function renderDiffMarkdown(report: DiffReport, heads: readonly string[] = [], limit = LONGEST_COMMENT): string {
  const changed = report.plans.filter(isChanged);
  const sections: Section[] = [{ title: 'verdict', rank: 0, text: verdict(report) }];
  for (const plan of changed) sections.push(...planSections(plan, report, changed.length > 1));
  const foot = `<sub>${escapeMarkdown(report.engine)}, seed ${String(report.seed)}${report.scenario === null ? '' : `, scenario ${escapeMarkdown(report.scenario)}`}; ${escapeMarkdown(report.base)} → ${escapeMarkdown(report.head)}</sub>`;
  return assembled(sections, heads, foot, limit);
}

function assembled(sections: readonly Section[], heads: readonly string[], foot: string, limit: number): string {
  const kept = new Set(sections);
  const cut: string[] = [];
  const leastNeeded = sections
    .map((section, index) => ({ section, index }))
    .filter(({ section }) => section.rank > 0)
    .sort((a, b) => b.section.rank - a.section.rank || b.index - a.index);
  // A blank line stands between parts, and a line end at the end.
  const parts = (): string[] => [...heads, ...[...kept].map(({ text }) => text), ...leftOut(cut), foot];
  let length = parts().reduce((sum, part) => sum + part.length + 2, 0);
  for (const { section } of leastNeeded) {
    if (length + leftOut(cut).join('').length <= limit) break;
    kept.delete(section);
    cut.unshift(section.title);
    length -= section.text.length + 2;
  }
  const text = `${parts().join('\n\n')}\n`;
  return text.length <= limit ? text : `${text.slice(0, limit - 2)}…\n`;
}

/** Titles of sections that a reader is told are missing. */
const MOST_TITLES = 12;

function leftOut(titles: readonly string[]): string[] {
  if (titles.length === 0) return [];
  const left = titles.length - MOST_TITLES;
  const named = titles.slice(0, MOST_TITLES).join('; ');
  return [`> [!NOTE]\n> Left out for length: ${named}${left > 0 ? ` and ${String(left)} more` : ''}.`];
}

function verdict({ plans }: DiffReport): string {
  const changed = plans.filter(isChanged);
  const [only] = changed;
  if (only === undefined) return '### dcplan: no change in what the plans declare';
  const added = changed.flatMap((plan) => plan.added).filter(({ diagnostic }) => diagnostic.severity !== 'info');
  const errors = added.filter(({ diagnostic }) => diagnostic.severity === 'error').length;
  const news = [
    ...(errors > 0 ? [`${String(errors)} new ${errors === 1 ? 'error' : 'errors'}`] : []),
    ...(added.length > errors
      ? [`${String(added.length - errors)} new ${added.length - errors === 1 ? 'warning' : 'warnings'}`]
      : []),
  ];
  const moved = changed.flatMap(({ figures }) => figures.filter((figure) => !isStill(figure)));
  const cost = moved.find(({ metric }) => metric === 'presentValue');
  const effect = cost === undefined ? 'no cost moves' : `present value ${showChange(cost)}`;
  const what = changed.length === 1 ? proseMarkdown(headline(only)) : `${String(changed.length)} plans change`;
  return `### dcplan: ${[what, effect, ...news].join('; ')}`;
}

function planSections(plan: PlanDiff, report: DiffReport, several: boolean): Section[] {
  const name = codeMarkdown(fileWords(plan));
  const title = several ? `#### ${name}: ${proseMarkdown(headline(plan))}\n\n` : '';
  const { sources } = report;
  return [
    { title: `figures of ${name}`, rank: 1, text: `${title}${figures(plan)}` },
    ...section(`what binds in ${name}`, 2, binds(plan)),
    ...section(`fit of halls in ${name}`, 3, fits(plan)),
    ...section(`new findings of ${name}`, 1, findings('New', plan.added, sources.head)),
    ...section(`findings gone from ${name}`, 3, findings('Gone', plan.gone, sources.base)),
    ...section(`changes of ${name}`, 4, changes(plan)),
    ...section(`causes in ${name}`, 5, causes(plan)),
  ];
}

function section(title: string, rank: number, text: string): Section[] {
  return text === '' ? [] : [{ title, rank, text }];
}

function figures(plan: PlanDiff): string {
  const several = new Set(plan.figures.map(({ campus }) => campus)).size > 1;
  const titles = plan.causes.map(({ title }) => title);
  // What moves first, and of what does not as much as there is room for.
  const order = [...plan.figures.filter((figure) => !isStill(figure)), ...plan.figures.filter(isStill)];
  const shown = new Set(order.slice(0, MOST_ROWS));
  const rows = plan.figures
    .filter((figure) => shown.has(figure))
    .map((figure) => [
      escapeMarkdown(several ? `${figure.campus}: ${figure.label}` : figure.label),
      showFigure(figure, figure.base),
      showFigure(figure, figure.head),
      isStill(figure) ? '=' : `**${showChange(figure)}**`,
      escapeMarkdown(showCauses(figure, titles)),
    ]);
  const dates = plan.dates
    .filter(({ base, head }) => base !== head)
    .map(({ campus, label, base, head }) => [
      escapeMarkdown(several ? `${campus}: ${label}` : label),
      base ?? 'none',
      head ?? 'none',
      '',
      '',
    ]);
  const table = tableMarkdown(
    ['', 'base', 'head', 'change', 'because of'],
    [...rows.slice(0, MOST_ROWS - Math.min(dates.length, 2)), ...dates.slice(0, 2)],
    [0, 4],
  );
  return rows.length + dates.length === 0 ? '' : table;
}

function binds({ binds: all }: PlanDiff): string {
  const moved = all.filter(({ base, head }) => base !== head);
  if (moved.length === 0) return '';
  const lines = moved.map(
    ({ hall, base, head }) =>
      `${codeMarkdown(hall)} is limited by ${escapeMarkdown(head ?? 'nothing: it is gone')} (was ${escapeMarkdown(base ?? 'not there')})`,
  );
  return `What binds: ${lines.join('; ')}.`;
}

function fits(plan: PlanDiff): string {
  const moved = movedFits(plan);
  if (moved.length === 0) return '';
  const rows = moved.map(({ hall, base, head }) => [
    codeMarkdown(hall),
    escapeMarkdown(fitWords(base)),
    escapeMarkdown(fitWords(head)),
  ]);
  return foldedMarkdown(`Fit of halls: ${String(moved.length)}`, tableMarkdown(['hall', 'base', 'head'], rows));
}

function findings(which: 'New' | 'Gone', all: readonly Judged[], sources: Sources): string {
  const found = all.map(({ diagnostic }) => diagnostic);
  if (found.length === 0) return '';
  const shown = worst(found, 50);
  const lines = shown.map(({ severity, code, slug, message, location, impact }) => {
    const line = sources.lines(location.file).position(location.span.start).line;
    const cost = impact === undefined || impact.presentValue === null ? '' : ` (${showMoney(impact.presentValue)})`;
    const place = codeMarkdown(`${location.file}:${String(line)}`);
    return `- ${severity === 'info' ? 'note' : `**${severity}**`} ${code} ${slug} at ${place}: ${proseMarkdown(message)}${cost}`;
  });
  const left = found.length - shown.length;
  if (left > 0) lines.push(`- and ${String(left)} more, less severe`);
  const title = `${which} findings: ${String(found.length)}`;
  return which === 'New' && found.length <= 5
    ? [`**${title}**`, '', ...lines].join('\n')
    : foldedMarkdown(title, lines.join('\n'));
}

function changes({ changes: all }: PlanDiff): string {
  if (all.length === 0) return '';
  const shown = all.slice(0, 200);
  const lines = shown.map((change) => {
    const { mark, about, values } = changeParts(change);
    const words = values.length === 0 ? '' : `: ${values.map(codeMarkdown).join(' → ')}`;
    return `- \`${mark}\` ${escapeMarkdown(about)}${words}`;
  });
  const left = all.length - shown.length;
  if (left > 0) lines.push(`- and ${String(left)} more`);
  return foldedMarkdown(`Changes: ${String(all.length)}`, lines.join('\n'));
}

function causes(plan: PlanDiff): string {
  const moved = plan.figures.filter((figure) => figure.causes !== null && !isStill(figure));
  if (plan.causes.length < 2 || moved.length === 0) return '';
  const rows = plan.causes.map(({ title }, i) => [
    escapeMarkdown(title),
    ...moved.map((figure) => showChange(figure, figure.causes?.[i] ?? null)),
  ]);
  const total = ['whole change', ...moved.map((figure) => `**${showChange(figure)}**`)];
  const table = tableMarkdown(['cause', ...moved.map(({ label }) => label)], [...rows, total]);
  return foldedMarkdown('Shares of each cause', `${table}\n\n${methodWords(plan)}`);
}
