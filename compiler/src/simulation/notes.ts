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

/** A sink that keeps every note with its turn, for notes of several sources to be put in order. */
export class TimedNotes implements NoteSink {
  private readonly kept: { readonly turn: number; readonly note: SimulationNote }[] = [];
  private readonly once = new Set<string>();

  constructor(private readonly turn: () => number) {}

  add(note: SimulationNote): void {
    this.addOnce(`${note.type}\n${note.path}\n${note.message}`, note);
  }

  /** Adds a note, the first for its key. */
  addOnce(key: string, note: SimulationNote): void {
    if (this.once.has(key)) return;
    this.once.add(key);
    this.kept.push({ turn: this.turn(), note });
  }

  /** Notes of several sinks by their turn. */
  static inOrder(sinks: readonly TimedNotes[]): SimulationNote[] {
    const all = sinks.flatMap((sink) => sink.kept);
    return all.sort((a, b) => a.turn - b.turn).map(({ note }) => note);
  }
}
