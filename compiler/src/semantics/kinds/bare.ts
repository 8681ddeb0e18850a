import type { Argument, Expression, Identifier, MapEntry, PathExpression } from '../../syntax/tree.js';

const nowhere = { start: 0, end: 0 } as const;

/**
 * The same expression without positions, for the defaults and bounds that the generated table holds: they belong to no
 * plan, and a shifted line in a kind's file should not change the table.
 */
export function bareExpression(expression: Expression): Expression {
  switch (expression.type) {
    case 'number':
      return { type: 'number', ...nowhere, value: expression.value, raw: expression.raw };
    case 'quantity':
      return {
        type: 'quantity',
        ...nowhere,
        value: expression.value,
        raw: expression.raw,
        unit: expression.unit,
        unitSpan: nowhere,
      };
    case 'ratio':
    case 'redundancy':
    case 'date':
    case 'string':
    case 'missing':
      return { ...expression, ...nowhere };
    case 'path':
      return barePath(expression);
    case 'unary':
      return { ...expression, ...nowhere, operand: bareExpression(expression.operand) };
    case 'binary':
      return {
        ...expression,
        ...nowhere,
        left: bareExpression(expression.left),
        right: bareExpression(expression.right),
      };
    case 'uncertain':
      return {
        ...expression,
        ...nowhere,
        center: bareExpression(expression.center),
        deviation: bareExpression(expression.deviation),
      };
    case 'range':
      return { ...expression, ...nowhere, from: bareExpression(expression.from), to: bareExpression(expression.to) };
    case 'call':
      return {
        ...expression,
        ...nowhere,
        name: bareName(expression.name),
        arguments: expression.arguments.map(bareArgument),
      };
    case 'list':
      return { ...expression, ...nowhere, items: expression.items.map(bareExpression) };
    case 'map':
      return { ...expression, ...nowhere, entries: expression.entries.map(bareEntry) };
    case 'of':
      return {
        ...expression,
        ...nowhere,
        count: bareExpression(expression.count),
        what: bareExpression(expression.what),
      };
    case 'if':
      return {
        ...expression,
        ...nowhere,
        condition: bareExpression(expression.condition),
        then: bareExpression(expression.then),
        else: bareExpression(expression.else),
      };
    case 'refinement':
      if (expression.members.length > 0)
        throw new Error('a default of a kind refines nothing but a whole kind, `electrical {}`');
      return { type: 'refinement', ...nowhere, base: barePath(expression.base), members: [] };
    case 'comprehension':
    case 'growing':
    case 'alternatives':
      throw new Error(`a default of a kind cannot be of the form '${expression.type}'`);
  }
}

function bareName(name: Identifier): Identifier {
  return { ...nowhere, text: name.text };
}

function bareArgument(argument: Argument): Argument {
  return {
    ...nowhere,
    ...(argument.name === undefined ? {} : { name: bareName(argument.name) }),
    value: bareExpression(argument.value),
  };
}

function bareEntry(entry: MapEntry): MapEntry {
  return { ...nowhere, key: bareExpression(entry.key), value: bareExpression(entry.value) };
}

function barePath(path: PathExpression): PathExpression {
  return {
    type: 'path',
    ...nowhere,
    segments: path.segments.map((segment) => ({ ...nowhere, name: bareName(segment.name) })),
  };
}
