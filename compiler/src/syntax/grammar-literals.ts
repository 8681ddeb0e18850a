import type { IToken, ParserMethod } from 'chevrotain';
import { GrammarBase } from './grammar-base.js';
import { endOf } from './lexer.js';
import { dateParts, decodeString, numberValue, ratioParts, wellFormedNumber } from './literals.js';
import { AnyWord, Dot, DotDot, LBracket, NumberLiteral, RBracket, StringLiteral, Unit, Word } from './tokens.js';
import type {
  ArrayIndex,
  DateExpression,
  NumberExpression,
  PathExpression,
  PathSegment,
  QuantityExpression,
  RatioExpression,
  RedundancyExpression,
  StringExpression,
} from './tree.js';

/** Names with their paths, and what is written out in full. */
export abstract class LiteralGrammar extends GrammarBase {
  /** `A`, `A.power`, `A[2..3].racks` */
  readonly path: ParserMethod<[], PathExpression> = this.rule(
    'path',
    () => {
      const segments: PathSegment[] = [];
      const first = this.CONSUME(Word);
      const index = this.OPTION1(() => this.SUBRULE1(this.index));
      this.ACTION(() => segments.push(this.segment(first.image, this.startOf(first), this.endOf(first), index)));
      this.MANY(() => {
        this.CONSUME(Dot);
        const word = this.due(5, AnyWord, 'a name after `.`');
        const wordIndex = this.OPTION2(() => this.SUBRULE2(this.index));
        this.ACTION(() => {
          if (word) segments.push(this.segment(word.image, this.startOf(word), this.endOf(word), wordIndex));
        });
      });
      return this.ACTION(() => ({ type: 'path', start: this.startOf(first), end: this.lastEnd(), segments }));
    },
    () => this.noPath(),
  );

  protected noPath(): PathExpression {
    const name = this.noName();
    return { type: 'path', start: name.start, end: name.end, segments: [{ start: name.start, end: name.end, name }] };
  }

  private segment(text: string, start: number, end: number, index: ArrayIndex | undefined): PathSegment {
    const name = { start, end, text };
    return index ? { start, end: index.end, name, index } : { start, end, name };
  }

  /** `[2]`, `[1..4]` */
  readonly index: ParserMethod<[], ArrayIndex> = this.rule(
    'index',
    () => {
      const open = this.CONSUME(LBracket);
      const first = this.OPTION1(() => this.CONSUME1(NumberLiteral));
      const last = this.OPTION2(() => {
        this.CONSUME(DotDot);
        return this.OPTION3(() => this.CONSUME2(NumberLiteral));
      });
      const isRange = this.ACTION(() => last !== undefined);
      this.ACTION(() => {
        const well =
          first !== undefined &&
          [first, last].every((token) => token === undefined || /^[1-9][\d_]*$/.test(token.image));
        if (!well) {
          const end = endOf(this.LA(1).image === '' ? open : this.LA(1));
          this.reportSpan(
            'array-index',
            'Expected a whole number from 1 on, or a range of them: `[2]`, `[1..4]`.',
            open.startOffset,
            end,
          );
        }
        this.resync('`]`');
      });
      this.due(4, RBracket, '`]`');
      return this.ACTION(() => {
        const from = first ? numberValue(first.image) : 1;
        const to = last ? numberValue(last.image) : from;
        return { start: this.startOf(open), end: this.lastEnd(), from, to, isRange };
      });
    },
    () => ({ start: this.lastEnd(), end: this.lastEnd(), from: 1, to: 1, isRange: false }),
  );

  /** `12`, `132 kW/rack` */
  readonly number: ParserMethod<[], NumberExpression | QuantityExpression> = this.rule(
    'number',
    () => {
      const token = this.CONSUME(NumberLiteral);
      const unit = this.OPTION(() => this.CONSUME(Unit));
      return this.ACTION(() => this.numberNode(token, unit));
    },
    () => ({ type: 'number', start: this.lastEnd(), end: this.lastEnd(), value: 0, raw: '' }),
  );

  /** A number with the unit after it, if there is one. */
  protected numberNode(token: IToken, unit: IToken | undefined): NumberExpression | QuantityExpression {
    const raw = token.image;
    if (!wellFormedNumber(raw)) {
      this.reportToken('number-format', `\`${raw}\`: each \`_\` in a number stands between two digits.`, token);
    }
    const start = this.startOf(token);
    const end = this.endOf(token);
    if (!unit) return { type: 'number', start, end, value: numberValue(raw), raw };
    const unitSpan = { start: this.startOf(unit), end: this.endOf(unit) };
    return { type: 'quantity', start, end: unitSpan.end, value: numberValue(raw), raw, unit: unit.image, unitSpan };
  }

  readonly string: ParserMethod<[], StringExpression> = this.rule(
    'string',
    () => {
      const token = this.CONSUME(StringLiteral);
      return this.ACTION(() => {
        const { value, badEscape, terminated } = decodeString(token.image);
        if (!terminated) {
          const at = endOf(token);
          const fix = { title: 'Insert `"`', edits: [{ span: { start: at, end: at }, newText: '"' }] };
          this.reportToken('unterminated-string', 'Expected `"` before the end of the line.', token, fix);
        } else if (badEscape >= 0) {
          const start = token.startOffset + badEscape;
          this.reportSpan(
            'bad-escape',
            'Known escapes are `\\"`, `\\\\`, `\\n`, `\\t` and `\\u{…}`.',
            start,
            start + 2,
          );
        }
        return { type: 'string', start: this.startOf(token), end: this.endOf(token), value };
      });
    },
    () => this.noString(),
  );

  protected noString(): StringExpression {
    return { type: 'string', start: this.lastEnd(), end: this.lastEnd(), value: '' };
  }

  protected dateNode(token: IToken): DateExpression {
    const start = this.startOf(token);
    const end = this.endOf(token);
    const { year, month, day } = dateParts(token.image);
    return day === undefined
      ? { type: 'date', start, end, year, month }
      : { type: 'date', start, end, year, month, day };
  }

  protected ratioNode(token: IToken): RatioExpression {
    const { left, right } = ratioParts(token.image);
    return { type: 'ratio', start: this.startOf(token), end: this.endOf(token), left, right };
  }

  protected redundancyNode(token: IToken): RedundancyExpression {
    return { type: 'redundancy', start: this.startOf(token), end: this.endOf(token), text: token.image };
  }
}
