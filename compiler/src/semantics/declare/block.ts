import type { BlockMember } from '../../syntax/tree.js';
import type { Machine } from '../evaluate/machine.js';
import { didYouMean } from '../evaluate/unknown.js';
import type { Kind, PropertyRow } from '../kinds/index.js';
import { fix, locate, replacement } from '../report.js';
import { declareArray, splitArray } from './array.js';
import { type Base, joinKinds, resolveBase } from './base.js';
import { file, place } from './block-places.js';
import type { Declaring } from './declaring.js';
import { reportDuplicate } from './duplicates.js';
import { createEntity } from './entity.js';
import type { Entity } from './types.js';
import { article, capital } from '../words.js';
import { suggest } from '../suggest.js';

/** Declares a block: a child of its parent's kind, or the value of a property written as a block. */
export function declareBlock(declaring: Declaring, parent: Entity, member: BlockMember): void {
  const { machine } = declaring;
  const keyword = member.keyword.text;
  const kind = machine.kinds.kinds.get(keyword);
  const slot = kind === undefined ? undefined : machine.kinds.slotFor(parent.kind, keyword);
  if (kind !== undefined && slot !== undefined) {
    declareChild(declaring, parent, member, kind);
    return;
  }
  const row = parent.kind.properties.get(keyword);
  if (row !== undefined) {
    declareBlockProperty(machine, parent, member, row);
    return;
  }
  if (!parent.broken) reportKind(machine, parent, member, kind);
  declareBroken(declaring, parent, member, kind);
}

function declareChild(declaring: Declaring, parent: Entity, member: BlockMember, ownKind: Kind): void {
  const { machine, byName } = declaring;
  const { scope } = parent;
  const name = member.name?.text;
  const resolved: Base = member.base === undefined ? { ok: true } : resolveBase(machine, scope, member.base, member);
  const named = name === undefined ? undefined : parent.names.get(name);
  const implied = named?.type === 'entity' && named.inherited ? named : undefined;
  const explicit = resolved.ok ? resolved.entity : undefined;
  const joined = explicit === undefined ? ownKind : joinKinds(machine, ownKind, explicit.kind);
  if (joined === undefined && explicit !== undefined && member.base !== undefined && !explicit.broken) {
    machine.reporter.report(
      'wrong-base',
      locate(scope, member.base),
      `\`${explicit.name ?? explicit.kind.name}\` is of kind ${explicit.kind.name}, and the base of a ${ownKind.name} is a ${ownKind.name}.`,
    );
  }
  const broken = !resolved.ok || joined === undefined || (explicit?.broken ?? false);
  const first = joined ?? ownKind;
  const slot = machine.kinds.slotFor(parent.kind, first.name);
  if (slot?.type.type !== 'child') return;
  const { many } = slot.type;
  if (!checkName(machine, parent, member, slot, many)) return;
  const single = many ? undefined : parent.children.get(slot.name)?.[0];
  if (single !== undefined && !single.inherited) {
    machine.reporter.report(
      'duplicate-block',
      locate(scope, member.keyword),
      `There is one \`${slot.name}\` already, and ${parent.kind.name} allows one.`,
    );
    return;
  }
  const base = explicit !== undefined && joined !== undefined ? explicit : (implied?.base ?? single?.base);
  const kind = base === undefined ? first : (joinKinds(machine, first, base.kind) ?? first);
  const make = (more: { elements?: number[]; base?: Entity | undefined }): Entity =>
    createEntity({
      kind: more.base === undefined ? kind : (joinKinds(machine, kind, more.base.kind) ?? kind),
      module: parent.module,
      outer: scope,
      offset: scope.offset + member.start,
      segment: name ?? slot.name,
      ...(name === undefined ? {} : { name }),
      parent,
      broken,
      syntax: member,
      ...(more.base === undefined ? {} : { base: more.base }),
      ...(more.elements === undefined ? {} : { elements: more.elements }),
    });
  const finish = (entity: Entity): void => declaring.body(entity, member.members);
  if (member.index !== undefined && member.name !== undefined) {
    if (named?.type === 'group') splitArray(machine, parent, slot.name, named, member, make, finish, base);
    else declareArray(machine, parent, slot.name, member, make, finish, base, byName);
    return;
  }
  if (named !== undefined && implied === undefined && member.name !== undefined) {
    reportDuplicate(machine, parent, member.name);
    return;
  }
  if (name !== undefined && member.name !== undefined && parent.lets.has(name)) {
    reportDuplicate(machine, parent, member.name);
    return;
  }
  const entity = make({ base });
  place(parent, slot.name, entity, implied ?? single);
  if (name !== undefined) {
    parent.names.set(name, entity);
    file(byName, name, entity);
  }
  finish(entity);
}

function checkName(machine: Machine, parent: Entity, member: BlockMember, slot: PropertyRow, many: boolean): boolean {
  const { scope } = parent;
  if (many && member.name === undefined) {
    machine.reporter.report(
      'block-name',
      locate(scope, member.keyword),
      `There may be several of \`${slot.name}\`, so each has a name: \`${member.keyword.text} Name { … }\`.`,
    );
    return false;
  }
  if (!many && member.name !== undefined) {
    const gap = { start: member.keyword.end, end: member.name.end };
    machine.reporter.report(
      'block-name',
      locate(scope, member.name),
      `There is one \`${slot.name}\` in ${article(parent.kind.name)}, and it has no name.`,
      {
        fixes: [fix('Remove the name', [{ ...locate(scope, gap), newText: '' }])],
      },
    );
  }
  return true;
}

function declareBlockProperty(machine: Machine, parent: Entity, member: BlockMember, row: PropertyRow): void {
  const { scope } = parent;
  if (row.type.type !== 'entity' && row.type.type !== 'map') {
    machine.reporter.report(
      'wrong-type',
      locate(scope, member.keyword),
      `\`${row.name}\` takes a value: write \`${row.name}: …\`.`,
    );
    return;
  }
  if (member.name !== undefined) {
    machine.reporter.report(
      'block-name',
      locate(scope, member.name),
      `\`${row.name}\` is a property of the ${parent.kind.name}, and has no name: \`${row.name} { … }\`.`,
    );
  }
  if (parent.properties.has(row.name)) {
    machine.reporter.report(
      'duplicate-property',
      locate(scope, member.keyword),
      `\`${row.name}\` is stated twice; the first one holds.`,
    );
    return;
  }
  parent.properties.set(row.name, { name: row.name, member, scope });
}

function reportKind(machine: Machine, parent: Entity, member: BlockMember, kind: Kind | undefined): void {
  const { scope } = parent;
  const at = locate(scope, member.keyword);
  const where = parent.path === '' ? 'the top level' : article(parent.kind.name);
  if (kind !== undefined) {
    const homes = [...machine.kinds.kinds.values()].filter(
      (each) => machine.kinds.slotFor(each, kind.name) !== undefined,
    );
    const names = homes.map((home) => (home.name === 'plan' ? 'at the top level' : `in ${article(home.name)}`));
    const hint = names.length === 0 ? 'it is the value of a property' : `it stands ${names.join(' or ')}`;
    machine.reporter.report(
      'misplaced-block',
      at,
      `${capital(article(kind.name))} may not stand in ${where}; ${hint}.`,
    );
    return;
  }
  const allowed = [...parent.kind.properties.values()].flatMap((row) =>
    row.type.type === 'child' || row.type.type === 'entity' ? [row.name] : [],
  );
  const suggestions = suggest(
    machine.reporter,
    member.keyword.text,
    () => new Set([...allowed, ...machine.kinds.kinds.keys()]),
  );
  machine.reporter.report(
    'unknown-kind',
    at,
    `\`${member.keyword.text}\` is not a kind of block${didYouMean(suggestions.slice(0, 2))}`,
    {
      fixes: suggestions.slice(0, 2).map((suggestion) => replacement(scope, member.keyword, suggestion)),
    },
  );
}

/** A block that has no place still has a name: whoever names it is not told that it does not exist. */
function declareBroken(
  { machine, byName }: Declaring,
  parent: Entity,
  member: BlockMember,
  kind: Kind | undefined,
): void {
  const name = member.name?.text;
  if (name === undefined || parent.names.has(name)) return;
  const entity = createEntity({
    kind: kind ?? machine.kinds.kinds.get('plan') ?? parent.kind,
    module: parent.module,
    outer: parent.scope,
    offset: parent.scope.offset + member.start,
    segment: name,
    name,
    parent,
    broken: true,
    syntax: member,
  });
  parent.names.set(name, entity);
  file(byName, name, entity);
}
