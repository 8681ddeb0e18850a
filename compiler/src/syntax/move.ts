import type { BlockMember, Identifier, Node, PathSegment } from './tree.js';
import type { BlockNode, Mutable } from './unit.js';

const bodies: ReadonlySet<string> = new Set(['members', 'properties', 'statements', 'comments']);

/**
 * `block` as it stands at `start` in its parent under the comment `doc`: itself when nothing differs, else a new node
 * with the same body.
 */
export function moveBlock(block: BlockNode, start: number, doc: string | undefined): BlockNode {
  const by = start - block.start;
  if (by === 0) return block.doc === doc ? block : withDoc(block, doc);
  const moved = block.type === 'block' && block.annotations.length === 0 ? moveHead(block, by) : moveNode(block, by);
  return moved.doc === doc ? moved : withDoc(moved, doc);
}

function withDoc(block: BlockNode, doc: string | undefined): BlockNode {
  if (doc !== undefined) return { ...block, doc };
  const bare = { ...block };
  delete bare.doc;
  return bare;
}

/** The common case written out: hundreds of halls move when the one above them grows. */
function moveHead(block: BlockMember, by: number): BlockMember {
  const moved: Mutable<BlockMember> = { ...block };
  moved.start += by;
  moved.end += by;
  moved.headEnd += by;
  moved.keyword = moveIdentifier(block.keyword, by);
  if (block.name) moved.name = moveIdentifier(block.name, by);
  if (block.index) moved.index = moveNode(block.index, by);
  if (block.base) {
    const { type, start, end, segments } = block.base;
    moved.base = {
      type,
      start: start + by,
      end: end + by,
      segments: segments.map((segment) => moveSegment(segment, by)),
    };
  }
  return moved;
}

function moveIdentifier({ start, end, text }: Identifier, by: number): Identifier {
  return { start: start + by, end: end + by, text };
}

function moveSegment({ start, end, name, index }: PathSegment, by: number): PathSegment {
  const place = { start: start + by, end: end + by, name: moveIdentifier(name, by) };
  return index ? { ...place, index: moveNode(index, by) } : place;
}

/** A copy of a node with all its offsets moved, but for the bodies of blocks, which are relative to the block. */
export function moveNode<T extends Node>(node: T, by: number): T {
  return moveValue(node, by) as T;
}

function moveValue(value: unknown, by: number): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => moveValue(item, by));
  if (typeof value !== 'object' || value === null) return value;
  const isBlock = 'headEnd' in value;
  const copy: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(value)) {
    if ((key === 'start' || key === 'end' || key === 'headEnd') && typeof field === 'number') copy[key] = field + by;
    else copy[key] = isBlock && bodies.has(key) ? field : moveValue(field, by);
  }
  return copy;
}
