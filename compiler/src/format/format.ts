import { printer } from 'prettier/doc';
import { parse } from '../syntax/index.js';
import type { SyntaxError } from '../syntax/index.js';
import { COMMENT_MARK, fileDoc } from './doc.js';
import { entryStarts, nest, piecesOf } from './pieces.js';

/** How wide lines are and how far a level is indented; as `dcplan fmt` does unless said. */
export interface FormatOptions {
  /** Longest line where there is a choice, characters. */
  readonly printWidth?: number;
  /** Columns of one level. */
  readonly tabWidth?: number;
}

/** The formatted text, or the syntax errors that keep it from being touched. */
export type Formatted = { readonly text: string } | { readonly errors: readonly SyntaxError[] };

export const DEFAULT_WIDTH = 120;
export const INDENT = 2;

/**
 * Formats a file: one member to a line, two columns a level, spaces and blank lines evened out, comments behind
 * neighbouring lines aligned. Comments, single blank lines between members and the order of everything stay. A file with
 * syntax errors is returned as errors, never as text: what could not be read cannot be laid out. The result formats to
 * itself.
 */
export function formatText(text: string, options: FormatOptions = {}): Formatted {
  const source = text.replaceAll('\r\n', '\n');
  const { tree, errors } = parse(source);
  if (errors.length > 0) return { errors };
  const { formatted } = printer.printDocToString(fileDoc(nest(piecesOf(source)), entryStarts(tree)), {
    printWidth: options.printWidth ?? DEFAULT_WIDTH,
    tabWidth: options.tabWidth ?? INDENT,
    useTabs: false,
  });
  return { text: alignComments(formatted) };
}

/** Comments behind lines that follow one another begin in one column. */
function alignComments(text: string): string {
  const lines = text.split('\n');
  let from = 0;
  while (from < lines.length) {
    if (!lines[from]!.includes(COMMENT_MARK)) {
      from++;
      continue;
    }
    let to = from;
    while (to < lines.length && lines[to]!.includes(COMMENT_MARK)) to++;
    const column = Math.max(...lines.slice(from, to).map((line) => line.indexOf(COMMENT_MARK)));
    for (let at = from; at < to; at++) {
      const [code = '', ...comments] = lines[at]!.split(COMMENT_MARK);
      lines[at] = `${code.padEnd(column)} ${comments.join(' ')}`;
    }
    from = to;
  }
  return lines.join('\n');
}
