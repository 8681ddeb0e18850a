import type { PreviewFigure } from '../../../compiler/src/report/preview.js';

/** What the preview shows, as the extension sends it. */
export interface Shown {
  readonly file: string;
  readonly title: string;
  readonly verdict: string;
  readonly years: readonly number[];
  readonly scenarios: readonly string[];
  readonly scenario?: string;
  readonly year?: number;
  readonly figures: readonly PreviewFigure[];
  /** Paths that lead to a place in a text. */
  readonly places: readonly string[];
  /** False while figures that take a search among other plans are still to come. */
  readonly isWhole: boolean;
}

/** The same figures of the plan with one of its findings mended, to stand beside those of the plan as written. */
export interface Mended {
  readonly title: string;
  readonly verdict: string;
  readonly figures: readonly PreviewFigure[];
}

/** An error that keeps a plan from being drawn, with where it is. */
export interface Trouble {
  readonly uri: string;
  /** Counted from zero. */
  readonly line: number;
  readonly text: string;
}

export type ToPreview =
  | { readonly type: 'show'; readonly shown: Shown }
  /** The numbers that are shown are as of before. */
  | { readonly type: 'stale' }
  | { readonly type: 'problem'; readonly text: string; readonly troubles: readonly Trouble[] }
  /** A mend that is looked at; without one, none is any more. */
  | { readonly type: 'mended'; readonly mended?: Mended }
  /** Blocks that the cursor is in, the innermost first. */
  | { readonly type: 'highlight'; readonly paths: readonly string[] };

export type FromPreview =
  | { readonly type: 'ready' }
  /** Figures are on the page. */
  | { readonly type: 'drawn' }
  | { readonly type: 'reveal'; readonly path: string }
  | { readonly type: 'go'; readonly uri: string; readonly line: number }
  | { readonly type: 'choose'; readonly scenario?: string; readonly year?: number };
