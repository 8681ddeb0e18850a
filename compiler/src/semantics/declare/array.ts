import type { BlockMember } from '../../syntax/tree.js';
import { elementsOf } from '../evaluate/arrays.js';
import type { Machine } from '../evaluate/machine.js';
import { fix, locate } from '../report.js';
import { file, place } from './block-places.js';
import type { ByName } from './declaring.js';
import type { ArrayGroup, Entity } from './types.js';

/** Most elements of an array. */
export const MAX_ELEMENTS = 10_000;

/** Elements of an array that weigh as much as one block. */
const ELEMENTS_PER_BLOCK = 20;

type Make = (more: { elements?: number[]; base?: Entity | undefined }) => Entity;

/** `hall A[1..4] { … }`: one block that stands for four. */
export function declareArray(
  machine: Machine,
  parent: Entity,
  slot: string,
  member: BlockMember,
  make: Make,
  finish: (entity: Entity) => void,
  base: Entity | undefined,
  byName: ByName,
): void {
  const { index, name } = member;
  if (index === undefined || name === undefined) return;
  const at = locate(parent.scope, index);
  const taken = parent.names.get(name.text);
  if (!index.isRange) {
    const message =
      taken === undefined
        ? `There is no array \`${name.text}\` before this; \`${name.text}[1..${index.from}]\` declares one of ${index.from}.`
        : `\`${name.text}\` is one block, not an array.`;
    const fixes =
      taken === undefined && index.from >= 1
        ? [fix(`Declare an array of ${index.from}`, [{ ...at, newText: `[1..${index.from}]` }])]
        : [];
    machine.reporter.report('index-without-array', at, message, { fixes });
  }
  if (taken !== undefined) {
    if (index.isRange)
      machine.reporter.report(
        'duplicate-name',
        locate(parent.scope, name),
        `\`${name.text}\` is declared already, and is not an array.`,
      );
    return;
  }
  const from = index.isRange ? index.from : 1;
  const to = index.to;
  if (from < 1 || from > to || to - from + 1 > MAX_ELEMENTS) {
    const slug = from > to ? 'index-out-of-range' : 'array-too-large';
    const message =
      from > to
        ? 'A range runs from the lower element to the higher.'
        : `An array has at most ${MAX_ELEMENTS} elements, numbered from 1.`;
    machine.reporter.report(slug, at, message);
  }
  const wanted = Math.max(from, Math.min(to, from + MAX_ELEMENTS - 1));
  const isWithin = machine.budget.takeBlocks(Math.ceil((wanted - from + 1) / ELEMENTS_PER_BLOCK));
  if (!isWithin && machine.reporter.once('too-many-blocks')) {
    machine.reporter.report(
      'too-many-blocks',
      at,
      'With the elements of this array the plan has more blocks than 50,000.',
    );
  }
  const last = isWithin ? wanted : from;
  const elements = Array.from({ length: last - from + 1 }, (_, offset) => from + offset);
  const entity = make({ elements, base });
  const above = parent.path;
  const group: ArrayGroup = {
    type: 'group',
    name: name.text,
    path: above === '' ? name.text : `${above}.${name.text}`,
    from,
    to: last,
    head: entity,
    parts: [entity],
  };
  entity.group = group;
  place(parent, slot, entity, undefined);
  parent.names.set(name.text, group);
  file(byName, name.text, group);
  finish(entity);
}

/** `hall A[2] { … }` after `hall A[1..4] { … }`: splits elements off, each from the part that stood for it. */
export function splitArray(
  machine: Machine,
  parent: Entity,
  slot: string,
  group: ArrayGroup,
  member: BlockMember,
  make: Make,
  finish: (entity: Entity) => void,
  base: Entity | undefined,
): void {
  const { index, name } = member;
  if (index === undefined || name === undefined) return;
  const chosen = elementsOf(group, index.from, index.to);
  if (chosen === undefined) {
    machine.reporter.report(
      'index-out-of-range',
      locate(parent.scope, index),
      `\`${group.name}\` has the elements ${group.from} to ${group.to}.`,
    );
    return;
  }
  if (index.isRange && chosen.length === group.to - group.from + 1 && group.head?.inherited !== true) {
    machine.reporter.report(
      'duplicate-name',
      locate(parent.scope, name),
      `\`${name.text}[${group.from}..${group.to}]\` is declared already.`,
    );
    return;
  }
  for (const part of [...group.parts]) {
    const own = part.elements ?? [];
    const taken = own.filter((element) => chosen.includes(element));
    if (taken.length === 0) continue;
    const entity = make({ elements: taken, base: base ?? part });
    entity.group = group;
    part.elements = own.filter((element) => !taken.includes(element));
    const isUsedUp = part.elements.length === 0;
    place(parent, slot, entity, isUsedUp ? part : undefined);
    if (isUsedUp) group.parts[group.parts.indexOf(part)] = entity;
    else group.parts.push(entity);
    finish(entity);
  }
}
