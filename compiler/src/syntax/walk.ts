/** Ways through the tree for those who need places in the file. */
import { countBefore } from './search.js';
import type {
  BlockMember,
  Comment,
  FileTree,
  KindMember,
  KindProperty,
  Member,
  Node,
  ScenarioMember,
  TestMember,
  TestStatement,
} from './tree.js';

/** A member with a braced body: what stands in the body is relative to its start. */
export type BlockNode = BlockMember | KindMember | ScenarioMember | TestMember;

/** A node of the tree with the offset in the file that its own offsets count from. */
export interface Placed<T extends Node = Node> {
  readonly node: T;
  readonly base: number;
}

export function isBlock(node: Node): node is BlockNode {
  return 'headEnd' in node;
}

/** The range of a node in the file. */
export function spanOf({ node, base }: Placed): { start: number; end: number } {
  return { start: base + node.start, end: base + node.end };
}

/** What stands in the braces of a block, or in a file. Offsets count from the block's start. */
export function bodyOf(block: BlockNode | FileTree): readonly (Member | KindProperty | TestStatement)[] {
  switch (block.type) {
    case 'kind':
      return block.properties;
    case 'test':
      return block.statements;
    case 'file':
    case 'block':
    case 'scenario':
      return block.members;
  }
}

/**
 * Visits `node` and every node below it, in the order of the text as far as the grammar allows. `visit` may return
 * false to leave out what is below.
 */
export function walk(node: Node, base: number, visit: (node: Node, base: number) => boolean | undefined): void {
  if (visit(node, base) === false) return;
  const inner = isBlock(node) ? base + node.start : base;
  for (const [key, value] of Object.entries(node)) {
    const below = bodyKeys.has(key) ? inner : base;
    if (Array.isArray(value)) {
      for (const item of value as unknown[]) if (isNode(item)) walk(item, below, visit);
    } else if (isNode(value)) walk(value, below, visit);
  }
}

const bodyKeys: ReadonlySet<string> = new Set(['members', 'properties', 'statements', 'comments']);

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}

/**
 * The members that hold `offset`, outermost first: the file, its blocks from the outside in, and last the member of the
 * innermost block if there is one there. A place at either edge of a member is in it.
 */
export function membersAt(file: FileTree, offset: number): Placed<FileTree | Member | KindProperty | TestStatement>[] {
  const path: Placed<FileTree | Member | KindProperty | TestStatement>[] = [{ node: file, base: 0 }];
  let block: BlockNode | FileTree | undefined = file;
  let base = 0;
  while (block) {
    base += block.type === 'file' ? 0 : block.start;
    const found: Member | KindProperty | TestStatement | undefined = findAt(bodyOf(block), offset - base);
    if (!found) break;
    path.push({ node: found, base });
    block = isBlock(found) ? found : undefined;
  }
  return path;
}

/** The innermost member that holds `offset`; undefined between members of the file. */
export function memberAt(file: FileTree, offset: number): Placed<Member | KindProperty | TestStatement> | undefined {
  const last = membersAt(file, offset).at(-1);
  return last && last.node.type !== 'file' ? { node: last.node, base: last.base } : undefined;
}

function findAt<T extends Node>(nodes: readonly T[], offset: number): T | undefined {
  const node = nodes[countBefore(nodes.length, (index) => nodes[index]!.end < offset)];
  return node && node.start <= offset ? node : undefined;
}

/** Every comment of a file with its place. */
export function commentsOf(file: FileTree): Placed<Comment>[] {
  const found: Placed<Comment>[] = [];
  walk(file, 0, (node, base) => {
    if ('doc' in node && 'text' in node && typeof node.doc === 'boolean') found.push({ node: node as Comment, base });
    return true;
  });
  return found;
}
