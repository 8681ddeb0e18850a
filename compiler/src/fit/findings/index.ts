import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { contractMinimumUnused } from './contract-minimum-unused.js';
import { contractPeakExceeded } from './contract-peak-exceeded.js';
import { contractRampExceeded } from './contract-ramp-exceeded.js';
import { idleHeadroom } from './idle-headroom.js';
import { networkBisectionUnused } from './network-bisection-unused.js';
import { networkTooThin } from './network-too-thin.js';
import { simulationNotes } from './simulation-notes.js';
import { sloMissed } from './slo-missed.js';
import { thermalPartLoad } from './thermal-part-load.js';

/** A rule over the plan and what it simulates to. */
export type FitRule = (context: FitContext) => Finding[];

const RULES: readonly FitRule[] = [
  contractPeakExceeded,
  sloMissed,
  thermalPartLoad,
  networkBisectionUnused,
  networkTooThin,
  contractMinimumUnused,
  contractRampExceeded,
  idleHeadroom,
  simulationNotes,
];

/** Every fit finding of the plan, in the order of the rules, then of the plan. */
export function checkFit(context: FitContext): Finding[] {
  return RULES.flatMap((rule) => rule(context));
}
