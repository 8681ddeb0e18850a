import type { Condition, Distribution, IsoDate, Redundancy, Series } from '../ir/index.js';
import type { Dimension } from './units/index.js';
import type { ArrayGroup, Entity } from './declare/types.js';

export type Drawn = Distribution & { readonly draw?: string };

/** A number in SI: certain, uncertain, or over time. */
export type Amount = number | Drawn | Series;

/** A number with its dimension. */
export interface NumberValue {
  readonly type: 'number';
  readonly dimension: Dimension;
  readonly amount: Amount;
  /** The unit as written, where the value is one literal. */
  readonly unit?: string;
  /** Written without any unit: it may stand for a count, or for a year. */
  readonly bare: boolean;
}

/**
 * What an expression comes to. `poison` is the value of what was reported already: whatever uses it stays silent.
 * `absent` is a figure that the library leaves blank, with its name.
 */
export type Value =
  | { readonly type: 'poison' }
  | { readonly type: 'absent'; readonly what: string }
  | NumberValue
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'date'; readonly first: IsoDate; readonly last: IsoDate }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'redundancy'; readonly text: Redundancy }
  | { readonly type: 'word'; readonly word: string }
  | { readonly type: 'entity'; readonly entity: Entity }
  | { readonly type: 'group'; readonly group: ArrayGroup; readonly elements?: readonly number[] }
  | { readonly type: 'countOf'; readonly count: number; readonly of: Entity }
  /** `shares` where it was written as a map, `{ A: 60 %, Edge: 40 % }`: by path of the item. */
  | { readonly type: 'list'; readonly items: readonly Value[]; readonly shares?: readonly MapValueEntry[] }
  | { readonly type: 'map'; readonly entries: readonly MapValueEntry[] }
  | { readonly type: 'curve'; readonly coefficients: readonly number[] }
  | { readonly type: 'condition'; readonly condition: Condition };

/** Keys are entity names and words as text, or numbers in SI. */
export interface MapValueEntry {
  readonly key: string | number;
  readonly value: Value;
}

export const poison: Value = { type: 'poison' };

/** A certain or uncertain number, or a series, as a value. */
export function numberValue(dimension: Dimension, amount: Amount, bare = false, unit?: string): NumberValue {
  return unit === undefined
    ? { type: 'number', dimension, amount, bare }
    : { type: 'number', dimension, amount, bare, unit };
}

export function isSeries(amount: Amount): amount is Series {
  return typeof amount === 'object' && 'series' in amount;
}

export function isDistribution(amount: Amount): amount is Drawn {
  return typeof amount === 'object' && 'distribution' in amount;
}
