import type { BlockMember, Expression, Member, PropertyMember } from '../../syntax/tree.js';
import type { ArrayGroup, Entity, LetDeclaration, PropertyDeclaration, Scope } from '../declare/types.js';
import type { Budget } from '../budget.js';
import type { Kind, KindModel, ValueType } from '../kinds/index.js';
import type { Reporter } from '../report.js';
import type { UnitContext } from '../units/index.js';
import type { Value } from '../values.js';

/** Variables of comprehensions, innermost first. */
export interface Variables {
  readonly name: string;
  readonly value: Value;
  readonly outer?: Variables;
}

/**
 * Where an expression is evaluated. `scope` is where it is written; `self` is the block for which it is evaluated: the
 * block of the scope, or one that has it as a base. Names that the base's surroundings declare are then taken from the
 * surroundings of `self`, where these derive from the base's.
 */
export interface Env {
  readonly scope: Scope;
  readonly self: Entity;
  /** The property of `self` that is being evaluated: its own name in its value means the one further out. */
  readonly property?: string;
  /** True in a kind's default: counts are not dimensions there, and a blank figure makes the whole blank. */
  readonly isDefault: boolean;
  readonly variables?: Variables;
}

/** The value of a property of one block, and where it came from. */
export interface Slot {
  readonly value: Value;
  /** `beside`: from another property of the same block, as shares are from the list that states them. */
  readonly from: 'own' | 'base' | 'default' | 'scenario' | 'beside';
  /** The block whose body states it; absent for defaults. */
  readonly owner?: Entity;
  readonly declaration?: PropertyDeclaration;
  /** Where a scenario, or a test's `with`, states it instead. */
  readonly override?: StatedOverride;
  /** Declared alternatives after the first. */
  readonly alternatives: readonly Value[];
  /** It depends on names of a block: a block with this base evaluates it anew. */
  readonly isDynamic: boolean;
}

/** An override in the text. */
export interface StatedOverride {
  readonly member: PropertyMember;
  readonly scope: Scope;
}

/** What is known of all blocks together. */
export interface Program {
  /** Blocks of the plan's own files by name, at any depth. */
  readonly byName: ReadonlyMap<string, readonly (Entity | ArrayGroup)[]>;
  /** Names that the standard library declares, with the module of each: read only when a name is unknown. */
  libraryNames(): ReadonlyMap<string, string>;
}

export interface InlineRequest {
  readonly kind: Kind;
  readonly base?: Entity;
  readonly members: readonly Member[];
  /** Scope whose positions the members have. */
  readonly scope: Scope;
  readonly offset: number;
  readonly self: Entity;
  readonly property: string;
  readonly broken: boolean;
  /** Absent for what a kind's default makes: it stands nowhere in a plan. */
  readonly syntax?: BlockMember | Expression;
}

/** The parts of evaluation, for one another. */
export interface Machine {
  readonly kinds: KindModel;
  readonly reporter: Reporter;
  readonly program: Program;
  readonly units: UnitContext;
  readonly budget: Budget;
  /** Takes a step of evaluation; reports, and returns false, when there are none left. */
  spend(expression: Expression, env: Env): boolean;
  evaluate(expression: Expression, env: Env, expected?: ValueType): Value;
  /** Undefined where the property has no value at all. */
  slot(entity: Entity, property: string): Slot | undefined;
  /** Names of the block's own and of its bases', and those that a scenario adds to a kind with open keys. */
  openNames(entity: Entity): ReadonlySet<string>;
  letValue(declaration: LetDeclaration, self: Entity): Value;
  inline(request: InlineRequest): Entity;
  /** Notes that what is being evaluated depends on the block that it is evaluated for. */
  markDynamic(): void;
}
