import { showMoney, showQuantity } from '../ir/show.js';
import type { Diagnostic, Fix, Impact } from '../text/diagnostic.js';
import type { LineMap } from '../text/line-map.js';
import type { Span } from '../text/span.js';
import { noPaint, type Paint } from './paint.js';
import type { Sources } from './sources.js';
import { countBySeverity, inOrder } from './summary.js';

/** Longest source line shown whole; a longer one is cut around its caret. */
const WIDTH = 160;
const SHOWN_RELATED = 4;

/** Findings for a terminal: place, code, message, cost, source line with carets, mends. */
export function renderText(diagnostics: readonly Diagnostic[], sources: Sources, paint: Paint = noPaint): string {
  return inOrder(diagnostics)
    .map((diagnostic) => renderOne(diagnostic, sources, paint))
    .join('\n\n');
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
  const head = `${paint.strong(`${file}:${String(line)}:${String(column)}`)}  ${colour(diagnostic.severity)}  ${diagnostic.code} ${diagnostic.slug}`;
  const body = [
    `   ${capital(diagnostic.message)}.`,
    ...(diagnostic.notes ?? []).map((note) => `   ${note}`),
    ...(diagnostic.impact ? [`   ${impactLine(diagnostic.impact, (diagnostic.fixes ?? []).length === 0)}`] : []),
    ...snippet(lines, span, paint, colour),
    ...(diagnostic.related ?? []).slice(0, SHOWN_RELATED).map((related) => {
      const at = sources.lines(related.location.file).position(related.location.span.start);
      return paint.faint(`   see ${related.location.file}:${String(at.line)}:${String(at.column)}: ${related.message}`);
    }),
    ...(diagnostic.fixes ?? []).map((fix) => `   ${paint.good('mend:')} ${fix.title.replace(/\n\s*/g, ' ')}${prediction(fix)}`),
  ];
  return [head, ...body].join('\n');
}

/** What the mismatch costs and from when; what that is the difference of, where no mend says it. */
function impactLine(impact: Impact, withBasis: boolean): string {
  const parts = [
    impact.presentValue === null ? `unknown, ${impact.basis}` : `${showMoney(impact.presentValue)} (present value)`,
    ...(impact.energy === null || impact.energy <= 0 ? [] : [showQuantity(impact.energy, 'GWh')]),
    ...(impact.from === null ? [] : [`from ${impact.from}${impact.until === null || impact.until === impact.from ? '' : ` until ${impact.until}`}`]),
  ];
  return `Cost of the mismatch: ${parts.join(', ')}.${withBasis && impact.presentValue !== null ? ` That is ${impact.basis.replace(/\n\s*/g, ' ')}.` : ''}`;
}

function prediction(fix: Fix): string {
  const { predicted } = fix;
  if (predicted === undefined) return '';
  const saves = predicted.presentValue >= 0 ? `saves ${showMoney(predicted.presentValue)}` : `costs ${showMoney(-predicted.presentValue)}`;
  const capital = Math.abs(predicted.capital) < 1 ? '' : predicted.capital > 0 ? `, ${showMoney(predicted.capital)} less capital` : `, ${showMoney(-predicted.capital)} more capital`;
  const energy = Math.abs(predicted.energy) < 3.6e9 ? '' : predicted.energy > 0 ? `, ${showQuantity(predicted.energy, 'GWh')} less` : `, ${showQuantity(-predicted.energy, 'GWh')} more`;
  return `  ${saves}${capital}${energy}`;
}

function snippet(lines: LineMap, span: Span, paint: Paint, colour: (text: string) => string): string[] {
  const { start, end } = lines.range(span);
  const whole = lines.lineText(start.line).replace(/\t/g, ' ');
  if (whole.trim() === '') return [];
  const from = Math.max(0, Math.min(start.column - 40, whole.length - WIDTH));
  const text = whole.slice(whole.length > WIDTH ? from : 0, whole.length > WIDTH ? from + WIDTH : undefined);
  const offset = whole.length > WIDTH ? from : 0;
  const last = end.line === start.line ? end.column : whole.length + 1;
  const carets = Math.max(1, Math.min(last - start.column, text.length + 1 - (start.column - offset)));
  const number = String(start.line).padStart(5);
  return [`${paint.faint(`${number} |`)} ${text}`, `${' '.repeat(8 + start.column - 1 - offset)}${colour('^'.repeat(carets))}`];
}

function capital(message: string): string {
  return (/^[a-z]+ /.test(message) ? message.charAt(0).toUpperCase() + message.slice(1) : message).replace(/\.$/, '');
}

function plural(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
