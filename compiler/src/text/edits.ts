import type { TextEdit } from './span.js';

/**
 * A text with edits made. Edits do not overlap; those at the same place go in the order given. Offsets refer to the text
 * as it was.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits.map((edit, order) => ({ edit, order })).sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = Math.max(at, edit.span.end);
  }
  return result + text.slice(at);
}
