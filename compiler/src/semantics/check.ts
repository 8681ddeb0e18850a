import type { Member } from '../syntax/tree.js';
import { type AnnotationPlace, checkAnnotations } from './annotations.js';
import type { Entity, Module } from './declare/types.js';
import type { Span } from '../text/span.js';
import type { Trace } from './trace.js';
import type { World } from './world.js';

/** Blocks that are checked: each once, until something changes that was evaluated on the way. */
export class CheckMemo {
  readonly #checked = new Set<Entity>();

  constructor(private readonly trace: Trace) {}

  run(entity: Entity, check: () => void): void {
    if (this.#checked.has(entity)) return;
    const frame = this.trace.enter(() => this.#checked.delete(entity));
    check();
    this.trace.leave(frame);
    this.#checked.add(entity);
  }
}

/** Evaluates what a file's blocks state, whether the plan uses it or not, so that every mistake is reported. In steps. */
export function* checkModule(world: World, module: Module, memo?: CheckMemo): Generator<undefined> {
  yield* checkInSteps(world, module.root, module.tree.members, STEP_DEPTH, memo);
}

/** Blocks down to this depth, `hall` in `campus`, are a step each. */
const STEP_DEPTH = 2;

function* checkInSteps(
  world: World,
  entity: Entity,
  members: readonly Member[],
  depth: number,
  memo: CheckMemo | undefined,
): Generator<undefined> {
  checkOwn(world, entity, members);
  for (const [child, inner] of childrenIn(entity)) {
    const check = (): void => checkBody(world, child, inner);
    if (depth > 1) yield* checkInSteps(world, child, inner, depth - 1, memo);
    else if (memo === undefined) check();
    else memo.run(child, check);
    yield;
  }
}

function checkBody(world: World, entity: Entity, members: readonly Member[]): void {
  checkOwn(world, entity, members);
  for (const [child, inner] of childrenIn(entity)) checkBody(world, child, inner);
}

/** Blocks in a block that are written there, with their members. */
function childrenIn(entity: Entity): readonly (readonly [Entity, readonly Member[]])[] {
  const found: (readonly [Entity, readonly Member[]])[] = [];
  for (const children of entity.children.values())
    for (const child of children)
      if (!child.inherited && child.syntax?.type === 'block') found.push([child, child.syntax.members]);
  return found;
}

/** What a block states itself, without the blocks in it. */
function checkOwn(world: World, entity: Entity, members: readonly Member[]): void {
  for (const member of members) checkAnnotations(world, member.annotations, placeOf(member), entity.scope);
  for (const declaration of entity.lets.values()) world.letValue(declaration, entity);
  for (const [name, { member }] of entity.properties) checkProperty(world, entity, name, member);
}

function checkProperty(world: World, entity: Entity, name: string, member: Member): void {
  const value = world.slot(entity, name)?.value;
  if (value?.type === 'entity' && value.entity.inline) checkValue(world, value.entity);
  if (member.type === 'block')
    for (const inner of member.members) checkAnnotations(world, inner.annotations, placeOf(inner), entity.scope);
}

/** As `checkModule`, but only of the members that a stretch of the file touches: what an editor asks at every keystroke. */
export function checkNear(world: World, module: Module, span: Span): void {
  checkTouched(world, module.root, module.tree.members, span);
}

function checkTouched(world: World, entity: Entity, members: readonly Member[], span: Span): void {
  const { offset } = entity.scope;
  const touched = new Set(
    members.filter((member) => offset + member.start <= span.end && offset + member.end >= span.start),
  );
  for (const member of touched) checkAnnotations(world, member.annotations, placeOf(member), entity.scope);
  for (const declaration of entity.lets.values())
    if (touched.has(declaration.member)) world.letValue(declaration, entity);
  for (const [name, { member }] of entity.properties)
    if (touched.has(member)) checkProperty(world, entity, name, member);
  for (const [child, inner] of childrenIn(entity))
    if (child.syntax?.type === 'block' && touched.has(child.syntax)) checkTouched(world, child, inner, span);
}

/** The properties of a value that is a block: `DirectToChip { … }`. */
function checkValue(world: World, entity: Entity): void {
  for (const name of entity.properties.keys()) {
    const value = world.slot(entity, name)?.value;
    if (value?.type === 'entity' && value.entity.inline && value.entity !== entity) checkValue(world, value.entity);
  }
}

function placeOf(member: Member): AnnotationPlace {
  switch (member.type) {
    case 'block':
      return 'block';
    case 'property':
      return 'property';
    case 'require':
    case 'prefer':
      return 'requirement';
    case 'scenario':
      return 'scenario';
    default:
      return 'other';
  }
}
