import type { CallExpression, Expression, RangeExpression, UncertainExpression } from '../../syntax/tree.js';
import { locate } from '../report.js';
import {
  type Amount,
  type Drawn,
  isDistribution,
  isSeries,
  numberValue,
  type NumberValue,
  poison,
  type Value,
} from '../values.js';
import { spread } from './amounts.js';
import { dimensionless, temperaturePoint } from '../units/index.js';
import { differenceOf, sameDimension } from './dimensions.js';
import type { Env, Machine } from './machine.js';
import { asNumber } from './operands.js';

/** `a ± d`: uniform, with `a` in the middle; `d` in `%` is relative, otherwise absolute. On a series, one factor. */
export function evaluateUncertain(machine: Machine, expression: UncertainExpression, env: Env): Value {
  const center = asNumber(machine, machine.evaluate(expression.center, env), expression.center, env);
  const deviation = asNumber(machine, machine.evaluate(expression.deviation, env), expression.deviation, env);
  if (center === undefined || deviation === undefined) return poison;
  const by = certain(machine, deviation, expression.deviation, env);
  if (by === undefined) return poison;
  if (by < 0) return bad(machine, expression.deviation, env, 'a deviation is never negative');
  const isRelative = deviation.unit === '%';
  if (isRelative && center.dimension === temperaturePoint)
    return shareOfTemperature(machine, expression.deviation, env);
  if (isRelative) {
    if (isDistribution(center.amount)) return notTwice(machine, expression.center, env);
    if (isSeries(center.amount)) {
      const amount = spread(center.amount, { distribution: 'uniform', low: 1 - by, high: 1 + by, central: 1 });
      return amount === undefined ? notTwice(machine, expression.center, env) : numberValue(center.dimension, amount);
    }
    const half = Math.abs(center.amount) * by;
    return uniform(center, center.amount - half, center.amount + half);
  }
  const isDifference = center.dimension === temperaturePoint;
  const due = isDifference ? differenceOf(temperaturePoint) : center.dimension;
  if (!sameDimension(machine, deviation, due, expression.deviation, env)) return poison;
  if (typeof center.amount !== 'number') {
    return bad(machine, expression.deviation, env, 'the spread of a value over time is relative: write it in %');
  }
  return uniform(center, center.amount - by, center.amount + by);
}

/** `a .. b`: uniform between the two. */
export function evaluateRange(machine: Machine, expression: RangeExpression, env: Env): Value {
  const from = asNumber(machine, machine.evaluate(expression.from, env), expression.from, env);
  const to = asNumber(machine, machine.evaluate(expression.to, env), expression.to, env);
  if (from === undefined || to === undefined) return poison;
  const target = from.bare && !to.bare ? to : from;
  // `5 .. 8 kW`: the unit of the far end holds for both only when it is written at both.
  if (!sameDimension(machine, from, target.dimension, expression.from, env)) return poison;
  if (!sameDimension(machine, to, target.dimension, expression.to, env)) return poison;
  const low = certain(machine, from, expression.from, env);
  const high = certain(machine, to, expression.to, env);
  if (low === undefined || high === undefined) return poison;
  if (low > high) return bad(machine, expression, env, 'the range runs from the higher value to the lower');
  return numberValue(
    target.dimension,
    low === high ? low : { distribution: 'uniform', low, high, central: (low + high) / 2 },
    from.bare && to.bare,
  );
}

const parameters = {
  triangular: ['low', 'mode', 'high'],
  normal: ['mean', 'deviation'],
  lognormal: ['mean', 'deviation'],
} as const;

export function isDistributionName(name: string): name is keyof typeof parameters {
  return Object.hasOwn(parameters, name);
}

/** `triangular(low, mode, high)`, `normal(mean, deviation)`, `lognormal(mean, deviation)`. */
export function evaluateDistribution(
  machine: Machine,
  expression: CallExpression,
  name: keyof typeof parameters,
  env: Env,
): Value {
  const names = parameters[name];
  const given = expression.arguments;
  if (given.length !== names.length || given.some((argument) => argument.name !== undefined)) {
    machine.reporter.report(
      'unknown-function',
      locate(env.scope, expression),
      `\`${name}\` takes ${names.length} values: \`${name}(${names.join(', ')})\`.`,
    );
    return poison;
  }
  const values = given.map((argument) => asNumber(machine, machine.evaluate(argument.value, env), argument.value, env));
  const first = values[0];
  if (first === undefined || values.includes(undefined)) return poison;
  const numbers: number[] = [];
  for (const [index, value] of values.entries()) {
    const argument = given[index]!.value;
    const isDeviation = names[index] === 'deviation';
    const due = isDeviation ? differenceOf(first.dimension) : first.dimension;
    const isRelative = isDeviation && value!.unit === '%' && first.dimension !== dimensionless;
    if (isRelative && first.dimension === temperaturePoint) return shareOfTemperature(machine, argument, env);
    if (!isRelative && !sameDimension(machine, value!, due, argument, env)) return poison;
    const number = certain(machine, value!, argument, env);
    if (number === undefined) return poison;
    numbers.push(isRelative ? number * Math.abs(numbers[0]!) : number);
  }
  const made = shape(name, numbers);
  if (typeof made === 'string') return bad(machine, expression, env, made);
  return numberValue(
    first.dimension,
    made,
    values.every((value) => value!.bare),
  );
}

function shape(name: keyof typeof parameters, numbers: readonly number[]): Amount | string {
  const [a = 0, b = 0, c = 0] = numbers;
  switch (name) {
    case 'triangular':
      if (a > b || b > c) return 'the mode lies between the low and the high end: `triangular(low, mode, high)`';
      return a === c ? a : { distribution: 'triangular', low: a, mode: b, high: c, central: b };
    case 'normal':
      return b < 0 ? 'a deviation is never negative' : { distribution: 'normal', mean: a, deviation: b, central: a };
    case 'lognormal':
      if (a <= 0) return 'the mean of a lognormal is above zero';
      return b < 0 ? 'a deviation is never negative' : { distribution: 'lognormal', mean: a, deviation: b, central: a };
  }
}

function uniform(center: NumberValue, low: number, high: number): Value {
  if (typeof center.amount !== 'number') return poison;
  if (low === high) return center;
  const amount: Drawn = { distribution: 'uniform', low, high, central: center.amount };
  return numberValue(center.dimension, amount, center.bare);
}

function certain(machine: Machine, value: NumberValue, expression: Expression, env: Env): number | undefined {
  if (typeof value.amount === 'number') return value.amount;
  machine.reporter.report(
    'bad-distribution',
    locate(env.scope, expression),
    'The parameters of a distribution are certain numbers, without a series or a spread of their own.',
  );
  return undefined;
}

/** A share of a temperature is another one for each scale: 5 % of 30 degC is 1.5 K or 15 K. */
function shareOfTemperature(machine: Machine, deviation: Expression, env: Env): Value {
  machine.reporter.report(
    'temperature-difference',
    locate(env.scope, deviation),
    'The spread of a temperature is a difference in K, as in `32 degC ± 2 K`: a share of it would depend on where its scale begins.',
  );
  return poison;
}

function notTwice(machine: Machine, expression: Expression, env: Env): Value {
  return bad(machine, expression, env, 'the value is uncertain already');
}

function bad(machine: Machine, expression: Expression, env: Env, message: string): Value {
  machine.reporter.report('bad-distribution', locate(env.scope, expression), `This is not a distribution: ${message}.`);
  return poison;
}
