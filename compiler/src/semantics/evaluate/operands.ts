import type { Expression } from '../../syntax/tree.js';
import { locate } from '../report.js';
import type { NumberValue, Value } from '../values.js';
import type { Env, Machine } from './machine.js';
import { article } from '../words.js';

/** What a value is, in a planner's words, with an article. */
export function describeValue(value: Value): string {
  switch (value.type) {
    case 'number':
      return 'a number';
    case 'text':
      return 'a text';
    case 'date':
      return 'a date';
    case 'boolean':
      return 'true or false';
    case 'redundancy':
      return `the redundancy \`${value.text}\``;
    case 'word':
      return `the word \`${value.word}\``;
    case 'entity':
      return value.entity.name === undefined
        ? article(value.entity.kind.name)
        : `\`${value.entity.name}\`, ${article(value.entity.kind.name)}`;
    case 'group':
      return `\`${value.group.name}\`, an array`;
    case 'countOf':
      return `a count of \`${value.of.name ?? value.of.kind.name}\``;
    case 'list':
      return 'a list';
    case 'map':
      return 'a map';
    case 'curve':
      return 'a curve';
    case 'condition':
      return 'a condition';
    case 'poison':
    case 'absent':
      return 'nothing';
  }
}

/** The value as a number; reports where it is something else. Poison and blank figures come back as undefined, silently. */
export function asNumber(machine: Machine, value: Value, expression: Expression, env: Env): NumberValue | undefined {
  if (value.type === 'number') return value;
  if (value.type === 'poison' || value.type === 'absent') return undefined;
  machine.reporter.report(
    'wrong-type',
    locate(env.scope, expression),
    `A number is due here, and this is ${describeValue(value)}.`,
  );
  return undefined;
}
