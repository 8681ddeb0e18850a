import type { Checkpoints } from './checkpoints.js';
import { blockKindAt } from './block-kind.js';
import type { BlockKind } from './layout.js';
import { type Frame, FrameStack, type MutableBlock } from './frames.js';
import { bareHeadEnd, beginsMember, columnAt, continuesMember } from './lines.js';
import { MAX_DEPTH } from './limits.js';
import { stringEnd } from './literals.js';

const SLASH = 47;
const AT = 64;
const LPAREN = 40;
const LBRACE = 123;
const RBRACE = 125;

/** What a character is to the scanner. Plain numbers: this is its innermost loop. */
const Plain = 0;
const Space = 1;
const Newline = 2;
const Quote = 3;
const Slash = 4;
const Hash = 5;
const Open = 6;
const Close = 7;
const Comma = 8;
const AtSign = 9;

const classes = new Uint8Array(128);
for (const [characters, kind] of [
  [' \t\r', Space],
  ['\n', Newline],
  ['"', Quote],
  ['/', Slash],
  ['#', Hash],
  ['([{', Open],
  [')]}', Close],
  [',', Comma],
  ['@', AtSign],
] as const) {
  for (const character of characters) classes[character.charCodeAt(0)] = kind;
}

const ANNOTATION_NAME = /@[\p{L}\p{N}_]*/uy;

/** One pass over the characters, aware of comments and strings. */
export class LayoutScanner {
  private at: number;
  private lineStart: number;
  /** The next character that is not blank begins a line or a member. */
  private fresh = true;
  private newLine = true;
  private firstOnLine = false;
  /** Just past the last character that is neither blank nor comment. */
  private lastEnd: number;
  private readonly frames: FrameStack;
  /** A comment or an unfinished text reaches to the end, and would go on if there were more. */
  private openEnd = false;

  /**
   * Scans from `start` to `end`, directly inside a block of the given kind and `depth` open brackets.
   * @param checkpoints of a scan of the whole text: it goes on from the last of them, and more are made
   */
  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
    kind: BlockKind,
    private readonly depth: number,
    private readonly repairing: boolean,
    private readonly checkpoints?: Checkpoints,
  ) {
    const from = checkpoints?.last;
    this.at = from?.at ?? start;
    this.lastEnd = from?.lastEnd ?? start;
    this.lineStart = this.at === 0 ? 0 : text.lastIndexOf('\n', this.at - 1) + 1;
    this.frames = new FrameStack(text, start, end, kind);
    if (from !== undefined) this.frames.restore(from.frames);
  }

  /** The file as a block; undefined when brackets do not balance and this scan does not repair. */
  scan(): MutableBlock | undefined {
    const { text, end } = this;
    while (this.at < end) {
      const code = text.charCodeAt(this.at);
      const kind = code < 128 ? classes[code]! : code === 0xfeff || code === 0xa0 ? Space : Plain;
      if (kind === Space) {
        this.at++;
      } else if (kind === Newline) {
        this.at++;
        this.lineStart = this.at;
        this.fresh = true;
        this.newLine = true;
        this.checkpoints?.pass(this.at, this.lastEnd, this.frames);
      } else if (kind === Hash || (kind === Slash && text.charCodeAt(this.at + 1) === SLASH)) {
        this.skipComment();
      } else {
        this.firstOnLine = this.newLine;
        if (this.fresh) this.startMember(code, kind);
        if (!this.take(code, kind)) return undefined;
      }
    }
    if (this.frames.top.bracket !== 0) {
      if (!this.repairing) return undefined;
      this.frames.closeAll(1, this.lastEnd);
    }
    return this.frames.root;
  }

  /** After a scan: may a member that begins at the end be one of its own? May a closing brace stand there? */
  endsBefore(what: 'member' | 'brace'): boolean {
    if (this.openEnd) return false;
    const { from, head } = this.frames.top;
    if (what === 'brace' || from < 0) return true;
    return head >= 0 && this.newLine && !continuesMember(this.text, this.end, this.lastEnd);
  }

  private take(code: number, kind: number): boolean {
    switch (kind) {
      case Open:
        return this.open(code);
      case Close:
        return this.close(code);
      case Quote:
        this.skipString();
        return true;
      case Comma:
        this.lastEnd = ++this.at;
        if (this.frames.top.block) this.endMember(this.frames.top);
        return true;
      case AtSign:
        if (this.frames.top.block && this.frames.top.head < 0) {
          ANNOTATION_NAME.lastIndex = this.at;
          ANNOTATION_NAME.test(this.text);
          this.lastEnd = this.at = Math.min(ANNOTATION_NAME.lastIndex, this.end);
          this.fresh = true;
          return true;
        }
        break;
      default:
    }
    this.lastEnd = ++this.at;
    return true;
  }

  /** The first character of a line or a member, at `this.at`. */
  private startMember(code: number, kind: number): void {
    const atLineStart = this.newLine;
    this.fresh = false;
    this.newLine = false;
    if (kind === Close) return;
    if (atLineStart && this.repairing && kind !== Open && this.repairLine()) return;
    const top = this.frames.top;
    if (!top.block || kind === Comma) return;
    if (top.from < 0) {
      top.from = this.at;
      top.head = code === AT ? -1 : this.at;
      top.endAbove = -1;
    } else if (top.head < 0) {
      if (code !== AT && code !== LPAREN) top.head = this.at;
    } else if (atLineStart) {
      // Whether this line goes on with the member above matters only if it has a brace: see `kindOfBrace`.
      top.fromAbove = top.from;
      top.headAbove = top.head;
      top.from = this.at;
      top.head = code === AT ? -1 : this.at;
      top.endAbove = this.lastEnd;
      top.valued = false;
    }
  }

  private endMember(top: Frame): void {
    top.from = top.head = top.fromAbove = top.headAbove = top.endAbove = -1;
    top.valued = false;
    this.fresh = true;
  }

  private open(code: number): boolean {
    if (this.frames.depth + this.depth >= MAX_DEPTH) return this.skipDeep();
    const top = this.frames.top;
    const kind = code === LBRACE && top.block ? this.kindOfBrace(top) : undefined;
    if (code === LBRACE && kind === undefined && top.head >= 0) top.valued = true;
    const start = top.head === this.at ? top.fromAbove : top.from;
    this.frames.push(code, this.at, this.lineStart, kind, start);
    this.lastEnd = ++this.at;
    if (kind !== undefined) this.fresh = true;
    return true;
  }

  private kindOfBrace(top: Frame): ReturnType<typeof blockKindAt> {
    if (top.block?.kind === 'kind' || top.block?.kind === 'test') return undefined;
    if (top.valued) return undefined;
    if (top.head === this.at) return top.headAbove < 0 ? undefined : blockKindAt(this.text, top.headAbove, this.at);
    if (top.head < 0) return undefined;
    if (top.endAbove >= 0 && continuesMember(this.text, top.from, top.endAbove)) return undefined;
    return blockKindAt(this.text, top.head, this.at);
  }

  private close(code: number): boolean {
    if (this.repairing) {
      const line =
        code === RBRACE && this.firstOnLine
          ? { column: this.columnHere(), next: this.columnOfNextLine(this.at + 1) }
          : undefined;
      if (!this.frames.prepareClose(code, this.at, this.lastEnd, line)) {
        this.at++;
        return true;
      }
    } else if (!this.frames.matches(code)) return false;
    this.lastEnd = ++this.at;
    const closed = this.frames.pop(this.at);
    const top = this.frames.top;
    if (closed.block) this.endMember(top);
    else if (top.block && top.from >= 0 && top.head < 0) this.fresh = true;
    return true;
  }

  /** What indentation says about the line that begins here. True when the line was taken whole as a head. */
  private repairLine(): boolean {
    const headEnd = bareHeadEnd(this.text, this.at);
    const column = this.columnHere();
    const isHead = headEnd >= 0 && headEnd <= this.end && this.columnOfNextLine(headEnd).column > column;
    if (isHead || beginsMember(this.text, this.at)) {
      const before = this.frames.top;
      this.frames.closeByIndent(column, this.lastEnd);
      if (this.frames.top !== before && this.frames.top.block) this.endMember(this.frames.top);
      this.fresh = false;
    }
    const top = this.frames.top;
    if (!isHead || !top.block || top.block.kind === 'kind' || top.block.kind === 'test') return false;
    if (this.frames.depth + this.depth >= MAX_DEPTH) return false;
    const kind = blockKindAt(this.text, this.at, headEnd);
    if (kind === undefined) return false;
    const start = top.from >= 0 && top.head < 0 ? top.from : this.at;
    this.frames.pushUnopened(headEnd, this.lineStart, kind, start);
    this.lastEnd = headEnd;
    this.at = headEnd - 1;
    this.fresh = true;
    return true;
  }

  private columnHere(): number {
    return columnAt(this.text, this.lineStart, this.at);
  }

  /** Column and first character of the next line that holds more than a comment; column -1 at the end. */
  private columnOfNextLine(from: number): { column: number; first: string } {
    const { text, end } = this;
    let line = text.indexOf('\n', from) + 1;
    while (line > 0 && line < end) {
      let at = line;
      while (at < end && (text.charCodeAt(at) === 32 || text.charCodeAt(at) === 9 || text.charCodeAt(at) === 13)) at++;
      const first = text.charAt(at);
      if (at < end && first !== '\n' && first !== '#' && !text.startsWith('//', at)) {
        return { column: columnAt(text, line, at), first };
      }
      line = text.indexOf('\n', at) + 1;
    }
    return { column: -1, first: '' };
  }

  private skipComment(): void {
    const lineEnd = this.text.indexOf('\n', this.at);
    this.openEnd = lineEnd < 0 || lineEnd >= this.end;
    this.at = this.openEnd ? this.end : lineEnd;
  }

  private skipString(): void {
    const { end, terminated } = stringEnd(this.text, this.at, this.end);
    // What is left of the line is brackets and commas: they end the stretch for what comes after.
    if (!terminated) {
      const lineEnd = this.text.indexOf('\n', end);
      this.openEnd = lineEnd < 0 || lineEnd >= this.end;
    }
    this.lastEnd = this.at = end;
  }

  /** Steps over brackets that are nested too deep; they are reported once and never parsed. */
  private skipDeep(): boolean {
    const start = this.at;
    let open = 0;
    while (this.at < this.end) {
      const code = this.text.charCodeAt(this.at);
      const kind = code < 128 ? classes[code]! : Plain;
      if (kind === Hash || (kind === Slash && this.text.charCodeAt(this.at + 1) === SLASH)) this.skipComment();
      else if (kind === Quote) this.skipString();
      else {
        this.at++;
        if (kind === Newline) this.lineStart = this.at;
        if (kind === Open) open++;
        if (kind === Close && --open === 0) break;
      }
    }
    this.lastEnd = this.at;
    this.frames.addTooDeep(start, this.at);
    return open === 0 || this.repairing;
  }
}
