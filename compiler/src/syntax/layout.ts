/**
 * Where the blocks of a text are, before anything is lexed or parsed.
 *
 * A block is what stands between a head (`hall A: B`) and its closing brace, at any depth. Finding blocks first makes
 * each of them a unit of its own: parsed alone, recovered alone, kept over edits elsewhere.
 *
 * While brackets balance they are believed, however the text is indented. When they do not, indentation says which one
 * is missing: a line that begins a member at or left of the indent of an open bracket's line closes that bracket.
 */
import { Checkpoints } from './checkpoints.js';
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

/** Where the two scans of a text may be taken up again. */
export interface ScanMemory {
  readonly trusting: Checkpoints;
  readonly repairing: Checkpoints;
  /** Where the text began to change since. */
  readonly upTo: number;
}

/** The blocks of a whole file, and what a scan of the text after an edit needs. */
export function scanLayout(text: string, before?: ScanMemory): Layout & { readonly memory: ScanMemory } {
  const start = before?.upTo ?? 0;
  const trusting = before?.trusting.before(start) ?? Checkpoints.none();
  const trusted = scanWhole(text, false, trusting);
  const repairing = before?.repairing.before(start) ?? Checkpoints.none();
  const memory = { trusting, repairing, upTo: text.length };
  if (trusted !== undefined) return { root: trusted, balanced: true, memory };
  const repaired = scanWhole(text, true, repairing);
  if (repaired === undefined) throw new Error('a repairing scan always succeeds');
  return { root: repaired, balanced: false, memory };
}

function scanWhole(text: string, repairs: boolean, checkpoints: Checkpoints): LayoutBlock | undefined {
  return new LayoutScanner(text, 0, text.length, 'file', 0, repairs, checkpoints).scan();
}

/**
 * The blocks in a stretch of a block's body, which begins where a member may begin and ends at the end of the file,
 * before the block's closing brace, or before a block that is known. Undefined unless brackets balance in the stretch
 * and what follows it stands for itself.
 */
export function scanStretch(
  text: string,
  stretch: { readonly start: number; readonly end: number; readonly before: 'nothing' | 'brace' | 'member' },
  kind: BlockKind,
  depth: number,
): LayoutBlock | undefined {
  const scanner = new LayoutScanner(text, stretch.start, stretch.end, kind, depth, false);
  const root = scanner.scan();
  if (!root || root.repairs.length > 0) return undefined;
  return stretch.before === 'nothing' || scanner.endsBefore(stretch.before) ? root : undefined;
}
