import type { BinaryExpression, Expression, UnaryExpression } from '../../syntax/tree.js';
import { locate } from '../report.js';
import { type Dimension, divide, multiply, quantities, temperaturePoint } from '../units/index.js';
import { type Amount, isDistribution, isSeries, type NumberValue, numberValue, poison, type Value } from '../values.js';
import { add, negate, numbersOf, over, times } from './amounts.js';
import { fits, reportDimension } from './dimensions.js';
import type { ValueType } from '../kinds/index.js';
import { capital } from '../words.js';
import type { Env, Machine } from './machine.js';
import { asNumber, describeValue } from './operands.js';
import { typeOfPath } from './reference.js';

const difference = quantities.TemperatureDifference.dimension;

/** `+ - * /`, comparisons, `and`, `or`. */
export function evaluateBinary(machine: Machine, expression: BinaryExpression, env: Env): Value {
  const { operator } = expression;
  if (operator === 'and' || operator === 'or') {
    const left = asBoolean(machine, machine.evaluate(expression.left, env), expression.left, env);
    const right = asBoolean(machine, machine.evaluate(expression.right, env), expression.right, env);
    if (left === undefined || right === undefined) return poison;
    return { type: 'boolean', value: operator === 'and' ? left && right : left || right };
  }
  const isSum = operator === '+' || operator === '-' || operator === '*' || operator === '/';
  const left = machine.evaluate(expression.left, env, isSum ? undefined : wordsOf(machine, expression.right, env));
  const words = isSum ? undefined : wordsOf(machine, expression.left, env);
  const right = machine.evaluate(expression.right, env, left.type === 'date' ? { type: 'date' } : words);
  if (left.type === 'poison' || right.type === 'poison') return poison;
  if (left.type === 'absent') return left;
  if (right.type === 'absent') return right;
  if (isSum) {
    const a = asNumber(machine, left, expression.left, env);
    const b = asNumber(machine, right, expression.right, env);
    if (a === undefined || b === undefined) return poison;
    return calculate(machine, expression, operator, a, b, env);
  }
  return compare(machine, expression, operator, left, right, env);
}

/** The type of a property that takes words: what stands on the other side of `A.idle == off` is one of them. */
export function wordsOf(machine: Machine, expression: Expression, env: Env): ValueType | undefined {
  const type = typeOfPath(machine, expression, env);
  return type !== undefined && ['enum', 'redundancy', 'text'].includes(type.type) ? type : undefined;
}

export function calculate(
  machine: Machine,
  expression: BinaryExpression,
  operator: '+' | '-' | '*' | '/',
  a: NumberValue,
  b: NumberValue,
  env: Env,
): Value {
  const isSum = operator === '+' || operator === '-';
  const dimension = isSum
    ? sumDimension(machine, expression, operator, a, b, env)
    : productDimension(machine, expression, operator, a, b, env);
  if (dimension === undefined) return poison;
  if (operator === '/' && b.amount === 0) {
    machine.reporter.report('number-too-large', locate(env.scope, expression.right), 'This divides by zero.');
    return poison;
  }
  const amount = apply(operator, a.amount, b.amount);
  if (amount === undefined) {
    machine.reporter.report(
      'unsupported-arithmetic',
      locate(env.scope, expression),
      explain(operator, a.amount, b.amount),
    );
    return poison;
  }
  if (numbersOf(amount).some((number) => !Number.isFinite(number))) {
    machine.reporter.report(
      'number-too-large',
      locate(env.scope, expression),
      'The result is past the largest number, about 1.8e308.',
    );
    return poison;
  }
  return numberValue(dimension, amount, a.bare && b.bare);
}

function apply(operator: '+' | '-' | '*' | '/', a: Amount, b: Amount): Amount | undefined {
  switch (operator) {
    case '+':
      return add(a, b);
    case '-': {
      const minus = negate(b);
      return minus === undefined ? undefined : add(a, minus);
    }
    case '*':
      return times(a, b);
    case '/':
      return over(a, b);
  }
}

/** The dimension of a sum: both alike, or a temperature and a difference. */
function sumDimension(
  machine: Machine,
  expression: BinaryExpression,
  operator: '+' | '-',
  a: NumberValue,
  b: NumberValue,
  env: Env,
): Dimension | undefined {
  const [left, right] = [a.dimension, b.dimension];
  if (left === temperaturePoint && right === difference) return temperaturePoint;
  if (left === difference && right === temperaturePoint && operator === '+') return temperaturePoint;
  if (left === temperaturePoint && right === temperaturePoint) {
    if (operator === '-') return difference;
    machine.reporter.report(
      'temperature-difference',
      locate(env.scope, expression),
      'Two temperatures have no sum; add a difference in K.',
    );
    return undefined;
  }
  if (fits(right, b.bare, left, env.isDefault)) return left;
  if (fits(left, a.bare, right, env.isDefault)) return right;
  reportDimension(machine, b, [left], expression.right, env, '');
  return undefined;
}

function productDimension(
  machine: Machine,
  expression: BinaryExpression,
  operator: '*' | '/',
  a: NumberValue,
  b: NumberValue,
  env: Env,
): Dimension | undefined {
  for (const [value, side] of [
    [a, expression.left],
    [b, expression.right],
  ] as const) {
    if (value.dimension !== temperaturePoint) continue;
    machine.reporter.report(
      'temperature-difference',
      locate(env.scope, side),
      'A temperature cannot be multiplied or divided; a difference in K can.',
    );
    return undefined;
  }
  return operator === '*' ? multiply(a.dimension, b.dimension) : divide(a.dimension, b.dimension);
}

function explain(operator: string, a: Amount, b: Amount): string {
  const both = isSeries(a) && isSeries(b);
  if (operator === '/')
    return `Only a certain number that does not change over time can stand under \`/\`; this one ${isSeries(b) ? 'changes over time' : 'is uncertain'}.`;
  if (both && operator === '*')
    return 'Two values that change over time have no product that is linear between dates; make one of them constant.';
  if (both)
    return 'These two values over time cannot be added: one grows, holds or is uncertain where the other does not.';
  if (isDistribution(a) && isDistribution(b))
    return 'Two uncertain values have no simple sum or product; make one of them certain.';
  return 'This cannot be calculated without leaving what the language can express; make one of the two certain and constant.';
}

export function evaluateUnary(machine: Machine, expression: UnaryExpression, env: Env): Value {
  const value = machine.evaluate(expression.operand, env);
  if (expression.operator === 'not') {
    const truth = asBoolean(machine, value, expression.operand, env);
    return truth === undefined ? poison : { type: 'boolean', value: !truth };
  }
  if (value.type === 'absent') return value;
  const number = asNumber(machine, value, expression.operand, env);
  if (number === undefined) return poison;
  if (expression.operator === '+') return number;
  if (number.dimension === temperaturePoint) return minusTemperature(machine, expression, env) ?? poison;
  const amount = negate(number.amount);
  if (amount !== undefined) return numberValue(number.dimension, amount, number.bare, number.unit);
  machine.reporter.report(
    'unsupported-arithmetic',
    locate(env.scope, expression),
    'A lognormal value has no negative.',
  );
  return poison;
}

/** `-5 degC` is the temperature five below zero, not the negative of 278 K. */
function minusTemperature(machine: Machine, expression: UnaryExpression, env: Env): Value | undefined {
  const { operand } = expression;
  if (operand.type !== 'quantity') {
    machine.reporter.report(
      'temperature-difference',
      locate(env.scope, expression),
      'A temperature has no negative; a difference in K has.',
    );
    return undefined;
  }
  return machine.evaluate({ ...operand, value: -operand.value }, env);
}

function compare(
  machine: Machine,
  expression: BinaryExpression,
  operator: BinaryExpression['operator'],
  left: Value,
  right: Value,
  env: Env,
): Value {
  if (left.type === 'number' && right.type === 'number') {
    if (
      !fits(right.dimension, right.bare, left.dimension, env.isDefault) &&
      !fits(left.dimension, left.bare, right.dimension, env.isDefault)
    ) {
      reportDimension(machine, right, [left.dimension], expression.right, env, '');
      return poison;
    }
    if (typeof left.amount !== 'number' || typeof right.amount !== 'number') {
      machine.reporter.report(
        'unsupported-arithmetic',
        locate(env.scope, expression),
        'Only certain numbers that do not change over time can be compared here; `require` compares the others.',
      );
      return poison;
    }
    return { type: 'boolean', value: judge(operator, left.amount - right.amount) };
  }
  if (left.type === 'date' && right.type === 'date') {
    return {
      type: 'boolean',
      value: judge(operator, left.first === right.first ? 0 : left.first < right.first ? -1 : 1),
    };
  }
  const [a, b] = [identity(left), identity(right)];
  if (a !== undefined && b !== undefined && (operator === '==' || operator === '!=')) {
    return { type: 'boolean', value: (a === b) === (operator === '==') };
  }
  machine.reporter.report(
    'wrong-type',
    locate(env.scope, expression),
    `${capital(describeValue(left))} and ${describeValue(right)} cannot be compared with \`${operator}\`.`,
  );
  return poison;
}

/** What words, texts and blocks are equal by. */
function identity(value: Value): unknown {
  if (value.type === 'text' || value.type === 'redundancy') return value.text;
  if (value.type === 'word') return value.word;
  if (value.type === 'boolean') return value.value;
  return value.type === 'entity' ? value.entity : undefined;
}

function judge(operator: BinaryExpression['operator'], difference: number): boolean {
  switch (operator) {
    case '<':
      return difference < 0;
    case '<=':
      return difference <= 0;
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '==':
      return difference === 0;
    default:
      return difference !== 0;
  }
}

export function asBoolean(machine: Machine, value: Value, expression: Expression, env: Env): boolean | undefined {
  if (value.type === 'boolean') return value.value;
  if (value.type === 'poison' || value.type === 'absent') return undefined;
  machine.reporter.report(
    'not-a-condition',
    locate(env.scope, expression),
    `A condition is due here, and this is ${describeValue(value)}.`,
  );
  return undefined;
}
