import { type AnyEntity, indexPlan, type Plan } from '../ir/index.js';
import type { Metrics, SimulationResult } from '../simulation/results.js';
import { campusFit } from './campus-fit.js';
import { checkConsistency } from './consistency/index.js';
import type { Change, Finding } from './finding.js';
import { checkFit } from './findings/index.js';
import { checkRequirements } from './requirements.js';

export type { Change, Finding, LibraryName, Mend, RelatedPath } from './finding.js';
export { checkConsistency } from './consistency/index.js';

export interface FitInput {
  readonly plan: Plan;
  readonly library: ReadonlyMap<string, AnyEntity>;
  readonly realise: (changes: readonly Change[]) => Plan | undefined;
  readonly simulate: (plan: Plan) => SimulationResult;
}

export interface FitReport {
  readonly result: SimulationResult;
  readonly findings: readonly Finding[];
  /** `fit` and `infrastructureFit` by campus, from the mends found. */
  readonly fits: Metrics;
}

/** Simulates the plan, looks for what does not fit, prices it by counterfactuals, and judges requirements. */
export function checkPlan(input: FitInput): FitReport {
  const index = indexPlan(input.plan);
  const context = { ...input, index, result: input.simulate(input.plan) };
  const fit = checkFit(context);
  const fits = campusFit(context, fit);
  return {
    result: context.result,
    findings: [...checkConsistency(input.plan, index), ...fit, ...checkRequirements(context, fits)],
    fits,
  };
}
