import { resolveUnit, toSi } from '../semantics/units/index.js';
import type { Expression } from '../syntax/tree.js';

/** The value of a bound in SI; undefined for one that is not a plain number or quantity. */
export function siValue(expression: Expression): number | undefined {
  switch (expression.type) {
    case 'number':
      return expression.value;
    case 'quantity': {
      const result = resolveUnit(expression.unit);
      return result.ok ? toSi(expression.value, result.unit) : undefined;
    }
    case 'unary': {
      if (expression.operator !== '-') return undefined;
      const operand = siValue(expression.operand);
      return operand === undefined ? undefined : -operand;
    }
    default:
      return undefined;
  }
}
