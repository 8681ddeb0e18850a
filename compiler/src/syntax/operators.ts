/**
 * From a flat row of operands and operators to a tree, by precedence. Doing this by one loop instead of one grammar rule
 * per level is what keeps a value that is a single number cheap.
 */
import type { IToken, TokenType } from 'chevrotain';
import type { SyntaxFinding } from './findings.js';
import { endOf } from './lexer.js';
import {
  And,
  Bar,
  DotDot,
  EqualEqual,
  From,
  Greater,
  GreaterEqual,
  Growing,
  Less,
  LessEqual,
  Minus,
  Not,
  NotEqual,
  Of,
  Or,
  Plus,
  PlusMinus,
  Slash,
  Star,
  Until,
} from './tokens.js';
import type { BinaryOperator, Expression, GrowingExpression } from './tree.js';

/** An expression and the range that it takes with the parentheses around it. Offsets relative to the block. */
export interface Operand {
  readonly node: Expression;
  readonly start: number;
  readonly end: number;
}

const enum Level {
  Alternatives,
  Growing,
  Or,
  And,
  Not,
  Comparison,
  Of,
  Uncertain,
  Range,
  Sum,
  Product,
  Unary,
}

const infixLevels = new Map<TokenType, Level>([
  [Bar, Level.Alternatives],
  [Growing, Level.Growing],
  [From, Level.Growing],
  [Until, Level.Growing],
  [Or, Level.Or],
  [And, Level.And],
  [Less, Level.Comparison],
  [LessEqual, Level.Comparison],
  [Greater, Level.Comparison],
  [GreaterEqual, Level.Comparison],
  [EqualEqual, Level.Comparison],
  [NotEqual, Level.Comparison],
  [Of, Level.Of],
  [PlusMinus, Level.Uncertain],
  [DotDot, Level.Range],
  [Plus, Level.Sum],
  [Minus, Level.Sum],
  [Star, Level.Product],
  [Slash, Level.Product],
]);

interface Pending {
  readonly token: IToken;
  readonly level: Level;
  readonly prefix: boolean;
}

/** Collects operands and operators in the order in which they are written; `finish` gives the tree. */
export class OperatorRow {
  private readonly operands: Operand[] = [];
  private readonly operators: Pending[] = [];
  /** Offsets relative to `base`. */
  constructor(
    private readonly base: number,
    private readonly report: (finding: SyntaxFinding) => void,
  ) {}

  operand(operand: Operand): void {
    this.operands.push(operand);
  }

  prefix(token: IToken): void {
    this.operators.push({ token, level: token.tokenType === Not ? Level.Not : Level.Unary, prefix: true });
  }

  infix(token: IToken): void {
    const level = infixLevels.get(token.tokenType) ?? Level.Product;
    // Comparisons do not chain, so an equal level means a chain there and "to the left first" elsewhere.
    while (this.operators.length > 0) {
      const before = this.operators.at(-1)!;
      if (before.level < level) break;
      if (level === Level.Comparison && before.level === level) this.reportChain(token);
      this.reduce();
    }
    this.operators.push({ token, level, prefix: false });
  }

  finish(): Operand {
    while (this.operators.length > 0) this.reduce();
    return this.operands[0]!;
  }

  private reduce(): void {
    const { token, prefix } = this.operators.pop()!;
    const right = this.operands.pop()!;
    if (prefix) {
      const start = token.startOffset - this.base;
      const operator = token.tokenType === Not ? 'not' : token.tokenType === Minus ? '-' : '+';
      this.push({ type: 'unary', start, end: right.end, operator, operand: right.node });
      return;
    }
    const left = this.operands.pop()!;
    this.push(this.combine(token, left, right));
  }

  private push(node: Expression): void {
    this.operands.push({ node, start: node.start, end: node.end });
  }

  private combine(token: IToken, left: Operand, right: Operand): Expression {
    const { start } = left;
    const { end } = right;
    switch (token.tokenType) {
      case Bar:
        return left.node.type === 'alternatives' && left.start === left.node.start
          ? { ...left.node, end, options: [...left.node.options, right.node] }
          : { type: 'alternatives', start, end, options: [left.node, right.node] };
      case Growing:
        return { type: 'growing', start, end, operand: left.node, rate: right.node };
      case From:
      case Until:
        return this.bound(token, left, right);
      case Of:
        return { type: 'of', start, end, count: left.node, what: right.node };
      case PlusMinus:
        return { type: 'uncertain', start, end, center: left.node, deviation: right.node };
      case DotDot:
        return { type: 'range', start, end, from: left.node, to: right.node };
      default:
        return {
          type: 'binary',
          start,
          end,
          operator: token.image as BinaryOperator,
          left: left.node,
          right: right.node,
        };
    }
  }

  private bound(token: IToken, left: Operand, right: Operand): Expression {
    const key = token.tokenType === From ? 'from' : 'until';
    const growing: GrowingExpression | undefined = left.node.type === 'growing' ? left.node : undefined;
    if (growing && growing[key] === undefined) return { ...growing, end: right.end, [key]: right.node };
    this.report({
      slug: 'misplaced-growing',
      message: growing
        ? `\`${key}\` is given twice.`
        : `\`${key}\` belongs after \`growing\`: \`12_000 req/s growing 30 %/year from 2027 until 2035\`.`,
      span: { start: token.startOffset, end: endOf(token) },
    });
    return left.node;
  }

  private reportChain(token: IToken): void {
    this.report({
      slug: 'chained-comparison',
      message: `Comparisons do not chain. Write two, joined by \`and\`: \`a ${token.image} b and b ${token.image} c\`.`,
      span: { start: token.startOffset, end: endOf(token) },
    });
  }
}
