import {
  blocksOfModule,
  type Entity,
  findName,
  inlineBlock,
  type Module,
  type World,
} from '../../../compiler/src/semantics/index.js';
import { isBlock, membersAt, walk } from '../../../compiler/src/syntax/index.js';
import type { BlockMember, FileTree, RefinementExpression } from '../../../compiler/src/syntax/tree.js';

type Kind = Entity['kind'];
type Scope = Entity['scope'];

/** Where something is to be completed. */
export interface Place {
  readonly world: World;
  readonly module: Module;
  readonly text: string;
  /** The cursor. */
  readonly at: number;
  /** Start and end of the word that the cursor is in. */
  readonly from: number;
  readonly to: number;
  /** The block around it, as far as it is known, and its kind. */
  readonly entity: Entity;
  readonly kind: Kind | undefined;
  readonly scope: Scope;
  /** The block around is a value: only its properties stand in it. */
  readonly isValue: boolean;
  /** A body that holds no members of a kind: a scenario's, a test's. */
  readonly body: 'block' | 'scenario' | 'test';
  /** What stands of the member before the word: `power: `, `hall B: `, and nothing where a member begins. */
  readonly head: string;
}

/** Looks at the place of a cursor: the text of its line decides what is due, the tree what is around. */
export function placeAt(world: World, module: Module, tree: FileTree, at: number): Place {
  const { text } = module;
  let [from, to] = [at, at];
  while (from > 0 && isWord(text.charCodeAt(from - 1))) from--;
  while (to < text.length && isWord(text.charCodeAt(to))) to++;
  // A unit that is no word.
  if (from === at && text.charAt(from - 1) === '%') from--;
  const around = aroundOf(world, module, tree, from);
  const lineStart = text.lastIndexOf('\n', from - 1) + 1;
  return {
    world,
    module,
    text,
    at,
    from,
    to,
    ...around,
    head: headOf(text.slice(Math.max(lineStart, around.open), from)),
  };
}

/** True in a comment: nothing is completed there. */
export function isInComment({ text, at }: Place): boolean {
  const line = text.slice(text.lastIndexOf('\n', at - 1) + 1, at);
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    if (line[i] === '"' && line[i - 1] !== '\\') quoted = !quoted;
    else if (!quoted && line.startsWith('//', i)) return true;
  }
  return false;
}

type Around = Pick<Place, 'entity' | 'kind' | 'scope' | 'isValue' | 'body'> & { readonly open: number };

/** The innermost block that the cursor is in, its half-typed line apart. */
function aroundOf(world: World, module: Module, tree: FileTree, at: number): Around {
  const { text, root } = module;
  const blocks = blocksOfModule(module);
  let found: Around = { entity: root, kind: root.kind, scope: root.scope, isValue: false, body: 'block', open: 0 };
  for (const { node, base } of chainAt(text, tree, at)) {
    if (!isBlock(node)) {
      if (node.type !== 'file') found = inRefinement(world, found, node, base, text, at);
      continue;
    }
    const open = text.indexOf('{', base + node.headEnd - 1) + 1;
    if (open === 0 || at < open) break;
    if (node.type === 'scenario' || node.type === 'test') return { ...found, body: node.type, open };
    if (node.type !== 'block') return { ...found, open };
    const entity = blocks.get(node) ?? valueBlock(world, found.entity, node);
    const row = found.kind?.properties.get(node.keyword.text);
    const due = row !== undefined && 'kind' in row.type ? row.type.kind : node.keyword.text;
    const offset = base + node.start;
    found = {
      entity: entity ?? found.entity,
      kind: entity?.kind ?? world.kinds.kinds.get(due),
      scope: { ...(entity?.scope ?? found.scope), offset },
      isValue: !blocks.has(node),
      body: 'block',
      open,
    };
  }
  return found;
}

/** The members around a place; of a block whose brace is missing, what is indented below it too. */
function chainAt(text: string, tree: FileTree, at: number): ReturnType<typeof membersAt> {
  const chain = membersAt(tree, at);
  let before = at;
  while (before > 0 && text.charCodeAt(before - 1) <= 32) before--;
  if (before === at) return chain;
  const column = at - (text.lastIndexOf('\n', at - 1) + 1);
  const above = membersAt(tree, before);
  const open = above.filter(({ node, base }) => {
    if (node.type === 'file') return true;
    if (!isBlock(node) || node.closed) return false;
    const start = base + node.start;
    return column > start - (text.lastIndexOf('\n', start - 1) + 1);
  });
  return open.length > chain.length ? open : chain;
}

/** `cooling { … }`: the block that is the property's value. */
function valueBlock(world: World, owner: Entity, member: BlockMember): Entity | undefined {
  const { result } = world.reporter.quietly(() => world.slot(owner, member.keyword.text));
  return inlineBlock(result, member);
}

/** `cooling: DirectToChip { … }`: the entry with changes that is a value, or part of one. */
function inRefinement(
  world: World,
  around: Around,
  member: Parameters<typeof walk>[0],
  base: number,
  text: string,
  at: number,
): Around {
  let found = around;
  walk(member, base, (node, offset) => {
    if (offset + node.start > at || offset + node.end < at) return node === member;
    if ('type' in node && node.type === 'refinement')
      found = inside(world, found, node as RefinementExpression, offset, text, at);
    return true;
  });
  return found;
}

function inside(
  world: World,
  around: Around,
  { base, end }: RefinementExpression,
  offset: number,
  text: string,
  at: number,
): Around {
  const open = text.indexOf('{', offset + base.end) + 1;
  const isOver = text.charAt(offset + end - 1) === '}' && at >= offset + end;
  const name = base.segments[0]?.name.text ?? '';
  if (open === 0 || at < open || isOver) return around;
  const env = { scope: around.scope, self: around.entity, isDefault: false };
  const { symbol } = world.reporter.quietly(() => findName(world, name, env, undefined)).result;
  const entity = symbol?.type === 'alias' ? symbol.target : symbol;
  const kind = entity?.type === 'block' ? entity.entity.kind : world.kinds.kinds.get(name);
  return { ...around, kind, isValue: true, open };
}

/** What stands of a member on its line, behind the separators before it. */
function headOf(line: string): string {
  let depth = 0;
  for (let at = line.length - 1; at >= 0; at--) {
    const character = line.charAt(at);
    if (character === ')' || character === ']' || character === '}') depth++;
    else if (character === '(' || character === '[' || character === '{') {
      if (depth > 0) depth--;
    } else if (
      character === ',' &&
      depth === 0 &&
      !/[[(][^\])]*$/.test(line.slice(0, at)) &&
      !/:\s*(?:step\s*)?\{[^}]*$/.test(line.slice(0, at))
    )
      return line.slice(at + 1);
  }
  return line;
}

function isWord(code: number): boolean {
  return (
    (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 95 || code > 127
  );
}
