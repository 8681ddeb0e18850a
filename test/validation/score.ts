import type { Case, Expected } from './cases.js';
import { type Answer, type Answers, notModelled } from './support/driver.js';

export type Verdict = 'inside' | 'outside' | 'not modelled';

/** One compared number. */
export interface Row {
  readonly id: string;
  readonly kind: string;
  readonly item: string;
  readonly unit: string;
  readonly simulated: number | boolean | undefined;
  readonly published: string;
  /** 100·(simulated − value)/value; the absolute error where the value is 0; `undefined` where not modelled. */
  readonly error: number | undefined;
  readonly verdict: Verdict;
  readonly reason?: string;
}

/** Compares what the program says with every expected item of a case. */
export function score(each: Case, answers: Answers): readonly Row[] {
  for (const item of Object.keys(answers))
    if (item !== '*' && !each.expected.some((expected) => expected.item === item))
      throw new Error(`${each.id} expects no ${item}`);
  return each.expected.flatMap((expected) => {
    const answer = answers[expected.item] ?? answers['*'];
    if (answer === undefined) throw new Error(`the driver of ${each.id} does not answer ${expected.item}`);
    return elements(expected, answer).map(([one, said]) => row(each, one, said));
  });
}

/** A list as its elements, each with its answer. */
function elements(expected: Expected, answer: Answer): readonly (readonly [Expected, Answer])[] {
  const { value } = expected;
  if (typeof value !== 'object') return [[expected, answer]];
  return value.map((each, i) => [{ ...expected, item: `${expected.item}[${i}]`, value: each }, elementOf(answer, i)]);
}

function elementOf(answer: Answer, i: number): Answer {
  if (typeof answer !== 'object') return answer;
  if ('notModelled' in answer) return answer;
  return answer[i] ?? notModelled('the driver gives fewer elements');
}

function row(each: Case, expected: Expected, answer: Answer): Row {
  const base = {
    id: each.id,
    kind: each.kind,
    item: expected.item,
    unit: expected.unit,
    published: published(expected),
  };
  if (typeof answer === 'object')
    return {
      ...base,
      simulated: undefined,
      error: undefined,
      verdict: 'not modelled',
      reason: 'notModelled' in answer ? answer.notModelled : 'a list where a number is expected',
    };
  const { error, inside } = compare(expected, answer);
  return { ...base, simulated: answer, error, verdict: inside ? 'inside' : 'outside' };
}

function published({ value, min, max }: Expected): string {
  return value === undefined ? `${show(min)} .. ${show(max)}` : typeof value === 'object' ? '' : show(value);
}

export function show(value: number | boolean | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'boolean' ? String(value) : String(Number(value.toPrecision(6)));
}

/** Rounding of the last binary digits is no miss, even where a tolerance of zero is asked for. */
const ROUNDING = 1e-12;

function compare(
  { value, min, max, absolute, relative }: Expected,
  answer: number | boolean,
): { readonly error: number; readonly inside: boolean } {
  if (typeof value === 'boolean' || typeof answer === 'boolean') {
    const inside = value === answer;
    return { error: inside ? 0 : 100, inside };
  }
  if (typeof value === 'number') {
    const off = answer - value;
    const tolerance = Math.max(absolute ?? 0, (relative ?? 0) * Math.abs(value));
    const inside = Math.abs(off) <= tolerance + ROUNDING * Math.abs(value);
    return { error: value === 0 ? off : (100 * off) / value, inside };
  }
  const nearest = Math.min(max ?? Infinity, Math.max(min ?? -Infinity, answer));
  return {
    error: nearest === 0 ? answer : (100 * (answer - nearest)) / nearest,
    inside: Math.abs(answer - nearest) <= ROUNDING * Math.abs(nearest),
  };
}

/** What the items of one kind add up to; kinds are never pooled. */
export interface KindSummary {
  readonly kind: string;
  readonly items: number;
  readonly modelled: number;
  readonly inside: number;
  /** Of the absolute error in percent, over what is modelled. */
  readonly median: number;
  readonly ninetieth: number;
  readonly worst: number;
  readonly worstAt: string;
}

export function summarise(rows: readonly Row[]): readonly KindSummary[] {
  return [...new Set(rows.map((each) => each.kind))].sort().map((kind) => {
    const mine = rows.filter((each) => each.kind === kind);
    const modelled = mine.filter((each) => each.verdict !== 'not modelled');
    const errors = modelled.map((each) => Math.abs(each.error ?? NaN)).sort((a, b) => a - b);
    const worst = errors.at(-1) ?? NaN;
    const at = modelled.find((each) => Math.abs(each.error ?? NaN) === worst);
    return {
      kind,
      items: mine.length,
      modelled: modelled.length,
      inside: modelled.filter((each) => each.verdict === 'inside').length,
      median: quantile(errors, 0.5),
      ninetieth: quantile(errors, 0.9),
      worst,
      worstAt: at === undefined ? '' : `${at.id} ${at.item}`,
    };
  });
}

function quantile(sorted: readonly number[], share: number): number {
  const position = share * (sorted.length - 1);
  const low = sorted[Math.floor(position)] ?? NaN;
  const high = sorted[Math.ceil(position)] ?? NaN;
  return low + (high - low) * (position - Math.floor(position));
}
