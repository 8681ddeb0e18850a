import { type AnyEntity, indexPlan, type Plan, type PlanIndex } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';
import type { Change } from '../finding.js';
import type { Simulated } from '../requirements.js';
import { joined, type State, type Unit } from './options.js';
import { applyChanges } from './patch.js';

const KEPT_RESULTS = 24;

/** Subsystems that change where work runs; mends of the others leave it where it is (MODELS A4). */
const MOVES_WORK: ReadonlySet<Subsystem> = new Set<Subsystem>(['rack', 'sizing', 'operation']);

/** An option by its index in each unit; -1 leaves the unit as the plan has it. */
export type Choices = readonly number[];

/** A plan with choices made, simulated. */
export interface Composed extends Simulated {
  readonly changes: readonly Change[];
  /** The changes that each unit made. */
  readonly steps: readonly (readonly Change[])[];
}

/** The plan on the way to all its choices, and where its work was last placed. */
interface Draft {
  readonly plan: Plan;
  readonly changes: readonly Change[];
  /** Changes after which placement is held. */
  readonly placed: readonly Change[];
}

/** Makes changed plans and simulates them, each once. */
export class Composer {
  /** Simulations that were run. */
  simulations = 0;
  /** The latest results: a step of the search goes back to those just before it. */
  private readonly results = new Map<string, SimulationResult>();

  constructor(
    private readonly plan: Plan,
    private readonly library: ReadonlyMap<string, AnyEntity>,
    private readonly realise: (changes: readonly Change[]) => Plan | undefined,
    private readonly simulate: (plan: Plan, held?: SimulationResult) => SimulationResult,
  ) {}

  /**
   * The plan with choices made, in the order of the units; `undefined` where one of them does not apply. Units that move work
   * come first; work then stays where it is.
   */
  compose(units: readonly Unit[], choices: Choices): Composed | undefined {
    let draft: Draft = { plan: this.plan, changes: [], placed: [] };
    const steps: (readonly Change[])[] = units.map(() => []);
    for (const [i, unit] of units.entries()) {
      const option = unit.options[choices[i] ?? -1];
      if (option === undefined) continue;
      const made = option.changes(this.stateOf(draft));
      if (made === undefined) return undefined;
      if (made.length === 0) continue;
      const changes = joined([...draft.changes, ...made]);
      const plan = this.make(draft.plan, made, changes);
      if (plan === undefined) return undefined;
      draft = { plan, changes, placed: MOVES_WORK.has(unit.subsystem) ? changes : draft.placed };
      steps[i] = made;
    }
    const { plan, changes } = draft;
    return { plan, index: indexPlan(plan), result: this.resultOf(draft), changes, steps };
  }

  /** The plan with changes made and its work placed anew, simulated. */
  change(changes: readonly Change[]): Simulated | undefined {
    const plan = this.make(this.plan, changes, changes);
    return plan && { plan, index: indexPlan(plan), result: this.resultOf({ plan, changes, placed: changes }) };
  }

  private make(plan: Plan, made: readonly Change[], all: readonly Change[]): Plan | undefined {
    return applyChanges(plan, made, this.library) ?? this.realise(all);
  }

  private stateOf(draft: Draft): State {
    let index: PlanIndex | undefined;
    return {
      plan: draft.plan,
      get index() {
        return (index ??= indexPlan(draft.plan));
      },
      result: () => this.resultOf(draft),
    };
  }

  private resultOf({ plan, changes, placed }: Draft): SimulationResult {
    const key = JSON.stringify([changes, placed.length]);
    let result = this.results.get(key);
    if (result === undefined) {
      result = this.simulate(plan, changes.length === placed.length ? undefined : this.placementOf(placed));
      this.simulations++;
    }
    // The latest stay; so do those in whose places work is held.
    this.results.delete(key);
    this.results.set(key, result);
    const oldest = this.results.size > KEPT_RESULTS ? this.results.keys().next() : undefined;
    if (oldest !== undefined && !oldest.done) this.results.delete(oldest.value);
    return result;
  }

  private placementOf(placed: readonly Change[]): SimulationResult | undefined {
    const plan = placed.length === 0 ? this.plan : this.make(this.plan, placed, placed);
    return plan && this.resultOf({ plan, changes: placed, placed });
  }
}
