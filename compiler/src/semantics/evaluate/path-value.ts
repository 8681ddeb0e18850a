import type { PathExpression } from '../../syntax/tree.js';
import type { Entity } from '../declare/types.js';
import type { PropertyRow } from '../kinds/index.js';
import { locate } from '../report.js';
import { dimensionless, temperaturePoint } from '../units/index.js';
import { type Amount, numberValue, poison, type Value } from '../values.js';
import { add, scale } from './amounts.js';
import type { Env, Machine } from './machine.js';
import type { PartMember, Reference } from './reference.js';
import { article } from '../words.js';

/** The value of what a path stands for; what has none is reported. */
export function valueOf(machine: Machine, reference: Reference, path: PathExpression, env: Env): Value {
  switch (reference.type) {
    case 'poison':
      return poison;
    case 'value':
      return reference.value;
    case 'entity':
      return { type: 'entity', entity: reference.entity };
    case 'group':
      return reference.elements === undefined
        ? { type: 'group', group: reference.group }
        : { type: 'group', group: reference.group, elements: reference.elements };
    case 'property': {
      const slot = machine.slot(reference.entity, reference.row.name);
      if (slot !== undefined) return slot.value;
      return blank(machine, reference, path, env);
    }
    case 'blank':
      return blank(machine, reference, path, env);
    case 'list': {
      const items = reference.items.map((item) => valueOf(machine, item, path, env));
      const stop = items.find((item) => item.type === 'poison' || item.type === 'absent');
      return stop ?? { type: 'list', items: items.flatMap((item) => (item.type === 'list' ? item.items : [item])) };
    }
    case 'members':
      return ofParts(machine, reference.members, path, env);
    case 'metric':
      machine.reporter.report(
        'not-a-value',
        locate(env.scope, path),
        `\`${reference.metric.name}\` of ${article(reference.entity.kind.name)} is a metric: only a simulation knows it. It may stand in \`require\` and \`prefer\`.`,
      );
      return poison;
    case 'namespace':
      machine.reporter.report(
        'not-a-value',
        locate(env.scope, path),
        `\`${reference.module.key}\` is a module; name one of its entries.`,
      );
      return poison;
  }
}

function blank(
  machine: Machine,
  reference: { readonly entity: Entity; readonly row: PropertyRow },
  path: PathExpression,
  env: Env,
): Value {
  const { entity, row } = reference;
  const what = `${entity.name ?? `this ${entity.kind.name}`}.${row.name}`;
  if (env.isDefault) return { type: 'absent', what };
  const isReportedThere = row.optional !== true && !entity.module.library;
  if (!entity.broken && !isReportedThere) {
    machine.reporter.report(
      'blank-figure',
      locate(env.scope, path),
      `\`${what}\` has no value: state it in a refinement, with its source.`,
    );
  }
  return poison;
}

/** A property of an array: figures add up over its elements, blocks make one list. */
function ofParts(machine: Machine, members: readonly PartMember[], path: PathExpression, env: Env): Value {
  const values = members.map((member) => ({
    value: valueOf(machine, member.reference, path, env),
    count: member.count,
  }));
  const stop = values.find(({ value }) => value.type === 'poison' || value.type === 'absent');
  if (stop !== undefined) return stop.value;
  const first = values[0]?.value;
  if (first === undefined) return poison;
  if (first.type !== 'number') {
    if (values.length === 1) return first;
    return { type: 'list', items: values.flatMap(({ value }) => (value.type === 'list' ? value.items : [value])) };
  }
  const isIntensive = first.dimension === temperaturePoint || (first.dimension === dimensionless && !first.bare);
  let total: Amount | undefined = isIntensive && values.length === 1 ? first.amount : undefined;
  if (!isIntensive) {
    total = 0;
    for (const { value, count } of values) {
      const part: Amount | undefined = value.type === 'number' ? scale(value.amount, count) : undefined;
      total = total === undefined || part === undefined ? undefined : add(total, part);
    }
  }
  if (total !== undefined) return numberValue(first.dimension, total, first.bare);
  machine.reporter.report(
    'several-blocks',
    locate(env.scope, path),
    'The parts of this array differ and have no sum here: name one element, `A[1]`.',
  );
  return poison;
}
