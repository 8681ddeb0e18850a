/** Putting a part that was read anew in the place of the old one: what stands before it is kept, what follows moves. */
import type { Entry, Stretch } from './build.js';
import { docAbove } from './docs.js';
import { type SyntaxFinding, mapFinding } from './findings.js';
import { moveBlock, moveNode } from './move.js';
import type { Comment, FileTree, KindProperty, Member, Node, TestStatement } from './tree.js';
import type { BlockNode, Unit } from './unit.js';
import { bodyOf } from './walk.js';

/** `parent` with `fresh` in the place of its child `old`. */
export function withChild(parent: Unit, old: Unit, fresh: Unit): Unit {
  const place = { from: old.node.start, to: old.node.end, end: fresh.node.end };
  // That a block lacks a separator before it is said by the one around it, at the block's beginning.
  const findings = parent.findings.filter(({ span }) => span.start >= place.from && span.start < place.to);
  const part = { entries: [fresh.node as BlockNode], children: [fresh], comments: [], findings };
  return splice(parent, place, part, (following) => following);
}

/** `unit` with a stretch of its body in the place of what stood there from `from` to `to`; it now ends at `end`. */
export function withStretch(
  unit: Unit,
  place: { readonly from: number; readonly to: number; readonly end: number },
  stretch: Stretch,
  text: string,
  start: number,
): Unit {
  return splice(unit, place, stretch, (following, doc) => {
    const at = start + place.end;
    return following.start === place.end
      ? moveBlock(following, place.end, docAbove(text, at, stretch.loose))
      : moveBlock(following, following.start, doc);
  });
}

/** Offsets in the unit: what began from `from` on and before `to` is replaced, and what follows now begins at `end`. */
function splice(
  unit: Unit,
  { from, to, end }: { readonly from: number; readonly to: number; readonly end: number },
  part: Omit<Stretch, 'loose'>,
  document: (block: BlockNode, doc: string | undefined) => BlockNode,
): Unit {
  const by = end - to;
  const startOf = (node: Node): number => node.start;
  const children = replaced(
    unit.children,
    (child) => child.node.start,
    from,
    to,
    part.children,
    (child) => {
      const old = child.node as BlockNode;
      const node = document(moveBlock(old, old.start + by, old.doc), old.doc);
      return node === old ? child : { ...child, node };
    },
  );
  // Blocks are entries too: each that follows is the next of the children that follow.
  let next = children.length - unit.children.filter((child) => child.node.start >= to).length;
  const entries = replaced<Entry>(bodyOf(unit.node), startOf, from, to, part.entries, (entry) => {
    const child = children[next];
    if (!('headEnd' in entry) || child?.node.start !== entry.start + by) return by === 0 ? entry : moveNode(entry, by);
    next++;
    return child.node as BlockNode;
  });
  const comments = replaced(unit.node.comments, startOf, from, to, part.comments, (comment) =>
    by === 0 ? comment : { start: comment.start + by, end: comment.end + by, text: comment.text, doc: comment.doc },
  );
  const findings = replaced<SyntaxFinding>(
    unit.findings,
    ({ span }) => span.start,
    from,
    to,
    part.findings,
    (finding) => (by === 0 ? finding : mapFinding(finding, (offset) => offset + by)),
  );
  return {
    ...unit,
    node: withBody(unit.node, entries, comments, by),
    length: unit.length + by,
    children,
    findings,
    total: children.reduce((sum, child) => sum + child.total, findings.length),
  };
}

/** The items that start before `from`, then `fresh`, then the items that start at `to` or later, moved. */
function replaced<T>(
  items: readonly T[],
  startOf: (item: T) => number,
  from: number,
  to: number,
  fresh: readonly T[],
  move: (item: T) => T,
): T[] {
  const result: T[] = [];
  let at = 0;
  while (at < items.length && startOf(items[at]!) < from) result.push(items[at++]!);
  for (const item of fresh) result.push(item);
  while (at < items.length && startOf(items[at]!) < to) at++;
  while (at < items.length) result.push(move(items[at++]!));
  return result;
}

function withBody(
  node: FileTree | BlockNode,
  entries: readonly Entry[],
  comments: readonly Comment[],
  by: number,
): FileTree | BlockNode {
  const end = node.end + by;
  switch (node.type) {
    case 'kind':
      return { ...node, end, comments, properties: entries as readonly KindProperty[] };
    case 'test':
      return { ...node, end, comments, statements: entries as readonly TestStatement[] };
    case 'file':
    case 'scenario':
    case 'block':
      return { ...node, end, comments, members: entries as readonly Member[] };
  }
}
