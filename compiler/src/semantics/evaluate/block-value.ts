import type { BlockMember } from '../../syntax/tree.js';
import type { Entity } from '../declare/types.js';
import type { PropertyRow } from '../kinds/index.js';
import { locate } from '../report.js';
import { type MapValueEntry, poison, type Value } from '../values.js';
import { coerce } from './coerce.js';
import type { Env, Machine, Slot } from './machine.js';
import { describeValue } from './operands.js';

/**
 * The value of a property written as a block, `electrical { … }`: what the block would have without it (from its base, or
 * the kind's default), changed.
 */
export function evaluateBlockValue(
  machine: Machine,
  member: BlockMember,
  row: PropertyRow,
  env: Env,
  inherited: Slot | undefined,
): Value {
  if (row.type.type === 'map') return mapValue(machine, member, row, env);
  if (row.type.type !== 'entity') return poison;
  const base = baseOf(machine, member, env, inherited);
  if (base === 'failed') return poison;
  const kind = base?.kind ?? machine.kinds.kinds.get(row.type.kind);
  if (kind === undefined) return poison;
  if (member.members.length > 0) machine.markDynamic();
  const entity = machine.inline({
    kind,
    ...(base === undefined ? {} : { base }),
    members: member.members,
    scope: env.scope,
    offset: env.scope.offset + member.start,
    self: env.self,
    property: row.name,
    broken: false,
    syntax: member,
  });
  return coerce(machine, { type: 'entity', entity }, row.type, { expression: member.base ?? pathOf(member), env, row });
}

function baseOf(
  machine: Machine,
  member: BlockMember,
  env: Env,
  inherited: Slot | undefined,
): Entity | undefined | 'failed' {
  if (member.base === undefined) return inherited?.value.type === 'entity' ? inherited.value.entity : undefined;
  const value = machine.evaluate(member.base, env);
  if (value.type === 'entity') return value.entity;
  if (value.type === 'group' && value.group.parts[0] !== undefined) return value.group.parts[0];
  if (value.type !== 'poison' && value.type !== 'absent') {
    machine.reporter.report(
      'wrong-base',
      locate(env.scope, member.base),
      `A base is an entry or a block, and this is ${describeValue(value)}.`,
    );
  }
  return 'failed';
}

function mapValue(machine: Machine, member: BlockMember, row: PropertyRow, env: Env): Value {
  if (row.type.type !== 'map') return poison;
  const inner = { ...env, scope: { ...env.scope, offset: env.scope.offset + member.start } };
  const entries: MapValueEntry[] = [];
  for (const entry of member.members) {
    const segment = entry.type === 'property' ? entry.key.segments[0] : undefined;
    if (entry.type !== 'property' || segment === undefined || entry.key.segments.length > 1) {
      if (entry.type !== 'error')
        machine.reporter.report(
          'misplaced-member',
          locate(inner.scope, entry),
          `\`${row.name}\` holds names with values, \`name: value\`.`,
        );
      continue;
    }
    const { value: type } = row.type;
    const value = coerce(machine, machine.evaluate(entry.value, inner, type), type, {
      expression: entry.value,
      env: inner,
      row: { ...row, name: segment.name.text },
    });
    if (value.type === 'poison') return poison;
    if (entries.some((other) => other.key === segment.name.text)) {
      machine.reporter.report(
        'duplicate-property',
        locate(inner.scope, entry.key),
        `\`${segment.name.text}\` is there twice.`,
      );
      continue;
    }
    entries.push({ key: segment.name.text, value });
  }
  return { type: 'map', entries };
}

function pathOf(member: BlockMember): NonNullable<BlockMember['base']> {
  const { keyword } = member;
  return {
    type: 'path',
    start: keyword.start,
    end: keyword.end,
    segments: [{ start: keyword.start, end: keyword.end, name: keyword }],
  };
}
