import { NoteCollector, type NoteSink } from './notes.js';
import type { SimulationNote } from './results.js';

interface Made<T> {
  readonly from: readonly unknown[];
  readonly value: T;
  readonly said: readonly SimulationNote[];
}

/**
 * Remembers what was last made for an object of the IR, or for what was made of one, with all else that it was made from: while
 * these are the very same objects and numbers, so is it. The IR never changes, and plans of which one is an edit of the
 * other share what the edit leaves: a campus of which one hall changed is made anew in that hall. What making it had to say
 * is said again every time, so that nobody can tell.
 */
export class Recall<T> {
  private readonly known = new WeakMap<object, Made<T>>();

  /** What `make` gives. `from`: all that it reads beside `of`, in an order that does not change. */
  get(of: object, from: readonly unknown[], notes: NoteSink, make: (notes: NoteSink) => T): T {
    let made = this.known.get(of);
    if (made === undefined || !isSame(made.from, from)) {
      const collector = new NoteCollector();
      const value = make(collector);
      made = { from, value, said: collector.notes };
      this.known.set(of, made);
    }
    for (const note of made.said) notes.add(note);
    return made.value;
  }
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
