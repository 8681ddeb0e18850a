/** Taking an edit that changes values into a plan that is declared: the blocks stay, and only what rests on the values goes. */
import type { BlockMember, FileTree, Member, PropertyMember } from '../syntax/tree.js';
import type { Entity, Module } from './declare/types.js';
import type { World } from './world.js';

/** What is to be done once it is known that the whole edit can be taken. */
interface Steps {
  readonly moves: (() => void)[];
  readonly stale: (() => void)[];
}

/** A body before and after, and where it stands in the text before and after. */
interface Bodies {
  readonly before: readonly Member[];
  readonly after: readonly Member[];
  readonly from: number;
  readonly to: number;
}

/**
 * Takes a file's new tree into its module, where it differs from the one before in values of properties and in places only.
 * @returns false, with nothing done, where it differs in more
 */
export function reviseModule(world: World, module: Module, text: string, tree: FileTree): boolean {
  const steps: Steps = { moves: [], stale: [] };
  const reviser = new Reviser(module, text, steps, world);
  const bodies = { before: module.tree.members, after: tree.members, from: 0, to: 0 };
  if (!reviser.body([module.root], bodies)) return false;
  module.revise(text, tree);
  for (const step of steps.moves) step();
  for (const step of steps.stale) step();
  return true;
}

const WORD = /[\p{L}_][\p{L}\p{N}_]*/gu;

class Reviser {
  constructor(
    private readonly module: Module,
    private readonly text: string,
    private readonly steps: Steps,
    private readonly world: World,
  ) {}

  /** @param entities every block that has this body: the parts of an array have one in common */
  body(entities: readonly Entity[], bodies: Bodies): boolean {
    const { before, after } = bodies;
    if (before.length !== after.length) return false;
    const blocks = blocksOf(entities);
    for (let index = 0; index < before.length; index++) {
      const [old, now] = [before[index]!, after[index]!];
      if (old !== now && !this.member(entities, blocks, old, now, bodies)) return false;
    }
    return true;
  }

  private member(
    entities: readonly Entity[],
    blocks: ReadonlyMap<Entity['syntax'], readonly Entity[]>,
    old: Member,
    now: Member,
    bodies: Bodies,
  ): boolean {
    if (old.doc !== now.doc) return false;
    if (old.type === 'block' && now.type === 'block') return this.block(entities, blocks, old, now, bodies);
    if (old.type === 'property' && now.type === 'property') return this.property(entities, old, now, bodies);
    if (old.type !== now.type || !this.isSame(old, now, bodies)) return false;
    return this.moved(entities, old, now);
  }

  private property(entities: readonly Entity[], old: PropertyMember, now: PropertyMember, bodies: Bodies): boolean {
    const name = old.key.segments[0]?.name.text ?? '';
    const isSame = this.isSame(old, now, bodies);
    if (!isSame && (!isPlain(old, name) || !isPlain(now, name) || !this.keepsNames(old, now, bodies))) return false;
    for (const entity of entities) {
      if (entity.properties.get(name)?.member !== old) return false;
      this.declare(entity, name, now, isSame);
    }
    return true;
  }

  private declare(entity: Entity, name: string, now: PropertyMember | BlockMember, isSame: boolean): void {
    const { world } = this;
    this.steps.moves.push(() => {
      const declaration = entity.properties.get(name);
      if (declaration !== undefined) declaration.member = now;
    });
    // A value that is a block knows where it stands.
    if (!isSame || world.makes(entity, name)) this.steps.stale.push(() => world.invalidate(entity, name));
  }

  private block(
    entities: readonly Entity[],
    blocks: ReadonlyMap<Entity['syntax'], readonly Entity[]>,
    old: BlockMember,
    now: BlockMember,
    bodies: Bodies,
  ): boolean {
    const heads = { ...bodies, before: [], after: [] };
    const isHead = this.isSame({ start: old.start, end: old.headEnd }, { start: now.start, end: now.headEnd }, heads);
    if (!isHead || old.annotations.length > 0 !== now.annotations.length > 0) return false;
    const inner = {
      before: old.members,
      after: now.members,
      from: bodies.from + old.start,
      to: bodies.to + now.start,
    };
    const children = blocks.get(old) ?? [];
    if (children.length > 0) {
      for (const child of children) this.steps.moves.push(() => child.move(now));
      return old.members === now.members || this.body(children, inner);
    }
    const name = old.keyword.text;
    const isSame = old.members === now.members;
    if (!isSame && (hasBlocks(now.members) || hasBlocks(old.members) || !this.keepsNames(old, now, bodies)))
      return false;
    for (const entity of entities) {
      if (entity.properties.get(name)?.member !== old) return false;
      this.declare(entity, name, now, false);
    }
    return true;
  }

  /** Takes what stands elsewhere and is otherwise as it was. */
  private moved(entities: readonly Entity[], old: Member, now: Member): boolean {
    const { moves, stale } = this.steps;
    switch (now.type) {
      case 'let':
        for (const entity of entities) {
          const declaration = entity.lets.get(now.name.text);
          if (declaration?.member !== old) return false;
          moves.push(() => (declaration.member = now));
          stale.push(() => this.world.invalidateLet(declaration));
        }
        return true;
      case 'require':
      case 'prefer':
        for (const { requirements } of entities) {
          const declaration = requirements.find(({ member }) => member === old);
          if (declaration === undefined) return false;
          moves.push(() => (declaration.member = now));
        }
        return true;
      case 'scenario': {
        const declaration = this.module.scenarios.get(now.name.text);
        if (declaration?.member !== old) return false;
        moves.push(() => (declaration.member = now));
        return true;
      }
      case 'test':
        return true;
      default:
        return false;
    }
  }

  private isSame(old: Span, now: Span, { from, to }: Bodies): boolean {
    const length = old.end - old.start;
    if (now.end - now.start !== length) return false;
    return this.module.text.slice(from + old.start, from + old.end) === this.text.slice(to + now.start, to + now.end);
  }

  /** Whether nothing that an import brings is named before and no longer: whether it is still used is not known. */
  private keepsNames(old: Span, now: Span, { from, to }: Bodies): boolean {
    const { bindings, namespaces, wholes } = this.module;
    const left = this.text.slice(to + now.start, to + now.end);
    for (const [word] of this.module.text.slice(from + old.start, from + old.end).matchAll(WORD)) {
      const isImported =
        bindings.has(word) ||
        namespaces.has(word) ||
        wholes.some(({ module: { root } }) => root.names.has(word) || root.lets.has(word));
      if (isImported && !left.includes(word)) return false;
    }
    return true;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** Blocks in blocks by how they are written. */
function blocksOf(entities: readonly Entity[]): ReadonlyMap<Entity['syntax'], readonly Entity[]> {
  const found = new Map<Entity['syntax'], Entity[]>();
  const add = (child: Entity): void => {
    if (child.inherited || child.syntax === undefined) return;
    const known = found.get(child.syntax);
    if (known === undefined) found.set(child.syntax, [child]);
    else if (!known.includes(child)) known.push(child);
  };
  for (const { children, names } of entities) {
    for (const list of children.values()) for (const child of list) add(child);
    for (const named of names.values()) if (named.type === 'entity') add(named);
  }
  return found;
}

/** `name: value` with a name of one part. */
function isPlain({ key }: PropertyMember, name: string): boolean {
  const [first, ...more] = key.segments;
  return first?.name.text === name && first.index === undefined && more.length === 0;
}

function hasBlocks(members: readonly Member[]): boolean {
  return members.some((member) => member.type === 'block' && (member.name !== undefined || hasBlocks(member.members)));
}
