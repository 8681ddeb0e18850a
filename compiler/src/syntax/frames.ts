import type { SyntaxFinding } from './findings.js';
import type { BlockKind, LayoutBlock, Repair } from './layout.js';
import { MAX_DEPTH, MAX_FINDINGS } from './limits.js';
import { columnAt } from './lines.js';

/** A block while its end is not known yet. */
export interface MutableBlock extends LayoutBlock {
  end: number;
  closed: boolean;
  readonly children: LayoutBlock[];
  readonly repairs: Repair[];
  readonly findings: SyntaxFinding[];
}

/** An open bracket. */
export interface Frame {
  /** Character code; 0 for the file. */
  readonly bracket: number;
  readonly offset: number;
  readonly lineStart: number;
  /** Column of the first character of that line. */
  readonly indent: number;
  /** Present when members stand directly inside. */
  readonly block: MutableBlock | undefined;
  /** The innermost block around it, or itself. */
  readonly owner: MutableBlock;
  /** A brace of the member being read has turned out to be part of a value, and so will the others. */
  valued: boolean;
  /** Start of the member being read, annotations included, and of its first word; -1 before it. */
  from: number;
  head: number;
  /** The member on the line above, which the present line may turn out to continue, and where that line ends. */
  fromAbove: number;
  headAbove: number;
  endAbove: number;
}

/** A frame, and how much its block had come to: what it has grew by more since, at the end. */
interface SavedFrame {
  readonly frame: Frame;
  readonly children: number;
  readonly repairs: number;
  readonly findings: number;
}

const closers: Readonly<Record<number, ')' | ']' | '}'>> = { 40: ')', 91: ']', 123: '}' };
const BRACE = 123;

function newBlock(kind: BlockKind, start: number, open: number, opened: boolean): MutableBlock {
  return { kind, start, open, opened, end: open, closed: true, children: [], repairs: [], findings: [] };
}

/** The open brackets, innermost last. */
export class FrameStack {
  readonly root: MutableBlock;
  private readonly stack: Frame[] = [];
  private budget = MAX_FINDINGS;
  private measuredLine = -1;
  private measuredIndent = 0;

  constructor(
    private readonly text: string,
    start: number,
    end: number,
    kind: BlockKind,
  ) {
    this.root = newBlock(kind, start, start, true);
    this.root.end = end;
    this.stack.push(newFrame(0, start, start, 0, this.root, this.root));
  }

  get top(): Frame {
    return this.stack.at(-1)!;
  }

  /** The open brackets and the blocks that they are of, as they are now. */
  save(): { readonly frames: readonly SavedFrame[]; readonly budget: number } {
    return { frames: this.stack.map(saved), budget: this.budget };
  }

  /** Goes on from what was saved, of a text that was the same up to there. Blocks that were closed are shared. */
  restore({ frames, budget }: ReturnType<FrameStack['save']>): void {
    this.budget = budget;
    this.stack.length = 0;
    const fresh = new Map<MutableBlock, MutableBlock>();
    for (const { frame, children, repairs, findings } of frames) {
      const { block } = frame;
      if (block !== undefined) {
        const { kind, start, open, opened } = block;
        const copy = block.kind === 'file' ? this.root : newBlock(kind, start, open, opened);
        copyFirst(block.children, children, copy.children);
        copyFirst(block.repairs, repairs, copy.repairs);
        copyFirst(block.findings, findings, copy.findings);
        // It is the last that the one around it has had so far.
        const around = this.stack.at(-1)?.owner;
        if (around !== undefined) around.children[around.children.length - 1] = copy;
        fresh.set(block, copy);
      }
      this.stack.push({ ...frame, block: block && fresh.get(block), owner: fresh.get(frame.owner)! });
    }
  }

  /** Open brackets. */
  get depth(): number {
    return this.stack.length - 1;
  }

  push(bracket: number, offset: number, lineStart: number, kind: BlockKind | undefined, start: number): void {
    const block = kind && newBlock(kind, start, offset, true);
    if (block) this.top.owner.children.push(block);
    this.stack.push(newFrame(bracket, offset, lineStart, this.indentAt(lineStart), block, block ?? this.top.owner));
  }

  /** A block whose opening brace is missing after a head that ends at `offset`. */
  pushUnopened(offset: number, lineStart: number, kind: BlockKind, start: number): void {
    const block = newBlock(kind, start, offset, false);
    this.top.owner.children.push(block);
    this.stack.push(newFrame(BRACE, offset, lineStart, this.indentAt(lineStart), block, block));
    this.report(block, {
      slug: 'missing-opening-brace',
      message: 'Expected `{` at the end of this line: the lines below it are indented as its body.',
      span: { start: offset - 1, end: offset },
      fix: { title: 'Insert `{`', edits: [{ span: { start: offset, end: offset }, newText: ' {' }] },
    });
  }

  matches(closer: number): boolean {
    return closers[this.top.bracket]?.charCodeAt(0) === closer;
  }

  /** Closes the innermost bracket, whose own closer ends at `end`. */
  pop(end: number): Frame {
    const frame = this.stack.pop()!;
    if (frame.block) frame.block.end = end;
    return frame;
  }

  /** Closes every open bracket from the `index`th on where text ends at `end`, and reports each. */
  closeAll(index: number, end: number): void {
    while (this.stack.length > index) this.closeMissing(end);
  }

  /** A line begins a member at `column`: what was opened on a line with that indent or more is over. */
  closeByIndent(column: number, end: number): void {
    while (this.stack.length > 1 && this.top.indent >= column) this.closeMissing(end);
  }

  /**
   * Makes the innermost bracket the one that `closer` at `offset` closes, or reports the closer as one too many and
   * returns false. `line` is given when the closer is a brace that stands first on its line.
   */
  prepareClose(
    closer: number,
    offset: number,
    end: number,
    line: { column: number; next: { column: number; first: string } } | undefined,
  ): boolean {
    const index = line ? this.braceForLine(line.column, line.next) : this.nearest(closer);
    if (index < 0) {
      this.reportExtra(offset);
      return false;
    }
    this.closeAll(index + 1, end);
    return true;
  }

  private report(block: MutableBlock, finding: SyntaxFinding): void {
    if (this.budget-- > 0) block.findings.push(finding);
  }

  /** Reports brackets that are nested too deep, from `start` to `end`. */
  addTooDeep(start: number, end: number): void {
    const { owner } = this.top;
    owner.repairs.push({ type: 'remove', offset: start, end, silent: true });
    this.report(owner, {
      slug: 'too-deep',
      message: `Brackets are nested more than ${MAX_DEPTH} deep here.`,
      span: { start, end: start + 1 },
    });
  }

  /** Column of the first character on a line. Many brackets may open on one line, so the last answer is kept. */
  private indentAt(lineStart: number): number {
    if (lineStart !== this.measuredLine) {
      const { text } = this;
      let at = lineStart;
      while (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9) at++;
      this.measuredLine = lineStart;
      this.measuredIndent = columnAt(text, lineStart, at);
    }
    return this.measuredIndent;
  }

  /** The innermost bracket that `closer` may close, looking no further out than the innermost block. */
  private nearest(closer: number): number {
    for (let index = this.stack.length - 1; index > 0; index--) {
      const frame = this.stack[index]!;
      if (closers[frame.bracket]?.charCodeAt(0) === closer) return index;
      if (frame.block) return -1;
    }
    return -1;
  }

  /**
   * The brace that a `}` first on its line at `column` closes: of those opened on lines indented that far or further,
   * the innermost on the outermost such line. A `}` further right than all of them closes the innermost one when the
   * text below goes on left of it, and is one too many otherwise.
   */
  private braceForLine(column: number, next: { column: number; first: string }): number {
    let found = -1;
    for (let index = 1; index < this.stack.length; index++) {
      const frame = this.stack[index]!;
      if (frame.bracket !== BRACE) continue;
      if (found < 0 ? frame.indent >= column : frame.lineStart === this.stack[found]!.lineStart) found = index;
      else if (found >= 0) break;
    }
    if (found >= 0) return found;
    const innermost = this.nearest(125);
    if (innermost < 0) return -1;
    const indent = this.stack[innermost]!.indent;
    return next.column < indent || (next.column === indent && next.first !== '}') ? innermost : -1;
  }

  private closeMissing(end: number): void {
    const frame = this.stack.pop()!;
    const { block } = frame;
    const bracket = closers[frame.bracket]!;
    const opener = { start: frame.offset, end: frame.offset + 1 };
    if (block) {
      block.end = end;
      block.closed = false;
      const oneLine = !this.text.slice(block.open, end).includes('\n');
      const indent = /[ \t]*/y;
      indent.lastIndex = frame.lineStart;
      const newText = oneLine ? ' }' : `\n${indent.exec(this.text)?.[0] ?? ''}}`;
      const head = this.text.slice(block.start, block.open).trimEnd();
      const name = head.slice(head.lastIndexOf('\n') + 1).trim();
      this.report(block, {
        slug: 'missing-brace',
        message: `Expected \`}\` here: the block \`${shorten(name)}\` is not closed.`,
        span: { start: end - 1, end },
        related: [{ span: { start: block.start, end: block.start + head.length }, message: 'the block begins here' }],
        fix: { title: 'Insert `}`', edits: [{ span: { start: end, end }, newText }] },
      });
    } else {
      frame.owner.repairs.push({ type: 'insert', offset: end, bracket });
      this.report(frame.owner, {
        slug: 'missing-bracket',
        message: `Expected \`${bracket}\` here.`,
        span: { start: end - 1, end },
        related: [{ span: opener, message: 'the bracket opens here' }],
        fix: { title: `Insert \`${bracket}\``, edits: [{ span: { start: end, end }, newText: bracket }] },
      });
    }
  }

  private reportExtra(offset: number): void {
    const { owner } = this.top;
    const span = { start: offset, end: offset + 1 };
    const character = this.text.charAt(offset);
    owner.repairs.push({ type: 'remove', offset, end: offset + 1, silent: false });
    this.report(owner, {
      slug: 'extra-bracket',
      message: `This \`${character}\` closes nothing.`,
      span,
      fix: { title: `Remove \`${character}\``, edits: [{ span, newText: '' }] },
    });
  }
}

function newFrame(
  bracket: number,
  offset: number,
  lineStart: number,
  indent: number,
  block: MutableBlock | undefined,
  owner: MutableBlock,
): Frame {
  // Written out: one is made for every bracket, and a spread costs more than all the rest of the scan.
  return {
    bracket,
    offset,
    lineStart,
    indent,
    block,
    owner,
    valued: false,
    from: -1,
    head: -1,
    fromAbove: -1,
    headAbove: -1,
    endAbove: -1,
  };
}

function saved(frame: Frame): SavedFrame {
  const { block } = frame;
  return {
    frame: { ...frame },
    children: block?.children.length ?? 0,
    repairs: block?.repairs.length ?? 0,
    findings: block?.findings.length ?? 0,
  };
}

function copyFirst<T>(from: readonly T[], count: number, to: T[]): void {
  for (let index = 0; index < count; index++) to.push(from[index]!);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
