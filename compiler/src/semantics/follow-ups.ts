import { bodyOf, isBlock } from '../syntax/index.js';
import type { FileTree, Node } from '../syntax/tree.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Span } from '../text/span.js';

/** A file as the findings about it need it. */
export interface Written {
  readonly text: string;
  readonly tree: FileTree;
}

/** Syntax errors after which a member means what it would mean without them. */
const harmless: ReadonlySet<string> = new Set([
  'missing-brace',
  'missing-separator',
  'brace-on-next-line',
  'value-on-next-line',
  'hash-comment',
  'stray-semicolon',
  'equals-for-colon',
  'extra-bracket',
]);

/**
 * Takes out what follows from a syntax error: findings about the meaning of the member in which it is. One mistake gives one
 * error, and what was read of the member is a guess.
 */
export function withoutFollowUps(
  files: ReadonlyMap<string, Written | null>,
  syntax: readonly Diagnostic[],
  found: readonly Diagnostic[],
): readonly Diagnostic[] {
  if (syntax.length === 0) return found;
  const spoilt = new Map<string, Span[]>();
  for (const { slug, location } of syntax) {
    const file = files.get(location.file);
    if (harmless.has(slug) || file === undefined || file === null) continue;
    const spans = spoilt.get(location.file);
    if (spans === undefined) spoilt.set(location.file, [memberAround(file, location.span)]);
    else spans.push(memberAround(file, location.span));
  }
  const joined = new Map([...spoilt].map(([file, spans]) => [file, join(spans)]));
  return found.filter(({ location }) => !isIn(joined.get(location.file) ?? [], location.span.start));
}

/** The member in which an error is, or the head of its block; the error's own place where it is in neither. */
function memberAround({ text, tree }: Written, error: Span): Span {
  let siblings: readonly Node[] = bodyOf(tree);
  let base = tree.start;
  for (;;) {
    const at = lastAtOrBefore(siblings, error.start - base);
    const node = siblings[at];
    if (node === undefined) return error;
    const [start, end] = [base + node.start, base + node.end];
    if (end < error.start && text.slice(end, error.start).includes('\n')) return error;
    if (!isBlock(node)) {
      const first = isUnitAlone(text, start, end) ? (siblings[at - 1] ?? node) : node;
      return { start: base + first.start, end: Math.max(end, error.end) };
    }
    if (error.start <= base + node.headEnd) return { start, end: base + node.headEnd };
    if (error.start > end) return error;
    siblings = bodyOf(node);
    base = start;
  }
}

/** `MW` on a line below `capacity: 300`: one mistake with the number above. */
function isUnitAlone(text: string, start: number, end: number): boolean {
  return (
    end - start < 40 &&
    /^[\p{L}%°$€£/]+$/u.test(text.slice(start, end)) &&
    /\d\s*$/.test(text.slice(Math.max(0, start - 200), start))
  );
}

/** Index of the last node that starts at or before an offset; -1 where there is none. */
function lastAtOrBefore(nodes: readonly Node[], offset: number): number {
  let [low, high] = [0, nodes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (nodes[middle]!.start <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Spans in order, those that overlap made one. */
function join(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = joined.at(-1);
    if (last !== undefined && span.start <= last.end)
      joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else joined.push(span);
  }
  return joined;
}

function isIn(spans: readonly Span[], offset: number): boolean {
  const span = spans[lastAtOrBefore(spans, offset)];
  return span !== undefined && offset <= span.end;
}
