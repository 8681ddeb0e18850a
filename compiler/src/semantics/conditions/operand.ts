import type { BinaryExpression, CallExpression, Expression, PathExpression } from '../../syntax/tree.js';
import type { Operand } from '../../ir/index.js';
import { isAggregate, itemsOf } from '../evaluate/calls.js';
import { calculate } from '../evaluate/arithmetic.js';
import { fits, reportDimension } from '../evaluate/dimensions.js';
import type { Env, Machine } from '../evaluate/machine.js';
import { describeValue } from '../evaluate/operands.js';
import { valueOf } from '../evaluate/path-value.js';
import { dimensionsOf } from '../evaluate/quantity.js';
import { type PartMember, type Reference, resolvePath } from '../evaluate/reference.js';
import type { MetricRow } from '../kinds/index.js';
import { locate } from '../report.js';
import { type Dimension, dimensionless, divide, multiply } from '../units/index.js';
import { type Amount, numberValue, type Value } from '../values.js';
import type { Entity } from '../declare/types.js';

/** One side of a comparison. */
export interface Figure {
  readonly operand: Operand;
  readonly dimension: Dimension;
  readonly bare: boolean;
  readonly unit?: string;
  /** The parts of an array whose figure has no sum (a share, a PUE). */
  readonly each?: readonly Operand[];
  /** Known without a simulation: constants are folded. */
  readonly constant?: Amount;
}

/** A figure in a condition; undefined where something was reported. */
export function buildOperand(machine: Machine, expression: Expression, env: Env): Figure | undefined {
  if (!machine.spend(expression, env)) return undefined;
  switch (expression.type) {
    case 'path':
      return ofPath(machine, expression, env);
    case 'binary':
      return ofBinary(machine, expression, env);
    case 'call':
      return isAggregate(expression.name.text)
        ? ofCall(machine, expression, expression.name.text, env)
        : ofValue(machine, expression, env);
    default:
      return ofValue(machine, expression, env);
  }
}

function ofValue(machine: Machine, expression: Expression, env: Env): Figure | undefined {
  return constant(machine, machine.evaluate(expression, env), expression, env);
}

function constant(machine: Machine, value: Value, expression: Expression, env: Env): Figure | undefined {
  if (value.type === 'poison' || value.type === 'absent') return undefined;
  if (value.type === 'number') {
    return {
      operand: { value: value.amount },
      dimension: value.dimension,
      bare: value.bare,
      constant: value.amount,
      ...(value.unit === undefined ? {} : { unit: value.unit }),
    };
  }
  machine.reporter.report(
    'unsupported-condition',
    locate(env.scope, expression),
    `A figure is due in a condition, and this is ${describeValue(value)}.`,
  );
  return undefined;
}

function ofPath(machine: Machine, path: PathExpression, env: Env): Figure | undefined {
  return ofReference(machine, resolvePath(machine, path, env), path, env);
}

function ofReference(machine: Machine, reference: Reference, path: PathExpression, env: Env): Figure | undefined {
  switch (reference.type) {
    case 'metric':
      return metricFigure(reference.entity, reference.metric);
    case 'property':
      return ofProperty(machine, reference, path, env);
    case 'members':
      return ofParts(machine, reference.members, path, env);
    default:
      return constant(machine, valueOf(machine, reference, path, env), path, env);
  }
}

function metricFigure(entity: Entity, metric: MetricRow): Figure {
  return {
    operand: { metric: metric.name, of: entity.path },
    dimension: dimensionsOf(metric.dimension)[0] ?? dimensionless,
    bare: metric.dimension === 'Number',
  };
}

/** A declared figure of a block of the plan stays a reference to it: a mend that changes the block changes the condition. */
function ofProperty(
  machine: Machine,
  reference: Extract<Reference, { type: 'property' }>,
  path: PathExpression,
  env: Env,
): Figure | undefined {
  const { entity, row } = reference;
  const isFigure = row.type.type === 'quantity' || row.type.type === 'ratio';
  const metric = entity.kind.metrics.get(row.name);
  if (!isFigure && metric !== undefined) return metricFigure(entity, metric);
  const value = valueOf(machine, reference, path, env);
  const figure = constant(machine, value, path, env);
  const isNamed = !entity.inline && !entity.module.library && entity.path !== '';
  if (figure === undefined || !isNamed) return figure;
  return { operand: { property: row.name, of: entity.path }, dimension: figure.dimension, bare: figure.bare };
}

/** `A.power` of an array: extensive figures add up over the parts, others are judged by the worst part. */
function ofParts(machine: Machine, members: readonly PartMember[], path: PathExpression, env: Env): Figure | undefined {
  const figures: { figure: Figure; member: PartMember; isMetric: boolean }[] = [];
  for (const member of members) {
    const figure = ofReference(machine, member.reference, path, env);
    if (figure === undefined) return undefined;
    figures.push({ figure, member, isMetric: 'metric' in figure.operand });
  }
  const first = figures[0]?.figure;
  if (first === undefined) return undefined;
  const isIntensive = first.dimension === dimensionless || first.dimension.isPoint;
  if (isIntensive) {
    if (figures.length === 1) return first;
    return { ...first, operand: first.operand, each: figures.map(({ figure }) => figure.operand) };
  }
  const items = figures.map(({ figure, member, isMetric }) => share(figure.operand, member, isMetric));
  const operand: Operand = items.length === 1 ? items[0]! : { op: 'sum', items };
  return { operand, dimension: first.dimension, bare: first.bare };
}

/** A metric of an array's part is that of all its elements; a property is that of one. */
function share(operand: Operand, { part, count }: PartMember, isMetric: boolean): Operand {
  const all = part.elements?.length ?? 1;
  const factor = isMetric ? count / all : count;
  return factor === 1 ? operand : { op: '*', left: { value: factor }, right: operand };
}

function ofBinary(machine: Machine, expression: BinaryExpression, env: Env): Figure | undefined {
  const { operator } = expression;
  if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/')
    return ofValue(machine, expression, env);
  const left = buildOperand(machine, expression.left, env);
  const right = buildOperand(machine, expression.right, env);
  if (left === undefined || right === undefined) return undefined;
  const [a, b] = [asNumber(left), asNumber(right)];
  if (left.constant !== undefined && right.constant !== undefined) {
    return constant(machine, calculate(machine, expression, operator, a, b, env), expression, env);
  }
  for (const [figure, side] of [
    [left, expression.left],
    [right, expression.right],
  ] as const) {
    if (figure.each === undefined) continue;
    machine.reporter.report(
      'unsupported-condition',
      locate(env.scope, side),
      'The parts of this array differ and have no sum here: name one element, `A[1]`.',
    );
    return undefined;
  }
  const dimension = resultDimension(machine, expression, left, right, env);
  return dimension === undefined
    ? undefined
    : { operand: { op: operator, left: left.operand, right: right.operand }, dimension, bare: left.bare && right.bare };
}

function asNumber(figure: Figure): ReturnType<typeof numberValue> {
  return numberValue(figure.dimension, figure.constant ?? 1, figure.bare, figure.unit);
}

function resultDimension(
  machine: Machine,
  expression: BinaryExpression,
  left: Figure,
  right: Figure,
  env: Env,
): Dimension | undefined {
  if (expression.operator === '*') return multiply(left.dimension, right.dimension);
  if (expression.operator === '/') return divide(left.dimension, right.dimension);
  if (fits(right.dimension, right.bare, left.dimension, false)) return left.dimension;
  reportDimension(machine, asNumber(right), [left.dimension], expression.right, env, '');
  return undefined;
}

/** `min`, `max` and `sum` of figures, of a list, or of a comprehension over blocks. */
function ofCall(
  machine: Machine,
  expression: CallExpression,
  name: 'min' | 'max' | 'sum',
  env: Env,
): Figure | undefined {
  const figures: { figure: Figure; at: Expression }[] = [];
  for (const argument of expression.arguments) {
    const found = figuresOf(machine, argument.value, env);
    if (found === undefined) return undefined;
    figures.push(...found);
  }
  const first = figures[0]?.figure;
  if (first === undefined) {
    machine.reporter.report('unknown-function', locate(env.scope, expression), `\`${name}\` of nothing has no value.`);
    return undefined;
  }
  for (const { figure, at } of figures.slice(1)) {
    if (fits(figure.dimension, figure.bare, first.dimension, false)) continue;
    reportDimension(machine, asNumber(figure), [first.dimension], at, env, '');
    return undefined;
  }
  return {
    operand: { op: name, items: figures.flatMap(({ figure }) => figure.each ?? [figure.operand]) },
    dimension: first.dimension,
    bare: first.bare,
  };
}

function figuresOf(
  machine: Machine,
  expression: Expression,
  env: Env,
): { figure: Figure; at: Expression }[] | undefined {
  const single = (figure: Figure | undefined): { figure: Figure; at: Expression }[] | undefined =>
    figure === undefined ? undefined : [{ figure, at: expression }];
  if (expression.type === 'list')
    return joined(expression.items.map((item) => single(buildOperand(machine, item, env))));
  if (expression.type === 'comprehension') {
    const items = itemsOf(machine.evaluate(expression.iterable, env));
    if (items === undefined) return undefined;
    return joined(
      items.map((value) => {
        const variables = {
          name: expression.variable.text,
          value,
          ...(env.variables === undefined ? {} : { outer: env.variables }),
        };
        return single(buildOperand(machine, expression.element, { ...env, variables }));
      }),
    );
  }
  if (expression.type === 'path') {
    const reference = resolvePath(machine, expression, env);
    if (reference.type === 'list')
      return joined(reference.items.map((item) => single(ofReference(machine, item, expression, env))));
    return single(ofReference(machine, reference, expression, env));
  }
  return single(buildOperand(machine, expression, env));
}

function joined(
  lists: readonly ({ figure: Figure; at: Expression }[] | undefined)[],
): { figure: Figure; at: Expression }[] | undefined {
  const all: { figure: Figure; at: Expression }[] = [];
  for (const list of lists) {
    if (list === undefined) return undefined;
    all.push(...list);
  }
  return all;
}
