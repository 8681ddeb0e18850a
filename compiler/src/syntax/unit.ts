import type { SyntaxFinding } from './findings.js';
import type { BlockKind } from './layout.js';
import type { FileTree } from './tree.js';
import type { BlockNode } from './walk.js';

export type { BlockNode } from './walk.js';

/** For filling a new node, or a new copy of one, before anybody else sees it. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** A block as it was read: what a reparse keeps. The node's `start` is the unit's place in its parent. */
export interface Unit {
  readonly kind: BlockKind;
  readonly node: BlockNode | FileTree;
  readonly length: number;
  /** Offset of the opening brace in the unit. */
  readonly open: number;
  /** No bracket had to be supplied or removed, here or below. */
  readonly sound: boolean;
  readonly children: readonly Unit[];
  /** Findings of the block itself, relative to its start. */
  readonly findings: readonly SyntaxFinding[];
  /** Number of findings, those of the children included. */
  readonly total: number;
}

/** One replacement: `[start, oldEnd)` of the old text became `[start, newEnd)` of the new. */
export interface Change {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** A unit of the version before, with its place in that version, and the change since. */
export interface Previous {
  readonly unit: Unit;
  readonly start: number;
  readonly change: Change;
}
