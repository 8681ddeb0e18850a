import type { TypeExpression } from '../../syntax/tree.js';
import type { LetDeclaration } from '../declare/types.js';
import type { PropertyRow, ValueType } from '../kinds/index.js';
import { locate } from '../report.js';
import { dimensionsOfType, dimensionTypeNames } from '../units/index.js';
import { poison, type Value } from '../values.js';
import { coerce } from './coerce.js';
import type { Env, Machine } from './machine.js';
import { didYouMean } from './unknown.js';
import { suggest } from '../suggest.js';

/** The value of a `let`, as its declared type asks for it where it has one. */
export function coerceLet(machine: Machine, { name, member, scope }: LetDeclaration, env: Env): Value {
  if (member.declaredType === undefined) return machine.evaluate(member.value, env);
  const type = typeOf(machine, member.declaredType);
  if (type === undefined) {
    const written = member.declaredType.type === 'named' ? member.declaredType.name : 'this';
    const known = [...dimensionTypeNames, 'Date', 'Text', 'Redundancy', ...machine.kinds.kinds.keys()];
    machine.reporter.report(
      'wrong-type',
      locate(scope, member.declaredType),
      `\`${written}\` is not a type${didYouMean(suggest(machine.reporter, written, () => known).slice(0, 2))}`,
    );
    return poison;
  }
  const row: PropertyRow = { name, type, varying: true, uncertain: true };
  return coerce(machine, machine.evaluate(member.value, env, type), type, { expression: member.value, env, row });
}

function typeOf(machine: Machine, type: TypeExpression): ValueType | undefined {
  switch (type.type) {
    case 'named':
      if (type.name === 'Date') return { type: 'date' };
      if (type.name === 'Text') return { type: 'text' };
      if (type.name === 'Redundancy') return { type: 'redundancy' };
      if (type.name === 'curve') return { type: 'curve', arguments: type.argument ?? 1 };
      if (dimensionsOfType(type.name, type.factors) !== undefined) {
        return {
          type: 'quantity',
          dimension: type.name + type.factors.map((factor) => factor.operator + factor.name).join(''),
        };
      }
      return machine.kinds.kinds.has(type.name) ? { type: 'entity', kind: type.name } : undefined;
    case 'list': {
      const element = typeOf(machine, type.element);
      return element === undefined ? undefined : { type: 'list', element };
    }
    case 'countOf':
      return machine.kinds.kinds.has(type.kind) ? { type: 'countOf', kind: type.kind } : undefined;
    case 'enum':
      return { type: 'enum', members: type.members.map((member) => member.text) };
    case 'map':
    case 'child':
      return undefined;
  }
}
