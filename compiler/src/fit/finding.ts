import type { Impact, Severity } from '../text/diagnostic.js';

/** One change of the plan, as the source would say it. */
export type Change =
  | {
      readonly type: 'property';
      /** Block whose property changes. */
      readonly path: string;
      readonly property: string;
      /** The new value as text of the language. */
      readonly text: string;
      /** Catalogue names that the text uses. */
      readonly imports: readonly LibraryName[];
      /** The same value in the IR, where it is known: then the change can be simulated without compiling anew. */
      readonly value?: unknown;
    }
  | {
      /** The property takes an alternative that the plan declares for it: `A | B` becomes `B`. */
      readonly type: 'alternative';
      readonly path: string;
      readonly property: string;
      /** From 0: the first after the plan's own choice. */
      readonly option: number;
      readonly value: unknown;
    }
  | {
      readonly type: 'member';
      /** Block that gains a member. */
      readonly path: string;
      readonly text: string;
      readonly imports: readonly LibraryName[];
    };

export interface LibraryName {
  /** `std/cooling` */
  readonly module: string;
  readonly name: string;
}

/** A mend, simulated: what the plan costs with it. All differences are plan as written less mended plan. */
export interface Mend {
  readonly title: string;
  readonly changes: readonly Change[];
  readonly predicted: {
    /** USD */
    readonly presentValue: number;
    /** J */
    readonly energy: number;
    /** USD, undiscounted outlay. */
    readonly capital: number;
    /** Present value of the mended plan, USD: what simulating the edited source gives. */
    readonly planPresentValue: number;
  };
  /** kg; `null` where a tariff of the plan has no carbon figure. */
  readonly carbon: number | null;
}

export interface RelatedPath {
  readonly path: string;
  readonly property?: string;
  readonly message: string;
}

/** A part of a finding's number, USD, in words; `factors` where it is their product. */
export interface Step {
  readonly text: string;
  readonly usd: number;
  readonly factors?: readonly number[];
}

/** A sum that gives a finding's number where the difference of two plans does not. */
export interface Sum {
  readonly title: string;
  readonly parts: readonly Step[];
}

/** A finding of the stages right of the IR: it names a path; the workspace turns that into a place in a file. */
export interface Finding {
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  readonly path: string;
  /** Property that carries the mistake, where one does. */
  readonly property?: string;
  /** The requirement that it judges, by its index in the plan. */
  readonly requirement?: number;
  readonly message: string;
  readonly notes?: readonly string[];
  readonly related?: readonly RelatedPath[];
  readonly impact?: Impact;
  /** How the number comes about, where only the rule itself knows. */
  readonly steps?: Sum;
  readonly mends?: readonly Mend[];
}
