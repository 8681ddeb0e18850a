import type { GrowingExpression, MapEntry, MapExpression, Node } from '../../syntax/tree.js';
import type { Series } from '../../ir/index.js';
import type { Entity } from '../declare/types.js';
import { locate } from '../report.js';
import { dimensionless, quantities } from '../units/index.js';
import { type Drawn, isDistribution, isSeries, type NumberValue, numberValue, poison, type Value } from '../values.js';
import { scale, spread } from './amounts.js';
import { fits, reportDimension } from './dimensions.js';
import { asDate } from './literals.js';
import type { Env, Machine } from './machine.js';
import { asNumber } from './operands.js';

/** `{ 2027: a, 2030: b }` and `step { … }`. */
export function evaluateSeries(machine: Machine, expression: MapExpression, env: Env): Value {
  const bad = (message: string, node: Node = expression): Value => {
    machine.reporter.report('bad-series', locate(env.scope, node), message);
    return poison;
  };
  if (expression.entries.length === 0) return bad('A value over time has at least one date: `{ 2027: 1 MW }`.');
  const points: { at: string; value: NumberValue }[] = [];
  let isPoisoned = false;
  for (const entry of expression.entries) {
    const date = keyDate(machine, entry, env);
    const value = asNumber(machine, machine.evaluate(entry.value, env), entry.value, env);
    if (date === undefined || value === undefined) {
      isPoisoned = true;
      continue;
    }
    if (isSeries(value.amount)) return bad('A value at one date cannot itself change over time.', entry.value);
    if (points.some((point) => point.at === date)) return bad(`${date} is there twice.`, entry.key);
    const first = points[0]?.value;
    if (first !== undefined && !fits(value.dimension, value.bare, first.dimension, env.isDefault)) {
      if (value.amount !== 0 || !value.bare) {
        reportDimension(machine, value, [first.dimension], entry.value, env, '');
        return poison;
      }
    }
    points.push({ at: date, value });
  }
  const first = points.find((point) => !point.value.bare) ?? points[0];
  if (isPoisoned || first === undefined) return poison;
  points.sort((a, b) => (a.at < b.at ? -1 : 1));
  const factor = commonFactor(points.map((point) => point.value));
  if (factor === 'differs') {
    return bad(
      'The spread of a value over time is one factor for all its dates: write `({ 2027: a, 2030: b }) ± 20 %`.',
    );
  }
  const series: Series = {
    series: expression.step ? 'step' : 'linear',
    points: points.map((point) => ({ at: point.at, value: centralOf(point.value) })),
    ...(factor === undefined ? {} : { factor }),
  };
  return numberValue(
    first.value.dimension,
    series,
    points.every((point) => point.value.bare),
  );
}

function keyDate(machine: Machine, { key }: MapEntry, env: Env): string | undefined {
  const value = asDate(machine, key, env) ?? machine.evaluate(key, env, { type: 'date' });
  if (value.type === 'date') return value.first;
  if (value.type !== 'poison') {
    machine.reporter.report(
      'bad-series',
      locate(env.scope, key),
      'The keys of a value over time are dates, such as `2027` or `2027-03`.',
    );
  }
  return undefined;
}

function centralOf(value: NumberValue): number {
  if (typeof value.amount === 'number') return value.amount;
  return isDistribution(value.amount) ? value.amount.central : 0;
}

/** The relative spread that all dates share, undefined where none is uncertain. */
function commonFactor(values: readonly NumberValue[]): Drawn | undefined | 'differs' {
  const factors = values.map((value) => {
    if (!isDistribution(value.amount) || value.amount.central === 0) return undefined;
    const relative = scale(value.amount, 1 / value.amount.central);
    return relative !== undefined && isDistribution(relative) ? relative : undefined;
  });
  const first = factors[0];
  if (factors.every((factor) => factor === undefined)) return undefined;
  if (first === undefined || factors.some((factor) => factor === undefined || !sameShape(first, factor)))
    return 'differs';
  return first;
}

function sameShape(left: Drawn, right: Drawn): boolean {
  const rights = new Map<string, unknown>(Object.entries(right));
  return Object.entries(left).every(([key, value]) => {
    const other = rights.get(key);
    return typeof value === 'number' && typeof other === 'number'
      ? Math.abs(value - other) <= 1e-9 * Math.abs(value)
      : value === other;
  });
}

/** `x growing r from D until D`. */
export function evaluateGrowing(machine: Machine, expression: GrowingExpression, env: Env): Value {
  const operand = asNumber(machine, machine.evaluate(expression.operand, env), expression.operand, env);
  const rate = yearlyRate(machine, expression, env);
  const from =
    boundary(machine, expression.from, env) ?? (expression.from === undefined ? firstDay(machine, env) : undefined);
  const until = boundary(machine, expression.until, env);
  if (operand === undefined || rate === undefined) return poison;
  if (expression.from !== undefined && from === undefined) return poison;
  if (expression.until !== undefined && until === undefined) return poison;
  if (from === undefined) {
    machine.reporter.report(
      'bad-series',
      locate(env.scope, expression),
      'Say from when it grows: add `from 2027` after the rate.',
    );
    return poison;
  }
  if (until !== undefined && until <= from) {
    machine.reporter.report(
      'bad-period',
      locate(env.scope, expression.until!),
      `The growth ends (${until}) before it begins (${from}).`,
    );
    return poison;
  }
  const span = { from, ...(until === undefined ? {} : { until }) };
  const { amount } = operand;
  if (isDistribution(amount)) {
    const series = spread({ series: 'growing', base: 1, rate, ...span }, amount);
    return series === undefined ? poison : numberValue(operand.dimension, series, operand.bare);
  }
  if (isSeries(amount) && amount.factor !== undefined) {
    const { factor, ...base } = amount;
    return numberValue(operand.dimension, { series: 'growing', base, rate, ...span, factor }, operand.bare);
  }
  return numberValue(operand.dimension, { series: 'growing', base: amount, rate, ...span }, operand.bare);
}

const secondsPerYear = 365 * 24 * 3600;

/** Growth a year as a share; a rate without a time is a yearly one. */
function yearlyRate(machine: Machine, expression: GrowingExpression, env: Env): number | undefined {
  const value = asNumber(machine, machine.evaluate(expression.rate, env), expression.rate, env);
  if (value === undefined) return undefined;
  if (typeof value.amount !== 'number') {
    machine.reporter.report(
      'bad-series',
      locate(env.scope, expression.rate),
      'The rate of growth is one certain number; compare several with scenarios.',
    );
    return undefined;
  }
  const isFrequency = value.dimension.key === `${quantities.Time.dimension.key}-1`;
  if (!isFrequency && value.dimension !== dimensionless) {
    machine.reporter.report(
      'wrong-dimension',
      locate(env.scope, expression.rate),
      'A rate of growth is a share a year, such as `35 %/year`.',
    );
    return undefined;
  }
  // Twelve digits: 5 %/year is 0.05, whatever the detour through seconds leaves in the last.
  const rate = isFrequency ? Number((value.amount * secondsPerYear).toPrecision(12)) : value.amount;
  if (rate > -1 && Number.isFinite(rate)) return rate;
  machine.reporter.report(
    'bad-series',
    locate(env.scope, expression.rate),
    'Nothing can shrink by 100 % a year or more.',
  );
  return undefined;
}

function boundary(machine: Machine, expression: GrowingExpression['from'], env: Env): string | undefined {
  if (expression === undefined) return undefined;
  const value = asDate(machine, expression, env) ?? machine.evaluate(expression, env, { type: 'date' });
  if (value.type === 'date') return value.first;
  if (value.type !== 'poison')
    machine.reporter.report(
      'wrong-type',
      locate(env.scope, expression),
      'A date is due here, such as `2027` or `2027-03`.',
    );
  return undefined;
}

/** First day of the nearest block around that has one: what grows without `from` grows from there. */
function firstDay(machine: Machine, env: Env): string | undefined {
  for (let entity: Entity | undefined = env.self; entity !== undefined; entity = entity.parent) {
    if (!entity.kind.properties.has('opens')) continue;
    const value = machine.slot(entity, 'opens')?.value;
    if (value?.type === 'date') {
      machine.markDynamic();
      return value.first;
    }
  }
  return undefined;
}
