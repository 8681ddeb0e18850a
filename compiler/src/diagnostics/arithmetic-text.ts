import type { Arithmetic, Comparison, InputFigure, ShownNumber, Sum } from '../fit/arithmetic/index.js';
import { COST_NAMES } from '../fit/index.js';
import { type Provenance, showMoney, showNumber, showQuantity } from '../ir/index.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { noPaint, type Paint } from './paint.js';
import type { Sources } from './sources.js';
import { columns } from './table.js';
import { LINE_WIDTH, wrap } from './wrap.js';

/** How a figure of the IR is written: `132 kW/rack`. The language knows, and stands further down the road. */
export type ShowValue = (kind: string, property: string, value: unknown) => string;

/** One finding's arithmetic for a terminal: what shows it, what it costs step by step, what that rests on. */
export function renderArithmetic(
  { finding, numbers, comparison, sum, inputs }: Arithmetic,
  {
    diagnostic,
    years,
    sources,
    showValue,
    paint = noPaint,
  }: {
    readonly diagnostic: Diagnostic;
    readonly years: readonly number[];
    readonly sources: Sources;
    readonly showValue: ShowValue;
    readonly paint?: Paint;
  },
): string {
  const { file, span } = diagnostic.location;
  const { line, column } = sources.lines(file).position(span.start);
  const head = `${paint.strong(`${file}:${String(line)}:${String(column)}`)}  ${paint[finding.severity](finding.severity)}  ${finding.code} ${finding.slug}`;
  const total = finding.impact?.presentValue ?? null;
  return [
    [head, ...wrap(finding.message, '   ')].join('\n'),
    ...(numbers.length === 0 ? [] : [section(paint, 'What shows it', numberTable(numbers, years))]),
    ...(comparison === undefined ? [] : [section(paint, `What \`${comparison.mend}\` changes`, compare(comparison))]),
    ...(sum === undefined ? [] : [section(paint, sum.title, sumTable(sum))]),
    ...(finding.impact === undefined
      ? []
      : [
          total === null
            ? `Cost of the mismatch: unknown, ${finding.impact.basis}.`
            : `Cost of the mismatch: ${dollars(Math.round(total))} USD (${showMoney(total)}), present value.`,
        ]),
    ...(inputs.length === 0 ? [] : [section(paint, 'What it rests on', inputTable(inputs, showValue))]),
  ].join('\n\n');
}

function section(paint: Paint, title: string, body: string): string {
  return `${paint.strong(title)}\n\n${body}`;
}

/** Years that a table has room for: the first, the last and the one between. */
function picked(years: readonly number[]): number[] {
  return [...new Set([0, Math.floor((years.length - 1) / 2), years.length - 1])];
}

function numberTable(numbers: readonly ShownNumber[], years: readonly number[]): string {
  const marks = picked(years);
  const show = (value: number | null | undefined, unit: string): string =>
    unit === '' ? (value == null ? '-' : showNumber(value)) : value == null ? '-' : showQuantity(value, unit);
  const [first] = numbers;
  return columns(
    [first?.of ?? '', 'whole', ...marks.map((i) => String(years[i] ?? ''))],
    numbers.map(({ metric, unit, value, byYear }) => [
      metric,
      show(value, unit),
      ...marks.map((i) => show(byYear[i], unit)),
    ]),
  );
}

function compare({ lines, written, mended }: Comparison): string {
  const before = wholes(lines.map((line) => line.written));
  const changes = wholes(lines.map((line) => line.written - line.mended));
  const change = Math.round(written - mended);
  return columns(
    ['present value, USD', 'as written', 'mended', 'difference'],
    [
      ...lines.map(({ subsystem }, i) => [
        COST_NAMES[subsystem],
        dollars(before[i] ?? 0),
        dollars((before[i] ?? 0) - (changes[i] ?? 0)),
        dollars(changes[i] ?? 0),
      ]),
      ['total', dollars(Math.round(written)), dollars(Math.round(written) - change), dollars(change)],
    ],
  );
}

function sumTable({ parts }: Sum): string {
  const shown = wholes(parts.map(({ usd }) => usd));
  const total = Math.round(parts.reduce((sum, { usd }) => sum + usd, 0));
  return columns(
    ['', 'USD'],
    [...parts.map(({ text }, i) => [text, dollars(shown[i] ?? 0)]), ['total', dollars(total)]],
  );
}

/** Whole dollars that add up to their rounded sum: what rounding leaves over goes to the largest. */
function wholes(values: readonly number[]): number[] {
  const sum = (all: readonly number[]): number => all.reduce((total, value) => total + value, 0);
  const rounded = values.map((value) => Math.round(value));
  const left = Math.round(sum(values)) - sum(rounded);
  const largest = values.reduce((most, value, i) => (Math.abs(value) > Math.abs(values[most] ?? 0) ? i : most), 0);
  return rounded.map((value, i) => (i === largest ? value + left : value));
}

/** Thousands set apart by a space, to the dollar. */
function dollars(usd: number): string {
  return `${usd < 0 ? '-' : ''}${String(Math.abs(usd)).replace(/\B(?=(\d{3})+$)/g, ' ')}`;
}

function inputTable(inputs: readonly InputFigure[], showValue: ShowValue): string {
  const known: string[] = [];
  const rows = inputs.map(({ path, kind, property, value, source }) => {
    const place = path.includes('#') ? path.slice(path.indexOf('#') + 1) : path;
    return [
      `${property} of ${place}`,
      showValue(kind, property, value),
      source === undefined ? 'none stated' : `${source.standing} [${String(numberOf(source, known))}]`,
    ];
  });
  const sources = known.flatMap((text, i) => {
    const number = `  [${String(i + 1)}] `;
    return wrap(text, number, ' '.repeat(number.length), LINE_WIDTH);
  });
  return [columns(['figure', 'value', 'source'], rows), ...(sources.length === 0 ? [] : [sources.join('\n')])].join(
    '\n\n',
  );
}

function numberOf({ title, year, where }: Provenance, known: string[]): number {
  const text = [title, year, where].filter((part) => part !== undefined && part !== '').join(', ');
  const at = known.indexOf(text);
  return at >= 0 ? at + 1 : known.push(text);
}
