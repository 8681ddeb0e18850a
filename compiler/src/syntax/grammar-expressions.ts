import type { IOrAlt, IToken, ParserMethod } from 'chevrotain';
import { LiteralGrammar } from './grammar-literals.js';
import { endOf } from './lexer.js';
import { OperatorRow } from './operators.js';
import {
  Break,
  Colon,
  Comma,
  DateLiteral,
  Else,
  For,
  If,
  In,
  Infix,
  LBrace,
  LBracket,
  LParen,
  Minus,
  NumberLiteral,
  Prefix,
  RBrace,
  RBracket,
  RParen,
  RatioLiteral,
  RedundancyLiteral,
  Step,
  Then,
  Unit,
  Word,
} from './tokens.js';
import type { Argument, Expression, IfExpression, MapEntry, MapExpression, Member, PathExpression } from './tree.js';

/** Values. */
export abstract class ExpressionGrammar extends LiteralGrammar {
  /** The range of the operand read last, with the parentheses around it. */
  private outerStart = 0;
  private outerEnd = 0;

  /** `{ member … }` after the base of a refinement. */
  abstract readonly refinementBody: ParserMethod<[], Member[]>;

  /** Operands and operators in a row; `OperatorRow` makes the tree. */
  readonly expression: ParserMethod<[], Expression> = this.rule(
    'expression',
    () => {
      let row: OperatorRow | undefined;
      this.MANY1(() => {
        const prefix = this.CONSUME1(Prefix);
        this.ACTION(() => (row ??= this.newRow()).prefix(prefix));
      });
      const first = this.SUBRULE1(this.primary);
      this.ACTION(() => row?.operand({ node: first, start: this.outerStart, end: this.outerEnd }));
      const start = this.outerStart;
      const end = this.outerEnd;
      this.MANY2(() => {
        const infix = this.CONSUME(Infix);
        this.ACTION(() => {
          if (row === undefined) (row = this.newRow()).operand({ node: first, start, end });
          this.checkMinus(infix);
          row.infix(infix);
        });
        this.MANY3(() => {
          const prefix = this.CONSUME2(Prefix);
          this.ACTION(() => row?.prefix(prefix));
        });
        const right = this.SUBRULE2(this.primary);
        this.ACTION(() => row?.operand({ node: right, start: this.outerStart, end: this.outerEnd }));
      });
      return row === undefined ? first : this.ACTION(() => row?.finish().node ?? first);
    },
    () => this.missing(),
  );

  private newRow(): OperatorRow {
    return new OperatorRow(this.context.base, (finding) => {
      if (!this.isQuiet()) this.context.report(finding);
    });
  }

  /** `12-3`: minus between numbers takes spaces, since `2027-03` is a date. */
  private checkMinus(infix: IToken): void {
    const before = this.LA(-1);
    const after = this.LA(1);
    if (infix.tokenType !== Minus || before.tokenType !== NumberLiteral || after.tokenType !== NumberLiteral) return;
    if (endOf(before) !== infix.startOffset || endOf(infix) !== after.startOffset) return;
    const span = { start: before.startOffset, end: endOf(after) };
    const fix = { title: 'Put spaces around `-`', edits: [{ span, newText: `${before.image} - ${after.image}` }] };
    const hint = /^\d{4}$/.test(before.image) ? ' A date has two digits for the month: `2027-03`.' : '';
    this.reportSpan('minus-needs-spaces', `Minus between numbers takes spaces.${hint}`, span.start, span.end, fix);
  }

  private primaryAlternatives: IOrAlt<Expression>[] | undefined;

  readonly primary: ParserMethod<[], Expression> = this.rule(
    'primary',
    () => {
      const start = this.ACTION(() => this.nextStart());
      const node = this.OPTION(this.anyPrimary) ?? this.ACTION(() => this.noValue());
      this.ACTION(() => {
        this.outerStart = node.type === 'missing' ? node.start : start;
        this.outerEnd = this.lastEnd();
      });
      return node;
    },
    () => this.missing(),
  );

  // Kept on the instance: making ten closures for every operand would show. An `OPTION` around an `OR` lets both decide
  // by one look into a table; an `OR` with an empty alternative cannot.
  private readonly anyPrimary = (): Expression =>
    this.OR(
      (this.primaryAlternatives ??= [
        { ALT: () => this.SUBRULE(this.number) },
        { ALT: () => this.SUBRULE(this.reference) },
        { ALT: () => this.dateNode(this.CONSUME(DateLiteral)) },
        { ALT: () => this.ratioNode(this.CONSUME(RatioLiteral)) },
        { ALT: () => this.redundancyNode(this.CONSUME(RedundancyLiteral)) },
        { ALT: () => this.SUBRULE(this.string) },
        { ALT: () => this.SUBRULE(this.list) },
        { ALT: () => this.SUBRULE(this.map) },
        { ALT: () => this.SUBRULE(this.conditional) },
        { ALT: () => this.SUBRULE(this.parenthesised) },
      ]),
    );

  private noValue(): Expression {
    this.reportExpected('a value', 'missing-value');
    return this.missing();
  }

  readonly parenthesised: ParserMethod<[], Expression> = this.rule(
    'parenthesised',
    () => {
      this.CONSUME(LParen);
      const inner = this.SUBRULE(this.expression);
      this.ACTION(() => this.resync('`)`'));
      this.due(1, RParen, '`)`');
      return inner;
    },
    () => this.missing(),
  );

  /** `if c then a else b` */
  readonly conditional: ParserMethod<[], IfExpression> = this.rule(
    'conditional',
    () => {
      const keyword = this.CONSUME(If);
      const condition = this.SUBRULE1(this.expression);
      this.due(1, Then, '`then` after the condition');
      const then = this.SUBRULE2(this.expression);
      this.due(2, Else, '`else`: a condition has a value for either case');
      const otherwise = this.SUBRULE3(this.expression);
      return this.ACTION(() => {
        const start = this.startOf(keyword);
        return { type: 'if', start, end: this.lastEnd(), condition, then, else: otherwise };
      });
    },
    () => {
      const none = this.missing();
      return { type: 'if', start: none.start, end: none.end, condition: none, then: none, else: none };
    },
  );

  /** A path, a call, or a refinement. */
  readonly reference: ParserMethod<[], Expression> = this.rule(
    'reference',
    () => {
      const path = this.SUBRULE(this.path);
      let node: Expression = path;
      this.OPTION1(() => {
        const list = this.SUBRULE(this.argumentList);
        this.ACTION(() => (node = this.callNode(path, list)));
      });
      this.OPTION2(() => {
        const members = this.SUBRULE(this.refinementBody);
        this.ACTION(() => {
          if (node === path) node = { type: 'refinement', start: path.start, end: this.lastEnd(), base: path, members };
          else
            this.reportAt('unexpected-token', 'A result of a calculation cannot be refined: `{` cannot stand here.', {
              start: node.end,
              end: this.lastEnd(),
            });
        });
      });
      return node;
    },
    () => this.missing(),
  );

  private callNode(path: PathExpression, list: readonly Argument[]): Expression {
    const [segment] = path.segments;
    const plain = path.segments.length === 1 && segment !== undefined && segment.index === undefined;
    if (!plain) {
      this.reportAt(
        'unexpected-token',
        'Only functions take arguments: `min`, `max`, `sum`, `triangular`, `normal`, `lognormal`.',
        path,
      );
      return path;
    }
    return { type: 'call', start: path.start, end: this.lastEnd(), name: segment.name, arguments: list };
  }

  /** `(a, name: b)`, of a call or an annotation. */
  readonly argumentList: ParserMethod<[], Argument[]> = this.rule(
    'argumentList',
    () => {
      const list: Argument[] = [];
      this.CONSUME(LParen);
      this.MANY({
        GATE: this.entryBegins,
        DEF: () => {
          const argument = this.SUBRULE(this.argument);
          this.ACTION(() => {
            list.push(argument);
            this.resync('`,` or `)`');
          });
          this.OPTION(() => this.CONSUME(Comma));
        },
      });
      this.due(1, RParen, '`)`');
      return list;
    },
    () => [],
  );

  readonly argument: ParserMethod<[], Argument> = this.rule(
    'argument',
    () => {
      const start = this.ACTION(() => this.nextStart());
      const name = this.OPTION(() => {
        const word = this.CONSUME(Word);
        this.CONSUME(Colon);
        return word;
      });
      const value = this.SUBRULE(this.element);
      return this.ACTION(() => {
        const end = Math.max(start, this.lastEnd());
        return name ? { start, end, name: this.identifier(name), value } : { start, end, value };
      });
    },
    () => ({ start: this.lastEnd(), end: this.lastEnd(), value: this.missing() }),
  );

  /** A value, or `value for name in values`. */
  readonly element: ParserMethod<[], Expression> = this.rule(
    'element',
    () => {
      const start = this.ACTION(() => this.nextStart());
      const element = this.SUBRULE1(this.expression);
      const rest = this.OPTION(() => {
        this.CONSUME(For);
        const variable = this.due(1, Word, 'a name after `for`');
        this.due(2, In, '`in`');
        const iterable = this.SUBRULE2(this.expression);
        return this.ACTION(() => ({ variable: variable ? this.identifier(variable) : this.noName(), iterable }));
      });
      return this.ACTION(() =>
        rest ? { type: 'comprehension', start, end: this.lastEnd(), element, ...rest } : element,
      );
    },
    () => this.missing(),
  );

  readonly list: ParserMethod<[], Expression> = this.rule(
    'list',
    () => {
      const items: Expression[] = [];
      const open = this.CONSUME(LBracket);
      this.MANY({
        GATE: this.entryBegins,
        DEF: () => {
          const item = this.SUBRULE(this.element);
          this.ACTION(() => {
            items.push(item);
            this.resync('`,` or `]`');
          });
          this.OPTION(() => this.CONSUME(Comma));
        },
      });
      this.due(1, RBracket, '`]`');
      return this.ACTION(() => this.listNode(open, items));
    },
    () => this.missing(),
  );

  /** `[x for h in halls]` is the comprehension itself, not a list of one. */
  private listNode(open: IToken, items: Expression[]): Expression {
    const start = this.startOf(open);
    const end = this.lastEnd();
    const comprehension = items.find((item) => item.type === 'comprehension');
    if (!comprehension) return { type: 'list', start, end, items };
    if (items.length > 1) this.reportAt('unexpected-token', 'A list with `for` has one element.', comprehension);
    return { ...comprehension, start, end };
  }

  /** `{ 2027: a, 2030: b }`, `step { … }` */
  readonly map: ParserMethod<[], MapExpression> = this.rule(
    'map',
    () => {
      const start = this.ACTION(() => this.nextStart());
      const entries: MapEntry[] = [];
      const step = this.OPTION1(() => this.CONSUME(Step));
      this.CONSUME(LBrace);
      this.MANY({
        GATE: this.entryBegins,
        DEF: () => {
          const entry = this.SUBRULE(this.mapEntry);
          this.ACTION(() => {
            entries.push(entry);
            this.resync('`,`, a line end or `}`');
          });
          this.OPTION2(() => this.CONSUME(Break));
        },
      });
      this.due(3, RBrace, '`}`');
      return this.ACTION(() => ({ type: 'map', start, end: this.lastEnd(), step: step !== undefined, entries }));
    },
    () => ({ type: 'map', start: this.lastEnd(), end: this.lastEnd(), step: false, entries: [] }),
  );

  readonly mapEntry: ParserMethod<[], MapEntry> = this.rule(
    'mapEntry',
    () => {
      const key = this.SUBRULE(this.mapKey);
      this.due(1, Colon, '`:` after the key');
      const value = this.SUBRULE(this.expression);
      return this.ACTION(() => ({ start: key.start, end: Math.max(key.end, this.lastEnd()), key, value }));
    },
    () => ({ start: this.lastEnd(), end: this.lastEnd(), key: this.missing(), value: this.missing() }),
  );

  /** A date, a year, a quantity, a path or a text. */
  readonly mapKey: ParserMethod<[], Expression> = this.rule(
    'mapKey',
    () => {
      const sign = this.OPTION1(() => this.CONSUME(Minus));
      const key = this.OR<Expression>([
        {
          // Before `:` a word is no unit for the lexer, since `{ 2027 a: 1 }` may be a forgotten comma; here it is one.
          ALT: () => {
            const token = this.CONSUME(NumberLiteral);
            const unit = this.OPTION2(() =>
              this.OR1([{ ALT: () => this.CONSUME(Unit) }, { ALT: () => this.CONSUME(Word) }]),
            );
            return this.ACTION(() => this.numberNode(token, unit));
          },
        },
        { ALT: () => this.dateNode(this.CONSUME(DateLiteral)) },
        { ALT: () => this.SUBRULE(this.path) },
        { ALT: () => this.SUBRULE(this.string) },
        { ALT: () => this.redundancyNode(this.CONSUME(RedundancyLiteral)) },
        {
          ALT: () =>
            this.ACTION(() => {
              this.reportExpected('a key (a date, a quantity or a name)', 'missing-value');
              return this.missing();
            }),
        },
      ]);
      return this.ACTION((): Expression =>
        sign ? { type: 'unary', start: this.startOf(sign), end: key.end, operator: '-', operand: key } : key,
      );
    },
    () => this.missing(),
  );
}
