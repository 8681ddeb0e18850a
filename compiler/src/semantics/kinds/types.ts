import type { Expression } from '../../syntax/tree.js';

/**
 * What a property may hold, as its kind declares it. Plain data: it is written into the generated table.
 *
 * `quantity` names a dimension (`Power/rack`, `Share`, `Number`, `Rate`); `entity` a kind, given by name or inline;
 * `countOf` is the list `[count of rack]`; `child` is a block inside the block.
 */
export type ValueType =
  | { readonly type: 'quantity'; readonly dimension: string }
  | { readonly type: 'text' }
  | { readonly type: 'date' }
  | { readonly type: 'redundancy' }
  | { readonly type: 'ratio' }
  | { readonly type: 'condition' }
  | { readonly type: 'curve'; readonly arguments: number }
  | { readonly type: 'enum'; readonly members: readonly string[] }
  | { readonly type: 'entity'; readonly kind: string }
  | { readonly type: 'list'; readonly element: ValueType }
  | { readonly type: 'countOf'; readonly kind: string }
  | { readonly type: 'map'; readonly key: KeyType; readonly value: ValueType }
  | { readonly type: 'child'; readonly kind: string; readonly many: boolean };

/** What names the entries of a map: entries of a kind, words of another list (`currency`), or numbers of a dimension. */
export type KeyType =
  | { readonly type: 'kind'; readonly kind: string }
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'quantity'; readonly dimension: string };

/** `@source` on a kind's property, for the default that stands there. */
export interface DefaultSource {
  readonly title: string;
  readonly year?: number;
  readonly where?: string;
  readonly standing?: string;
}

/** One property of a kind. */
export interface PropertyRow {
  readonly name: string;
  readonly type: ValueType;
  readonly optional?: true;
  readonly varying?: true;
  readonly uncertain?: true;
  /** Positions in it are zero: a default has no place in a plan. */
  readonly default?: Expression;
  /** `lo .. hi`, as written. */
  readonly bounds?: { readonly from: Expression; readonly to: Expression };
  /** Unit to show. */
  readonly unit?: string;
  readonly doc?: string;
  readonly source?: DefaultSource;
}

export interface KindRow {
  readonly name: string;
  readonly base?: string;
  readonly doc?: string;
  readonly properties: readonly PropertyRow[];
  /** `[region]: Share`: any key that names a region. */
  readonly open?: { readonly key: string; readonly value: PropertyRow };
}

export interface MetricRow {
  readonly name: string;
  readonly on: string;
  /** Dimension of the metric's type. */
  readonly dimension: string;
  readonly unit?: string;
  readonly doc?: string;
}

/** Every kind and metric of the language, as plain data in the order of their declaration. */
export interface KindTable {
  readonly kinds: readonly KindRow[];
  readonly metrics: readonly MetricRow[];
}
