import type { Plan, PlanIndex } from '../../ir/index.js';
import type { Finding } from '../finding.js';
import { alternativesConflict } from '../lifetime/alternatives-conflict.js';
import { retrofitCannotCarry } from '../lifetime/retrofit-cannot-carry.js';
import { declaredNotSimulated } from './declared-not-simulated.js';
import { densityAboveCooling } from './density-above-cooling.js';
import { feedsBelowHall } from './feeds-below-hall.js';
import { liquidHeatNotCarried } from './liquid-heat-not-carried.js';
import { modelDoesNotFit } from './model-does-not-fit.js';
import { opensOutsideHorizon } from './opens-outside-horizon.js';
import { sharesOverWhole } from './shares-over-whole.js';
import { sloBelowLight } from './slo-below-light.js';
import { supplyAboveRack } from './supply-above-rack.js';
import { workloadWithoutPlace } from './workload-without-place.js';

/** A rule over the plan alone. */
export type ConsistencyRule = (plan: Plan, index: PlanIndex) => Finding[];

const RULES: readonly ConsistencyRule[] = [
  densityAboveCooling,
  liquidHeatNotCarried,
  feedsBelowHall,
  sloBelowLight,
  supplyAboveRack,
  opensOutsideHorizon,
  modelDoesNotFit,
  sharesOverWhole,
  workloadWithoutPlace,
  declaredNotSimulated,
  retrofitCannotCarry,
  alternativesConflict,
];

/** Everything that is inconsistent without simulating, in the order of the rules, then of the plan. */
export function checkConsistency(plan: Plan, index: PlanIndex): Finding[] {
  return RULES.flatMap((rule) => rule(plan, index));
}
