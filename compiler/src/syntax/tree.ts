/**
 * The syntax tree. It says what was written, and nothing about what it means.
 *
 * Positions: every node's `start` and `end` are UTF-16 offsets, half open, **relative to the start of the block that
 * encloses it** (the file, for top-level members). A block's own `start`/`end` are relative to *its* enclosing block. So
 * an edit in one block leaves every other block's nodes untouched, and the very same objects can be kept. Whoever walks
 * down adds the block's `start` to a running base; `base + node.start` is the offset in the file.
 *
 * A *block* here is any member with a braced body: `BlockMember`, `KindMember`, `ScenarioMember`, `TestMember`
 * (`isBlock` in walk.ts). What stands in the head (annotations, keyword, name, index, base, title) is relative to the
 * enclosing block, as the node itself; what stands in the body (`members`, `properties`, `statements`, `comments`) to
 * the block. Braces of a value (refinement, map, the overrides of a `with`) make no block, except that a `BlockMember`
 * written inside a refinement is one.
 *
 * Identity: after a reparse an unchanged block that has not moved in its enclosing block is the same object; one that
 * has moved is a new object with the same body array. So the body array is what to memoise by.
 */

export interface Node {
  readonly start: number;
  readonly end: number;
}

export interface Identifier extends Node {
  readonly text: string;
}

/** A comment kept for the formatter and for hover; `///` comments are documentation and appear in `doc` as well. */
export interface Comment extends Node {
  readonly text: string;
  readonly doc: boolean;
}

// ---------------------------------------------------------------------------------------------------- declarations

/** `@source("title", 2026, "where", standing: vendor)` */
export interface Annotation extends Node {
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
}

export interface Argument extends Node {
  /** Present for `until: 2028-06`. */
  readonly name?: Identifier;
  readonly value: Expression;
}

interface MemberBase extends Node {
  readonly annotations: readonly Annotation[];
  /** Text of the `///` lines above, without the slashes, joined by newlines. */
  readonly doc?: string;
}

/** `import std/cooling { A, B as C }`, `import "./x.dcplan"`, `import std/racks as racks` */
export interface ImportMember extends MemberBase {
  readonly type: 'import';
  /** `std/cooling` or the text of the string, unescaped. */
  readonly from: string;
  readonly fromSpan: Node;
  /** Absent: everything that the module declares. */
  readonly names?: readonly ImportName[];
  readonly namespace?: Identifier;
}

export interface ImportName extends Node {
  readonly name: Identifier;
  readonly alias?: Identifier;
}

/** `let name: Type = value` */
export interface LetMember extends MemberBase {
  readonly type: 'let';
  readonly name: Identifier;
  readonly declaredType?: TypeExpression;
  readonly value: Expression;
}

/** `name: value`. In a scenario or a `with`, the key may be a path: `Prairie.Assistant.demand: …`. */
export interface PropertyMember extends MemberBase {
  readonly type: 'property';
  readonly key: PathExpression;
  readonly value: Expression;
}

/** `kind Name[1..4]: Base { … }`; a child block that its kind allows once has no name. */
export interface BlockMember extends MemberBase {
  readonly type: 'block';
  /** The word that says the kind: `hall`, `slo`. */
  readonly keyword: Identifier;
  readonly name?: Identifier;
  /** `[1..4]`, `[2]`, `[2..3]`. */
  readonly index?: ArrayIndex;
  readonly base?: PathExpression;
  /** Members of the body. Their offsets are relative to this block's start. */
  readonly members: readonly Member[];
  readonly comments: readonly Comment[];
  /** Relative to the *enclosing* block like all of this node's own positions. */
  readonly headEnd: number;
  /** False when the closing brace had to be supplied by layout recovery. */
  readonly closed: boolean;
}

export interface ArrayIndex extends Node {
  readonly from: number;
  /** Equal to `from` for a single element. */
  readonly to: number;
  readonly isRange: boolean;
}

export interface KindMember extends MemberBase {
  readonly type: 'kind';
  readonly name: Identifier;
  readonly base?: Identifier;
  readonly properties: readonly KindProperty[];
  readonly comments: readonly Comment[];
  /** As in `BlockMember`. */
  readonly headEnd: number;
  readonly closed: boolean;
}

/** One line of a kind: `density?: varying uncertain Power/rack = 10 kW/rack in 1 kW/rack .. 1_000 kW/rack as kW/rack`. */
export interface KindProperty extends MemberBase {
  readonly type: 'kindProperty';
  /** Absent for open keys: `[region]: Share` (then `openKey` says what names the keys). */
  readonly name?: Identifier;
  readonly openKey?: Identifier;
  readonly optional: boolean;
  readonly varying: boolean;
  readonly uncertain: boolean;
  readonly valueType: TypeExpression;
  readonly default?: Expression;
  readonly bounds?: RangeExpression;
  /** Unit to show, as written: `MW`. */
  readonly unit?: string;
}

/** `metric peak on contract: Power as MW` */
export interface MetricMember extends MemberBase {
  readonly type: 'metric';
  readonly name: Identifier;
  readonly on: Identifier;
  readonly valueType: TypeExpression;
  readonly unit?: string;
}

/** `scenario B: A { path: value }` */
export interface ScenarioMember extends MemberBase {
  readonly type: 'scenario';
  readonly name: Identifier;
  readonly base?: PathExpression;
  readonly members: readonly Member[];
  readonly comments: readonly Comment[];
  /** As in `BlockMember`. */
  readonly headEnd: number;
  readonly closed: boolean;
}

export interface TestMember extends MemberBase {
  readonly type: 'test';
  readonly title: StringExpression;
  readonly statements: readonly TestStatement[];
  readonly comments: readonly Comment[];
  /** As in `BlockMember`. */
  readonly headEnd: number;
  readonly closed: boolean;
}

export type TestStatement = WithStatement | ExpectStatement;

/** `with InferenceSurge` or `with { Prairie.discount: 9 % }` */
export interface WithStatement extends Node {
  readonly type: 'with';
  readonly scenarios: readonly PathExpression[];
  readonly overrides: readonly PropertyMember[];
}

/** `expect error on X`, `expect warning "slug" on X`, `expect no findings on X`, `expect a <= b` */
export interface ExpectStatement extends Node {
  readonly type: 'expect';
  readonly what: 'finding' | 'noFindings' | 'condition';
  readonly severity?: 'error' | 'warning' | 'info';
  /** Code or slug. */
  readonly code?: StringExpression;
  readonly on?: PathExpression;
  readonly condition?: Expression;
}

/** `require cond in 2027..2032 "message"` */
export interface RequireMember extends MemberBase {
  readonly type: 'require' | 'prefer';
  readonly condition: Expression;
  /** A date range, or a single date. */
  readonly during?: Expression;
  readonly message?: StringExpression;
}

/** What could not be read. Its text is kept. */
export interface ErrorMember extends MemberBase {
  readonly type: 'error';
}

export type Member =
  | ImportMember
  | LetMember
  | PropertyMember
  | BlockMember
  | KindMember
  | MetricMember
  | ScenarioMember
  | TestMember
  | RequireMember
  | ErrorMember;

// ----------------------------------------------------------------------------------------------------------- types

export type TypeExpression = NamedType | ListType | CountOfType | MapType | EnumType | ChildType;

/** `Power`, `Power/rack`, `Money/Power/Time`, `curve(1)`, `cooling` (a kind: a reference to, or an inline entry of it). */
export interface NamedType extends Node {
  readonly type: 'named';
  readonly name: string;
  /** `/rack`, `/Time` … in order; `*` products as well. */
  readonly factors: readonly { readonly operator: '*' | '/'; readonly name: string }[];
  /** The number in `curve(2)`. */
  readonly argument?: number;
}

/** `[contract]`, `[[Number]]` */
export interface ListType extends Node {
  readonly type: 'list';
  readonly element: TypeExpression;
}

/** `[count of rack]` */
export interface CountOfType extends Node {
  readonly type: 'countOf';
  readonly kind: string;
}

/** `{ region: Share }`, `{ Temperature: Time }` */
export interface MapType extends Node {
  readonly type: 'map';
  readonly key: TypeExpression;
  readonly value: TypeExpression;
}

/** `spread | consolidate | sleep | off` */
export interface EnumType extends Node {
  readonly type: 'enum';
  readonly members: readonly Identifier[];
}

/** `retrofit*` any number of child blocks, `slo?` at most one, without a name. */
export interface ChildType extends Node {
  readonly type: 'child';
  readonly kind: string;
  readonly many: boolean;
}

// ----------------------------------------------------------------------------------------------------- expressions

/** `12`, `1_000`, `0.5`. A bare four-digit whole number is a year where a date is expected. */
export interface NumberExpression extends Node {
  readonly type: 'number';
  readonly value: number;
  readonly raw: string;
}

/** `132 kW/rack`: the unit as written, resolved later. */
export interface QuantityExpression extends Node {
  readonly type: 'quantity';
  readonly value: number;
  readonly raw: string;
  readonly unit: string;
  readonly unitSpan: Node;
}

/** `3:1` */
export interface RatioExpression extends Node {
  readonly type: 'ratio';
  readonly left: number;
  readonly right: number;
}

/** `N`, `N+1`, `2N`, `3N/2`, `4N/3` */
export interface RedundancyExpression extends Node {
  readonly type: 'redundancy';
  readonly text: string;
}

/** `2027-03`, `2027-03-15`; may not exist in the calendar: semantics says so. */
export interface DateExpression extends Node {
  readonly type: 'date';
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

export interface StringExpression extends Node {
  readonly type: 'string';
  readonly value: string;
}

/** `A`, `A.power`, `A[2]`, `Prairie.Grid.peak`. One segment is a plain name. */
export interface PathExpression extends Node {
  readonly type: 'path';
  readonly segments: readonly PathSegment[];
}

export interface PathSegment extends Node {
  readonly name: Identifier;
  readonly index?: ArrayIndex;
}

export interface UnaryExpression extends Node {
  readonly type: 'unary';
  readonly operator: '-' | '+' | 'not';
  readonly operand: Expression;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '<' | '<=' | '>' | '>=' | '==' | '!=' | 'and' | 'or';

export interface BinaryExpression extends Node {
  readonly type: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** `a ± d`, also `a +/- d` */
export interface UncertainExpression extends Node {
  readonly type: 'uncertain';
  readonly center: Expression;
  readonly deviation: Expression;
}

/** `a .. b` */
export interface RangeExpression extends Node {
  readonly type: 'range';
  readonly from: Expression;
  readonly to: Expression;
}

/** `triangular(a, m, b)`, `min(a, b)` */
export interface CallExpression extends Node {
  readonly type: 'call';
  readonly name: Identifier;
  readonly arguments: readonly Argument[];
}

export interface ListExpression extends Node {
  readonly type: 'list';
  readonly items: readonly Expression[];
}

/** `[h.power for h in halls]`, also bare as the argument of `sum`, `min`, `max`. */
export interface ComprehensionExpression extends Node {
  readonly type: 'comprehension';
  readonly element: Expression;
  readonly variable: Identifier;
  readonly iterable: Expression;
}

/** `{ 2027: a, 2030: b }`, `{ A: 60 %, Edge: 40 % }`; `step { … }` when `step`. */
export interface MapExpression extends Node {
  readonly type: 'map';
  readonly step: boolean;
  readonly entries: readonly MapEntry[];
}

export interface MapEntry extends Node {
  readonly key: Expression;
  readonly value: Expression;
}

/** `x growing r from D until D` */
export interface GrowingExpression extends Node {
  readonly type: 'growing';
  readonly operand: Expression;
  readonly rate: Expression;
  readonly from?: Expression;
  readonly until?: Expression;
}

export interface IfExpression extends Node {
  readonly type: 'if';
  readonly condition: Expression;
  readonly then: Expression;
  readonly else: Expression;
}

/** `400 of GB200_NVL72` */
export interface OfExpression extends Node {
  readonly type: 'of';
  readonly count: Expression;
  readonly what: Expression;
}

/**
 * `Entry { a: 1 }`: that entry with a change, unnamed. Its members are relative to the same block as the expression
 * itself (it is not a block of the layout rule).
 */
export interface RefinementExpression extends Node {
  readonly type: 'refinement';
  readonly base: PathExpression;
  readonly members: readonly Member[];
}

/** `x | y` */
export interface AlternativesExpression extends Node {
  readonly type: 'alternatives';
  readonly options: readonly Expression[];
}

/** Where an expression was due and none was found; always comes with a syntax error. */
export interface MissingExpression extends Node {
  readonly type: 'missing';
}

export type Expression =
  | NumberExpression
  | QuantityExpression
  | RatioExpression
  | RedundancyExpression
  | DateExpression
  | StringExpression
  | PathExpression
  | UnaryExpression
  | BinaryExpression
  | UncertainExpression
  | RangeExpression
  | CallExpression
  | ListExpression
  | ComprehensionExpression
  | MapExpression
  | GrowingExpression
  | IfExpression
  | OfExpression
  | RefinementExpression
  | AlternativesExpression
  | MissingExpression;

// ------------------------------------------------------------------------------------------------------------ file

export interface FileTree extends Node {
  readonly type: 'file';
  readonly members: readonly Member[];
  readonly comments: readonly Comment[];
}
