import type { Expression } from '../../syntax/tree.js';

/** True where an expression names nothing: its value is the same wherever it stands. */
export function isConstant(expression: Expression): boolean {
  switch (expression.type) {
    case 'number':
    case 'quantity':
    case 'ratio':
    case 'redundancy':
    case 'date':
    case 'string':
      return true;
    case 'unary':
      return isConstant(expression.operand);
    case 'call':
      return expression.arguments.every((argument) => isConstant(argument.value));
    case 'list':
      return expression.items.every(isConstant);
    default:
      return false;
  }
}
