import { type AnyEntity, type Plan, type PlanIndex, splitPath } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';
import type { Change } from '../finding.js';

/** A plan with the choices made so far. */
export interface State {
  readonly plan: Plan;
  readonly index: PlanIndex;
  /** What it simulates to, where the choice that follows asks for it. */
  readonly result: () => SimulationResult;
  /** A result in which work runs as it does here, under other plants, power paths or contracts: at hand more often. */
  readonly running: () => SimulationResult;
}

/** One way to make one part of the plan differently. */
export interface Option {
  /** Names it within its unit. */
  readonly key: string;
  /** The changes that it makes of a plan; `undefined` where it does not apply there. */
  readonly changes: (state: State) => readonly Change[] | undefined;
}

/**
 * One part of the plan for which one option is taken, or none: the cooling of halls that are alike, the leaf of a fabric.
 * Units are applied in order, so that what fits the others comes last.
 */
export interface Unit {
  readonly subsystem: Subsystem;
  /** Blocks that it is about, first the one that names it. */
  readonly paths: readonly string[];
  /** Names it within the plan. */
  readonly key: string;
  readonly options: readonly Option[];
  /** Its options are fitted to what the choices before it come to; once the best plan is known, they stay as they are. */
  readonly isFitted?: boolean;
}

/** What candidates are made from: the plan as written and what it simulates to, and the catalogue. */
export interface Ground {
  readonly plan: Plan;
  readonly index: PlanIndex;
  readonly result: SimulationResult;
  readonly library: ReadonlyMap<string, AnyEntity>;
}

/** The changes of a plan, those of one property once: the last one holds. */
export function joined(changes: readonly Change[]): Change[] {
  const last = new Map<string, Change>();
  for (const change of changes) {
    const key = changeKey(change);
    last.delete(key);
    last.set(key, change);
  }
  const order = new Map([...last.keys()].map((key, i) => [key, i]));
  // A change within a value that another change replaces after it is gone with that value.
  return [...last.values()].filter(({ path }, i) => {
    const { around, last: property } = splitPath(path);
    return (order.get(`${around} ${property}`) ?? -1) <= i;
  });
}

/** What a change changes: a property of a block, or a member that a block gains. */
export function changeKey(change: Change): string {
  return change.type === 'member' ? `${change.path} + ${change.text}` : `${change.path} ${change.property}`;
}
