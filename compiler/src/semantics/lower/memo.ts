import type { AnyEntity } from '../../ir/index.js';
import type { Entity } from '../declare/types.js';
import type { Frame, Trace } from '../trace.js';
import type { Lowering } from './entity.js';

/** What lowering a block told the plan, to be told again where its result is taken as it is: of itself, or of a block in it. */
type Told = ((to: Lowering) => unknown) | Entity;

interface Kept {
  readonly entity: AnyEntity;
  readonly frame: Frame;
  readonly told: readonly Told[];
}

/** Blocks in the IR, each kept until something changes that it was made from: an edit in one hall lowers that hall only. */
export class LoweringMemo {
  readonly #known = new WeakMap<Entity, Kept>();
  #plain: Lowering | undefined;
  #told: Told[] = [];

  constructor(private readonly trace: Trace) {}

  /** One run of lowering, with what it is told taken note of. */
  watch(plain: Lowering): Lowering {
    this.#plain = plain;
    this.#told = [];
    const tell = <T>(run: (to: Lowering) => T): T => {
      this.#told.push(run);
      // What is reported on the way is reported again with every run.
      return this.trace.aside(() => run(plain));
    };
    return {
      ...plain,
      memo: this,
      isInPlan: (entity) => tell((to) => to.isInPlan(entity)),
      useCatalogue: (entity) => tell((to) => to.useCatalogue(entity)),
      useKey: (what, name) => tell((to) => to.useKey(what, name)),
      seen: (path, entity) => tell((to) => to.seen(path, entity)),
      named: (entity, slot) => tell((to) => to.named(entity, slot)),
    };
  }

  /** Whether a block is in the IR already. */
  has(entity: Entity): boolean {
    return this.#known.has(entity);
  }

  /** A block in the IR: as it was, or as `make` makes it. */
  lower(entity: Entity, make: () => AnyEntity): AnyEntity {
    const known = this.#known.get(entity);
    const outer = this.#told;
    outer.push(entity);
    if (known !== undefined) {
      this.trace.read(known.frame);
      this.#tellAgain(known);
      return known.entity;
    }
    const told: Told[] = [];
    this.#told = told;
    const frame = this.trace.enter(() => this.#known.delete(entity));
    const made = make();
    this.trace.leave(frame);
    this.#told = outer;
    this.#known.set(entity, { entity: made, frame, told });
    this.trace.read(frame);
    return made;
  }

  #tellAgain({ told }: Kept): void {
    const { trace } = this;
    const plain = this.#plain;
    if (plain === undefined) return;
    for (const each of told) {
      if (typeof each === 'function') trace.aside(() => each(plain));
      else {
        const inner = this.#known.get(each);
        if (inner !== undefined) this.#tellAgain(inner);
      }
    }
  }
}
