import type { Method } from '../fit/attribution.js';
import type { Judged } from './judged.js';
import type { Sources } from './sources.js';

/** One difference between two plans, as a reader sees it. */
export interface DiffChange {
  readonly type: 'added' | 'removed' | 'renamed' | 'changed';
  /** What it is: a kind of block, `property`, `require`, `prefer`, `scenario`, `override`, `entry`, or words that change no number. */
  readonly what: string;
  /** In the second plan; of what is removed, in the first. */
  readonly path: string;
  /** As written where it is written; null where there is none. */
  readonly was: string | null;
  readonly is: string | null;
  /** Index of the cause that it belongs to; null for what changes no number. */
  readonly cause: number | null;
}

/** A declaration, or several that only make sense together, whose change moves figures. */
export interface DiffCause {
  /** `A.cooling`, `hall Edge added`, `let growth`. */
  readonly title: string;
  /** The blocks and properties that it reaches. */
  readonly paths: readonly string[];
}

/** A key figure of a campus on both sides. SI. */
export interface DiffFigure {
  readonly campus: string;
  readonly metric: string;
  readonly label: string;
  readonly unit: string;
  readonly base: number | null;
  readonly head: number | null;
  readonly change: number | null;
  /** What each cause adds; they add up to the change. Null where the figure is not attributed. */
  readonly causes: readonly (number | null)[] | null;
}

/** A date of a campus on both sides, `2029-07`; null where it never comes. */
export interface DiffDate {
  readonly campus: string;
  readonly label: string;
  readonly base: string | null;
  readonly head: string | null;
}

/** How well a hall fits its work on both sides; null where it is not there or does none. */
export interface DiffHallFit {
  readonly hall: string;
  readonly base: HallFitSide | null;
  readonly head: HallFitSide | null;
}

/** Shares, 0 to 1, and the part in which most is lost; null where nothing is, or it is unknown. */
interface HallFitSide {
  readonly fit: number | null;
  readonly infrastructureFit: number | null;
  readonly failing: string | null;
}

/** What limits a hall in most years. */
export interface DiffBinding {
  readonly hall: string;
  readonly base: string | null;
  readonly head: string | null;
}

/** One plan on two sides: what changed, what that does, and which findings come and go. */
export interface PlanDiff {
  /** The plan's file on each side; null where there is none. */
  readonly base: string | null;
  readonly head: string | null;
  readonly hashes: { readonly base: string | null; readonly head: string | null };
  readonly changes: readonly DiffChange[];
  readonly causes: readonly DiffCause[];
  readonly method: Method;
  readonly figures: readonly DiffFigure[];
  readonly dates: readonly DiffDate[];
  readonly binds: readonly DiffBinding[];
  readonly hallFits: readonly DiffHallFit[];
  /** Findings that only one side has. */
  readonly added: readonly Judged[];
  readonly gone: readonly Judged[];
  /** How many findings both sides have. */
  readonly kept: number;
}

/** Two sets of plans side by side: the value that every output of `diff` is made from. */
export interface DiffReport {
  readonly engine: string;
  readonly seed: number;
  readonly scenario: string | null;
  /** What the sides are: `main`, `HEAD`, `the working folder`, a file. */
  readonly base: string;
  readonly head: string;
  readonly plans: readonly PlanDiff[];
  readonly sources: { readonly base: Sources; readonly head: Sources };
}

/** True where a plan differs in anything, or stands on one side only. */
export function isChanged({ changes, base, head }: PlanDiff): boolean {
  return changes.length > 0 || base === null || head === null;
}
