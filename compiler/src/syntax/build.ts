/** From the layout of a text to its tree: each block lexed and parsed alone, or taken from the version before. */
import type { IToken } from 'chevrotain';
import type { Span } from '../text/span.js';
import { describeToken, unknownFinding } from './describe.js';
import { docAbove } from './docs.js';
import { type Budget, type SyntaxFinding, moveFinding } from './findings.js';
import { sharedGrammar } from './grammar.js';
import { type ParseContext, closers } from './grammar-base.js';
import type { LayoutBlock, Repair } from './layout.js';
import { endOf, lex } from './lexer.js';
import { MAX_FINDINGS } from './limits.js';
import { hasLineEnd } from './lines.js';
import { type BodyKind, MemberSplitter, type Slice, annotationsEnd, retype } from './members.js';
import { moveBlock } from './move.js';
import { reusableChild } from './reuse.js';
import { At, Colon, Comma, HashComment, Unknown, Word } from './tokens.js';
import type { Comment, FileTree, KindProperty, Member, TestStatement } from './tree.js';
import type { BlockNode, Mutable, Previous, Unit } from './unit.js';

export type Entry = Member | KindProperty | TestStatement;

/** Builds the unit of a whole file. */
export function buildFile(text: string, root: LayoutBlock, previous?: Previous): Unit {
  return new BlockBuilder(text, root, 0, noRepairs, { left: MAX_FINDINGS }).build(previous);
}

/** What stands in a stretch of a body. Offsets are relative to the block, but for those of `loose`. */
export interface Stretch {
  readonly entries: readonly Entry[];
  readonly comments: readonly Comment[];
  readonly children: readonly Unit[];
  readonly findings: readonly SyntaxFinding[];
  /** The comments after the last child, with offsets in the file. */
  readonly loose: readonly IToken[];
}

/** Reads a stretch, found by `scanStretch`, of the body of the block `within`, which starts at `start`. */
export function buildStretch(
  text: string,
  stretch: LayoutBlock,
  within: { readonly start: number; readonly afterBlock: boolean },
  previous: Previous,
): Stretch {
  return new BlockBuilder(text, { ...stretch, start: within.start }, within.start, noRepairs, {
    left: MAX_FINDINGS,
  }).stretch(stretch.start, within.afterBlock, previous);
}

const noRepairs: readonly Repair[] = [];
const MAX_UNSEPARATED = 100;

class BlockBuilder {
  private readonly findings: SyntaxFinding[];
  private readonly entries: Entry[] = [];
  private readonly comments: Comment[] = [];
  private readonly children: Unit[] = [];
  private readonly report = (finding: SyntaxFinding): void => {
    if (this.budget.left-- > 0) this.findings.push(finding);
  };

  private readonly grammar = sharedGrammar();

  constructor(
    private readonly text: string,
    private readonly block: LayoutBlock,
    private readonly parentStart: number,
    /** Those of the enclosing block: brackets that are one too many in a head are found before the head is. */
    private readonly headRepairs: readonly Repair[],
    private readonly budget: Budget,
    private readonly doc?: string,
  ) {
    this.findings = [...block.findings];
  }

  build(previous: Previous | undefined): Unit {
    const { block } = this;
    const head = block.kind === 'file' ? undefined : this.readHead();
    this.readBody(
      block.open + (head && block.opened ? 1 : 0),
      block.end - (head && block.closed ? 1 : 0),
      false,
      previous,
    );
    return this.finish(head);
  }

  /** The body from `from` to the end of the block, without head and braces. */
  stretch(from: number, afterBlock: boolean, previous: Previous): Stretch {
    const loose = this.readBody(from, this.block.end, afterBlock, previous);
    const findings = this.findings.map((finding) => moveFinding(finding, -this.block.start));
    return { entries: this.entries, comments: this.comments, children: this.children, findings, loose };
  }

  private readBody(from: number, to: number, afterBlock: boolean, previous: Previous | undefined): readonly IToken[] {
    let at = from;
    let after = afterBlock;
    for (const child of this.block.children) {
      const comments = this.readGap(at, child.start, after);
      if (after && sharesLine(this.text, at, child.start)) {
        this.reportNoSeparator({ start: child.start, end: wordEnd(this.text, child.start) }, at);
      }
      const unit = this.child(child, docAbove(this.text, child.start, comments), previous);
      this.children.push(unit);
      this.entries.push(unit.node as BlockNode);
      at = child.end;
      after = child.closed;
    }
    return this.readGap(at, to, after);
  }

  private child(child: LayoutBlock, doc: string | undefined, previous: Previous | undefined): Unit {
    const old = previous && reusableChild(previous, child);
    if (old?.same) {
      const node = moveBlock(old.unit.node as BlockNode, child.start - this.block.start, doc);
      return node === old.unit.node ? old.unit : { ...old.unit, node };
    }
    return new BlockBuilder(this.text, child, this.block.start, this.block.repairs, this.budget, doc).build(old);
  }

  private finish(head: BlockNode | undefined): Unit {
    const { block, children } = this;
    const node = head ? this.fill(head) : this.file();
    const findings = this.findings.map((finding) => moveFinding(finding, -block.start));
    return {
      kind: block.kind,
      node,
      length: block.end - block.start,
      open: block.open - block.start,
      sound: block.closed && block.opened && block.repairs.length === 0 && children.every((child) => child.sound),
      children,
      findings,
      total: children.reduce((sum, child) => sum + child.total, findings.length),
    };
  }

  private file(): FileTree {
    const { start, end } = this.block;
    return { type: 'file', start, end, members: this.entries as Member[], comments: this.comments };
  }

  /** Gives a head its body. The head is new and seen by nobody else, so it is filled in place: copying it would show. */
  private fill(head: Mutable<BlockNode>): BlockNode {
    const { block, parentStart } = this;
    head.start = block.start - parentStart;
    head.end = block.end - parentStart;
    head.closed = block.closed;
    head.comments = this.comments;
    if (this.doc !== undefined) head.doc = this.doc;
    switch (head.type) {
      case 'kind':
        head.properties = this.entries as KindProperty[];
        break;
      case 'test':
        head.statements = this.entries as TestStatement[];
        break;
      case 'scenario':
      case 'block':
        head.members = this.entries as Member[];
    }
    return head;
  }

  // ------------------------------------------------------------------------------------------------------------ head

  private readHead(): BlockNode {
    const { text, block, grammar } = this;
    // With its brace: before one a word is no unit.
    const { tokens, comments } = lex(text, block.start, block.open + (block.opened ? 1 : 0));
    if (block.opened) tokens.pop();
    this.keepComments(comments);
    const slices = new MemberSplitter(text, block.start, 'members', this.headRepairs, this.report).split(
      tokens,
      block.open,
    );
    const context = this.contextAt(
      this.parentStart,
      slices.some((slice) => slice.trouble !== 'none'),
    );
    const rule = {
      block: grammar.blockHead,
      kind: grammar.kindHead,
      scenario: grammar.scenarioHead,
      test: grammar.testHead,
    };
    const headTokens = slices.flatMap((slice) => slice.tokens);
    const nameAt = annotationsEnd(headTokens, 0);
    const annotations = nameAt === 0 ? [] : grammar.run(grammar.annotations, headTokens.slice(0, nameAt), context).node;
    const bare = nameAt === 0 ? headTokens : headTokens.slice(nameAt);
    // `test {` is a block of that name, since no title follows.
    if (block.kind === 'block' && bare[0]) retype(bare[0], Word);
    const head = grammar.run<BlockNode>(rule[block.kind === 'file' ? 'block' : block.kind], bare, context).node;
    const last = headTokens.at(-1);
    if (block.opened && last && hasLineEnd(text, endOf(last), block.open)) {
      const span = { start: endOf(last), end: block.open };
      this.report({
        slug: 'brace-on-next-line',
        message: '`{` stands on the line of its head.',
        span: { start: block.open, end: block.open + 1 },
        fix: { title: 'Move `{` up', edits: [{ span, newText: ' ' }] },
      });
    }
    return annotations.length === 0 ? head : { ...head, annotations };
  }

  // ------------------------------------------------------------------------------------------------------------ body

  /** Reads the text between two children. Returns the comments in it. */
  private readGap(from: number, to: number, afterBlock: boolean): readonly IToken[] {
    if (isBlank(this.text, from, to)) return [];
    const { tokens, comments } = lex(this.text, from, to);
    this.keepComments(comments);
    const first = tokens.find(({ tokenType }) => !closers.has(tokenType));
    if (first && afterBlock && first.tokenType !== Comma && !hasLineEnd(this.text, from, first.startOffset)) {
      this.reportNoSeparator({ start: first.startOffset, end: endOf(first) }, from);
    }
    const kind: BodyKind = this.block.kind === 'kind' || this.block.kind === 'test' ? this.block.kind : 'members';
    const slices = new MemberSplitter(this.text, from, kind, this.block.repairs, this.report).split(tokens, to);
    for (const slice of slices) this.readSlice(slice, kind, comments);
    return comments;
  }

  private readSlice(slice: Slice, kind: BodyKind, comments: readonly IToken[]): void {
    const { grammar, block } = this;
    if (slice.trouble === 'tooLong') {
      this.entries.push({
        type: 'error',
        start: slice.start - block.start,
        end: slice.end - block.start,
        annotations: [],
      });
      return;
    }
    const before = this.findings.length;
    const context = this.contextAt(block.start, slice.trouble === 'silent');
    const rule: () => Entry = { kind: grammar.kindProperty, test: grammar.testStatement, members: grammar.member }[
      kind
    ];
    let rest = slice.tokens;
    // A line with more members and no comma is no plan; reading on member by member would copy what is left each time.
    for (let count = 0; count < MAX_UNSEPARATED; count++) {
      const { node, used } = grammar.run<Entry>(rule, rest, context);
      const doc =
        kind === 'test' || comments.length === 0 ? undefined : docAbove(this.text, rest[0]!.startOffset, comments);
      this.entries.push(doc === undefined ? node : ({ ...node, doc } as Entry));
      if (used >= rest.length || used === 0) return;
      const next = rest[used]!;
      const begins = beginsMember(rest, used);
      if (this.findings.length === before && slice.trouble === 'none') {
        if (begins) this.reportNoSeparator({ start: next.startOffset, end: endOf(next) }, endOf(rest[used - 1]!));
        else this.report(leftOver(next));
      }
      if (!begins) return;
      rest = rest.slice(used);
    }
  }

  private contextAt(base: number, silent: boolean): ParseContext {
    return { text: this.text, base, report: silent ? () => undefined : this.report };
  }

  private reportNoSeparator(span: Span, previousEnd: number): void {
    this.report({
      slug: 'missing-separator',
      message: 'Expected a comma or a line end before the next member.',
      span,
      fix: { title: 'Insert `,`', edits: [{ span: { start: previousEnd, end: span.start }, newText: ', ' }] },
    });
  }

  private keepComments(comments: readonly IToken[]): void {
    for (const comment of comments) {
      const text = comment.image.trimEnd();
      const start = comment.startOffset - this.block.start;
      this.comments.push({
        start,
        end: start + text.length,
        text,
        doc: text.startsWith('///') && !text.startsWith('////'),
      });
      if (comment.tokenType === HashComment) {
        const span = { start: comment.startOffset, end: comment.startOffset + 1 };
        this.report({
          slug: 'hash-comment',
          message: 'A comment begins with `//`.',
          span,
          fix: { title: 'Write `//`', edits: [{ span, newText: '//' }] },
        });
      }
    }
  }
}

function leftOver(token: IToken): SyntaxFinding {
  if (token.tokenType === Unknown) return unknownFinding(token);
  return {
    slug: 'unexpected-token',
    message: `Expected the end of the member, found ${describeToken(token)}.`,
    span: { start: token.startOffset, end: endOf(token) },
  };
}

/** Do the tokens from index `at` on begin a member of their own? */
function beginsMember(tokens: readonly IToken[], at: number): boolean {
  const type = tokens[at]?.tokenType;
  return type === At || (type === Word && tokens[at + 1]?.tokenType === Colon);
}

/** Do a block that ends at `from` and one that begins at `to` stand on one line with nothing between them? */
export function sharesLine(text: string, from: number, to: number): boolean {
  return isBlank(text, from, to) && !hasLineEnd(text, from, to);
}

const WORD = /@?[\p{L}\p{M}\p{N}_]*/uy;

function wordEnd(text: string, start: number): number {
  WORD.lastIndex = start;
  return WORD.test(text) ? Math.max(WORD.lastIndex, start + 1) : start + 1;
}

function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) > 32) return false;
  return true;
}
