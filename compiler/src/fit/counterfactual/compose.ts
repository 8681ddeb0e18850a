import { type AnyEntity, indexPlan, type Plan, type PlanIndex } from '../../ir/index.js';
import type { SimulationResult, Subsystem } from '../../simulation/results.js';
import type { Change } from '../finding.js';
import type { Simulated } from '../requirements.js';
import { joined, type State, type Unit } from './options.js';
import { applyChanges } from './patch.js';

const KEPT_RESULTS = 24;

/** Subsystems that change where work runs; mends of the others leave it where it is (MODELS A4). */
export const MOVES_WORK: ReadonlySet<Subsystem> = new Set<Subsystem>(['rack', 'sizing', 'operation']);

/** An option by its index in each unit; -1 leaves the unit as the plan has it. */
export type Choices = readonly number[];

/** A plan with choices made, simulated. */
export interface Composed extends Simulated {
  readonly changes: readonly Change[];
  /** The changes that each unit made. */
  readonly steps: readonly (readonly Change[])[];
}

/** The plan on the way to all its choices. */
class Draft {
  private known: PlanIndex | undefined;
  private name: string | undefined;

  constructor(
    readonly plan: Plan,
    readonly changes: readonly Change[],
    /** The draft whose work this one keeps where it is; none where it is placed anew. */
    readonly held?: Draft,
    /** Whether its networks are others than those of the draft that it holds: work then runs otherwise. */
    readonly isRewired = false,
  ) {}

  get index(): PlanIndex {
    return (this.known ??= indexPlan(this.plan));
  }

  /** The same for the same changes with work in the same place. */
  get key(): string {
    return (this.name ??= `${JSON.stringify(this.changes)}\n${this.held?.key ?? ''}`);
  }

  /**
   * The draft with one more change made. Work stays where it is in the last draft that moved it; what neither moves work nor
   * rewires it holds to a draft in which it also runs as it does here, so that nothing of it is simulated again.
   */
  with(plan: Plan, changes: readonly Change[], subsystem: Subsystem): Draft {
    if (MOVES_WORK.has(subsystem)) return new Draft(plan, changes);
    if (subsystem === 'network') return new Draft(plan, changes, this.placed, true);
    return new Draft(plan, changes, this.running);
  }

  /** The draft that works as this one does: itself, or the one that it holds unless it is rewired. */
  get running(): Draft {
    return this.held === undefined || this.isRewired ? this : this.held;
  }

  private get placed(): Draft {
    return this.held === undefined ? this : this.held.placed;
  }
}

/** The drafts on the way to the last plan that was composed: the next one often begins in the same way. */
interface Path {
  readonly unit: Unit;
  readonly choice: number;
  readonly draft: Draft;
  readonly made: readonly Change[];
}

/** Makes changed plans and simulates them, each once. */
export class Composer {
  /** Simulations that were run. */
  simulations = 0;
  /** The latest results: a step of the search goes back to those just before it. */
  private readonly results = new Map<string, SimulationResult>();
  private readonly start: Draft;
  private path: Path[] = [];

  constructor(
    plan: Plan,
    private readonly library: ReadonlyMap<string, AnyEntity>,
    private readonly realise: (changes: readonly Change[]) => Plan | undefined,
    private readonly simulate: (plan: Plan, held?: SimulationResult) => SimulationResult,
  ) {
    this.start = new Draft(plan, []);
  }

  /**
   * The plan with choices made, in the order of the units; `undefined` where one of them does not apply. Units that move work
   * come first; work then stays where it is.
   */
  compose(units: readonly Unit[], choices: Choices): Composed | undefined {
    const same = this.path.findIndex(({ unit, choice }, i) => units[i] !== unit || choices[i] !== choice);
    if (same >= 0) this.path.length = same;
    this.path.length = Math.min(this.path.length, units.length);
    let draft = this.path.at(-1)?.draft ?? this.start;
    for (let i = this.path.length; i < units.length; i++) {
      const unit = units[i]!;
      const choice = choices[i] ?? -1;
      const option = unit.options[choice];
      const made = option === undefined ? [] : option.changes(this.stateOf(draft));
      const next = made && this.next(draft, made, unit.subsystem);
      if (made === undefined || next === undefined) return undefined;
      draft = next;
      this.path.push({ unit, choice, draft, made });
    }
    const { plan, index, changes } = draft;
    return { plan, index, result: this.resultOf(draft), changes, steps: this.path.map(({ made }) => made) };
  }

  /** The plan with changes of some subsystems made, simulated. */
  change(changes: readonly Change[], subsystems: readonly Subsystem[]): Simulated | undefined {
    const plan = this.make(this.start.plan, changes, changes);
    if (plan === undefined) return undefined;
    const moves = subsystems.some((subsystem) => MOVES_WORK.has(subsystem));
    const draft = new Draft(plan, changes, moves ? undefined : this.start);
    return { plan, index: draft.index, result: this.resultOf(draft) };
  }

  private next(draft: Draft, made: readonly Change[], subsystem: Subsystem): Draft | undefined {
    if (made.length === 0) return draft;
    const changes = joined([...draft.changes, ...made]);
    const plan = this.make(draft.plan, made, changes);
    return plan && draft.with(plan, changes, subsystem);
  }

  private make(plan: Plan, made: readonly Change[], all: readonly Change[]): Plan | undefined {
    return applyChanges(plan, made, this.library) ?? this.realise(all);
  }

  private stateOf(draft: Draft): State {
    return {
      plan: draft.plan,
      get index() {
        return draft.index;
      },
      result: () => this.resultOf(draft),
      running: () => this.resultOf(draft.running),
    };
  }

  private resultOf(draft: Draft): SimulationResult {
    let result = this.results.get(draft.key);
    if (result === undefined) {
      result = this.simulate(draft.plan, draft.held && this.resultOf(draft.held));
      this.simulations++;
    }
    // The latest stay; so do those in whose places work is held.
    this.results.delete(draft.key);
    this.results.set(draft.key, result);
    const oldest = this.results.size > KEPT_RESULTS ? this.results.keys().next() : undefined;
    if (oldest !== undefined && !oldest.done) this.results.delete(oldest.value);
    return result;
  }
}
