/** Places in a text at which a scan of its layout may be taken up again, so that an edit near the end costs the end only. */
import type { FrameStack } from './frames.js';

/** A scan at the beginning of a line. */
export interface Checkpoint {
  readonly at: number;
  readonly lastEnd: number;
  readonly frames: SavedFrames;
}

export type SavedFrames = ReturnType<FrameStack['save']>;

/** Characters between two checkpoints. */
const SPACING = 512;

/**
 * The checkpoints of one scan. Between two of them there is always a line that holds more than a comment: the scanner looks no
 * further ahead than to the beginning of the next such line.
 */
export class Checkpoints {
  #next: number;

  private constructor(private readonly list: Checkpoint[]) {
    this.#next = (list.at(-1)?.at ?? 0) + SPACING;
  }

  static none(): Checkpoints {
    return new Checkpoints([]);
  }

  /** The last checkpoint. */
  get last(): Checkpoint | undefined {
    return this.list.at(-1);
  }

  /** Those that a change from `start` on leaves as they were, on which a new scan may go on. */
  before(start: number): Checkpoints {
    let count = this.list.length;
    while (count > 0 && this.list[count - 1]!.at > start) count--;
    // The line between the last two holds all that was seen of what follows the last but one.
    return new Checkpoints(this.list.slice(0, Math.max(count - 1, 0)));
  }

  /** Told of the beginning of a line. */
  pass(at: number, lastEnd: number, frames: FrameStack): void {
    if (at < this.#next || lastEnd <= (this.last?.at ?? 0)) return;
    this.list.push({ at, lastEnd, frames: frames.save() });
    this.#next = at + SPACING;
  }
}
