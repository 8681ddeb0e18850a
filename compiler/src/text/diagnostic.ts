import type { FileEdit, Location } from './span.js';

/** How much a finding matters: an error fails a check, a warning may, an info informs. */
export type Severity = 'error' | 'warning' | 'info';

export type Standing = 'vendor' | 'measured' | 'published' | 'assumed';

/** What a finding costs, from simulation. `null` where it is unknown: unknown is not zero. */
export interface Impact {
  /** Present value in USD of the mismatch; positive means the plan as written costs more. */
  readonly presentValue: number | null;
  /** Energy over the horizon in J; positive means the plan as written uses more. */
  readonly energy: number | null;
  /** Carbon over the horizon in kg. */
  readonly carbon: number | null;
  /** First and last date on which it holds, `2029-01`. */
  readonly from: string | null;
  readonly until: string | null;
  /** What the numbers are the difference between, in words. */
  readonly basis: string;
}

/** A mend: edits, and what simulating the plan with them predicts (absent for mends of syntax and names). */
export interface Fix {
  readonly title: string;
  readonly edits: readonly FileEdit[];
  readonly predicted?: {
    /** Saving against the plan as written. USD, J, USD. */
    readonly presentValue: number;
    readonly energy: number;
    readonly capital: number;
    /** Present value of the whole plan with the mend applied. USD. */
    readonly planPresentValue: number;
  };
}

export interface RelatedPlace {
  readonly location: Location;
  readonly message: string;
}

/**
 * One finding, of any stage. Stages right of the IR know no place in a file: they fill `path` and the workspace
 * fills `location` from the origin table.
 */
export interface Diagnostic {
  readonly code: string;
  readonly slug: string;
  readonly severity: Severity;
  readonly message: string;
  readonly location: Location;
  /** Path in the IR, `Prairie.A.cooling`, where there is one. */
  readonly path?: string;
  readonly related?: readonly RelatedPlace[];
  readonly impact?: Impact;
  readonly fixes?: readonly Fix[];
  /** Longer lines under the message, in order: what rests on what, what to look at. */
  readonly notes?: readonly string[];
}
