import type { Expression } from '../syntax/tree.js';
import type { FileEdit } from '../text/span.js';
import type { Entity, Module } from './declare/types.js';
import type { Slot, StatedOverride } from './evaluate/machine.js';
import { importEdit } from './import-edit.js';
import { insertMembers } from './insert.js';
import { type Origins, valueSpan } from './origins.js';
import { splitPath } from '../ir/paths.js';
import { locate, textOf } from './report.js';

/** A name that a new value mentions: `Hybrid` of `std/cooling`. */
export interface NeededImport {
  readonly from: string;
  readonly name: string;
}

/**
 * The edits that give one block's property a new value, and leave every other block as it was: blocks that have this one as
 * their base and inherit the property are given its old value.
 * @param path of a block, `Prairie.A`, or of a value that is one, `Prairie.A.cooling`
 * @param newText the value as a plan writes it
 * @returns undefined where the block is not in the plan's own text
 */
export function editForProperty(
  origins: Origins,
  path: string,
  property: string,
  newText: string,
  neededImports: readonly NeededImport[] = [],
): readonly FileEdit[] | undefined {
  const entity = origins.entity(path);
  if (entity !== undefined && !entity.inline && isOverridden(origins.slot(entity, property)))
    return editOverride(origins, entity, property, newText, neededImports);
  if (entity !== undefined && !entity.inline)
    return finish(origins, entity, property, set(entity, property, newText), neededImports);
  const { around, last: outer } = splitPath(path);
  const owner = origins.entity(around);
  const slot = owner === undefined ? undefined : origins.slot(owner, outer);
  if (owner === undefined || slot?.value.type !== 'entity') return undefined;
  const { entity: value } = slot.value;
  const inner = value.inline ? origins.slot(value, property) : undefined;
  if (isOverridden(inner)) return editOverride(origins, value, property, newText, neededImports);
  if (!value.inline) return editWithin(origins, around, outer, slot, `${property}: ${newText}`, neededImports);
  const isWritten = slot.from === 'own' || soleOverride(origins, owner, outer) !== undefined;
  const edit =
    isWritten && value.syntax !== undefined
      ? set(value, property, newText)
      : add(owner, `${outer} {\n  ${property}: ${newText}\n}`);
  return finish(origins, owner, outer, edit, neededImports);
}

/** True where a scenario, or a test's `with`, says what the property is: another value in the block itself would change nothing. */
function isOverridden(slot: Slot | undefined): boolean {
  return slot?.from === 'scenario' && slot.override !== undefined;
}

/** The edits of what overrides a property; none where that is not of this block alone. */
function editOverride(
  origins: Origins,
  entity: Entity,
  property: string,
  newText: string,
  neededImports: readonly NeededImport[],
): readonly FileEdit[] | undefined {
  const override = soleOverride(origins, entity, property);
  if (override === undefined) return undefined;
  const { member, scope } = override;
  return [{ ...locate(scope, member.value), newText }, ...importsFor(scope.module, neededImports)];
}

/** What overrides a block's property, where it does so in no other block: parts of an array, and those that have it as a base. */
function soleOverride(origins: Origins, entity: Entity, property: string): StatedOverride | undefined {
  const slot = origins.slot(entity, property);
  const override = isOverridden(slot) ? slot?.override : undefined;
  for (const [, other] of origins.entities())
    if (
      other !== entity &&
      override !== undefined &&
      origins.slot(other, property)?.override?.member === override.member
    )
      return undefined;
  return override;
}

/** The edits that give a block one more member, with what it names brought into the file. */
export function editForMember(
  origins: Origins,
  path: string,
  text: string,
  neededImports: readonly NeededImport[] = [],
): readonly FileEdit[] | undefined {
  const entity = origins.entity(path);
  const edit = entity === undefined ? undefined : insertMembers(entity, [text]);
  return entity === undefined || edit === undefined ? undefined : [edit, ...importsFor(entity.module, neededImports)];
}

/** Adds to an edit what keeps other blocks as they were, and the imports. */
function finish(
  origins: Origins,
  owner: Entity,
  property: string,
  edit: FileEdit | undefined,
  neededImports: readonly NeededImport[],
): readonly FileEdit[] | undefined {
  if (owner.module.library || edit === undefined) return undefined;
  const kept = dependents(origins, owner, property).flatMap(({ entity, text }) => set(entity, property, text) ?? []);
  return [edit, ...kept, ...importsFor(owner.module, neededImports)];
}

/** `Prairie.A.cooling` where the property names an entry: the entry is refined. */
function editWithin(
  origins: Origins,
  around: string,
  outer: string,
  slot: Slot,
  member: string,
  neededImports: readonly NeededImport[],
): readonly FileEdit[] | undefined {
  const entry = slot.value.type === 'entity' ? slot.value.entity : undefined;
  const written = slot.declaration?.member;
  const own = slot.from === 'own' && written?.type === 'property' ? firstOption(written.value) : undefined;
  const name =
    own?.type === 'path' && slot.declaration !== undefined ? textOf(slot.declaration.scope, own) : entry?.name;
  if (name === undefined) return undefined;
  const needed = own === undefined && entry?.module.library === true ? [{ from: entry.module.key, name }] : [];
  return editForProperty(origins, around, outer, `${name} { ${member} }`, [...neededImports, ...needed]);
}

function firstOption(expression: Expression): Expression | undefined {
  return expression.type === 'alternatives' ? expression.options[0] : expression;
}

/** Gives a block's property a value: in the place of the one that it states, or on a line of its own. */
function set(entity: Entity, property: string, newText: string): FileEdit | undefined {
  const declaration = entity.properties.get(property);
  if (declaration !== undefined) {
    const { member, scope } = declaration;
    const text = member.type === 'property' ? newText : `${property}: ${newText}`;
    return { ...locate(scope, valueSpan(declaration)), newText: text };
  }
  return add(entity, `${property}: ${newText}`);
}

/** Adds a member to a block; a block that is there only through a base is written out where it belongs. */
function add(entity: Entity, member: string): FileEdit | undefined {
  if (entity.syntax !== undefined) return insertMembers(entity, [member]);
  const { parent } = entity;
  if (!entity.inherited || parent === undefined) return undefined;
  const keyword = keywordFor(parent, entity) ?? entity.kind.name;
  const index = entity.elements === undefined ? '' : indexText(entity.elements);
  const name = entity.name === undefined ? '' : ` ${entity.name}${index}`;
  return add(parent, `${keyword}${name} {\n  ${member}\n}`);
}

/** The word that a child block begins with: the property that collects it. */
function keywordFor(parent: Entity, child: Entity): string | undefined {
  for (const [slot, children] of parent.children) if (children.includes(child)) return slot;
  return undefined;
}

function indexText(elements: readonly number[]): string {
  const [first = 1] = elements;
  const last = elements.at(-1) ?? first;
  return first === last ? `[${first}]` : `[${first}..${last}]`;
}

/** Blocks that inherit a property straight from this one, with the text of the value that they have now. */
function dependents(
  origins: Origins,
  owner: Entity,
  property: string,
): { readonly entity: Entity; readonly text: string }[] {
  const found: { entity: Entity; text: string }[] = [];
  for (const [, entity] of origins.entities()) {
    if (entity.base !== owner || entity.inline || entity.properties.has(property)) continue;
    const slot = origins.slot(entity, property);
    const text = slot === undefined ? undefined : textOfSlot(owner, property, slot);
    if (text !== undefined) found.push({ entity, text });
  }
  return found;
}

function textOfSlot(owner: Entity, property: string, slot: Slot): string | undefined {
  const { declaration } = slot;
  if (declaration !== undefined && !declaration.scope.module.library) {
    const { member, scope } = declaration;
    return member.type === 'property' ? textOf(scope, member.value) : undefined;
  }
  const standard = owner.kind.properties.get(property)?.default;
  return declaration === undefined && standard !== undefined ? literalText(standard) : undefined;
}

/** A kind's default as text, where it is as simple as most are. */
function literalText(expression: Expression): string | undefined {
  switch (expression.type) {
    case 'number':
      return expression.raw;
    case 'quantity':
      return `${expression.raw} ${expression.unit}`;
    case 'redundancy':
      return expression.text;
    case 'ratio':
      return `${expression.left}:${expression.right}`;
    case 'path':
      return expression.segments.map((segment) => segment.name.text).join('.');
    case 'refinement':
      return `${expression.base.segments[0]?.name.text ?? ''} {}`;
    default:
      return undefined;
  }
}

function importsFor(module: Module, needed: readonly NeededImport[]): FileEdit[] {
  const missing = needed.filter(({ from, name }) => {
    const isBound =
      module.bindings.has(name) || module.wholes.some((whole) => whole.module.key === from) || module.key === from;
    return !isBound && !module.root.names.has(name);
  });
  return missing.map(({ from, name }) => importEdit(module, from, name));
}
