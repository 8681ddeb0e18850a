import type { Range } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A place in a file of a fixture, in offsets and as the protocol counts. */
export interface Mark {
  readonly file: string;
  readonly offset: number;
  readonly range: Range;
}

export interface Fixture {
  /** Text of every file by its path, without marks; the first is the one that is opened. */
  readonly files: ReadonlyMap<string, string>;
  /** Where `$0` stood; the start of `<|…|>` where there is none. */
  readonly cursor: Mark | undefined;
  /** Where each `<|…|>` stood, in order. */
  readonly selections: readonly Mark[];
}

/**
 * Reads a fixture: files that begin with a line `//- /plans/name.dcplan` (one file needs none: it is `/plans/plan.dcplan`), a
 * cursor `$0`, and stretches `<|…|>`.
 */
export function readFixture(text: string): Fixture {
  const parts = text.split(/^\/\/- (\S+)\n/m);
  const named: [string, string][] =
    parts.length === 1
      ? [['/plans/plan.dcplan', parts[0]!]]
      : parts.slice(1).flatMap((part, i, all) => (i % 2 === 0 ? [[part, all[i + 1]!] as [string, string]] : []));
  const files = new Map<string, string>();
  const selections: Mark[] = [];
  let cursor: Mark | undefined;
  for (const [file, marked] of named) {
    let plain = '';
    let open = -1;
    const places: { start: number; end: number; isCursor: boolean }[] = [];
    for (const piece of marked.split(/(\$0|<\||\|>)/)) {
      if (piece === '$0') places.push({ start: plain.length, end: plain.length, isCursor: true });
      else if (piece === '<|') open = plain.length;
      else if (piece === '|>') places.push({ start: open, end: plain.length, isCursor: false });
      else plain += piece;
    }
    files.set(file, plain);
    const lines = TextDocument.create(file, 'dcplan', 0, plain);
    for (const { start, end, isCursor } of places) {
      const range = { start: lines.positionAt(start), end: lines.positionAt(end) };
      const mark = { file, offset: start, range };
      if (isCursor) cursor = mark;
      else selections.push(mark);
    }
  }
  return { files, cursor: cursor ?? selections[0], selections };
}

/** A text with carets under ranges, as a failed test shows it: `^^^^ note`. */
export function underline(text: string, marks: readonly { readonly range: Range; readonly note: string }[]): string {
  const lines = text.split('\n');
  return lines
    .flatMap((line, at) => [
      line,
      ...marks
        .filter(({ range }) => range.start.line === at)
        .map(({ range, note }) => {
          const end = range.end.line === at ? range.end.character : line.length;
          const carets = '^'.repeat(Math.max(1, end - range.start.character));
          return `${' '.repeat(range.start.character)}${carets} ${note}`;
        }),
    ])
    .join('\n');
}
