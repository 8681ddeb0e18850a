import type { Expression } from '../../syntax/tree.js';
import { locate, replacement, textOf } from '../report.js';
import {
  countDimensions,
  type Dimension,
  dimensionless,
  explainMismatch,
  quantities,
  showDimension,
  temperaturePoint,
  withoutCounts,
} from '../units/index.js';
import type { NumberValue } from '../values.js';
import type { Env, Machine } from './machine.js';

const difference = quantities.TemperatureDifference.dimension;

/** The dimension of the difference of two such values. */
export function differenceOf(dimension: Dimension): Dimension {
  return dimension === temperaturePoint ? difference : dimension;
}

/** True for accelerators, racks …: what a plain number may stand for. */
export function isPlainCount(dimension: Dimension): boolean {
  const names: readonly string[] = countDimensions;
  return names.includes(dimension.key);
}

/**
 * Whether a value of this dimension fits where another is due: the same; a plain number where things are counted and the
 * reverse; in a kind's default, without regard to what is counted.
 */
export function fits(found: Dimension, isBare: boolean, due: Dimension, isDefault: boolean): boolean {
  if (found === due) return true;
  if (isBare && isPlainCount(due)) return true;
  if (due === dimensionless && isPlainCount(found)) return true;
  return isDefault && withoutCounts(found) === withoutCounts(due) && found.isPoint === due.isPoint;
}

/** Checks a value's dimension; reports and returns false where it does not fit. */
export function sameDimension(
  machine: Machine,
  value: NumberValue,
  due: Dimension,
  expression: Expression,
  env: Env,
): boolean {
  if (fits(value.dimension, value.bare, due, env.isDefault)) return true;
  reportDimension(machine, value, [due], expression, env, '');
  return false;
}

/** Reports a wrong dimension, with what lies between the two. `property` names the place, `` `density` ``. */
export function reportDimension(
  machine: Machine,
  value: NumberValue,
  due: readonly Dimension[],
  expression: Expression,
  env: Env,
  property: string,
): void {
  const at = locate(env.scope, expression);
  const first = due[0]!;
  const what = property === '' ? '' : ` for \`${property}\``;
  const wanted = due.map((dimension) => showDimension(dimension)).join(' or ');
  const why = due
    .map((dimension) => explainMismatch(value.dimension, dimension))
    .find((clause) => clause !== undefined);
  const message = `This is ${showDimension(value.dimension, value.unit)}; ${wanted} is due${what}${why === undefined ? '.' : `: ${why}.`}`;
  const isTemperature =
    (value.dimension === temperaturePoint && first === difference) ||
    (value.dimension === difference && first === temperaturePoint);
  if (isTemperature && expression.type === 'quantity') {
    const unit = first === difference ? 'K' : 'degC';
    const mended = `${textOf(env.scope, expression).slice(0, expression.unitSpan.start - expression.start)}${unit}`;
    machine.reporter.report('temperature-difference', at, message, {
      fixes: [replacement(env.scope, expression, mended)],
    });
    return;
  }
  machine.reporter.report(isTemperature ? 'temperature-difference' : 'wrong-dimension', at, message);
}
