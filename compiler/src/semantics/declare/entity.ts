import type { BlockMember, Expression, PropertyMember } from '../../syntax/tree.js';
import type { Kind } from '../kinds/index.js';
import type {
  ArrayGroup,
  Entity,
  LetDeclaration,
  Module,
  PropertyDeclaration,
  RequirementDeclaration,
  Scope,
} from './types.js';

export interface NewEntity {
  readonly kind: Kind;
  readonly module: Module;
  readonly outer: Scope | undefined;
  /** Where the body's positions count from. */
  readonly offset: number;
  /** Last part of the path: the name, or the property whose value it is. */
  readonly segment: string;
  readonly name?: string;
  readonly parent?: Entity;
  readonly base?: Entity;
  readonly inline?: boolean;
  readonly inherited?: boolean;
  readonly broken?: boolean;
  readonly syntax?: BlockMember | Expression;
  readonly elements?: number[];
  readonly group?: ArrayGroup;
  /** For a module of the library: maps that declare an entry when it is first asked for. */
  readonly names?: Map<string, Entity | ArrayGroup>;
  readonly lets?: Map<string, LetDeclaration>;
}

/** The scope of a body. Where it stands is counted from the body around it, which an edit above moves as a whole. */
class BodyScope implements Scope {
  readonly module: Module;
  readonly parent?: Scope;
  /** Where the body begins in the one around it. */
  start: number;

  constructor(
    readonly entity: Entity,
    outer: Scope | undefined,
    offset: number,
  ) {
    this.module = entity.module;
    if (outer !== undefined) this.parent = outer;
    this.start = offset - (outer?.offset ?? 0);
  }

  get offset(): number {
    return (this.parent?.offset ?? 0) + this.start;
  }
}

class EntityNode implements Entity {
  readonly type = 'entity';
  readonly kind: Kind;
  readonly module: Module;
  readonly inline: boolean;
  readonly inherited: boolean;
  readonly broken: boolean;
  readonly scope: BodyScope;
  readonly outer: Scope;
  #properties: Map<string, PropertyDeclaration> | undefined;
  #stated: readonly PropertyMember[] | undefined;
  // Made when they are first asked for: most blocks have none, and an editor declares a whole plan at every keystroke.
  #lets: Map<string, LetDeclaration> | undefined;
  #names: Map<string, Entity | ArrayGroup> | undefined;
  #children: Map<string, Entity[]> | undefined;
  #requirements: RequirementDeclaration[] | undefined;
  #excused: Set<string> | undefined;
  readonly name?: string;
  readonly parent?: Entity;
  readonly base?: Entity;
  syntax?: BlockMember | Expression;
  elements?: number[];
  group?: ArrayGroup;
  readonly #segment: string;

  constructor(made: NewEntity) {
    this.kind = made.kind;
    this.module = made.module;
    this.inline = made.inline ?? false;
    this.inherited = made.inherited ?? false;
    this.broken = made.broken ?? false;
    this.#segment = made.segment;
    this.#lets = made.lets;
    this.#names = made.names;
    if (made.name !== undefined) this.name = made.name;
    if (made.parent !== undefined) this.parent = made.parent;
    if (made.base !== undefined) this.base = made.base;
    if (made.syntax !== undefined) this.syntax = made.syntax;
    if (made.elements !== undefined) this.elements = made.elements;
    if (made.group !== undefined) this.group = made.group;
    this.scope = new BodyScope(this, made.outer, made.offset);
    this.outer = made.outer ?? this.scope;
  }

  get properties(): Map<string, PropertyDeclaration> {
    if (this.#properties === undefined) {
      this.#properties = new Map();
      for (const member of this.#stated ?? []) {
        const name = member.key.segments[0]!.name.text;
        this.#properties.set(name, { name, member, scope: this.scope });
      }
    }
    return this.#properties;
  }

  move(syntax: BlockMember): void {
    this.syntax = syntax;
    this.scope.start = syntax.start;
  }

  /** Takes properties that are known to be right, to be declared when somebody asks for one. */
  state(members: readonly PropertyMember[]): void {
    this.#stated = members;
    this.#properties = undefined;
  }

  get lets(): Map<string, LetDeclaration> {
    return (this.#lets ??= new Map());
  }

  get names(): Map<string, Entity | ArrayGroup> {
    return (this.#names ??= new Map());
  }

  get children(): Map<string, Entity[]> {
    return (this.#children ??= new Map());
  }

  get requirements(): RequirementDeclaration[] {
    return (this.#requirements ??= []);
  }

  get excused(): Set<string> {
    return (this.#excused ??= new Set());
  }

  /** Computed, because an array's part changes its name when another is split off it. */
  get path(): string {
    const above = this.parent?.path ?? '';
    const own = this.#segment + this.#suffix();
    return above === '' ? own : `${above}.${own}`;
  }

  #suffix(): string {
    const { elements, group } = this;
    // The part that the array was declared as keeps the array's name.
    if (elements === undefined || group === undefined || group.head === this) return '';
    return elementSuffix(elements);
  }
}

/** `[2]`, `[2..3]`, `[2,4]`. */
export function elementSuffix(elements: readonly number[]): string {
  const [first = 0] = elements;
  const last = elements.at(-1) ?? first;
  if (elements.length === 1) return `[${first}]`;
  return last - first === elements.length - 1 ? `[${first}..${last}]` : `[${elements.join(',')}]`;
}

export function createEntity(made: NewEntity): Entity {
  return new EntityNode(made);
}
