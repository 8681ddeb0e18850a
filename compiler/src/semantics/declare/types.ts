import type {
  BlockMember,
  Expression,
  FileTree,
  ImportMember,
  LetMember,
  Node,
  PropertyMember,
  RequireMember,
  ScenarioMember,
} from '../../syntax/tree.js';
import type { Kind } from '../kinds/index.js';

/** One file, read and declared. */
export interface Module {
  /** The file's name as the host gave it; `std/racks` for the library. */
  readonly file: string;
  /** How the module's entries are named in a catalogue: `std/racks`, `./halls.dcplan`, `@acme/catalogue/racks.dcplan`. */
  readonly key: string;
  readonly library: boolean;
  readonly entry: boolean;
  readonly text: string;
  readonly tree: FileTree;
  /** Takes the file as it is after an edit that changes values only. */
  revise(text: string, tree: FileTree): void;
  /** The file as a block of kind `plan`: its members are the file's top level. */
  readonly root: Entity;
  /** Names that imports bring in, by the name that they have here. */
  readonly bindings: Map<string, Binding>;
  readonly namespaces: Map<string, NamespaceBinding>;
  /** Modules imported whole, without a list of names. */
  readonly wholes: WholeImport[];
  readonly scenarios: Map<string, ScenarioDeclaration>;
  /** Names that a misspelt one in an import probably means: they are not reported as not imported as well. */
  readonly excused: Set<string>;
}

/** What a name may stand for. */
export type Declared = Entity | ArrayGroup | LetDeclaration;

export interface Binding {
  readonly module: Module;
  readonly target: Declared;
  readonly span: Node;
  used: boolean;
}

export interface NamespaceBinding {
  readonly module: Module;
  readonly span: Node;
  used: boolean;
}

export interface WholeImport {
  readonly module: Module;
  readonly member: ImportMember;
  used: boolean;
}

export interface ScenarioDeclaration {
  readonly name: string;
  readonly module: Module;
  /** As it is after the last edit. */
  member: ScenarioMember;
}

/**
 * Where names are looked up: the body of a block, one inside the other. `offset` is what turns the positions of the
 * nodes that stand directly in this body into offsets in the file.
 */
export interface Scope {
  readonly parent?: Scope;
  readonly module: Module;
  readonly offset: number;
  readonly entity: Entity;
}

export interface LetDeclaration {
  readonly type: 'let';
  readonly name: string;
  /** `growth`, `Prairie.growth`: the name of its draw, where it is uncertain. */
  readonly path: string;
  /** As it is after the last edit. */
  member: LetMember;
  readonly scope: Scope;
}

/** A property that a body states: `name: value`, or `name { … }` for a value that is a block. */
export interface PropertyDeclaration {
  readonly name: string;
  /** As it is after the last edit. */
  member: PropertyMember | BlockMember;
  /** The scope that the member stands in. */
  readonly scope: Scope;
}

export interface RequirementDeclaration {
  /** As it is after the last edit. */
  member: RequireMember;
  readonly scope: Scope;
}

/** `hall A[1..4]`: the parts that it has been split into, each standing for some of its elements. */
export interface ArrayGroup {
  readonly type: 'group';
  readonly name: string;
  readonly path: string;
  readonly from: number;
  readonly to: number;
  /** The part that it was declared as: it keeps the array's name while it has elements. */
  head?: Entity;
  /** Parts that still stand for an element, in the order of their declaration. */
  parts: Entity[];
}

/** A block, a catalogue entry, or a value such as `Entry { a: 1 }`. */
export interface Entity {
  readonly type: 'entity';
  readonly kind: Kind;
  /** Without the index of an array's element. */
  readonly name?: string;
  readonly module: Module;
  readonly parent?: Entity;
  /** Place in the plan, `Prairie.A`; also for values: `Prairie.A.cooling`. Empty for a file's root. */
  readonly path: string;
  /** A value without a name of its own. */
  readonly inline: boolean;
  /** Exists only because the block around it has a base that has it. */
  readonly inherited: boolean;
  readonly base?: Entity;
  /** Its base or kind is unknown, and that is reported: nothing that is missing in it is. */
  readonly broken: boolean;
  /** Scope of its body. */
  readonly scope: Scope;
  /** Scope that its head and annotations stand in. */
  readonly outer: Scope;
  readonly syntax?: BlockMember | Expression;
  readonly properties: Map<string, PropertyDeclaration>;
  /** The block stands elsewhere, or has other values in it, after an edit. */
  move(syntax: BlockMember): void;
  /** Takes the properties of its body, which are known to be right, to be declared when somebody asks for one. */
  state(members: readonly PropertyMember[]): void;
  readonly lets: Map<string, LetDeclaration>;
  /** Named blocks and arrays, inherited ones included. */
  readonly names: Map<string, Entity | ArrayGroup>;
  /** Child blocks by the property that collects them, inherited ones included. */
  readonly children: Map<string, Entity[]>;
  readonly requirements: RequirementDeclaration[];
  /** Properties that a misspelt one in the body probably means: they are not reported as missing as well. */
  readonly excused: Set<string>;
  /** Elements of an array that this block stands for; it loses those that later blocks split off. */
  elements?: number[];
  group?: ArrayGroup;
}
