import { onOneLine } from '../../syntax/spacing.js';
import type { Expression } from '../../syntax/tree.js';
import type { Requirement } from '../../ir/index.js';
import { provenanceOf } from '../annotations.js';
import { buildCondition } from '../conditions/condition.js';
import type { Entity, RequirementDeclaration } from '../declare/types.js';
import { asDate } from '../evaluate/literals.js';
import type { Env, Machine } from '../evaluate/machine.js';
import { locate, replacement, textOf } from '../report.js';
import type { Value } from '../values.js';

/** A `require` or `prefer` in the IR; undefined where something was reported. */
export function lowerRequirement(
  machine: Machine,
  entity: Entity,
  { member, scope }: RequirementDeclaration,
): Requirement | undefined {
  const env: Env = { scope, self: entity, isDefault: false };
  if (member.during !== undefined && isValueRange(member.condition, member.during)) {
    reportRange(machine, member.condition, member.during, env);
    return undefined;
  }
  const condition = buildCondition(machine, member.condition, env);
  const during = member.during === undefined ? undefined : period(machine, member.during, env);
  if (condition === undefined || during === 'failed') return undefined;
  const source = provenanceOf(machine, member.annotations, scope);
  return {
    mode: member.type,
    at: entity.path,
    condition,
    text: onOneLine(textOf(scope, member.condition)),
    ...(during === undefined ? {} : { during }),
    ...(member.message === undefined ? {} : { message: member.message.value }),
    ...(source === undefined ? {} : { source }),
  };
}

/** `pue in 1.05 .. 1.25`: no comparison stands before `in`, or what follows it is no date. */
function isValueRange(condition: Expression, during: Expression): boolean {
  if (during.type !== 'range') return false;
  const isComparison = condition.type === 'binary' && !['+', '-', '*', '/'].includes(condition.operator);
  return (
    !isComparison &&
    condition.type !== 'unary' &&
    condition.type !== 'missing' &&
    !(isDateLike(during.from) && isDateLike(during.to))
  );
}

function isDateLike(expression: Expression): boolean {
  return expression.type === 'date' || (expression.type === 'number' && /^\d{4}$/.test(expression.raw));
}

function reportRange(machine: Machine, condition: Expression, during: Expression, env: Env): void {
  if (during.type !== 'range') return;
  const subject = textOf(env.scope, condition);
  const mended = `${subject} >= ${textOf(env.scope, during.from)} and ${subject} <= ${textOf(env.scope, during.to)}`;
  const whole = { start: condition.start, end: during.end };
  machine.reporter.report(
    'range-in-condition',
    locate(env.scope, during),
    `After \`in\` stands a range of dates; a range of values is two comparisons: \`${mended}\`.`,
    {
      fixes: [replacement(env.scope, whole, mended, 'Write two comparisons')],
    },
  );
}

/** From the first day of the one date to the last of the other. */
function period(machine: Machine, expression: Expression, env: Env): NonNullable<Requirement['during']> | 'failed' {
  const [first, last] = expression.type === 'range' ? [expression.from, expression.to] : [expression, expression];
  const from = dateOf(machine, first, env);
  const to = dateOf(machine, last, env);
  if (from?.type !== 'date' || to?.type !== 'date') return 'failed';
  if (from.first <= to.last) return { from: from.first, to: to.last };
  machine.reporter.report('bad-period', locate(env.scope, expression), 'The period ends before it begins.');
  return 'failed';
}

function dateOf(machine: Machine, expression: Expression, env: Env): Value | undefined {
  const value = asDate(machine, expression, env) ?? machine.evaluate(expression, env, { type: 'date' });
  if (value.type === 'date' || value.type === 'poison') return value;
  machine.reporter.report(
    'bad-period',
    locate(env.scope, expression),
    'A date is due here, such as `2027` or `2027-03`.',
  );
  return undefined;
}
