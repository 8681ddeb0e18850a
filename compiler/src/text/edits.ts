import type { TextEdit } from './span.js';

/**
 * A text with edits made. Edits do not overlap; those at the same place go in the order given. Offsets refer to the text
 * as it was.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const sorted = edits
    .map((edit, order) => ({ edit, order }))
    .sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
  let result = '';
  let at = 0;
  for (const { edit } of sorted) {
    result += text.slice(at, edit.span.start) + edit.newText;
    at = Math.max(at, edit.span.end);
  }
  return result + text.slice(at);
}

/** A stretch of the text as it was, or text that an edit brought. */
type Piece = { readonly start: number; readonly end: number } | { readonly text: string };

/**
 * Edits made in steps, each on the text that the step before left, as edits of the text as it was: what `applyEdits` makes
 * of them is what the steps make one after the other.
 */
export function joinEdits(text: string, steps: readonly (readonly TextEdit[])[]): readonly TextEdit[] {
  if (steps.length === 1) return steps[0] ?? [];
  let pieces: readonly Piece[] = [{ start: 0, end: text.length }];
  for (const step of steps) {
    const sorted = step
      .map((edit, order) => ({ edit, order }))
      .sort((a, b) => a.edit.span.start - b.edit.span.start || a.order - b.order);
    const next: Piece[] = [];
    let at = 0;
    for (const { edit } of sorted) {
      next.push(...between(pieces, at, edit.span.start), { text: edit.newText });
      at = Math.max(at, edit.span.end);
    }
    pieces = [...next, ...between(pieces, at, Infinity)];
  }
  const edits: TextEdit[] = [];
  let at = 0;
  let newText = '';
  for (const piece of [...pieces, { start: text.length, end: text.length }]) {
    if ('text' in piece) {
      newText += piece.text;
      continue;
    }
    if (newText !== '' || piece.start > at) edits.push({ span: { start: at, end: piece.start }, newText });
    newText = '';
    at = piece.end;
  }
  return edits;
}

/** The parts of pieces from one offset to another, counted over what they say. */
function between(pieces: readonly Piece[], from: number, to: number): Piece[] {
  const cut: Piece[] = [];
  let at = 0;
  for (const piece of pieces) {
    const length = 'text' in piece ? piece.text.length : piece.end - piece.start;
    const first = Math.max(0, from - at);
    const last = Math.min(length, to - at);
    if (last > first)
      cut.push(
        'text' in piece
          ? { text: piece.text.slice(first, last) }
          : { start: piece.start + first, end: piece.start + last },
      );
    at += length;
  }
  return cut;
}
