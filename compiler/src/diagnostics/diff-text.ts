import { type DiffFigure, type DiffReport, isChanged, type PlanDiff } from './diff-report.js';
import {
  changeParts,
  fileWords,
  fitWords,
  headline,
  methodWords,
  movedFits,
  showCauses,
  showChange,
  showFigure,
} from './diff-words.js';
import type { Judged } from './judged.js';
import { noPaint, type Paint } from './paint.js';
import type { Sources } from './sources.js';
import { columns } from './table.js';
import { renderText } from './text.js';
import { LINE_WIDTH, printable, shortened, wrap } from './wrap.js';

/** Changes that a terminal shows of one plan. */
const MOST_CHANGES = 60;

/** A comparison for a terminal: a screen of what changed and what it does, then the details. */
export function renderDiffText(report: DiffReport, paint: Paint = noPaint): string {
  const changed = report.plans.filter(isChanged);
  const same = report.plans.length - changed.length;
  const head = `${printable(report.base)} -> ${printable(report.head)}`;
  if (changed.length === 0)
    return `${head}: no change in ${report.plans.length === 1 ? 'the plan' : `${String(same)} plans`}`;
  const parts = [
    paint.strong(head),
    ...changed.map((plan) => renderPlan(plan, report, paint)),
    ...(same === 0 ? [] : [`${String(same)} ${same === 1 ? 'plan has' : 'plans have'} no change.`]),
  ];
  return parts.join('\n\n');
}

function renderPlan(plan: PlanDiff, { sources }: DiffReport, paint: Paint): string {
  const sections = [
    `${paint.strong(printable(fileWords(plan)))}: ${printable(headline(plan))}`,
    figureTable(plan),
    [...dateLines(plan), ...bindLines(plan), ...fitLines(plan), findingLine(plan)].join('\n'),
    changeLines(plan, paint),
    methodWords(plan),
    findingBlock('New findings', plan.added, sources.head, paint),
    findingBlock('Findings gone', plan.gone, sources.base, paint),
  ];
  return sections.filter((section) => section !== '').join('\n\n');
}

function figureTable({ figures, causes }: PlanDiff): string {
  const campuses = new Set(figures.map(({ campus }) => campus));
  // Of one campus its name goes without saying: there is room for more.
  const [only] = campuses;
  const bare = (title: string): string =>
    campuses.size > 1 || only === undefined ? title : title.replaceAll(new RegExp(`(?<![\\w.])${only}\\.`, 'g'), '');
  const titles = causes.map(({ title }) => bare(title));
  const label = ({ campus, label: words }: DiffFigure): string => (campuses.size > 1 ? `${campus}: ${words}` : words);
  const rows = figures.map((figure) => [
    label(figure),
    showFigure(figure, figure.base),
    showFigure(figure, figure.head),
    showChange(figure),
  ]);
  if (rows.length === 0) return '';
  const lines = columns(['', 'base', 'head', 'change'], rows).split('\n');
  // The first two lines are the head of the table.
  const width = Math.max(...lines.map((line) => line.length));
  return lines
    .map((line, i) => {
      const figure = figures[i - 2];
      const because = figure === undefined ? '' : showCauses(figure, titles);
      const room = LINE_WIDTH - width - 3;
      return because === '' ? line : `${line.padEnd(width)}   ${shortened(printable(because), room)}`;
    })
    .join('\n');
}

function dateLines({ dates }: PlanDiff): string[] {
  return dates
    .filter(({ base, head }) => base !== null || head !== null)
    .map(({ campus, label, base, head }) =>
      base === head
        ? `${label} of ${campus}: ${head ?? 'none'}, as before`
        : `${label} of ${campus}: ${base ?? 'none'} -> ${head ?? 'none'}`,
    );
}

function bindLines({ binds }: PlanDiff): string[] {
  return binds
    .filter(({ base, head }) => base !== head)
    .map(({ hall, base, head }) => `What binds ${hall}: ${base ?? '(no hall)'} -> ${head ?? '(no hall)'}`);
}

/** Halls whose fit is shown before the rest is counted. */
const MOST_FITS = 6;

function fitLines(plan: PlanDiff): string[] {
  const moved = movedFits(plan);
  const lines = moved
    .slice(0, MOST_FITS)
    .flatMap(({ hall, base, head }) =>
      wrap(printable(`Fit of ${hall}: ${fitWords(base)} -> ${fitWords(head)}`), '', '    '),
    );
  const left = moved.length - MOST_FITS;
  return left > 0 ? [...lines, `and that of ${String(left)} further halls`] : lines;
}

function findingLine({ added, gone, kept }: PlanDiff): string {
  return `Findings: ${String(added.length)} new, ${String(gone.length)} gone, ${String(kept)} as before`;
}

function changeLines({ changes }: PlanDiff, paint: Paint): string {
  if (changes.length === 0) return '';
  const lines = changes.slice(0, MOST_CHANGES).flatMap((change) => {
    const { mark, about, values } = changeParts(change);
    const words = values.length === 0 ? about : `${about}: ${values.join(' -> ')}`;
    return wrap(printable(`${mark} ${words}`), '  ', '      ');
  });
  const left = changes.length - MOST_CHANGES;
  if (left > 0) lines.push(`  and ${String(left)} further changes; --format json gives all of them`);
  return [paint.strong('Changes'), ...lines].join('\n');
}

function findingBlock(title: string, findings: readonly Judged[], sources: Sources, paint: Paint): string {
  if (findings.length === 0) return '';
  const text = renderText(
    findings.map(({ diagnostic }) => diagnostic),
    sources,
    paint,
  );
  return `${paint.strong(title)}\n\n${text}`;
}
