import type { FitContext } from '../context.js';
import type { Finding } from '../finding.js';
import { LIFETIME_RULES } from '../lifetime/index.js';
import { burstUtilisation } from './burst-utilisation.js';
import { contractFirm } from './contract-firm.js';
import { contractInterruptible } from './contract-interruptible.js';
import { contractMinimumUnused } from './contract-minimum-unused.js';
import { contractPeakExceeded } from './contract-peak-exceeded.js';
import { contractRampExceeded } from './contract-ramp-exceeded.js';
import { contractRatchet } from './contract-ratchet.js';
import { contractTakeOrPay } from './contract-take-or-pay.js';
import { idleHeadroom } from './idle-headroom.js';
import { idlePowered } from './idle-powered.js';
import { latencyBinds } from './latency-binds.js';
import { networkBisectionUnused } from './network-bisection-unused.js';
import { networkTooThin } from './network-too-thin.js';
import { opensBeforeWork } from './opens-before-work.js';
import { oversizedHall } from './oversized-hall.js';
import { powerPath } from './power-path.js';
import { purposeOrConvertible } from './purpose-or-convertible.js';
import { scaleUpTooSmall } from './scale-up-too-small.js';
import { simulationNotes } from './simulation-notes.js';
import { sloMissed } from './slo-missed.js';
import { strandedCapacity } from './stranded-capacity.js';
import { withoutSunk } from './sunk.js';
import { thermalPlant } from './thermal-plant.js';
import { unsourcedDecides } from './unsourced-decides.js';

/** A rule over the plan and what it simulates to. */
export type FitRule = (context: FitContext) => Finding[];

const RULES: readonly FitRule[] = [
  contractPeakExceeded,
  sloMissed,
  thermalPlant,
  powerPath,
  networkBisectionUnused,
  networkTooThin,
  scaleUpTooSmall,
  contractMinimumUnused,
  contractTakeOrPay,
  contractRampExceeded,
  contractRatchet,
  contractInterruptible,
  contractFirm,
  idleHeadroom,
  idlePowered,
  burstUtilisation,
  latencyBinds,
  oversizedHall,
  opensBeforeWork,
  purposeOrConvertible,
  strandedCapacity,
  ...LIFETIME_RULES,
  unsourcedDecides,
  simulationNotes,
];

/** Every fit finding of the plan, in the order of the rules, then of the plan, without what is spent by `asOf`. */
export function checkFit(context: FitContext): readonly Finding[] {
  return withoutSunk(
    context,
    RULES.flatMap((rule) => rule(context)),
  );
}

/** Rules that look at other halls, terms or years for long, even where nobody asks for mends. */
const SLOW: ReadonlySet<FitRule> = new Set<FitRule>([
  ...LIFETIME_RULES,
  contractFirm,
  networkBisectionUnused,
  purposeOrConvertible,
  strandedCapacity,
  thermalPlant,
  unsourcedDecides,
]);

/** Rules that compare all halls of a campus, or add up what all its work loses: they say nothing of one. */
const OF_ALL: ReadonlySet<FitRule> = new Set<FitRule>([contractInterruptible, opensBeforeWork]);

/**
 * As `checkFit`, but only what is quickly said, of what the context's glance is at: what an editor shows while somebody is typing.
 * @param next told before each rule
 */
export function glanceAtFit(context: FitContext & Required<Pick<FitContext, 'glance'>>, next: () => void): Finding[] {
  const isAll = context.glance.judged === undefined;
  return RULES.flatMap((rule) => {
    if (SLOW.has(rule) || (!isAll && OF_ALL.has(rule))) return [];
    next();
    return rule(context);
  });
}
