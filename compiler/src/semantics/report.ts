import { semanticsCodes, type SemanticsSlug } from '../text/codes/semantics.js';
import type { Diagnostic, Fix, RelatedPlace } from '../text/diagnostic.js';
import type { FileEdit, Location } from '../text/span.js';
import type { Node } from '../syntax/tree.js';
import type { Module, Scope } from './declare/types.js';
import type { Trace } from './trace.js';

export interface ReportExtras {
  readonly fixes?: readonly Fix[];
  readonly related?: readonly RelatedPlace[];
  readonly notes?: readonly string[];
  readonly path?: string;
}

/** Comparisons of names that one compilation may spend on suggestions. */
const MOST_COMPARISONS = 50_000;

/** Collects findings; the same finding at the same place is kept once, however often its expression is evaluated. */
export class Reporter {
  readonly diagnostics: Diagnostic[] = [];
  readonly #seen = new Set<string>();
  readonly #asked = new Set<SemanticsSlug>();
  #quiet = 0;
  #comparisons = MOST_COMPARISONS;
  #suppressed = 0;

  /** @param trace takes note of what is reported on the way to which result */
  constructor(private readonly trace?: Trace) {}

  /** Whether anything is reported that is reported once for a whole plan. */
  get hasAsked(): boolean {
    return this.#asked.size > 0;
  }

  /** Begins anew with what was reported before and still holds. */
  restart(still: readonly Diagnostic[]): void {
    this.diagnostics.length = 0;
    this.#seen.clear();
    this.#comparisons = MOST_COMPARISONS;
    for (const each of still) this.#keep(each);
  }

  /** Takes from the comparisons of names that may be spent on suggestions; false when they are used up. */
  mayCompare(count: number): boolean {
    this.#comparisons -= count;
    return this.#comparisons > 0;
  }

  /** True the first time that it is asked for a code. */
  once(slug: SemanticsSlug): boolean {
    const isFirst = !this.#asked.has(slug);
    this.#asked.add(slug);
    return isFirst;
  }

  /** Runs something without reporting, and says whether anything would have been. */
  quietly<T>(run: () => T): { readonly result: T; readonly isClean: boolean } {
    const before = this.#suppressed;
    this.#quiet++;
    try {
      const result = run();
      return { result, isClean: this.#suppressed === before };
    } finally {
      this.#quiet--;
    }
  }

  /** Runs something that reports even within `quietly`: what a plan states is reported whoever asks for it first. */
  aloud<T>(run: () => T): T {
    const quiet = this.#quiet;
    this.#quiet = 0;
    try {
      return run();
    } finally {
      this.#quiet = quiet;
    }
  }

  report(slug: SemanticsSlug, location: Location, message: string, extras: ReportExtras = {}): void {
    if (this.#quiet > 0) {
      this.#suppressed++;
      return;
    }
    const { code, severity } = semanticsCodes[slug];
    const diagnostic: Diagnostic = {
      code,
      slug,
      severity,
      message,
      location,
      ...(extras.path === undefined || extras.path === '' ? {} : { path: extras.path }),
      ...(extras.related === undefined || extras.related.length === 0 ? {} : { related: extras.related }),
      ...(extras.fixes === undefined || extras.fixes.length === 0 ? {} : { fixes: extras.fixes }),
      ...(extras.notes === undefined || extras.notes.length === 0 ? {} : { notes: extras.notes }),
    };
    this.trace?.note(diagnostic);
    this.#keep(diagnostic);
  }

  #keep(diagnostic: Diagnostic): void {
    const { code, location } = diagnostic;
    const key = `${code} ${location.file} ${location.span.start} ${location.span.end}`;
    if (this.#seen.has(key)) return;
    this.#seen.add(key);
    this.diagnostics.push(diagnostic);
  }
}

/** Where a node of a scope's body stands in its file. */
export function locate(scope: Scope, node: Node): Location {
  return { file: scope.module.file, span: { start: scope.offset + node.start, end: scope.offset + node.end } };
}

/** A mend that puts `newText` in the place of a node. */
export function replacement(scope: Scope, node: Node, newText: string, title = `Change to \`${newText}\``): Fix {
  return { title, edits: [{ ...locate(scope, node), newText }] };
}

/** The text of a node. */
export function textOf(scope: Scope, node: Node): string {
  return scope.module.text.slice(scope.offset + node.start, scope.offset + node.end);
}

/** A mend made of edits anywhere. */
export function fix(title: string, edits: readonly FileEdit[]): Fix {
  return { title, edits };
}

/** A place at the very start of a file, for what concerns the file as a whole. */
export function startOf(module: Module): Location {
  return { file: module.file, span: { start: 0, end: 0 } };
}
