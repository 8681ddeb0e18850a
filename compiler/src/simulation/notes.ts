import type { SimulationNote } from './results.js';

/** Where models say what they could not do as asked, instead of giving a number in silence. */
export interface NoteSink {
  add(note: SimulationNote): void;
}

/** A sink that keeps the first of every note with the same type, path and message, in the order of arrival. */
export class NoteCollector implements NoteSink {
  private readonly kept = new Map<string, SimulationNote>();

  add(note: SimulationNote): void {
    const key = `${note.type}\n${note.path}\n${note.message}`;
    if (!this.kept.has(key)) this.kept.set(key, note);
  }

  get notes(): readonly SimulationNote[] {
    return [...this.kept.values()];
  }
}
