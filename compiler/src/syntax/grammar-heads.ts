import { EOF, type IToken, type ParserMethod, type TokenType } from 'chevrotain';
import { TypeGrammar, noAnnotations } from './grammar-types.js';
import { endOf } from './lexer.js';
import {
  AnyWord,
  Colon,
  Comma,
  Kind,
  LBrace,
  Minus,
  NumberLiteral,
  RBrace,
  RedundancyLiteral,
  Scenario,
  Separator,
  StringLiteral,
  Test,
  Word,
} from './tokens.js';
import type { BlockMember, Identifier, KindMember, PathExpression, ScenarioMember, TestMember } from './tree.js';
import type { Mutable } from './unit.js';

const headEnds: ReadonlySet<TokenType> = new Set([EOF, LBrace, RBrace, Comma, Separator]);

/** What stands before the brace of a block, after its annotations. The nodes come without their bodies. */
export abstract class HeadGrammar extends TypeGrammar {
  /** `hall A[1..4]: Base` */
  readonly blockHead: ParserMethod<[], BlockMember> = this.rule(
    'blockHead',
    () => {
      const keyword = this.CONSUME(Word);
      const name = this.OPTION1(() => this.SUBRULE1(this.declaredName));
      const index = this.OPTION2(() => this.SUBRULE(this.index));
      const base = this.OPTION3(() => this.SUBRULE(this.basePath));
      return this.ACTION(() => {
        const end = this.lastEnd();
        this.endHead('`{` or `: Base {`');
        const node: Mutable<BlockMember> = {
          type: 'block',
          start: this.startOf(keyword),
          end,
          annotations: noAnnotations,
          keyword: this.identifier(keyword),
          members: [],
          comments: [],
          headEnd: end,
          closed: true,
        };
        if (name) node.name = name;
        if (index) node.index = index;
        if (base) node.base = base;
        return node;
      });
    },
    () => this.noBlock(),
  );

  private noBlock(): BlockMember {
    const keyword = this.noName();
    const at = keyword.start;
    return {
      type: 'block',
      start: at,
      end: at,
      annotations: noAnnotations,
      keyword,
      members: [],
      comments: [],
      headEnd: at,
      closed: true,
    };
  }

  readonly kindHead: ParserMethod<[], KindMember> = this.rule(
    'kindHead',
    () => {
      const keyword = this.CONSUME(Kind);
      const name = this.OPTION1(() => this.SUBRULE(this.declaredName));
      const base = this.OPTION2(() => {
        this.CONSUME(Colon);
        const word = this.due(3, AnyWord, 'the kind that this one extends');
        return this.ACTION(() => (word ? this.identifier(word) : this.noName()));
      });
      return this.ACTION(() => {
        if (!name) this.reportNoName('kind');
        const end = this.lastEnd();
        this.endHead('`{` or `: base {`');
        return {
          type: 'kind',
          start: this.startOf(keyword),
          end,
          annotations: noAnnotations,
          name: name ?? this.noName(),
          ...(base && { base }),
          properties: [],
          comments: [],
          headEnd: end,
          closed: true,
        };
      });
    },
    () => {
      const name = this.noName();
      const at = name.start;
      return {
        type: 'kind',
        start: at,
        end: at,
        annotations: noAnnotations,
        name,
        properties: [],
        comments: [],
        headEnd: at,
        closed: true,
      };
    },
  );

  readonly scenarioHead: ParserMethod<[], ScenarioMember> = this.rule(
    'scenarioHead',
    () => {
      const keyword = this.CONSUME(Scenario);
      const name = this.OPTION1(() => this.SUBRULE(this.declaredName));
      const base = this.OPTION2(() => this.SUBRULE(this.basePath));
      return this.ACTION(() => {
        if (!name) this.reportNoName('scenario');
        const end = this.lastEnd();
        this.endHead('`{` or `: Base {`');
        return {
          type: 'scenario',
          start: this.startOf(keyword),
          end,
          annotations: noAnnotations,
          name: name ?? this.noName(),
          ...(base && { base }),
          members: [],
          comments: [],
          headEnd: end,
          closed: true,
        };
      });
    },
    () => {
      const name = this.noName();
      const at = name.start;
      return {
        type: 'scenario',
        start: at,
        end: at,
        annotations: noAnnotations,
        name,
        members: [],
        comments: [],
        headEnd: at,
        closed: true,
      };
    },
  );

  readonly testHead: ParserMethod<[], TestMember> = this.rule(
    'testHead',
    () => {
      const keyword = this.CONSUME(Test);
      const title = this.OPTION(() => this.SUBRULE(this.string));
      return this.ACTION(() => {
        if (!title)
          this.reportExpected(
            'the title of the test in quotes: `test "the surge breaks the agreement" {`',
            'missing-name',
          );
        const end = this.lastEnd();
        this.endHead('`{`');
        return {
          type: 'test',
          start: this.startOf(keyword),
          end,
          annotations: noAnnotations,
          title: title ?? this.noString(),
          statements: [],
          comments: [],
          headEnd: end,
          closed: true,
        };
      });
    },
    () => {
      const title = this.noString();
      const at = title.start;
      return {
        type: 'test',
        start: at,
        end: at,
        annotations: noAnnotations,
        title,
        statements: [],
        comments: [],
        headEnd: at,
        closed: true,
      };
    },
  );

  /** `: Base` */
  readonly basePath: ParserMethod<[], PathExpression> = this.rule(
    'basePath',
    () => {
      this.CONSUME(Colon);
      const path = this.OPTION(() => this.SUBRULE(this.path));
      return this.ACTION(() => {
        if (!path) this.reportExpected('the name of a catalogue entry or an earlier block after `:`', 'missing-name');
        return path ?? this.noPath();
      });
    },
    () => this.noPath(),
  );

  /** A name, or what was written where a name is due: that is reported and taken for the name. */
  readonly declaredName: ParserMethod<[], Identifier> = this.rule(
    'declaredName',
    () => {
      const token = this.OR([
        { ALT: () => this.CONSUME(AnyWord) },
        { ALT: () => this.CONSUME(RedundancyLiteral) },
        { ALT: () => this.CONSUME(StringLiteral) },
        { ALT: () => this.CONSUME(NumberLiteral) },
      ]);
      return this.ACTION(() => this.nameFrom(token));
    },
    () => this.noName(),
  );

  private nameFrom(token: IToken): Identifier {
    if (token.tokenType === StringLiteral) {
      const text = token.image.replaceAll('"', '');
      const replacement = text.replaceAll(/[^\p{L}\p{N}_]+/gu, '_');
      const span = { start: token.startOffset, end: endOf(token) };
      this.reportToken('quoted-name', 'A name stands without quotes.', token, {
        title: `Write \`${replacement}\``,
        edits: [{ span, newText: replacement }],
      });
      return { ...this.identifier(token), text };
    }
    if (token.tokenType === NumberLiteral || !/^[\p{L}_]/u.test(token.image)) {
      this.reportToken('bad-name', `\`${token.image}\` is no name: a name begins with a letter.`, token);
    }
    return this.identifier(token);
  }

  private reportNoName(what: string): void {
    this.reportExpected(`the name of the ${what}`, 'missing-name');
  }

  /** Whatever is left of a head is reported once. In a head alone the brace is not among the tokens. */
  protected endHead(expected: string): void {
    const next = this.LA(1);
    const last = this.LA(0);
    if (headEnds.has(next.tokenType)) return;
    if (next.tokenType === Minus && last.tokenType === Word && endOf(last) === next.startOffset) {
      const after = this.LA(2);
      const end = endOf(after.tokenType === EOF ? next : after);
      const written = this.context.text.slice(last.startOffset, end);
      const newText = written.replaceAll('-', '_');
      const span = { start: last.startOffset, end };
      this.reportSpan('bad-name', 'A name has letters, digits and `_`; `-` is the minus sign.', span.start, end, {
        title: `Write \`${newText}\``,
        edits: [{ span, newText }],
      });
    } else this.reportExpected(expected);
    for (let type = next.tokenType; !headEnds.has(type); type = this.LA(1).tokenType) this.SKIP_TOKEN();
  }
}
