import { type SelectionRange, SelectionRangeRequest } from 'vscode-languageserver';
import { isBlock, type ParsedFile, spanOf, walk } from '../../../compiler/src/syntax/index.js';
import type { Span } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import { fileOf } from '../core/uris.js';

/** Selections that grow from a name to its value, its member, the body around it, the block, the file. */
export const selectionRangesFeature: Feature = {
  capabilities: () => ({ selectionRangeProvider: true }),
  handlers: [
    answer(SelectionRangeRequest.type, (session, { textDocument, positions }): SelectionRange[] | null => {
      const file = fileOf(textDocument.uri);
      const parsed = session.parsed(file);
      if (parsed === undefined) return null;
      const lines = session.files.lines(file);
      return positions.map((position) => {
        let selection: SelectionRange | undefined;
        for (const span of spansAround(parsed, lines.offsetAt(position))) {
          const range = session.files.range(file, span);
          selection = selection === undefined ? { range } : { range, parent: selection };
        }
        return selection ?? { range: { start: position, end: position } };
      });
    }),
  ],
};

/** Every stretch that holds a place and is a thing of its own, from the outside in; each lies within the one before. */
function spansAround({ text, tree }: ParsedFile, at: number): readonly Span[] {
  const spans: Span[] = [{ start: 0, end: text.length }];
  const push = (span: Span): void => {
    const last = spans.at(-1);
    const isWithin = last === undefined || (span.start >= last.start && span.end <= last.end);
    const isNew = last?.start !== span.start || last.end !== span.end;
    if (isWithin && isNew && span.start <= at && at <= span.end) spans.push(span);
  };
  walk(tree, 0, (node, base) => {
    const span = spanOf({ node, base });
    if (span.start > at || span.end < at) return node === tree;
    // Of two that touch at the place, the one that begins there.
    if (span.end === at && beginsThere(text, at)) return false;
    push(span);
    if (isBlock(node) && node.closed) {
      const open = text.indexOf('{', base + node.headEnd - 1);
      if (open >= 0 && open < at && at < span.end) push(trimmed(text, { start: open + 1, end: span.end - 1 }));
    }
    return true;
  });
  return spans;
}

function beginsThere(text: string, at: number): boolean {
  return /[\w"@[({]/.test(text.charAt(at));
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return { start: from, end: to };
}
