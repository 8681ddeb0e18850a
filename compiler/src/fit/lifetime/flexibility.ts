import type { Hall, Plan } from '../../ir/index.js';
import type { SimulationResult } from '../../simulation/results.js';

/** A future with its weight; weights add up to 1. */
export interface WeightedPlan {
  readonly weight: number;
  readonly plan: Plan;
}

/** What being able to change is worth over futures, USD of expected present value; `null` where a cost is unknown. */
export interface Flexibility {
  /** Expected cost as declared, and with nothing declared that changes a hall. */
  readonly declared: number | null;
  readonly fixed: number | null;
  /** How much dearer blocks may be, over building at once; `null` without any, or where they never pay. */
  readonly breakEvenPremium: number | null;
}

type Simulate = (plan: Plan) => SimulationResult;

/**
 * The plan as declared against the same plan without retrofits and blocks, over the futures. Cost is linear in the premium of
 * blocks: the break-even one follows from the cost without any premium and with one of 100 %.
 */
export function flexibilityOf(futures: readonly WeightedPlan[], simulate: Simulate): Flexibility {
  const expected = (change: (hall: Hall) => Hall): number | null =>
    futures.reduce<number | null>((sum, { weight, plan }) => {
      const cost = weight > 0 ? simulate(withHalls(plan, change)).presentValue : 0;
      return sum === null || cost === null ? null : sum + weight * cost;
    }, 0);
  const declared = expected((hall) => hall);
  const fixed = expected(withoutChanges);
  const isModular = futures.some(({ plan }) => plan.campus.some((campus) => campus.hall.some((hall) => hall.modular)));
  if (!isModular) return { declared, fixed, breakEvenPremium: null };
  const free = expected((hall) => withPremium(hall, 0));
  const double = expected((hall) => withPremium(hall, 1));
  const atOnce = expected(withoutBlocks);
  const known = free !== null && double !== null && atOnce !== null && double > free;
  return { declared, fixed, breakEvenPremium: known ? (atOnce - free) / (double - free) : null };
}

function withHalls(plan: Plan, change: (hall: Hall) => Hall): Plan {
  return { ...plan, campus: plan.campus.map((campus) => ({ ...campus, hall: campus.hall.map(change) })) };
}

function withoutBlocks(hall: Hall): Hall {
  const { modular: _modular, ...rest } = hall;
  return rest;
}

function withoutChanges(hall: Hall): Hall {
  return { ...withoutBlocks(hall), retrofit: [] };
}

function withPremium(hall: Hall, premium: number): Hall {
  return hall.modular === undefined ? hall : { ...hall, modular: { ...hall.modular, premium } };
}
