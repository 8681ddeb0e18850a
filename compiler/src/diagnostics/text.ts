import { showMoney, showQuantity } from '../ir/show.js';
import type { Diagnostic, Fix, Impact, RelatedPlace } from '../text/diagnostic.js';
import type { LineMap } from '../text/line-map.js';
import type { Span } from '../text/span.js';
import { noPaint, type Paint } from './paint.js';
import type { Sources } from './sources.js';
import { countBySeverity, inOrder, worst } from './summary.js';
import { LINE_WIDTH, printable, wrap } from './wrap.js';

/** `12345 | ` before a source line. */
const GUTTER = 8;
/** Longest part of a source line that is shown; a longer line is cut around its carets. */
const SNIPPET_WIDTH = LINE_WIDTH - GUTTER;
/** Characters of a cut line that are kept before its carets. */
const SNIPPET_LEAD = 40;
const SHOWN_RELATED = 4;
/** Nobody reads more than this many findings on a terminal. */
const SHOWN_FINDINGS = 200;
const INDENT = '   ';

/** Findings for a terminal: place, code, message, cost, source line with carets, mends. Of very many, the worst ones. */
export function renderText(diagnostics: readonly Diagnostic[], sources: Sources, paint: Paint = noPaint): string {
  const shown = inOrder(worst(diagnostics, SHOWN_FINDINGS)).map((diagnostic) => renderOne(diagnostic, sources, paint));
  const left = diagnostics.length - shown.length;
  if (left > 0) shown.push(`${plural(left, 'further finding')} not shown here; --format json gives all of them.`);
  return shown.join('\n\n');
}

/** `2 errors, 1 warning`: the closing line of `check`. */
export function renderCounts(diagnostics: readonly Diagnostic[], paint: Paint = noPaint): string {
  const { errors, warnings, infos } = countBySeverity(diagnostics);
  const words = [
    ...(errors > 0 ? [paint.error(plural(errors, 'error'))] : []),
    ...(warnings > 0 ? [paint.warning(plural(warnings, 'warning'))] : []),
    ...(infos > 0 ? [paint.info(plural(infos, 'note'))] : []),
  ];
  return words.length === 0 ? paint.good('no findings') : words.join(', ');
}

function renderOne(diagnostic: Diagnostic, sources: Sources, paint: Paint): string {
  const { file, span } = diagnostic.location;
  const lines = sources.lines(file);
  const { line, column } = lines.position(span.start);
  const colour = paint[diagnostic.severity];
  const head = `${paint.strong(`${printable(file)}:${String(line)}:${String(column)}`)}  ${colour(diagnostic.severity)}  ${diagnostic.code} ${diagnostic.slug}`;
  const body = [
    ...prose(sentence(diagnostic.message)),
    ...(diagnostic.notes ?? []).flatMap(prose),
    ...(diagnostic.impact ? prose(impactLine(diagnostic.impact, (diagnostic.fixes ?? []).length === 0)) : []),
    ...snippet(lines, span, paint, colour),
    ...relatedLines(diagnostic.related ?? [], sources).map((text) => paint.faint(text)),
    ...(diagnostic.fixes ?? []).flatMap((fix) => fixLines(fix, paint)),
  ];
  return [head, ...body].join('\n');
}

function prose(text: string): string[] {
  return wrap(printable(onOneLine(text)), INDENT);
}

/** A block that is written over several lines as one that stands in its line. */
function onOneLine(text: string): string {
  return text
    .replace(/\{\s*\n\s*/g, '{ ')
    .replace(/\s*\n\s*\}/g, ' }')
    .replace(/(?<=\S)\s*\n\s*(?=\S)/g, ', ');
}

/** With a capital where a word begins it, and a point where nothing ends it. */
function sentence(message: string): string {
  const text = message.trimEnd();
  const begun = /^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
  return /[.?!…:]$/.test(begun) ? begun : `${begun}.`;
}

function relatedLines(related: readonly RelatedPlace[], sources: Sources): string[] {
  const lines = related.slice(0, SHOWN_RELATED).flatMap(({ location, message }) => {
    const at = sources.lines(location.file).position(location.span.start);
    return wrap(
      printable(`see ${location.file}:${String(at.line)}:${String(at.column)}: ${message}`),
      INDENT,
      `${INDENT}    `,
    );
  });
  const left = related.length - SHOWN_RELATED;
  return left > 0 ? [...lines, `${INDENT}and ${plural(left, 'further place')}`] : lines;
}

/** What the mend does, and beside it, or below where there is no room, what it saves. */
function fixLines(fix: Fix, paint: Paint): string[] {
  const label = `${INDENT}mend: `;
  const hanging = ' '.repeat(label.length);
  const lines = wrap(printable(onOneLine(fix.title)), label, hanging);
  const saved = prediction(fix);
  const last = lines[lines.length - 1] ?? '';
  if (saved !== '') {
    if (last.length + 2 + saved.length <= LINE_WIDTH) lines[lines.length - 1] = `${last}  ${saved}`;
    else lines.push(...wrap(saved, hanging));
  }
  return [`${INDENT}${paint.good('mend:')}${(lines[0] ?? '').slice(label.length - 1)}`, ...lines.slice(1)];
}

/** What the mismatch costs and from when; what that is the difference of, where no mend says it. */
export function impactLine(impact: Impact, withBasis: boolean): string {
  const parts = [
    impact.presentValue === null ? `unknown, ${impact.basis}` : `${showMoney(impact.presentValue)} (present value)`,
    ...(impact.energy === null || impact.energy <= 0 ? [] : [showQuantity(impact.energy, 'GWh')]),
    ...(impact.from === null
      ? []
      : [
          `from ${impact.from}${impact.until === null || impact.until === impact.from ? '' : ` until ${impact.until}`}`,
        ]),
  ];
  return `Cost of the mismatch: ${parts.join(', ')}.${withBasis && impact.presentValue !== null ? ` That is ${impact.basis}.` : ''}`;
}

function prediction(fix: Fix): string {
  const { predicted } = fix;
  if (predicted === undefined) return '';
  const saves =
    predicted.presentValue >= 0
      ? `saves ${showMoney(predicted.presentValue)}`
      : `costs ${showMoney(-predicted.presentValue)}`;
  const capital =
    Math.abs(predicted.capital) < 1
      ? ''
      : predicted.capital > 0
        ? `, ${showMoney(predicted.capital)} less capital`
        : `, ${showMoney(-predicted.capital)} more capital`;
  const energy =
    Math.abs(predicted.energy) < 3.6e9
      ? ''
      : predicted.energy > 0
        ? `, ${showQuantity(predicted.energy, 'GWh')} less`
        : `, ${showQuantity(-predicted.energy, 'GWh')} more`;
  return `${saves}${capital}${energy}`;
}

function snippet(lines: LineMap, span: Span, paint: Paint, colour: (text: string) => string): string[] {
  const { start, end } = lines.range(span);
  const whole = printable(lines.lineText(start.line));
  if (whole.trim() === '') return [];
  const from =
    whole.length <= SNIPPET_WIDTH
      ? 0
      : Math.max(0, Math.min(start.column - 1 - SNIPPET_LEAD, whole.length - SNIPPET_WIDTH));
  const text = cut(whole, from);
  const column = start.column - 1 - from;
  const length = (end.line === start.line ? end.column - 1 : whole.length) - (start.column - 1);
  const carets = Math.max(1, Math.min(length, text.length - column));
  return [
    `${paint.faint(`${String(start.line).padStart(GUTTER - 3)} |`)} ${text}`,
    `${' '.repeat(GUTTER + column)}${colour('^'.repeat(carets))}`,
  ];
}

/** The part of a line that is shown, with a `…` for what is left out on either side. */
function cut(line: string, from: number): string {
  const until = from + SNIPPET_WIDTH;
  const text = line.slice(from, until);
  return `${from > 0 ? '…' : ''}${text.slice(from > 0 ? 1 : 0, until < line.length ? -1 : undefined)}${until < line.length ? '…' : ''}`;
}

function plural(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
