import type { DateExpression, Expression, NumberExpression, QuantityExpression } from '../../syntax/tree.js';
import { fix, locate, replacement } from '../report.js';
import { checkDate, dimensionless, resolveUnit, toSi, type UnitResult } from '../units/index.js';
import { numberValue, poison, type Value } from '../values.js';
import type { Env, Machine } from './machine.js';
import { lookup } from './reference.js';

/** Most spellings of units that are remembered: far more than a plan has. */
const MAX_KNOWN_UNITS = 5_000;

const knownUnits = new Map<string, UnitResult>();

/** A number without a unit. */
export function evaluateNumber(machine: Machine, expression: NumberExpression, env: Env): Value {
  if (!Number.isFinite(expression.value)) return tooLarge(machine, expression, env);
  return numberValue(dimensionless, expression.value, true);
}

/** A number with a unit, in SI. */
export function evaluateQuantity(machine: Machine, expression: QuantityExpression, env: Env): Value {
  if (!Number.isFinite(expression.value)) return tooLarge(machine, expression, env);
  const result = unitOf(machine, expression.unit);
  if (!result.ok) {
    if (reportForgottenOf(machine, expression, env)) return poison;
    const slug =
      result.error.reason === 'no-exchange-rate'
        ? 'no-exchange-rate'
        : result.error.reason === 'unknown'
          ? 'unknown-unit'
          : 'temperature-difference';
    machine.reporter.report(slug, locate(env.scope, expression.unitSpan), sentence(result.error.message), {
      fixes: result.error.suggestions
        .slice(0, 3)
        .map((suggestion) => replacement(env.scope, expression.unitSpan, suggestion)),
    });
    return poison;
  }
  const si = toSi(expression.value, result.unit);
  if (!Number.isFinite(si)) return tooLarge(machine, expression, env);
  return numberValue(result.unit.dimension, si, false, expression.unit);
}

/** `400 GB200_NVL72` for `400 of GB200_NVL72`: the word is no unit, and is a block or an entry. */
function reportForgottenOf(machine: Machine, expression: QuantityExpression, env: Env): boolean {
  const { unit, unitSpan } = expression;
  if (!/^[A-Za-z_]\w*$/.test(unit)) return false;
  const found = lookup(machine, unit, env);
  if (found === undefined || !('type' in found) || (found.type !== 'entity' && found.type !== 'group')) return false;
  const at = locate(env.scope, { start: unitSpan.start, end: unitSpan.start });
  machine.reporter.report(
    'unknown-unit',
    locate(env.scope, unitSpan),
    `\`${unit}\` is not a unit; how many of it are meant is written with \`of\`: \`${expression.raw} of ${unit}\`.`,
    {
      fixes: [fix('Insert `of`', [{ ...at, newText: 'of ' }])],
    },
  );
  return true;
}

/** The unit; remembered unless it depends on the plan's exchange rates. */
export function unitOf(machine: Machine, text: string): UnitResult {
  const known = knownUnits.get(text);
  if (known !== undefined) return known;
  const result = resolveUnit(text, machine.units);
  const rests = result.ok
    ? result.unit.currency !== undefined && result.unit.currency !== 'USD'
    : result.error.reason === 'no-exchange-rate';
  if (!rests && knownUnits.size < MAX_KNOWN_UNITS) knownUnits.set(text, result);
  return result;
}

function tooLarge(machine: Machine, expression: NumberExpression | QuantityExpression, env: Env): Value {
  machine.reporter.report(
    'number-too-large',
    locate(env.scope, expression),
    `\`${expression.raw}\` is past the largest number, about 1.8e308.`,
  );
  return poison;
}

export function evaluateDate(machine: Machine, expression: DateExpression, env: Env): Value {
  return dateOf(machine, expression, env, expression.year, expression.month, expression.day);
}

/** A date, or a bare year where a date is due; undefined where the expression is neither. */
export function asDate(machine: Machine, expression: Expression, env: Env): Value | undefined {
  if (expression.type === 'date') return evaluateDate(machine, expression, env);
  if (expression.type !== 'number' || !/^\d{4}$/.test(expression.raw)) return undefined;
  return dateOf(machine, expression, env, expression.value);
}

function dateOf(machine: Machine, expression: Expression, env: Env, year: number, month?: number, day?: number): Value {
  const result = checkDate(year, month, day);
  if (result.ok) return { type: 'date', first: result.date.first, last: result.date.last };
  machine.reporter.report('no-such-date', locate(env.scope, expression), sentence(result.message));
  return poison;
}

/** A message as a sentence: a capital at its start, unless it starts with what the plan says, and a full stop at its end. */
export function sentence(message: string): string {
  const begun = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?!]$/.test(begun) ? begun : `${begun}.`;
}
