import type { AnyEntity, Provenance } from '../../ir/index.js';
import { allowsOf, blockAnnotations } from '../annotations.js';
import type { Entity } from '../declare/types.js';
import type { Machine, Slot } from '../evaluate/machine.js';
import type { PropertyRow } from '../kinds/index.js';
import { checkMap, checkOpen, type KnownKeys } from './keys.js';
import { splitPath } from '../../ir/paths.js';
import type { LoweringMemo } from './memo.js';
import { compareNames } from './order.js';
import { sourceOfBlock, sourceOfProperty } from './sources.js';
import { lowerValue } from './values.js';

/** What lowering one block needs to know of all. */
export interface Lowering {
  readonly machine: Machine;
  /** Whether a named block stands in the plan itself; otherwise it is a catalogue entry. */
  isInPlan(entity: Entity): boolean;
  /** Takes note that a catalogue entry is used, and gives its key. */
  useCatalogue(entity: Entity): string;
  /** Takes note of a name that is the key of a map: `us_south` of the kind `region`. */
  useKey(what: string, name: string): void;
  /** Called for each block of the plan, and for each value that is a block. */
  seen(path: string, entity: Entity): void;
  /** Told of properties that a block lacks. In a plan that is a mistake; an entry of a library may be there only to be a base. */
  lacking(entity: Entity, rows: readonly PropertyRow[]): void;
  /** Told of each library entry that a property names, with the place. */
  named(entity: Entity, slot: Slot): void;
  readonly knownKeys: KnownKeys;
  /** Blocks that are in the IR already. */
  readonly memo?: LoweringMemo;
}

/** An entity under construction. */
interface Draft {
  readonly entity: Record<string, unknown>;
  readonly sources: Record<string, Provenance>;
  readonly defaulted: string[];
  readonly alternatives: Record<string, readonly unknown[]>;
  readonly missing: PropertyRow[];
}

/** The block in the IR. What was reported is left out, so the result is whole only where nothing was. */
export function lowerEntity(lowering: Lowering, entity: Entity): AnyEntity {
  return lowering.memo === undefined
    ? lowerAnew(lowering, entity)
    : lowering.memo.lower(entity, () => lowerAnew(lowering, entity));
}

function lowerAnew(lowering: Lowering, entity: Entity): AnyEntity {
  const { machine } = lowering;
  const draft: Draft = { entity: head(lowering, entity), sources: {}, defaulted: [], alternatives: {}, missing: [] };
  const whole = sourceOfBlock(machine, entity);
  if (whole !== undefined) draft.sources[''] = whole;
  for (const row of entity.kind.properties.values()) {
    if (row.type.type === 'child') lowerChildren(lowering, entity, row, draft);
    else lowerProperty(lowering, entity, row, draft);
  }
  checkOpen(machine, entity, lowering.knownKeys);
  if (entity.kind.open !== undefined) draft.entity['entries'] = openEntries(lowering, entity);
  if (draft.missing.length > 0) lowering.lacking(entity, causes(draft.missing));
  if (Object.keys(draft.sources).length > 0) draft.entity['sources'] = draft.sources;
  if (Object.keys(draft.alternatives).length > 0) draft.entity['alternatives'] = draft.alternatives;
  if (draft.defaulted.length > 0) draft.entity['defaulted'] = draft.defaulted.sort();
  const allows = allowsOf(machine, blockAnnotations(entity), entity.outer);
  if (allows.length > 0) draft.entity['allows'] = allows;
  return draft.entity as unknown as AnyEntity;
}

/** Without the properties that a default would fill if the others were there. */
function causes(missing: readonly PropertyRow[]): readonly PropertyRow[] {
  const plain = missing.filter((row) => row.default === undefined);
  return plain.length > 0 ? plain : missing;
}

function head(lowering: Lowering, entity: Entity): Record<string, unknown> {
  const { path, name, elements } = entity;
  const isRoot = entity.scope.parent === undefined;
  const isPlan = !isRoot && !entity.inline && lowering.isInPlan(entity);
  if (!isRoot) lowering.seen(path, entity);
  const base = baseOf(lowering, entity);
  const shown = name === undefined || elements === undefined ? name : splitPath(path).last;
  const doc = entity.syntax?.type === 'block' ? entity.syntax.doc : undefined;
  return {
    kind: entity.kind.name,
    ...(shown === undefined || entity.inline ? {} : { name: shown }),
    ...(isPlan ? { path } : {}),
    ...(base === undefined ? {} : { base }),
    ...(elements === undefined ? {} : { count: elements.length, elements }),
    ...(doc === undefined ? {} : { doc }),
  };
}

/** What the block started from: the nearest named one. */
function baseOf(lowering: Lowering, entity: Entity): string | undefined {
  let { base } = entity;
  while (base?.inline === true) base = base.base;
  if (base === undefined) return undefined;
  return lowering.isInPlan(base) ? base.path : catalogueKey(base);
}

/** `std/racks#GB200_NVL72`. */
export function catalogueKey(entity: Entity): string {
  return `${entity.module.key}#${entity.path}`;
}

function lowerChildren(lowering: Lowering, entity: Entity, row: PropertyRow, { entity: out }: Draft): void {
  if (row.type.type !== 'child') return;
  const children = entity.children.get(row.name) ?? [];
  if (!row.type.many) {
    if (children[0] !== undefined) out[row.name] = lowerEntity(lowering, children[0]);
    return;
  }
  const named = children
    .filter((child) => child.elements === undefined || child.elements.length > 0)
    .map((child) => ({ path: child.path, child }));
  named.sort((a, b) => compareNames(a.path, b.path));
  out[row.name] = named.map(({ child }) => lowerEntity(lowering, child));
}

function lowerProperty(lowering: Lowering, entity: Entity, row: PropertyRow, draft: Draft): void {
  const { machine } = lowering;
  const slot = machine.slot(entity, row.name);
  if (slot === undefined) {
    if (row.optional !== true && !entity.broken && !entity.excused.has(row.name)) draft.missing.push(row);
    return;
  }
  const value = lowerValue(slot.value, row.type, (used) => {
    if (used.module.library && !used.inline) lowering.named(used, slot);
    return lowerUse(lowering, used);
  });
  if (value === undefined) return;
  checkMap(machine, slot, row, lowering.knownKeys);
  if (slot.value.type === 'map' && row.type.type === 'map' && row.type.key.type === 'kind') {
    for (const entry of slot.value.entries) lowering.useKey(row.type.key.kind, String(entry.key));
  }
  draft.entity[row.name] = value;
  if (slot.from === 'default') draft.defaulted.push(row.name);
  const source = sourceOfProperty(machine, entity, slot, row);
  if (source !== undefined) draft.sources[row.name] = source;
  lowerAlternatives(lowering, slot, row, draft);
}

function lowerAlternatives(lowering: Lowering, slot: Slot, row: PropertyRow, draft: Draft): void {
  if (slot.alternatives.length === 0) return;
  const options = slot.alternatives.map((option) => lowerValue(option, row.type, (used) => lowerUse(lowering, used)));
  draft.alternatives[row.name] = options.filter((option) => option !== undefined);
}

/** A named block by reference, a value by itself. */
function lowerUse(lowering: Lowering, entity: Entity): unknown {
  if (entity.inline) return lowerEntity(lowering, entity);
  return { ref: lowering.isInPlan(entity) ? entity.path : lowering.useCatalogue(entity) };
}

/** `users { us_south: 35 % }`: the entries of a kind with open keys, those of its base included. */
function openEntries(lowering: Lowering, entity: Entity): Record<string, unknown> {
  const open = entity.kind.open?.value;
  const entries: Record<string, unknown> = {};
  for (const name of [...lowering.machine.openNames(entity)].sort()) {
    const slot = lowering.machine.slot(entity, name);
    const value =
      slot === undefined || open === undefined
        ? undefined
        : lowerValue(slot.value, open.type, (used) => lowerUse(lowering, used));
    if (value === undefined) continue;
    entries[name] = value;
    if (entity.kind.open !== undefined) lowering.useKey(entity.kind.open.key, name);
  }
  return entries;
}
