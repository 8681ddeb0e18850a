import {
  DocumentFormattingRequest,
  DocumentOnTypeFormattingRequest,
  DocumentRangeFormattingRequest,
  DocumentRangesFormattingRequest,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import { formatText } from '../../../compiler/src/format/format.js';
import { isBlock, membersAt } from '../../../compiler/src/syntax/index.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { lineEdits } from '../formatting/line-edits.js';

/** Lays a document out as `dcplan fmt` does: all of it, a stretch of it, or what was just closed. */
export const formattingFeature: Feature = {
  capabilities: () => ({
    documentFormattingProvider: true,
    documentRangeFormattingProvider: { rangesSupport: true },
    documentOnTypeFormattingProvider: { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] },
  }),
  handlers: [
    answer(DocumentFormattingRequest.type, (session, { textDocument }) => formatted(session, textDocument.uri)),
    answer(DocumentRangeFormattingRequest.type, (session, { textDocument, range }) =>
      within(formatted(session, textDocument.uri), [range]),
    ),
    answer(DocumentRangesFormattingRequest.type, (session, { textDocument, ranges }) =>
      within(formatted(session, textDocument.uri), ranges),
    ),
    answer(DocumentOnTypeFormattingRequest.type, (session, { textDocument, position, ch }) => {
      const edits = formatted(session, textDocument.uri);
      if (edits === null) return null;
      if (ch === '}') return within(edits, [closedAt(session, fileOf(textDocument.uri), position)]);
      // The new line stays as the editor indented it: what is formatted is the one that was left.
      const left = Math.max(0, position.line - 1);
      return within(edits, [{ start: { line: left, character: 0 }, end: { line: left, character: 0 } }]);
    }),
  ],
};

/**
 * The edits that lay a document out; `null` for one with syntax errors, which is not touched, and for one that is not there.
 * How far an editor would indent does not matter: a file has one layout, which `dcplan fmt --check` looks for.
 */
function formatted(session: Session, uri: string): TextEdit[] | null {
  const text = session.files.read(fileOf(uri));
  if (text === undefined) return null;
  const result = formatText(text);
  return 'errors' in result ? null : [...lineEdits(text, result.text)];
}

/** Of edits those that lie in one of the ranges, by whole lines. */
function within(edits: readonly TextEdit[] | null, ranges: readonly Range[]): TextEdit[] | null {
  if (edits === null) return null;
  const isIn = ({ range: { start, end } }: TextEdit): boolean => {
    const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
    return ranges.some((range) => start.line >= range.start.line && last <= range.end.line);
  };
  return edits.filter(isIn);
}

/** The block that the brace before a place closes; only its line where it closes none. */
function closedAt(session: Session, file: string, position: Range['end']): Range {
  const at = session.files.lines(file).offsetAt(position);
  const tree = session.parsed(file)?.tree;
  const closed = (tree === undefined ? [] : membersAt(tree, at)).findLast(
    ({ node, base }) => node.type !== 'file' && base + node.end === at && isBlock(node),
  );
  if (closed === undefined) return { start: { line: position.line, character: 0 }, end: position };
  return session.files.range(file, { start: closed.base + closed.node.start, end: at });
}
