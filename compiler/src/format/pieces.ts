import type { IToken } from 'chevrotain';
import { endOf, lex } from '../syntax/lexer.js';
import type { FileTree, MapExpression, Node, RefinementExpression, WithStatement } from '../syntax/tree.js';
import { bodyOf, isBlock, walk } from '../syntax/walk.js';

/** A token or a comment, with the white space before it. */
export interface Piece {
  readonly type: 'token' | 'comment';
  readonly text: string;
  /** Name of the token's type. */
  readonly kind: string;
  readonly offset: number;
  /** Line ends between this piece and the one before. */
  readonly lines: number;
  /** True where any white space stands before it. */
  readonly spaced: boolean;
}

/** Pieces in brackets. */
export interface Group {
  readonly type: 'group';
  readonly open: Piece;
  readonly close: Piece;
  readonly items: readonly Item[];
}

export type Item = Piece | Group;

/** Everything that is written in a text, in order: nothing but white space is left out. */
export function piecesOf(text: string): Piece[] {
  const { tokens, comments } = lex(text, 0, text.length);
  const all = [...tokens, ...comments].sort((a, b) => a.startOffset - b.startOffset);
  const commentSet = new Set<IToken>(comments);
  let end = 0;
  return all.map((token) => {
    const gap = text.slice(end, token.startOffset);
    end = endOf(token);
    return {
      type: commentSet.has(token) ? 'comment' : 'token',
      text: token.image.trimEnd(),
      kind: token.tokenType.name,
      offset: token.startOffset,
      lines: gap.split('\n').length - 1,
      spaced: gap !== '',
    };
  });
}

const CLOSING: Readonly<Record<string, string>> = { '{': '}', '[': ']', '(': ')' };

/** Pieces nested by their brackets. The text has no syntax errors, so that brackets match. */
export function nest(pieces: readonly Piece[]): Item[] {
  let at = 0;
  const until = (close: string | undefined): Item[] => {
    const items: Item[] = [];
    while (at < pieces.length) {
      const piece = pieces[at]!;
      if (piece.type === 'token' && piece.text === close) return items;
      at++;
      const closing = piece.type === 'token' ? CLOSING[piece.text] : undefined;
      if (closing === undefined) {
        items.push(piece);
        continue;
      }
      const inside = until(closing);
      items.push({ type: 'group', open: piece, items: inside, close: pieces[at]! });
      at++;
    }
    return items;
  };
  return until(undefined);
}

/** Where entries begin, as offsets in the file. */
export interface EntryStarts {
  /** Members, properties of kinds, statements of tests. */
  readonly members: ReadonlySet<number>;
  /** Entries of maps. */
  readonly entries: ReadonlySet<number>;
}

export function entryStarts(tree: FileTree): EntryStarts {
  const members = new Set<number>();
  const entries = new Set<number>();
  const add = (starts: Set<number>, nodes: readonly Node[], base: number): void => {
    for (const node of nodes) starts.add(base + node.start);
  };
  walk(tree, 0, (node, base) => {
    if (isFile(node) || isBlock(node)) add(members, bodyOf(node), base + (isFile(node) ? 0 : node.start));
    else if (isOf<RefinementExpression>(node, 'refinement')) add(members, node.members, base);
    else if (isOf<WithStatement>(node, 'with')) add(members, node.overrides, base);
    else if (isOf<MapExpression>(node, 'map') && 'entries' in node) add(entries, node.entries, base);
    return true;
  });
  return { members, entries };
}

function isFile(node: Node): node is FileTree {
  return isOf<FileTree>(node, 'file');
}

function isOf<T extends Node & { readonly type: string }>(node: Node, type: T['type']): node is T {
  return 'type' in node && node.type === type;
}
