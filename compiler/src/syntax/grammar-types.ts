import { type IToken, type ParserMethod } from 'chevrotain';
import { ExpressionGrammar } from './grammar-expressions.js';
import { endOf } from './lexer.js';
import { numberValue } from './literals.js';
import {
  AnyWord,
  As,
  At,
  Bar,
  Colon,
  Equals,
  In,
  LBrace,
  LBracket,
  LParen,
  NumberLiteral,
  Of,
  Question,
  RBrace,
  RBracket,
  RParen,
  Slash,
  Star,
  Uncertain,
  Unit,
  Varying,
  Word,
} from './tokens.js';
import type {
  Annotation,
  EnumType,
  Expression,
  Identifier,
  KindProperty,
  NamedType,
  RangeExpression,
  TypeExpression,
} from './tree.js';

export const noAnnotations: readonly Annotation[] = [];

/** Annotations, types, and the lines of a kind. */
export abstract class TypeGrammar extends ExpressionGrammar {
  /** `@source("title", 2026)` */
  readonly annotation: ParserMethod<[], Annotation> = this.rule(
    'annotation',
    () => {
      const at = this.CONSUME(At);
      const name = this.OPTION1({
        // On its own, `@` takes nothing from the line below.
        GATE: () => endOf(this.LA(0)) === this.LA(1).startOffset,
        DEF: () => this.CONSUME(AnyWord),
      });
      this.ACTION(() => {
        if (!name)
          this.reportToken(
            'missing-name',
            'Expected the name of an annotation after `@`: `@source`, `@allow`, `@probability`.',
            at,
          );
      });
      const list = this.OPTION2(() => this.SUBRULE(this.argumentList));
      return this.ACTION(() => ({
        start: this.startOf(at),
        end: this.lastEnd(),
        name: name ? this.identifier(name) : this.noName(),
        arguments: list ?? [],
      }));
    },
    () => ({ start: this.lastEnd(), end: this.lastEnd(), name: this.noName(), arguments: [] }),
  );

  readonly annotations: ParserMethod<[], Annotation[]> = this.rule(
    'annotations',
    () => {
      const list: Annotation[] = [];
      this.AT_LEAST_ONE(() => {
        const annotation = this.SUBRULE(this.annotation);
        this.ACTION(() => list.push(annotation));
      });
      return list;
    },
    () => [],
  );

  /** The annotations that come next, if any do. */
  protected readonly ownAnnotations = (): readonly Annotation[] => this.SUBRULE(this.annotations);

  // ---------------------------------------------------------------------------------------------------------- types

  readonly typeExpression: ParserMethod<[], TypeExpression> = this.rule(
    'typeExpression',
    () =>
      this.OR<TypeExpression>([
        { ALT: () => this.SUBRULE(this.bracketType) },
        { ALT: () => this.SUBRULE(this.mapType) },
        { ALT: () => this.SUBRULE(this.wordType) },
        { ALT: () => this.ACTION(() => this.noType(true)) },
      ]),
    () => this.noType(false),
  );

  private noType(report: boolean): NamedType {
    if (report) this.reportExpected('a type: a dimension (`Power/rack`), a kind, or `a | b`', 'missing-type');
    const at = this.lastEnd();
    return { type: 'named', start: at, end: at, name: '', factors: [] };
  }

  /** `[contract]`, `[count of rack]` */
  readonly bracketType: ParserMethod<[], TypeExpression> = this.rule(
    'bracketType',
    () => {
      const open = this.CONSUME(LBracket);
      const kind = this.OPTION1(() => {
        this.CONSUME1(Word);
        this.CONSUME(Of);
        return this.CONSUME2(AnyWord);
      });
      const element = this.OPTION2({
        GATE: () => kind === undefined,
        DEF: () => this.SUBRULE(this.typeExpression),
      });
      this.ACTION(() => this.resync('`]`'));
      this.due(3, RBracket, '`]`');
      return this.ACTION((): TypeExpression => {
        const place = { start: this.startOf(open), end: this.lastEnd() };
        return kind
          ? { type: 'countOf', ...place, kind: kind.image }
          : { type: 'list', ...place, element: element ?? this.noType(false) };
      });
    },
    () => this.noType(false),
  );

  /** `{ region: Share }` */
  readonly mapType: ParserMethod<[], TypeExpression> = this.rule(
    'mapType',
    () => {
      const open = this.CONSUME(LBrace);
      const key = this.SUBRULE1(this.typeExpression);
      this.due(1, Colon, '`:` between the type of the keys and the type of the values');
      const value = this.SUBRULE2(this.typeExpression);
      this.ACTION(() => this.resync('`}`'));
      this.due(2, RBrace, '`}`');
      return this.ACTION(() => ({ type: 'map', start: this.startOf(open), end: this.lastEnd(), key, value }));
    },
    () => this.noType(false),
  );

  /** `Power/rack`, `curve(1)`, `retrofit*`, `slo?`, `spread | off` */
  readonly wordType: ParserMethod<[], TypeExpression> = this.rule(
    'wordType',
    () => {
      const first = this.CONSUME1(AnyWord);
      const members: Identifier[] = [];
      const factors: { operator: '*' | '/'; name: string }[] = [];
      let argument: IToken | undefined;
      let many: IToken | undefined;
      let one: IToken | undefined;
      this.OPTION1(() => {
        this.CONSUME(LParen);
        argument = this.due(5, NumberLiteral, 'how many variables the curve has');
        this.due(6, RParen, '`)`');
      });
      this.MANY1(() => {
        const operator = this.OR([{ ALT: () => this.CONSUME1(Slash) }, { ALT: () => this.CONSUME1(Star) }]);
        const name = this.CONSUME2(AnyWord);
        this.ACTION(() => factors.push({ operator: operator.tokenType === Star ? '*' : '/', name: name.image }));
      });
      this.OPTION2(() => (many = this.CONSUME2(Star)));
      this.OPTION3(() => (one = this.CONSUME(Question)));
      this.MANY2(() => {
        this.CONSUME(Bar);
        const member = this.due(7, AnyWord, 'a word after `|`');
        this.ACTION(() => member && members.push(this.identifier(member)));
      });
      return this.ACTION((): TypeExpression => {
        const place = { start: this.startOf(first), end: this.lastEnd() };
        if (members.length > 0)
          return { type: 'enum', ...place, members: [this.identifier(first), ...members] } satisfies EnumType;
        if (many ?? one) return { type: 'child', ...place, kind: first.image, many: many !== undefined };
        const named = { type: 'named', ...place, name: first.image, factors } satisfies NamedType;
        return argument ? { ...named, argument: numberValue(argument.image) } : named;
      });
    },
    () => this.noType(false),
  );

  // ---------------------------------------------------------------------------------------------- lines of a kind

  /** `density?: varying uncertain Power/rack = 10 kW/rack in 1 kW/rack .. 1_000 kW/rack as kW/rack` */
  readonly kindProperty: ParserMethod<[], KindProperty> = this.rule(
    'kindProperty',
    () => {
      const annotations = this.option(10, this.ownAnnotations) ?? noAnnotations;
      const start = this.ACTION(() => annotations[0]?.start ?? this.nextStart());
      const openKey = this.OPTION1(() => this.SUBRULE(this.openKey));
      const name = this.OPTION2({
        GATE: () => openKey === undefined,
        DEF: () => this.CONSUME(AnyWord),
      });
      this.ACTION(() => {
        if (!name && !openKey) this.reportExpected('a property: `name: Type`');
      });
      const optional = this.OPTION3(() => this.CONSUME(Question));
      this.due(4, Colon, '`:` and a type');
      const varying = this.OPTION5(() => this.CONSUME(Varying));
      const uncertain = this.OPTION6(() => this.CONSUME(Uncertain));
      const valueType = this.SUBRULE(this.typeExpression);
      const rest: { default?: Expression; bounds?: RangeExpression; unit?: string } = {};
      this.OPTION7(() => {
        this.CONSUME(Equals);
        const value = this.SUBRULE1(this.expression);
        this.ACTION(() => (rest.default = value));
      });
      this.OPTION8(() => {
        this.CONSUME(In);
        const value = this.SUBRULE2(this.expression);
        this.ACTION(() => {
          if (value.type === 'range') rest.bounds = value;
          else if (value.type !== 'missing')
            this.reportAt('unexpected-token', 'Expected a range after `in`: `0 % .. 100 %`.', value);
        });
      });
      this.OPTION9(() => {
        const unit = this.SUBRULE(this.unitToShow);
        this.ACTION(() => (rest.unit = unit));
      });
      return this.ACTION(() => ({
        type: 'kindProperty',
        start,
        end: Math.max(start, this.lastEnd()),
        annotations,
        ...(name && { name: this.identifier(name) }),
        ...(openKey && { openKey }),
        optional: optional !== undefined,
        varying: varying !== undefined,
        uncertain: uncertain !== undefined,
        valueType,
        ...rest,
      }));
    },
    () => ({
      type: 'kindProperty',
      start: this.lastEnd(),
      end: this.lastEnd(),
      annotations: noAnnotations,
      optional: false,
      varying: false,
      uncertain: false,
      valueType: this.noType(false),
    }),
  );

  /** `[region]`: any name of that kind is a key. */
  readonly openKey: ParserMethod<[], Identifier> = this.rule(
    'openKey',
    () => {
      this.CONSUME(LBracket);
      const word = this.due(1, AnyWord, 'what names the keys');
      this.ACTION(() => this.resync('`]`'));
      this.due(2, RBracket, '`]`');
      return this.ACTION(() => (word ? this.identifier(word) : this.noName()));
    },
    () => this.noName(),
  );

  /** `as kW/rack` */
  readonly unitToShow: ParserMethod<[], string> = this.rule(
    'unitToShow',
    () => {
      this.CONSUME(As);
      const unit = this.OR<IToken | undefined>([
        { ALT: () => this.CONSUME(Unit) },
        { ALT: () => this.CONSUME(AnyWord) },
        { ALT: () => this.ACTION(() => this.nothing('a unit after `as`')) },
      ]);
      return this.ACTION(() => (unit ? unit.image : ''));
    },
    () => '',
  );
}
