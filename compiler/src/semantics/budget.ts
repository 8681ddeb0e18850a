/**
 * What one compilation may use. A plan of ten thousand lines takes a few per cent of it; a plan that passes it (campuses that
 * inherit from campuses, comprehensions in comprehensions) is told so, and compilation ends in good order.
 */
export class Budget {
  #blocks = 50_000;
  #steps = 2_000_000;
  #kept: { readonly blocks: number; readonly steps: number } | undefined;

  /** Whether anything was asked for that was not there. */
  get isSpent(): boolean {
    return this.#blocks < 0 || this.#steps < 0;
  }

  /** Takes back what was taken since it was last asked to: each edit of a plan is given the same. */
  renew(): void {
    this.#kept ??= { blocks: this.#blocks, steps: this.#steps };
    this.#blocks = this.#kept.blocks;
    this.#steps = this.#kept.steps;
  }

  /** Takes blocks, inherited ones and elements of arrays among them; false when there are none left. */
  takeBlocks(count: number): boolean {
    this.#blocks -= count;
    return this.#blocks >= 0;
  }

  /** Takes steps of evaluation; false when there are none left. */
  takeSteps(count: number): boolean {
    this.#steps -= count;
    return this.#steps >= 0;
  }
}
