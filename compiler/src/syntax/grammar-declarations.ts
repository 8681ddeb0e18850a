import type { IToken, ParserMethod } from 'chevrotain';
import { HeadGrammar } from './grammar-heads.js';
import { noAnnotations } from './grammar-types.js';
import {
  AnyWord,
  As,
  Break,
  Colon,
  Equals,
  Import,
  In,
  LBrace,
  Let,
  Metric,
  On,
  Prefer,
  RBrace,
  Require,
  Slash,
  Unit,
  Word,
} from './tokens.js';
import type {
  Annotation,
  Identifier,
  ImportMember,
  ImportName,
  LetMember,
  MetricMember,
  RequireMember,
  TypeExpression,
} from './tree.js';

/** Declarations without a body. */
export abstract class DeclarationGrammar extends HeadGrammar {
  /** What all members have, at a place where none could be read. */
  protected nowhere(): { start: number; end: number; annotations: readonly Annotation[] } {
    return { start: this.lastEnd(), end: this.lastEnd(), annotations: noAnnotations };
  }

  readonly letMember: ParserMethod<[], LetMember> = this.rule(
    'letMember',
    () => {
      const keyword = this.CONSUME(Let);
      const name = this.OPTION1(() => this.SUBRULE(this.declaredName));
      this.ACTION(() => {
        if (!name) this.reportExpected('a name after `let`', 'missing-name');
      });
      const declaredType = this.OPTION2(() => {
        this.CONSUME(Colon);
        return this.SUBRULE(this.typeExpression);
      });
      this.due(3, Equals, '`=` and a value');
      const value = this.SUBRULE(this.expression);
      return this.ACTION(() => ({
        type: 'let',
        start: this.startOf(keyword),
        end: this.lastEnd(),
        annotations: noAnnotations,
        name: name ?? this.noName(),
        ...typed(declaredType),
        value,
      }));
    },
    () => ({ ...this.nowhere(), type: 'let', name: this.noName(), value: this.missing() }),
  );

  /** `require condition in 2027..2032 "message"` */
  readonly requireMember: ParserMethod<[], RequireMember> = this.rule(
    'requireMember',
    () => {
      const keyword = this.OR([{ ALT: () => this.CONSUME(Require) }, { ALT: () => this.CONSUME(Prefer) }]);
      const condition = this.SUBRULE1(this.expression);
      const during = this.OPTION1(() => {
        this.CONSUME(In);
        return this.SUBRULE2(this.expression);
      });
      const message = this.OPTION2(() => this.SUBRULE(this.string));
      return this.ACTION(() => ({
        type: keyword.tokenType === Prefer ? 'prefer' : 'require',
        start: this.startOf(keyword),
        end: this.lastEnd(),
        annotations: noAnnotations,
        condition,
        ...(during && { during }),
        ...(message && { message }),
      }));
    },
    () => ({ ...this.nowhere(), type: 'require', condition: this.missing() }),
  );

  /** `metric peak on contract: Power as MW` */
  readonly metricMember: ParserMethod<[], MetricMember> = this.rule(
    'metricMember',
    () => {
      const keyword = this.CONSUME(Metric);
      const name = this.due(1, AnyWord, 'the name of the metric');
      this.due(2, On, '`on` and a kind');
      const on = this.due(3, AnyWord, 'the kind that has the metric');
      this.due(4, Colon, '`:` and a type');
      const valueType = this.SUBRULE(this.typeExpression);
      const unit = this.OPTION5(() => this.SUBRULE(this.unitToShow));
      return this.ACTION(() => ({
        type: 'metric',
        start: this.startOf(keyword),
        end: this.lastEnd(),
        annotations: noAnnotations,
        name: name ? this.identifier(name) : this.noName(),
        on: on ? this.identifier(on) : this.noName(),
        valueType,
        ...(unit !== undefined && { unit }),
      }));
    },
    () => {
      const name = this.noName();
      const valueType: TypeExpression = { type: 'named', start: name.start, end: name.end, name: '', factors: [] };
      return { ...this.nowhere(), type: 'metric', name, on: name, valueType };
    },
  );

  /** `import std/cooling { A, B as C }` */
  readonly importMember: ParserMethod<[], ImportMember> = this.rule(
    'importMember',
    () => {
      const keyword = this.CONSUME(Import);
      const from = this.SUBRULE(this.importFrom);
      const namespace = this.OPTION1(() => this.SUBRULE(this.alias));
      const names = this.OPTION2(() => this.SUBRULE(this.importNames));
      return this.ACTION(() => ({
        type: 'import',
        start: this.startOf(keyword),
        end: this.lastEnd(),
        annotations: noAnnotations,
        from: from.text,
        fromSpan: { start: from.start, end: from.end },
        ...(names && { names }),
        ...(namespace && { namespace }),
      }));
    },
    () => ({ ...this.nowhere(), type: 'import', from: '', fromSpan: this.noName() }),
  );

  readonly importFrom: ParserMethod<[], Identifier> = this.rule(
    'importFrom',
    () => {
      const start = this.ACTION(() => this.nextStart());
      let quoted: string | undefined;
      this.OR([
        {
          ALT: () => {
            const literal = this.SUBRULE(this.string);
            this.ACTION(() => (quoted = literal.value));
          },
        },
        {
          ALT: () => {
            this.CONSUME1(Word);
            this.MANY(() => {
              this.CONSUME(Slash);
              this.due(2, AnyWord, 'a name after `/`');
            });
          },
        },
        {
          ALT: () =>
            this.ACTION(() => this.reportExpected('a module: `std/racks` or `"./halls.dcplan"`', 'missing-name')),
        },
      ]);
      return this.ACTION(() => {
        const end = Math.max(start, this.lastEnd());
        const { base, text } = this.context;
        return { start, end, text: quoted ?? text.slice(base + start, base + end) };
      });
    },
    () => this.noName(),
  );

  /** `as name` */
  readonly alias: ParserMethod<[], Identifier> = this.rule(
    'alias',
    () => {
      this.CONSUME(As);
      // After `as` the lexer takes a word for a unit.
      const token = this.OR<IToken | undefined>([
        { ALT: () => this.CONSUME(Unit) },
        { ALT: () => this.CONSUME(AnyWord) },
        { ALT: () => this.ACTION(() => this.nothing('a name after `as`')) },
      ]);
      return this.ACTION(() => (token ? this.identifier(token) : this.noName()));
    },
    () => this.noName(),
  );

  readonly importNames: ParserMethod<[], ImportName[]> = this.rule(
    'importNames',
    () => {
      const names: ImportName[] = [];
      this.CONSUME(LBrace);
      this.MANY({
        GATE: this.entryBegins,
        DEF: () => {
          const word = this.due(1, AnyWord, 'a name to import');
          const alias = this.OPTION2(() => this.SUBRULE(this.alias));
          this.ACTION(() => {
            if (word) {
              const name = this.identifier(word);
              names.push({ start: name.start, end: this.lastEnd(), name, ...(alias && { alias }) });
            }
            this.resync('`,` or `}`');
          });
          this.OPTION3(() => this.CONSUME(Break));
        },
      });
      this.due(4, RBrace, '`}`');
      return names;
    },
    () => [],
  );
}

function typed(declaredType: TypeExpression | undefined): { declaredType?: TypeExpression } {
  return declaredType ? { declaredType } : {};
}
