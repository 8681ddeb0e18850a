/**
 * Where the blocks of a text are, before anything is lexed or parsed.
 *
 * A block is what stands between a head (`hall A: B`) and its closing brace, at any depth. Finding blocks first makes
 * each of them a unit of its own: parsed alone, recovered alone, kept over edits elsewhere.
 *
 * While brackets balance they are believed, however the text is indented. When they do not, indentation says which one
 * is missing: a line that begins a member at or left of the indent of an open bracket's line closes that bracket.
 */
import type { SyntaxFinding } from './findings.js';
import { LayoutScanner } from './scanner.js';

export type BlockKind = 'file' | 'block' | 'kind' | 'scenario' | 'test';

/** All offsets are in the text that was scanned. */
export interface LayoutBlock {
  readonly kind: BlockKind;
  /** Of the head, annotations included. */
  readonly start: number;
  /** Of the opening brace, or where it was due. */
  readonly open: number;
  readonly opened: boolean;
  /** Just past the closing brace, or where that was due. */
  readonly end: number;
  readonly closed: boolean;
  readonly children: readonly LayoutBlock[];
  /** Repairs in the block's own text, in order; not those of its children. */
  readonly repairs: readonly Repair[];
  readonly findings: readonly SyntaxFinding[];
}

/** What to change in the tokens so that brackets balance. */
export type Repair =
  | { readonly type: 'insert'; readonly offset: number; readonly bracket: ')' | ']' | '}' }
  | { readonly type: 'remove'; readonly offset: number; readonly end: number; readonly silent: boolean };

export interface Layout {
  readonly root: LayoutBlock;
  /** False when indentation had to help. */
  readonly balanced: boolean;
}

/** The blocks of a whole file. */
export function scanLayout(text: string): Layout {
  const trusting = new LayoutScanner(text, 0, text.length, 0, false).scan();
  if (trusting !== undefined) return { root: trusting, balanced: true };
  const repairing = new LayoutScanner(text, 0, text.length, 0, true).scan();
  if (repairing === undefined) throw new Error('a repairing scan always succeeds');
  return { root: repairing, balanced: false };
}

/**
 * The block that fills `text` from `start` to `end` exactly, inside `depth` open brackets; undefined if what stands there
 * is anything else than one block whose brackets balance.
 */
export function scanBlock(text: string, start: number, end: number, depth: number): LayoutBlock | undefined {
  const root = new LayoutScanner(text, start, end, depth, false).scan();
  const block = root?.children[0];
  if (root?.children.length !== 1 || block?.start !== start || block.end !== end) return undefined;
  return root.repairs.length === 0 && root.findings.length === 0 ? block : undefined;
}
