import type { Checked } from '../../../compiler/src/workspace/workspace.js';
import type { Figures } from './figures.js';
import type { ShownValue, Wanted } from './shown.js';

/** A plan to be checked with simulation. */
export interface CheckRequest {
  readonly file: string;
  /** Texts of every file that the plan is made of. */
  readonly texts: ReadonlyMap<string, string>;
  /** `glance`: an estimate, and what is found in it without trying other plans. */
  readonly fidelity: 'glance' | 'F0' | 'F1';
  readonly today: string;
  /** What else is to be made of it, where it is simulated. */
  readonly wanted?: Wanted;
}

export interface CheckReply extends Pick<Checked, 'diagnostics'> {
  /** Absent where the plan could not be simulated. */
  readonly figures?: Figures;
  readonly shown?: ShownValue;
}
