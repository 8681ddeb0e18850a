import type { Location, Span } from '../text/span.js';
import type { Entity, PropertyDeclaration } from './declare/types.js';
import type { Slot } from './evaluate/machine.js';
import { splitPath } from '../ir/paths.js';
import { locate } from './report.js';
import type { World } from './world.js';

/** Where a property's value stands in the text. */
export interface PropertyOrigin {
  /** The value. */
  readonly value: Location;
  /** The whole member, name and value. */
  readonly member: Location;
  /** Stated by the block itself; otherwise by its base. */
  readonly isOwn: boolean;
  /** The block that states it: a path in the plan, or an entry's name in its module. */
  readonly statedBy: string;
}

/** Where a block stands in the text. */
export interface BlockOrigin {
  /** The block's name, its keyword where it has none, or the expression that it is. */
  readonly name: Location;
  /** From the first character of its head to the last of its body. */
  readonly whole: Location;
  /** From its kind to the `{`. */
  readonly head: Location;
  /** The block is not written: the block around it has it from a base, which this is. */
  readonly isInherited: boolean;
}

/** Which place in the text each path of the IR comes from. Kept apart from the IR: moving a line changes no hash. */
export class Origins {
  readonly #entities = new Map<string, Entity>();
  #requirements: readonly Location[] = [];
  #world: World | undefined;

  /** Takes note of a block at a path. */
  add(path: string, entity: Entity): void {
    if (!this.#entities.has(path)) this.#entities.set(path, entity);
  }

  /** Takes note of where the plan's requirements stand, in the order of the IR. */
  addRequirements(places: readonly Location[]): void {
    this.#requirements = places;
  }

  /** Where a requirement's condition stands, by its index in the IR. */
  requirement(index: number): Location | undefined {
    return this.#requirements[index];
  }

  /** Says which world the properties are to be looked up in. */
  settle(world: World): void {
    this.#world = world;
  }

  /** Every path of a block, in the order of the IR. */
  paths(): readonly string[] {
    return [...this.#entities.keys()];
  }

  /** The block at a path, for edits. */
  entity(path: string): Entity | undefined {
    return this.#entities.get(path);
  }

  /** The value that a block's property has, with where it is stated. */
  slot(entity: Entity, property: string): Slot | undefined {
    return this.#world?.slot(entity, property);
  }

  /** Every block of the plan, for edits that must leave others as they are. */
  entities(): Iterable<readonly [string, Entity]> {
    return this.#entities;
  }

  block(path: string): BlockOrigin | undefined {
    const entity = this.#entities.get(path);
    const written = entity === undefined ? undefined : writtenOf(entity);
    if (entity === undefined || written?.syntax === undefined) return undefined;
    const { syntax, outer } = written;
    const isBlock = syntax.type === 'block';
    const headEnd = isBlock ? syntax.headEnd : syntax.type === 'refinement' ? syntax.base.end : syntax.end;
    const start = isBlock ? syntax.keyword.start : syntax.start;
    return {
      name: locate(outer, isBlock ? (syntax.name ?? syntax.keyword) : { start, end: headEnd }),
      whole: locate(outer, { start, end: syntax.end }),
      head: locate(outer, { start, end: headEnd }),
      isInherited: written !== entity,
    };
  }

  property(path: string, property: string): PropertyOrigin | undefined {
    const entity = this.#entities.get(path);
    const slot = entity === undefined ? undefined : this.#world?.slot(entity, property);
    if (slot?.declaration === undefined || slot.owner === undefined) return undefined;
    const { member, scope } = slot.declaration;
    return {
      value: locate(scope, valueSpan(slot.declaration)),
      member: locate(scope, member),
      isOwn: slot.from === 'own',
      statedBy: slot.owner.path,
    };
  }

  /**
   * The best place for a finding at a path: a property's value for `Prairie.A.cooling`, a block's name for `Prairie.A`, and
   * for what is not written the block around it. Undefined only where the path is of no block at all.
   */
  locate(path: string): Location | undefined {
    for (let at = path; at !== ''; at = splitPath(at).around) {
      const { around, last } = splitPath(at);
      const place = this.property(around, last)?.value ?? this.block(at)?.name;
      if (place !== undefined) return place;
    }
    return undefined;
  }
}

/** The span of a property's value: the body of a block that is a value counts as its value. */
export function valueSpan({ member }: PropertyDeclaration): Span {
  return member.type === 'property' ? member.value : { start: member.keyword.start, end: member.end };
}

function writtenOf(entity: Entity): Entity {
  let written = entity;
  while (written.syntax === undefined && written.base !== undefined && !written.base.module.library)
    written = written.base;
  return written;
}
