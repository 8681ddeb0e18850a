import type { Plan, ScenarioInfo } from '../../ir/index.js';
import type { HallChange, SimulationResult } from '../../simulation/results.js';
import { type Flexibility, flexibilityOf, type WeightedPlan } from './flexibility.js';
import { type BlockRisk, blockRisks } from './block-risk.js';
import { movedFaster } from './speed.js';

/** One future of a plan: as written, or under one of its scenarios. */
export interface Future {
  /** `undefined` for the plan as written. */
  readonly scenario?: ScenarioInfo;
  readonly plan: Plan;
  readonly result: SimulationResult;
  /** Cost beyond the best design found for this future, USD, and what to change first; worked out when it is asked for. */
  readonly regret: () => { readonly cost: number; readonly first: string | undefined } | undefined;
}

/** A future as the tree shows it. Money in USD of present value; `null` where it is unknown. */
export interface Branch {
  readonly name: string;
  readonly base?: string;
  /** `null` for one that has none, and does not count. */
  readonly probability: number | null;
  readonly presentValue: number | null;
  readonly regret: number | null;
  readonly first: string | null;
  /** Halls that stand empty in it and not in the plan as written. */
  readonly emptied: readonly string[];
  readonly changes: readonly HallChange[];
}

/** What a plan comes to over its futures. */
export interface ScenarioTree {
  readonly branches: readonly Branch[];
  readonly expected: number | null;
  readonly expectedRegret: number | null;
  /** True where no scenario has a probability: then all futures count the same. */
  readonly isUnweighted: boolean;
  readonly flexibility: Flexibility;
  /** The same where work moves more slowly, and faster. */
  readonly speeds: readonly { readonly speed: number; readonly flexibility: Flexibility }[];
  /** Blocks under a demand that nobody knows, by hall and volatility. */
  readonly blocks: readonly BlockRisk[];
}

export const AS_WRITTEN = 'as written';
const SPEEDS = [0.5, 2] as const;

/**
 * The declared scenario tree (MODELS A6): what is left of the probabilities is the plan as written. Regret is the cost of this
 * design in a future less that of the best design found for it. `simulate` gives what a changed plan costs.
 */
export function scenarioTree(futures: readonly Future[], simulate: (plan: Plan) => SimulationResult): ScenarioTree {
  const weights = weightsOf(futures);
  const [written] = futures;
  const branches = futures.map((future, i): Branch => {
    const regret = future.regret();
    const { scenario, result } = future;
    return {
      name: scenario?.name ?? AS_WRITTEN,
      ...(scenario?.base === undefined ? {} : { base: scenario.base }),
      probability: weights.each[i] ?? null,
      presentValue: result.presentValue,
      regret: regret?.cost ?? null,
      first: regret?.first ?? null,
      emptied: written === undefined ? [] : emptiedHalls(written.result, result),
      changes: result.changes,
    };
  });
  const counted = futures.flatMap(({ plan }, i): WeightedPlan[] => {
    const weight = weights.each[i] ?? 0;
    return weight > 0 ? [{ weight, plan }] : [];
  });
  const hasChanges = futures.some(({ plan }) =>
    plan.campus.some(({ hall }) => hall.some((each) => each.retrofit.length > 0 || each.modular !== undefined)),
  );
  const flexibility = flexibilityOf(counted, simulate);
  return {
    branches,
    expected: expectation(branches, ({ presentValue }) => presentValue),
    expectedRegret: expectation(branches, ({ regret }) => regret),
    isUnweighted: weights.isUnweighted,
    flexibility,
    speeds: hasChanges
      ? SPEEDS.map((speed) => ({
          speed,
          flexibility: flexibilityOf(
            counted.map(({ weight, plan }) => ({ weight, plan: movedFaster(plan, speed) })),
            simulate,
          ),
        }))
      : [],
    blocks: written === undefined ? [] : blockRisks(written.plan, written.result),
  };
}

/** Halls that hold work in the plan as written and none in any year of another future. */
export function emptiedHalls(before: SimulationResult, after: SimulationResult): string[] {
  const isEmpty = (result: SimulationResult, hall: string): boolean =>
    !(result.halls.get(hall)?.held.some((count) => count > 0) ?? true);
  return [...before.halls.keys()].filter((hall) => !isEmpty(before, hall) && isEmpty(after, hall));
}

function weightsOf(futures: readonly Future[]): {
  readonly each: readonly (number | null)[];
  readonly isUnweighted: boolean;
} {
  const stated = futures.map(({ scenario }) => (scenario === undefined ? undefined : (scenario.probability ?? null)));
  if (stated.every((each) => each === null || each === undefined))
    return { each: futures.map(() => 1 / futures.length), isUnweighted: futures.length > 1 };
  const sum = stated.reduce<number>((total, each) => total + (each ?? 0), 0);
  return { each: stated.map((each) => (each === undefined ? Math.max(0, 1 - sum) : each)), isUnweighted: false };
}

function expectation(branches: readonly Branch[], pick: (branch: Branch) => number | null): number | null {
  return branches.reduce<number | null>((sum, branch) => {
    const { probability } = branch;
    if (probability === null || probability <= 0) return sum;
    const value = pick(branch);
    return sum === null || value === null ? null : sum + probability * value;
  }, 0);
}
