import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';

/** How long nothing is typed before a new syntax error on the line is shown, ms. */
export const PAUSE = 800;

/**
 * Syntax errors on the line being typed: half a word is no mistake. New ones wait for an edit on another line, a save or a
 * pause; those that were shown before stay, and those that are gone are gone at once.
 */
export class HoldBack {
  #line: number | undefined;
  #shown: ReadonlySet<string> = new Set();

  /** The line on which the last edit was, from zero; undefined where edits were on several lines. */
  typed(line: number | undefined): void {
    this.#line = line;
  }

  /** A save, a pause: nothing waits any longer. */
  release(): void {
    this.#line = undefined;
  }

  /** Whether anything may be waiting. */
  get isTyping(): boolean {
    return this.#line !== undefined;
  }

  /**
   * What is to be shown of a file's findings.
   * @param lineOf the line of an offset, from zero
   */
  show(diagnostics: readonly Diagnostic[], lineOf: (offset: number) => number): readonly Diagnostic[] {
    const shown = new Set<string>();
    const kept = diagnostics.filter((diagnostic) => {
      if (!diagnostic.code.startsWith('DCP1')) return true;
      const line = lineOf(diagnostic.location.span.start);
      const key = `${line} ${diagnostic.slug}`;
      if (line === this.#line && !this.#shown.has(key)) return false;
      shown.add(key);
      return true;
    });
    this.#shown = shown;
    return kept;
  }
}
