import { type AnyEntity, indexPlan, type Plan } from '../ir/index.js';
import type { Metrics, SimulationResult } from '../simulation/results.js';
import { checkConsistency } from './consistency/index.js';
import { fitsOf, type HallFit, type Mismatch, mismatchOf } from './counterfactual/index.js';
import type { Change, Finding } from './finding.js';
import { checkFit } from './findings/index.js';
import { checkRequirements } from './requirements.js';

export type { Change, Finding, Mend } from './finding.js';
export { type HallFit, type Mismatch, type RankedMend, type BuiltHalls } from './counterfactual/index.js';
export { COST_NAMES, PART_NAMES, SUBSYSTEMS } from './subsystems.js';
export { checkConsistency } from './consistency/index.js';

export interface FitInput {
  readonly plan: Plan;
  readonly library: ReadonlyMap<string, AnyEntity>;
  readonly realise: (changes: readonly Change[]) => Plan | undefined;
  readonly simulate: (plan: Plan) => SimulationResult;
  readonly estimate: (plan: Plan, held?: SimulationResult) => SimulationResult;
}

/** What a simulated plan comes to, and what in it does not fit. */
export interface FitReport {
  readonly result: SimulationResult;
  readonly findings: readonly Finding[];
  /** `fit` and `infrastructureFit` of halls, workloads and campuses; worked out when they are first asked for. */
  readonly fits: Metrics;
  /** The same by hall, workload and year, with the subsystem that fails most. */
  readonly hallFits: readonly HallFit[];
  /** What the plan costs beyond its best mended form; worked out when it is first asked for. `undefined`: costs are unknown. */
  readonly mismatch: Mismatch | undefined;
}

/** Simulates the plan, looks for what does not fit, prices it by counterfactuals, and judges requirements. */
export function checkPlan(input: FitInput): FitReport {
  const index = indexPlan(input.plan);
  const context = { ...input, index, result: input.simulate(input.plan) };
  const found = checkFit(context);
  const fits = once(() => fitsOf(context));
  const mismatch = once(() => mismatchOf(context, found));
  return {
    result: context.result,
    findings: [...checkConsistency(input.plan, index), ...found, ...checkRequirements(context, () => fits().metrics)],
    get fits() {
      return fits().metrics;
    },
    get hallFits() {
      return fits().halls;
    },
    get mismatch() {
      return mismatch();
    },
  };
}

/** Works something out when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
