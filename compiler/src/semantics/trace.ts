import type { Diagnostic } from '../text/diagnostic.js';
import type { Entity } from './declare/types.js';

/** Something that was worked out once: a property's value, a `let`, a block in the IR. */
export interface Frame {
  /** Lets go of the result. */
  readonly forget: () => void;
  /** What was worked out from it. */
  readers: Frame[];
  /** How many other results it was worked out from. */
  reads: number;
  /** What was reported on the way, whoever had reported the same before. */
  found?: Diagnostic[];
  /** Values that are blocks, made on the way. */
  made?: Entity[];
  isLive: boolean;
}

/**
 * What rests on what in one plan, so that after an edit only that is worked out anew which rests on what was edited. Results
 * that rest on nothing that an edit of a value can change have no frame.
 */
export class Trace {
  /** True once something was met that only a whole compilation can tell: values that rest on one another. */
  isTangled = false;
  readonly #way: Frame[] = [];
  #isAside = false;
  readonly #told = new Set<Frame>();

  /** Begins to work something out. */
  enter(forget: () => void): Frame {
    const frame: Frame = { forget, readers: [], reads: 0, isLive: true };
    this.#way.push(frame);
    return frame;
  }

  leave(frame: Frame): void {
    this.#way.pop();
    if (frame.found !== undefined) this.#told.add(frame);
  }

  /** What is being worked out rests on this result; undefined for one without a frame. */
  read(frame: Frame | undefined): void {
    const reader = this.#way.at(-1);
    if (frame === undefined || reader === undefined) return;
    reader.reads++;
    const { readers } = frame;
    if (readers.at(-1) === reader) return;
    // Those that are no more are let go of now and then.
    if (readers.length >= 8 && (readers.length & (readers.length - 1)) === 0)
      frame.readers = readers.filter((each) => each.isLive);
    frame.readers.push(reader);
  }

  /** Something is reported. */
  note(diagnostic: Diagnostic): void {
    const frame = this.#way.at(-1);
    if (frame !== undefined && !this.#isAside) (frame.found ??= []).push(diagnostic);
  }

  /** Runs something whose reports belong to no result: it runs again after every edit. */
  aside<T>(run: () => T): T {
    const before = this.#isAside;
    this.#isAside = true;
    const result = run();
    this.#isAside = before;
    return result;
  }

  /** A value that is a block is made. */
  make(entity: Entity): void {
    const frame = this.#way.at(-1);
    if (frame !== undefined) (frame.made ??= []).push(entity);
  }

  /**
   * Lets go of a result and of all that rests on it.
   * @param drop lets go of what is known of a block that is no more
   */
  invalidate(frame: Frame, drop: (entity: Entity) => void): void {
    if (!frame.isLive) return;
    frame.isLive = false;
    this.#told.delete(frame);
    frame.forget();
    for (const entity of frame.made ?? []) drop(entity);
    for (const reader of frame.readers) this.invalidate(reader, drop);
  }

  /** Everything reported on the way to results that still hold, moved to where it now stands. */
  found(move: (diagnostic: Diagnostic) => Diagnostic): readonly Diagnostic[] {
    const all: Diagnostic[] = [];
    for (const frame of this.#told) {
      frame.found = frame.found?.map(move) ?? [];
      all.push(...frame.found);
    }
    return all;
  }
}
