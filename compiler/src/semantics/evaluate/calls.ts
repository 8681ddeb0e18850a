import type { CallExpression, ComprehensionExpression, Expression } from '../../syntax/tree.js';
import { locate } from '../report.js';
import { type Amount, isDistribution, isSeries, type NumberValue, numberValue, poison, type Value } from '../values.js';
import { add } from './amounts.js';
import { partsOf } from './arrays.js';
import { fits, reportDimension } from './dimensions.js';
import { boundedList } from './lists.js';
import type { Env, Machine } from './machine.js';
import { asNumber, describeValue } from './operands.js';
import { evaluateDistribution, isDistributionName } from './uncertain.js';
import { didYouMean } from './unknown.js';
import { suggest } from '../suggest.js';

export type Aggregate = 'min' | 'max' | 'sum';

export function isAggregate(name: string): name is Aggregate {
  return name === 'min' || name === 'max' || name === 'sum';
}

/** `min`, `max`, `sum` and the distributions. */
export function evaluateCall(machine: Machine, expression: CallExpression, env: Env): Value {
  const name = expression.name.text;
  if (isDistributionName(name)) return evaluateDistribution(machine, expression, name, env);
  if (isAggregate(name)) return aggregate(machine, expression, name, env);
  const suggestions = suggest(machine.reporter, name, () => ['min', 'max', 'sum', 'triangular', 'normal', 'lognormal']);
  machine.reporter.report(
    'unknown-function',
    locate(env.scope, expression.name),
    `\`${name}\` is not a function${didYouMean(suggestions)}`,
  );
  return poison;
}

function aggregate(machine: Machine, expression: CallExpression, name: Aggregate, env: Env): Value {
  const values: { value: NumberValue; expression: Expression }[] = [];
  for (const argument of expression.arguments) {
    const value = machine.evaluate(argument.value, env);
    for (const item of value.type === 'list' ? value.items : [value]) {
      if (item.type === 'absent') return item;
      const number = asNumber(machine, item, argument.value, env);
      if (number === undefined) return poison;
      values.push({ value: number, expression: argument.value });
    }
  }
  const first = values[0]?.value;
  if (first === undefined) {
    machine.reporter.report('unknown-function', locate(env.scope, expression), `\`${name}\` of nothing has no value.`);
    return poison;
  }
  let result: Amount = first.amount;
  for (const { value, expression: at } of values.slice(1)) {
    if (!fits(value.dimension, value.bare, first.dimension, env.isDefault)) {
      reportDimension(machine, value, [first.dimension], at, env, '');
      return poison;
    }
    const next = name === 'sum' ? add(result, value.amount) : extreme(result, value.amount, name, env);
    if (next === undefined) {
      machine.reporter.report(
        'unsupported-arithmetic',
        locate(env.scope, at),
        `\`${name}\` takes certain numbers${name === 'sum' ? ', or series of the same sort' : ''}.`,
      );
      return poison;
    }
    result = next;
  }
  return numberValue(
    first.dimension,
    result,
    values.every(({ value }) => value.bare),
  );
}

/** In a kind's default the greatest of uncertain figures is that of the greatest central value. */
function extreme(left: Amount, right: Amount, name: 'min' | 'max', env: Env): Amount | undefined {
  if (isSeries(left) || isSeries(right)) return undefined;
  if (!env.isDefault && (isDistribution(left) || isDistribution(right))) return undefined;
  const [a, b] = [central(left), central(right)];
  return (name === 'min' ? a <= b : a >= b) ? left : right;
}

function central(amount: Exclude<Amount, { series: string }>): number {
  return typeof amount === 'number' ? amount : amount.central;
}

/** `[h.area for h in halls]`. */
export function evaluateComprehension(machine: Machine, expression: ComprehensionExpression, env: Env): Value {
  const iterable = machine.evaluate(expression.iterable, env);
  if (iterable.type === 'poison' || iterable.type === 'absent') return iterable;
  const items = itemsOf(iterable);
  if (items === undefined) {
    machine.reporter.report(
      'wrong-type',
      locate(env.scope, expression.iterable),
      `A list is due here, and this is ${describeValue(iterable)}.`,
    );
    return poison;
  }
  const values: Value[] = [];
  for (const item of items) {
    const variables = {
      name: expression.variable.text,
      value: item,
      ...(env.variables === undefined ? {} : { outer: env.variables }),
    };
    const value = machine.evaluate(expression.element, { ...env, variables });
    if (value.type === 'poison' || value.type === 'absent') return value;
    values.push(value);
  }
  return boundedList(machine, values, expression, env);
}

/** A list's items, an array's parts; one value is a list of one. */
export function itemsOf(value: Value): readonly Value[] | undefined {
  if (value.type === 'list') return value.items;
  if (value.type === 'group')
    return partsOf(value.group, value.elements).map(({ part }) => ({ type: 'entity', entity: part }));
  return value.type === 'entity' || value.type === 'countOf' ? [value] : undefined;
}
