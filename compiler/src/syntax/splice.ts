import { type SyntaxFinding, mapFinding } from './findings.js';
import { moveBlock, moveNode } from './move.js';
import type { Comment, FileTree, Member } from './tree.js';
import type { BlockNode, Unit } from './unit.js';

/** `parent` with `fresh` in the place of its child `old`: what follows the child moves, all else is kept. */
export function withChild(parent: Unit, old: Unit, fresh: Unit): Unit {
  const by = fresh.length - old.length;
  const oldEnd = old.node.end;
  const move = (offset: number): number => (offset >= oldEnd ? offset + by : offset);
  const moved = new Map<Member, BlockNode>();
  const children = parent.children.map((child) => {
    if (child === old) return fresh;
    if (by === 0 || child.node.start < oldEnd || child.node.type === 'file') return child;
    const node = moveBlock(child.node, child.node.start + by, child.node.doc);
    moved.set(child.node, node);
    return { ...child, node };
  });
  const replace = (member: Member): Member => {
    if (member === old.node) return fresh.node as BlockNode;
    if (by === 0 || member.start < oldEnd) return member;
    return moved.get(member) ?? moveNode(member, by);
  };
  const findings =
    by === 0 ? parent.findings : parent.findings.map((finding): SyntaxFinding => mapFinding(finding, move));
  return {
    ...parent,
    node: withMembers(parent.node, replace, (comment) => (by === 0 || comment.start < oldEnd ? comment : moveNode(comment, by)), by),
    length: parent.length + by,
    children,
    findings,
    total: parent.total - old.total + fresh.total,
  };
}

function withMembers(
  node: FileTree | BlockNode,
  member: (member: Member) => Member,
  comment: (comment: Comment) => Comment,
  by: number,
): FileTree | BlockNode {
  if (node.type === 'kind' || node.type === 'test') throw new Error('kinds and tests have no blocks in them');
  return { ...node, end: node.end + by, members: node.members.map(member), comments: node.comments.map(comment) };
}
