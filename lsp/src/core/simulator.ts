import type { Checked } from '../../../compiler/src/workspace/workspace.js';
import type { Figures } from './figures.js';
import type { ShownValue, Wanted } from './shown.js';

/** A plan to be checked with simulation. */
export interface CheckRequest {
  readonly file: string;
  /** Texts of every file that the plan is made of. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * `touched`: what is found in an estimate, without trying other plans, of the halls, work and contracts that the last edit bears
   * on; `glance`: of all; `figures`: the figures of that estimate alone; `hourly`: what a glance at all finds to the last hour.
   */
  readonly fidelity: 'touched' | 'glance' | 'figures' | 'hourly' | 'F0' | 'F1';
  readonly today: string;
  /** What else is to be made of it, where it is simulated. */
  readonly wanted?: Wanted;
}

export interface CheckReply extends Pick<Checked, 'diagnostics'> {
  /** Absent where the plan could not be simulated. */
  readonly figures?: Figures;
  /** Paths of the blocks that a glance was at; absent where it was at all of them. */
  readonly judged?: readonly string[];
  readonly shown?: ShownValue;
}
