/**
 * Values of the typed IR. Everything is SI (W, J, s, K, kg, m3, USD, byte, FLOP, 1) in plain numbers; the property's kind
 * gives the dimension. Dates are ISO days, normalised to the first instant they name (`2027` is `2027-01-01`).
 */

export type IsoDate = string;

/** A distribution; `central` is what a plan evaluates at. */
export type Distribution =
  | { readonly distribution: 'uniform'; readonly low: number; readonly high: number; readonly central: number }
  | {
      readonly distribution: 'triangular';
      readonly low: number;
      readonly mode: number;
      readonly high: number;
      readonly central: number;
    }
  | { readonly distribution: 'normal'; readonly mean: number; readonly deviation: number; readonly central: number }
  | { readonly distribution: 'lognormal'; readonly mean: number; readonly deviation: number; readonly central: number };

/** A distribution may carry the name of the `let` that it came from: two uses of one `let` share its draw. */
export type UncertainNumber = number | (Distribution & { readonly draw?: string });

/**
 * A value over time. `linear` interpolates between its points and is constant outside; `step` holds.
 * `growing` compounds yearly from the base (itself maybe a series) from a date until a date, then stays.
 * `factor` is the one draw of an uncertain series: it multiplies all dates.
 */
export type Series =
  | {
      readonly series: 'linear' | 'step';
      readonly points: readonly { readonly at: IsoDate; readonly value: number }[];
      readonly factor?: Distribution & { readonly draw?: string };
    }
  | {
      readonly series: 'growing';
      readonly base: VaryingNumber;
      readonly rate: number;
      readonly from: IsoDate;
      readonly until?: IsoDate;
      readonly factor?: Distribution & { readonly draw?: string };
    };

/** A number that may move in time. */
export type VaryingNumber = number | Series;
/** A number that may move in time, or be uncertain. */
export type VaryingUncertainNumber = number | Series | (Distribution & { readonly draw?: string });

/** A reference to a named entity: a path in the plan (`Prairie.Grid`) or a catalogue key (`std/racks#GB200_NVL72`). */
export interface Ref {
  readonly ref: string;
}

/** `400 of X` */
export interface CountOf<T> {
  readonly count: number;
  readonly of: Ref | T;
}

/** Redundancy class as written: `N`, `N+1`, `2N`, `3N/2`, `4N/3`. */
export type Redundancy = 'N' | 'N+1' | '2N' | '3N/2' | '4N/3';

/** Where a figure comes from. `standing` is `unstated` for a plan's own value without `@source`. */
export interface Provenance {
  readonly title: string;
  readonly year?: number;
  readonly where?: string;
  readonly standing: 'vendor' | 'measured' | 'published' | 'assumed' | 'unstated';
}

/** A suppression: `@allow("slug", "reason", until: 2028-06)`. */
export interface Allow {
  readonly code: string;
  readonly reason: string;
  readonly until?: IsoDate;
}

/**
 * What every entity of the IR has. `path` is where it stands in the plan (absent for catalogue entries and inline
 * refinements); `base` the catalogue key or path that it started from; `count` how many identical elements an array
 * block stands for (1 when absent); `sources` provenance by property, `''` for the entity as a whole.
 */
export interface EntityBase<K extends string> {
  readonly kind: K;
  readonly name?: string;
  readonly path?: string;
  readonly base?: string;
  readonly count?: number;
  readonly elements?: readonly number[];
  readonly doc?: string;
  readonly sources?: { readonly [property: string]: Provenance };
  readonly allows?: readonly Allow[];
  /** Declared alternatives by property: the plan's first choice is the property itself, the rest stand here. */
  readonly alternatives?: { readonly [property: string]: readonly unknown[] };
  /** Properties that hold because a default of the kind filled them, with how it is sourced. */
  readonly defaulted?: readonly string[];
}

/**
 * A condition to be judged on simulated metrics and declared values: `require`, `prefer`, a retrofit's trigger.
 * Metric paths are resolved; constants are SI.
 */
export type Condition =
  | { readonly op: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly op: 'not'; readonly operand: Condition }
  | { readonly op: '<' | '<=' | '>' | '>=' | '==' | '!='; readonly left: Operand; readonly right: Operand };

/** One side of a comparison, or part of it. */
export type Operand =
  | { readonly value: VaryingUncertainNumber }
  | { readonly metric: string; readonly of: string }
  | { readonly property: string; readonly of: string }
  | { readonly op: '+' | '-' | '*' | '/'; readonly left: Operand; readonly right: Operand }
  | { readonly op: 'min' | 'max' | 'sum'; readonly items: readonly Operand[] };

/** A `require` or `prefer`, at the block that it concerns (`''` for the plan). */
export interface Requirement {
  readonly mode: 'require' | 'prefer';
  readonly at: string;
  readonly condition: Condition;
  /** The condition as written, for messages. */
  readonly text: string;
  /** ISO days, both inclusive. */
  readonly during?: { readonly from: IsoDate; readonly to: IsoDate };
  readonly message?: string;
  readonly source?: Provenance;
}

/** A scenario that the plan declares. */
export interface ScenarioInfo {
  readonly name: string;
  readonly base?: string;
  readonly probability?: number;
}
