import { indexPlan } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';
import type { FitContext } from '../context.js';
import type { Change } from '../finding.js';
import type { Simulated } from '../requirements.js';
import { type Choices, type Composed, Composer } from './compose.js';
import type { Unit } from './options.js';
import { screen } from './screen.js';
import { frozen, MOST_COMBINATIONS, search } from './search.js';
import { SUBSYSTEMS } from '../subsystems.js';
import { bestOfParts, shapley } from './shapley.js';
import { type Changed, pricing, spending } from './spent.js';
import { hallSearch, type HallSearch, unitsOf } from './units.js';

/** Coalitions that are confirmed hour by hour, best first, before a plan counts as its own best. */
const MOST_CONFIRMED = 8;

/** The best plan that mends reach, and what each subsystem contributes to its being better. */
export interface BestPlan {
  /** USD: cost of the plan as written and of the best one, its useful work held equal, from every hour (F1). */
  readonly cost: number;
  readonly bestCost: number;
  /** The difference by representative hours (F0), in which the search ran. */
  readonly estimate: number;
  /** USD of the difference, by exact Shapley value. */
  readonly parts: Readonly<Record<Subsystem, number>>;
  readonly best: Simulated;
  readonly changes: readonly Change[];
  /** What each subsystem changes, unit by unit. */
  readonly steps: readonly { readonly unit: Unit; readonly changes: readonly Change[] }[];
  readonly simulations: number;
  readonly isExhaustive: boolean;
  readonly isCut: boolean;
}

/** Prices at both fidelities, for a plan and its changes. */
export interface Pricing {
  readonly composer: Composer;
  readonly units: readonly Unit[];
  readonly halls: HallSearch;
  /** The plan as written, by representative hours. */
  readonly base: SimulationResult;
  /** USD of the plan as written by representative hours; likewise hour by hour. */
  readonly estimate: number;
  readonly cost: number;
  readonly priceEstimate: (of: Changed) => number | undefined;
  readonly price: (of: Changed) => number | undefined;
  /** What of a saving hour by hour is spent by `asOf`; `undefined` where nothing is. */
  readonly spent: ReturnType<typeof spending>;
}

/** What counterfactuals of a plan are made and priced with; `undefined` where its own cost is unknown. */
export function pricingOf(context: FitContext): Pricing | undefined {
  const { plan, index, library, realise } = context;
  const base = context.estimate(plan);
  if (base.presentValue === null || context.result.presentValue === null) return undefined;
  return {
    composer: new Composer(plan, library, realise, context.estimate),
    units: unitsOf({ plan, index, library, result: base }),
    halls: hallSearch({ plan, index, library, result: base }),
    base,
    estimate: base.presentValue,
    cost: context.result.presentValue,
    priceEstimate: pricing({ plan, index, result: base }),
    price: pricing(context),
    spent: spending(context),
  };
}

/** The cheapest plan that mends of the catalogue and of the plan's own alternatives reach (MODELS A4). */
export function bestPlan(context: FitContext, pricing: Pricing): BestPlan {
  const { composer, units, estimate, priceEstimate } = pricing;
  const found = search(
    composer,
    units,
    pricing.base,
    estimate,
    priceEstimate,
    MOST_COMBINATIONS,
    screen(context, pricing.base, units),
  );
  // Plants and contracts of the size that the best plan needs hour by hour, whatever else is mended.
  const hourly = new Composer(context.plan, context.library, context.realise, (plan) => context.simulate(plan));
  const fitted = frozen(units, found.choices, hourly.compose(units, found.choices));
  const players = SUBSYSTEMS.filter((subsystem) =>
    units.some((unit, i) => unit.subsystem === subsystem && (found.choices[i] ?? -1) >= 0),
  );
  const saves = coalitions(players).map((mask): number | undefined => {
    if (mask === 0) return 0;
    const composed = composer.compose(fitted, restricted(fitted, found.choices, players, mask));
    const cost = composed && priceEstimate(composed);
    return cost === undefined ? undefined : estimate - cost;
  });
  const order = coalitions(players)
    .filter((mask) => mask !== 0 && (saves[mask] ?? 0) > 0)
    .sort((a, b) => (saves[b] ?? 0) - (saves[a] ?? 0) || a - b);
  const rest = { simulations: composer.simulations, isExhaustive: found.isExhaustive, isCut: found.isCut };
  for (const mask of order.slice(0, MOST_CONFIRMED)) {
    const composed = composer.compose(fitted, restricted(fitted, found.choices, players, mask));
    const confirmed = composed && confirm(context, pricing, composed);
    if (composed === undefined || confirmed === undefined) continue;
    const mine = players.filter((_, i) => (mask & (1 << i)) !== 0);
    const worth = bestOfParts(
      mine.length,
      coalitions(mine).map((sub) => saves[spread(sub, mask, players.length)]),
    );
    const whole = worth[worth.length - 1] ?? 0;
    const shares = shapley(mine.length, worth);
    const difference = pricing.cost - confirmed.cost;
    return {
      cost: pricing.cost,
      bestCost: confirmed.cost,
      estimate: whole,
      parts: partsOf(
        mine,
        shares.map((part) => (difference * part) / whole),
      ),
      best: confirmed.best,
      changes: composed.changes,
      steps: fitted.flatMap((unit, i) => {
        const changes = composed.steps[i] ?? [];
        return changes.length === 0 ? [] : [{ unit, changes }];
      }),
      ...rest,
    };
  }
  return {
    cost: pricing.cost,
    bestCost: pricing.cost,
    estimate: 0,
    parts: partsOf([], []),
    best: context,
    changes: [],
    steps: [],
    ...rest,
  };
}

/** The best plan from its edited source, hour by hour; `undefined` where it is then no mend or saves nothing. */
function confirm(
  context: FitContext,
  { price, cost }: Pricing,
  { changes }: Composed,
): { readonly best: Simulated; readonly cost: number } | undefined {
  const best = simulated(context, changes);
  const mended = best && price({ ...best, changes });
  return best === undefined || mended === undefined || mended >= cost ? undefined : { best, cost: mended };
}

/** A plan with changes made in its source, hour by hour. */
export function simulated(context: FitContext, changes: readonly Change[]): Simulated | undefined {
  const plan = context.realise(changes);
  return plan && { plan, index: indexPlan(plan), result: context.simulate(plan) };
}

function coalitions(players: readonly unknown[]): number[] {
  return Array.from({ length: 1 << players.length }, (_, mask) => mask);
}

/** The choices of the subsystems in a coalition; the others stay as the plan has them. */
function restricted(units: readonly Unit[], choices: Choices, players: readonly Subsystem[], mask: number): Choices {
  return units.map(({ subsystem }, i) => {
    const player = players.indexOf(subsystem);
    return player >= 0 && (mask & (1 << player)) !== 0 ? (choices[i] ?? -1) : -1;
  });
}

/** A coalition of the players of `mask`, numbered among themselves, as one of all players. */
function spread(sub: number, mask: number, players: number): number {
  let all = 0;
  for (let player = 0, mine = 0; player < players; player++) {
    if ((mask & (1 << player)) === 0) continue;
    if ((sub & (1 << mine)) !== 0) all |= 1 << player;
    mine++;
  }
  return all;
}

function partsOf(players: readonly Subsystem[], shares: readonly number[]): Record<Subsystem, number> {
  const parts = { cooling: 0, network: 0, rack: 0, electrical: 0, contract: 0, sizing: 0, operation: 0 };
  players.forEach((player, i) => (parts[player] = shares[i] ?? 0));
  return parts;
}
