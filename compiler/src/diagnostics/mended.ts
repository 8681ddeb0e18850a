import type { Diagnostic, Fix } from '../text/diagnostic.js';

/** A mend that was made in the source. */
export interface MadeMend {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  /** What it saves once those before it are made, present value in USD; null where either plan's costs are unknown. */
  readonly saved: number | null;
}

/** A mend that was not made, and why. */
export interface LeftMend {
  readonly diagnostic: Diagnostic;
  readonly fix: Fix;
  readonly reason: string;
}

/** What mending a plan came to. */
export interface Mended {
  readonly made: readonly MadeMend[];
  readonly left: readonly LeftMend[];
  /** Files that change, with their new text. */
  readonly texts: ReadonlyMap<string, string>;
  /** Present value of the plan as written, USD. */
  readonly before: number | null;
  /** The same with every mend made, as the search for them simulated it. */
  readonly after: number | null;
}
