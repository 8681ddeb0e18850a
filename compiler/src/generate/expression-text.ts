import type { Expression } from '../syntax/tree.js';

/**
 * A default or bound as the language writes it, for reference pages and hover. The tree keeps no layout, so this is the
 * formatter's style: single spaces, a comma and a space.
 * @throws on a form that no kind's default has
 */
export function expressionText(expression: Expression): string {
  switch (expression.type) {
    case 'number':
      return expression.raw;
    case 'quantity':
      return `${expression.raw} ${expression.unit}`;
    case 'ratio':
      return `${expression.left}:${expression.right}`;
    case 'redundancy':
      return expression.text;
    case 'date':
      return [expression.year, expression.month, expression.day]
        .filter((part) => part !== undefined)
        .map((part) => String(part).padStart(2, '0'))
        .join('-');
    case 'string':
      return JSON.stringify(expression.value);
    case 'path':
      return expression.segments.map((segment) => segment.name.text).join('.');
    case 'unary':
      return expression.operator === 'not'
        ? `not ${expressionText(expression.operand)}`
        : expression.operator + expressionText(expression.operand);
    case 'binary':
      return `${expressionText(expression.left)} ${expression.operator} ${expressionText(expression.right)}`;
    case 'uncertain':
      return `${expressionText(expression.center)} ± ${expressionText(expression.deviation)}`;
    case 'range':
      return `${expressionText(expression.from)} .. ${expressionText(expression.to)}`;
    case 'call':
      return `${expression.name.text}(${expression.arguments.map((argument) => expressionText(argument.value)).join(', ')})`;
    case 'list':
      return `[${expression.items.map(expressionText).join(', ')}]`;
    case 'refinement':
      return `${expressionText(expression.base)} {}`;
    case 'of':
      return `${expressionText(expression.count)} of ${expressionText(expression.what)}`;
    case 'if':
      return `if ${expressionText(expression.condition)} then ${expressionText(expression.then)} else ${expressionText(expression.else)}`;
    case 'map':
    case 'comprehension':
    case 'growing':
    case 'alternatives':
    case 'missing':
      throw new Error(`a default of a kind cannot be of the form '${expression.type}'`);
  }
}
