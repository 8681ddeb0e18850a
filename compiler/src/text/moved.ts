import type { Diagnostic } from './diagnostic.js';
import type { FileEdit, Span } from './span.js';

/** One replacement in a text: what stood from `start` to `end` is now `length` characters. */
export interface Replaced {
  readonly start: number;
  readonly end: number;
  readonly length: number;
}

/** The one stretch in which two texts differ. */
export function replacedBetween(before: string, after: string): Replaced {
  const shorter = Math.min(before.length, after.length);
  const start = sameAtStart(before, after, shorter);
  const same = sameAtEnd(before, after, shorter - start);
  return { start, end: before.length - same, length: after.length - same - start };
}

/** Characters that are compared at once: a whole stretch is compared much faster than its characters one by one. */
const STRETCH = 1024;

function sameAtStart(a: string, b: string, most: number): number {
  let at = 0;
  while (at + STRETCH <= most && a.slice(at, at + STRETCH) === b.slice(at, at + STRETCH)) at += STRETCH;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  return at;
}

function sameAtEnd(a: string, b: string, most: number): number {
  let count = 0;
  const [endA, endB] = [a.length, b.length];
  while (
    count + STRETCH <= most &&
    a.slice(endA - count - STRETCH, endA - count) === b.slice(endB - count - STRETCH, endB - count)
  )
    count += STRETCH;
  while (count < most && a.charCodeAt(endA - 1 - count) === b.charCodeAt(endB - 1 - count)) count++;
  return count;
}

/**
 * A finding of a text as it was, at its place in the text as it is. A mend that edits what was replaced is left out: its place
 * is gone, and at another it would spoil the text.
 */
export function movedDiagnostic(diagnostic: Diagnostic, file: string, edit: Replaced): Diagnostic {
  const place = <T extends { readonly file: string; readonly span: Span }>(at: T): T =>
    at.file === file ? { ...at, span: movedSpan(at.span, edit) } : at;
  const isKept = (at: FileEdit): boolean => at.file !== file || at.span.end < edit.start || at.span.start > edit.end;
  const { location, related, fixes, ...rest } = diagnostic;
  return {
    ...rest,
    location: place(location),
    ...(related === undefined ? {} : { related: related.map((each) => ({ ...each, location: place(each.location) })) }),
    ...(fixes === undefined
      ? {}
      : {
          fixes: fixes
            .filter((each) => each.edits.every(isKept))
            .map((each) => ({ ...each, edits: each.edits.map(place) })),
        }),
  };
}

function movedSpan({ start, end }: Span, edit: Replaced): Span {
  const by = edit.length - (edit.end - edit.start);
  const first = start >= edit.end ? start + by : Math.min(start, edit.start);
  const last = end >= edit.end ? end + by : Math.min(end, edit.start + edit.length);
  return { start: first, end: Math.max(first, last) };
}

/** Whether any place that a finding names, or mends, is in what was replaced. */
export function touches({ location, related = [], fixes = [] }: Diagnostic, file: string, edit: Replaced): boolean {
  const places = [location, ...related.map((each) => each.location), ...fixes.flatMap(({ edits }) => edits)];
  return places.some((at) => at.file === file && at.span.start <= edit.end && at.span.end >= edit.start);
}
