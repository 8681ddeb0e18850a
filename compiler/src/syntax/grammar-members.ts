import { EOF, type IOrAlt, type ParserMethod, type TokenType } from 'chevrotain';
import type { TextEdit } from '../text/span.js';
import { DeclarationGrammar } from './grammar-declarations.js';
import { endOf } from './lexer.js';
import { noAnnotations } from './grammar-types.js';
import { hasLineEnd } from './lines.js';
import {
  AnyWord,
  Break,
  Colon,
  Comma,
  Equals,
  LBrace,
  LBracket,
  NumberLiteral,
  RBrace,
  Separator,
  StringLiteral,
  Word,
} from './tokens.js';
import type { Annotation, BlockMember, ErrorMember, Member, PathExpression, PropertyMember } from './tree.js';

const nameFollowers: ReadonlySet<TokenType> = new Set([LBrace, Colon, LBracket]);

/** What stands one to a line. */
export abstract class MemberGrammar extends DeclarationGrammar {
  /** Where the member being read begins, annotations included. */
  private memberStart = 0;

  readonly member: ParserMethod<[], Member> = this.rule(
    'member',
    () => {
      const annotations = this.OPTION1(this.ownAnnotations) ?? noAnnotations;
      this.ACTION(() => (this.memberStart = annotations[0]?.start ?? this.nextStart()));
      const start = this.ACTION(() => this.memberStart);
      const node = this.OPTION2(this.anyMember) ?? this.ACTION(() => this.noMember(annotations));
      return annotations.length === 0 ? node : this.ACTION(() => ({ ...node, start, annotations }));
    },
    () => this.errorMember(),
  );

  private memberAlternatives: IOrAlt<Member>[] | undefined;

  // An `OPTION` around an `OR` lets both decide by one look into a table; an `OR` with an empty alternative cannot.
  private readonly anyMember = (): Member =>
    this.OR(
      (this.memberAlternatives ??= [
        { ALT: () => this.SUBRULE(this.wordMember) },
        { ALT: () => this.SUBRULE(this.letMember) },
        { ALT: () => this.SUBRULE(this.requireMember) },
        { ALT: () => this.SUBRULE(this.importMember) },
        { ALT: () => this.SUBRULE(this.metricMember) },
        { ALT: () => this.SUBRULE(this.bodiless) },
      ]),
    );

  /** A property, or a block inside a value. */
  readonly wordMember: ParserMethod<[], Member> = this.rule(
    'wordMember',
    () => {
      // Both begin with a word, and what tells them apart is further away than two tokens: the gate decides.
      return this.OR({
        DEF: (this.wordAlternatives ??= [
          { GATE: () => this.isBlock(), ALT: () => this.SUBRULE(this.inlineBlock), IGNORE_AMBIGUITIES: true },
          { ALT: () => this.SUBRULE(this.property) },
        ]),
        MAX_LOOKAHEAD: 1,
      });
    },
    () => this.errorMember(),
  );

  private wordAlternatives: IOrAlt<Member>[] | undefined;

  private errorMember(): ErrorMember {
    return { type: 'error', ...this.nowhere() };
  }

  private isBlock(): boolean {
    const second = this.LA(2).tokenType;
    if (second === LBrace) return true;
    const isName =
      second === StringLiteral || second === NumberLiteral || second.CATEGORIES?.includes(AnyWord) === true;
    return isName && nameFollowers.has(this.LA(3).tokenType);
  }

  /** Nothing that a member begins with. */
  private noMember(annotations: readonly Annotation[]): ErrorMember {
    const next = this.LA(1);
    const { text } = this.context;
    const before = text.slice(Math.max(0, next.startOffset - 2), next.startOffset);
    if (next.tokenType === EOF && annotations.length > 0) {
      const last = annotations.at(-1)!;
      this.reportAt(
        'annotation-alone',
        `\`@${last.name.text}\` stands before what it annotates, and nothing follows it here.`,
        last,
      );
    } else if (next.tokenType === NumberLiteral && /^\d,$/.test(before) && /^\d{3}(?!\d)/.test(next.image)) {
      const span = { start: next.startOffset - 1, end: next.startOffset };
      this.reportSpan(
        'number-format',
        'Thousands are parted by `_`, as in `1_000`: a comma begins the next member.',
        span.start,
        endOf(next),
        {
          title: 'Write `_` for the comma',
          edits: [{ span, newText: '_' }],
        },
      );
    } else {
      this.reportExpected('`name: value` or `kind Name { … }`');
    }
    const start = this.nextStart();
    while (this.LA(1).tokenType !== EOF && !this.endsMember(this.LA(1).tokenType)) this.SKIP_TOKEN();
    return { type: 'error', start, end: Math.max(start, this.lastEnd()), annotations: noAnnotations };
  }

  private endsMember(type: TokenType): boolean {
    return type === Comma || type === Separator || type === RBrace;
  }

  // ------------------------------------------------------------------------------------------------------ properties

  /** `name: value`; in a scenario `Prairie.Assistant.demand: value` */
  readonly property: ParserMethod<[], PropertyMember> = this.rule(
    'property',
    () => {
      const key = this.OR1<PathExpression>([
        { ALT: () => this.SUBRULE(this.path) },
        { ALT: () => this.SUBRULE(this.quotedKey) },
      ]);
      this.OR2([
        {
          ALT: () => {
            this.CONSUME(Colon);
            this.ACTION(() => this.checkSameLine());
          },
        },
        {
          ALT: () => {
            this.ACTION(() => this.reportEquals());
            this.CONSUME(Equals);
          },
        },
        { ALT: () => this.ACTION(() => this.reportNoColon(key)) },
      ]);
      const value = this.SUBRULE(this.expression);
      return this.ACTION(() => ({
        type: 'property',
        start: key.start,
        end: Math.max(key.end, this.lastEnd()),
        annotations: noAnnotations,
        key,
        value,
      }));
    },
    () => {
      const key = this.noPath();
      return {
        type: 'property',
        start: key.start,
        end: key.end,
        annotations: noAnnotations,
        key,
        value: this.missing(),
      };
    },
  );

  readonly quotedKey: ParserMethod<[], PathExpression> = this.rule(
    'quotedKey',
    () => {
      const token = this.CONSUME(StringLiteral);
      return this.ACTION(() => {
        const text = token.image.replaceAll('"', '');
        const span = { start: token.startOffset, end: endOf(token) };
        const fix = /^[\p{L}_][\p{L}\p{N}_]*$/u.test(text)
          ? { title: `Write \`${text}\``, edits: [{ span, newText: text }] }
          : undefined;
        this.reportToken('quoted-name', 'A name stands without quotes.', token, fix);
        const name = { ...this.identifier(token), text };
        return {
          type: 'path',
          start: name.start,
          end: name.end,
          segments: [{ start: name.start, end: name.end, name }],
        };
      });
    },
    () => this.noPath(),
  );

  private checkSameLine(): void {
    const colon = this.LA(0);
    const next = this.LA(1);
    if (next.tokenType === EOF || !hasLineEnd(this.context.text, endOf(colon), next.startOffset)) return;
    const fix = {
      title: 'Move the value up',
      edits: [{ span: { start: endOf(colon), end: next.startOffset }, newText: ' ' }],
    };
    this.reportToken('value-on-next-line', "A value begins on its colon's line.", next, fix);
  }

  private reportEquals(): void {
    const token = this.LA(1);
    const { text } = this.context;
    let start = token.startOffset;
    while (text.charAt(start - 1) === ' ') start--;
    const span = { start, end: endOf(token) };
    this.reportToken('equals-for-colon', 'A property takes `:`, not `=`.', token, {
      title: 'Write `:`',
      edits: [{ span, newText: ':' }],
    });
  }

  private reportNoColon(key: PathExpression): void {
    const name = this.context.text.slice(this.context.base + key.start, this.context.base + key.end);
    const at = this.context.base + key.end;
    if (this.LA(1).tokenType === EOF || this.endsMember(this.LA(1).tokenType)) {
      const start = this.context.base + key.start;
      const gap = /(?<=\d)[ \t]*\r?\n\s*$/.exec(this.context.text.slice(Math.max(0, start - 80), start))?.[0];
      const span = { start: start - (gap?.length ?? 0), end: start };
      this.reportSpan(
        'missing-colon',
        gap === undefined
          ? `Expected \`:\` and a value after \`${name}\`.`
          : `Expected \`:\` and a value after \`${name}\`; a unit stands on the line of its number.`,
        start,
        at,
        gap === undefined ? undefined : { title: 'Move it to the line above', edits: [{ span, newText: ' ' }] },
      );
      return;
    }
    const edits: TextEdit[] = [{ span: { start: at, end: at }, newText: ':' }];
    const second = this.LA(1);
    const orBlock = second.tokenType === Word && this.LA(2).tokenType === EOF;
    const expected = orBlock
      ? `\`:\` after \`${name}\`, or \`{\` after \`${name} ${second.image}\``
      : `\`:\` after \`${name}\``;
    this.reportExpected(expected, 'missing-colon', { title: 'Insert `:`', edits });
  }

  // ----------------------------------------------------------------------------------------------- blocks in a value

  /** A body inside a value. */
  readonly refinementBody: ParserMethod<[], Member[]> = this.rule(
    'refinementBody',
    () => {
      const members: Member[] = [];
      this.CONSUME(LBrace);
      this.MANY({
        GATE: this.entryBegins,
        DEF: () => {
          const member = this.SUBRULE(this.member);
          this.ACTION(() => {
            members.push(member);
            this.resync('a comma or a line end before the next member');
          });
          this.OPTION(() => this.CONSUME(Break));
        },
      });
      this.due(1, RBrace, '`}`');
      return members;
    },
    () => [],
  );

  /** A block that stands inside the braces of a value, or whose body is missing. */
  readonly inlineBlock: ParserMethod<[], BlockMember> = this.rule(
    'inlineBlock',
    () => {
      const outer = this.context;
      const start = this.ACTION(() => this.memberStart);
      const head = this.SUBRULE(this.blockHead);
      this.ACTION(() => (this.context = { ...outer, base: outer.base + start }));
      const members = this.OPTION(() => this.SUBRULE(this.refinementBody));
      return this.ACTION(() => {
        this.context = outer;
        if (!members) this.reportNoBody(head.end);
        return {
          ...head,
          start,
          end: Math.max(head.end, this.lastEnd()),
          members: members ?? [],
          closed: members !== undefined,
        };
      });
    },
    () => ({
      ...this.errorMember(),
      type: 'block',
      keyword: this.noName(),
      members: [],
      comments: [],
      headEnd: this.lastEnd(),
      closed: false,
    }),
  );

  /** A `kind`, a `scenario` or a `test` without a body: with one it is a block of the layout. */
  readonly bodiless: ParserMethod<[], Member> = this.rule(
    'bodiless',
    () => {
      const node = this.OR<Member>([
        { ALT: () => this.SUBRULE(this.kindHead) },
        { ALT: () => this.SUBRULE(this.scenarioHead) },
        { ALT: () => this.SUBRULE(this.testHead) },
      ]);
      return this.ACTION(() => {
        this.reportNoBody(node.end);
        return { ...node, closed: false };
      });
    },
    () => this.errorMember(),
  );

  private reportNoBody(end: number): void {
    const at = this.context.base + end;
    if (this.LA(1).tokenType === LBrace) this.reportExpected('the end of the member');
    else {
      this.reportSpan('missing-opening-brace', 'Expected `{`: a block has a body, if an empty one.', at, at, {
        title: 'Insert `{}`',
        edits: [{ span: { start: at, end: at }, newText: ' {}' }],
      });
    }
  }
}
