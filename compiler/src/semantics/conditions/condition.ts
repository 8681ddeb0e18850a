import type { BinaryExpression, Expression } from '../../syntax/tree.js';
import type { Condition, Operand } from '../../ir/index.js';
import { wordsOf } from '../evaluate/arithmetic.js';
import { fits, reportDimension } from '../evaluate/dimensions.js';
import type { Env, Machine } from '../evaluate/machine.js';
import { resolvePath } from '../evaluate/reference.js';
import { locate, replacement, textOf } from '../report.js';
import { numberValue } from '../values.js';
import { buildOperand, type Figure } from './operand.js';

type Comparison = '<' | '<=' | '>' | '>=' | '==' | '!=';

/** The condition of a `require`, `prefer` or trigger, with its paths resolved; undefined where something was reported. */
export function buildCondition(machine: Machine, expression: Expression, env: Env): Condition | undefined {
  if (expression.type === 'unary' && expression.operator === 'not') {
    const operand = buildCondition(machine, expression.operand, env);
    return operand === undefined ? undefined : { op: 'not', operand };
  }
  if (expression.type === 'binary') {
    const { operator } = expression;
    if (operator === 'and' || operator === 'or') {
      const left = buildCondition(machine, expression.left, env);
      const right = buildCondition(machine, expression.right, env);
      return left === undefined || right === undefined ? undefined : { op: operator, left, right };
    }
    if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/')
      return comparison(machine, expression, operator, env);
  }
  if (expression.type === 'missing') return undefined;
  machine.reporter.report(
    'not-a-condition',
    locate(env.scope, expression),
    'A condition is due here: a comparison such as `pue <= 1.25`.',
  );
  return undefined;
}

function comparison(machine: Machine, expression: BinaryExpression, op: Comparison, env: Env): Condition | undefined {
  if (expression.right.type === 'range') return range(machine, expression, env);
  if ([expression.left, expression.right].some((side) => wordsOf(machine, side, env) !== undefined))
    return ofWords(machine, expression, env);
  if (isOther(machine, expression.left, env) && isOther(machine, expression.right, env)) {
    machine.reporter.report(
      'unsupported-condition',
      locate(env.scope, expression),
      'Figures are compared in a condition, or words; neither of these is one.',
    );
    return undefined;
  }
  const left = buildOperand(machine, expression.left, env);
  // A word beside something unknown may be one of the words that the unknown takes.
  const isWord = expression.right.type === 'path' && expression.right.segments.length === 1;
  const right =
    left === undefined && isWord && (op === '==' || op === '!=')
      ? undefined
      : buildOperand(machine, expression.right, env);
  if (left === undefined || right === undefined) return undefined;
  if (!comparable(machine, left, right, expression, env)) return undefined;
  return { op, left: judged(left, op), right: judged(right, mirror(op)) };
}

/** `A.idle == off` is known without a simulation: the IR has what it comes to, as a comparison of 0 or 1 with 1. */
function ofWords(machine: Machine, expression: BinaryExpression, env: Env): Condition | undefined {
  const value = machine.evaluate(expression, env);
  return value.type === 'boolean' ? { op: '==', left: { value: value.value ? 1 : 0 }, right: { value: 1 } } : undefined;
}

/** True for a path to something that is no figure: a block, a text, a date. */
function isOther(machine: Machine, expression: Expression, env: Env): boolean {
  if (expression.type !== 'path') return false;
  const { result } = machine.reporter.quietly(() => resolvePath(machine, expression, env));
  if (result.type === 'property')
    return !['quantity', 'ratio'].includes(result.row.type.type) && !result.entity.kind.metrics.has(result.row.name);
  return result.type === 'entity' || result.type === 'group';
}

/** `pue == 1.05 .. 1.25`: two comparisons are due. */
function range(machine: Machine, expression: BinaryExpression, env: Env): undefined {
  const { left, right } = expression;
  if (right.type !== 'range') return undefined;
  const subject = textOf(env.scope, left);
  const mended = `${subject} >= ${textOf(env.scope, right.from)} and ${subject} <= ${textOf(env.scope, right.to)}`;
  machine.reporter.report(
    'range-in-condition',
    locate(env.scope, right),
    `A range of values is two comparisons: \`${mended}\`.`,
    {
      fixes: [replacement(env.scope, expression, mended, 'Write two comparisons')],
    },
  );
  return undefined;
}

function comparable(machine: Machine, left: Figure, right: Figure, expression: BinaryExpression, env: Env): boolean {
  if (
    fits(right.dimension, right.bare, left.dimension, false) ||
    fits(left.dimension, left.bare, right.dimension, false)
  )
    return true;
  reportDimension(
    machine,
    numberValue(right.dimension, 0, right.bare, right.unit),
    [left.dimension],
    expression.right,
    env,
    '',
  );
  return false;
}

/** A figure of several parts that has no sum: the worst of them is compared. */
function judged(figure: Figure, op: Comparison): Operand {
  if (figure.each === undefined) return figure.operand;
  const worst = op === '>' || op === '>=' ? 'min' : 'max';
  return { op: worst, items: figure.each };
}

function mirror(op: Comparison): Comparison {
  switch (op) {
    case '<':
      return '>';
    case '<=':
      return '>=';
    case '>':
      return '<';
    case '>=':
      return '<=';
    default:
      return op;
  }
}
