/**
 * From the tokens of a stretch of a block's own text to one slice of tokens for each member: repairs what the scanner
 * found unbalanced, parts members at commas and line ends, and tells reserved words from names by where they stand.
 */
import type { IToken, TokenType } from 'chevrotain';
import type { SyntaxFinding } from './findings.js';
import { closers, openers } from './grammar-base.js';
import type { Repair } from './layout.js';
import { unknownFinding } from './describe.js';
import { endOf, virtualToken } from './lexer.js';
import { MAX_EXPRESSION_DEPTH } from './limits.js';
import { continuesMember, hasLineEnd } from './lines.js';
import { countBefore } from './search.js';
import {
  At,
  Colon,
  Comma,
  Dot,
  Equals,
  Expect,
  If,
  Infix,
  LBrace,
  LParen,
  Prefix,
  RBrace,
  RBracket,
  RParen,
  Separator,
  Step,
  Uncertain,
  Unknown,
  Varying,
  With,
  Word,
  connectingTokens,
  memberTokens,
} from './tokens.js';

/** What stands in the block: it decides about words that are reserved only there. */
export type BodyKind = 'members' | 'kind' | 'test';

/** The tokens of one member. */
export interface Slice {
  readonly tokens: IToken[];
  readonly start: number;
  readonly end: number;
  /** Why it is not to be parsed, or is to be parsed without a word about what is wrong in it. */
  readonly trouble: 'none' | 'tooLong' | 'silent';
}

const brackets = { ')': RParen, ']': RBracket, '}': RBrace } as const;
const reservedWords = new Map<string, TokenType>([
  ...Object.entries(connectingTokens),
  ...Object.entries(memberTokens),
]);
const memberTypes: ReadonlySet<TokenType> = new Set(Object.values(memberTokens));
/** After one of these a word that may begin a member is a name. */
const nameFollowers: ReadonlySet<TokenType | undefined> = new Set([Colon, LBrace, Dot, Equals]);

/** How deep the tree of one bracket's content gets. */
interface Level {
  readonly bracket: TokenType | undefined;
  /** How far the present entry is: before it, after the `@`, the name or the arguments of an annotation, or past those. */
  phase: 'start' | 'sign' | 'named' | 'annotated' | 'member';
  /** Operators in the present entry, the deepest bracket in it, and the deepest of the entries before it. */
  operators: number;
  inner: number;
  done: number;
}

function newLevel(bracket: TokenType | undefined): Level {
  return { bracket, phase: 'start', operators: 0, inner: 0, done: 0 };
}

/** The phase after one more token. What stands inside the parentheses of an annotation is on a level of its own. */
function nextPhase(phase: Level['phase'], token: IToken, adjacent: boolean): Level['phase'] {
  if (phase === 'member') return 'member';
  const type = token.tokenType;
  if (type === At) return 'sign';
  if (phase === 'sign' && adjacent) return type === LParen ? 'annotated' : 'named';
  return phase !== 'start' && phase !== 'annotated' && type === LParen ? 'annotated' : 'member';
}

/** Splits one stretch of text; used once. */
export class MemberSplitter {
  private readonly slices: Slice[] = [];
  private tokens: IToken[] = [];
  private levels: Level[] = [newLevel(undefined)];
  private trouble: Slice['trouble'] = 'none';
  private previousEnd: number;
  private nextRepair = 0;

  constructor(
    private readonly text: string,
    from: number,
    private readonly kind: BodyKind,
    private readonly repairs: readonly Repair[],
    private readonly report: (finding: SyntaxFinding) => void,
  ) {
    this.previousEnd = from;
    this.nextRepair = countBefore(repairs.length, (index) => repairs[index]!.offset < from);
  }

  /** Splits `tokens`, which end before `to`. */
  split(tokens: readonly IToken[], to: number): readonly Slice[] {
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]!;
      if (this.nextRepair < this.repairs.length && this.repair(token.startOffset)) continue;
      this.take(token, tokens[at + 1]);
      this.previousEnd = endOf(token);
    }
    if (this.nextRepair < this.repairs.length) this.repair(to);
    this.finish();
    return this.slices;
  }

  /** Makes the repairs up to `offset`. True when the token there is removed. */
  private repair(offset: number): boolean {
    for (
      let repair = this.repairs[this.nextRepair];
      repair && repair.offset <= offset;
      repair = this.repairs[this.nextRepair]
    ) {
      if (repair.type === 'remove') {
        if (repair.silent) this.trouble = 'silent';
        if (offset < repair.end) return true;
      } else if (this.levels.length > 1) this.push(virtualToken(brackets[repair.bracket], repair.offset));
      this.nextRepair++;
    }
    return false;
  }

  private take(token: IToken, next: IToken | undefined): void {
    const level = this.levels.at(-1)!;
    const type = token.tokenType;
    const newLine = this.tokens.length > 0 && hasLineEnd(this.text, this.previousEnd, token.startOffset);
    if (level.bracket === undefined) {
      if (type === Comma && !(this.kind === 'test' && !beginsStatement(next))) return this.finish();
      if (type === Unknown && token.image === ';') {
        this.report(unknownFinding(token));
        return this.finish();
      }
      if (newLine && this.parts(token, level)) this.finish();
    } else if (level.bracket === LBrace && newLine && type !== RBrace && type !== Comma && this.parts(token, level)) {
      const last = this.tokens.at(-1)?.tokenType;
      if (last !== LBrace && last !== Comma) this.push(virtualToken(Separator, this.previousEnd));
    }
    if (type === Word) this.classify(token, next);
    this.push(token);
  }

  /** Does the line that begins with `token` begin a member or an entry? */
  private parts(token: IToken, level: Level): boolean {
    return (
      (level.phase === 'start' || level.phase === 'member') &&
      !continuesMember(this.text, token.startOffset, this.previousEnd)
    );
  }

  private push(token: IToken): void {
    const type = token.tokenType;
    this.tokens.push(token);
    let level = this.levels.at(-1)!;
    if (!closers.has(type)) level.phase = nextPhase(level.phase, token, token.startOffset === this.previousEnd);
    if (openers.has(type)) {
      this.levels.push(newLevel(type));
    } else if (closers.has(type)) {
      if (this.levels.length === 1) return;
      this.levels.pop();
      const depth = Math.max(level.done, level.inner + level.operators) + 1;
      level = this.levels.at(-1)!;
      level.inner = Math.max(level.inner, depth);
      this.measure(level, token);
    } else if (type === Comma || type === Separator) {
      level.done = Math.max(level.done, level.inner + level.operators);
      level.inner = 0;
      level.operators = 0;
      level.phase = 'start';
    } else if (type === If) {
      level.operators += 2;
      this.measure(level, token);
    } else if (type.CATEGORIES?.includes(Infix) || type.CATEGORIES?.includes(Prefix)) {
      level.operators++;
      this.measure(level, token);
    }
  }

  private measure(level: Level, token: IToken): void {
    if (level.inner + level.operators <= MAX_EXPRESSION_DEPTH || this.trouble !== 'none') return;
    this.trouble = 'tooLong';
    this.report({
      slug: 'expression-too-long',
      message: `This makes an expression more than ${MAX_EXPRESSION_DEPTH} steps deep. Part it with \`let\`, or sum a list: \`sum([…])\`.`,
      span: { start: token.startOffset, end: endOf(token) },
    });
  }

  private finish(): void {
    if (this.tokens.length > 0) {
      const start = this.tokens[0]!.startOffset;
      this.slices.push({ tokens: this.tokens, start, end: endOf(this.tokens.at(-1)!), trouble: this.trouble });
      this.tokens = [];
    }
    this.levels = [newLevel(undefined)];
    this.trouble = 'none';
  }

  /** Gives a word its reserved meaning, where it has one. */
  private classify(token: IToken, next: IToken | undefined): void {
    const last = this.tokens.at(-1)?.tokenType;
    if (this.levels.length === 1 && this.kind !== 'members' && this.classifyLocally(token, next, last)) return;
    const reserved = reservedWords.get(token.image);
    if (reserved === undefined || last === Dot || next?.tokenType === Colon) return;
    if (reserved === Step && next?.tokenType !== LBrace) return;
    const atStart = this.atMemberStart();
    if (memberTypes.has(reserved) ? atStart && !nameFollowers.has(next?.tokenType) : !atStart) retype(token, reserved);
  }

  /** Words that are reserved in a kind or in a test only. */
  private classifyLocally(token: IToken, next: IToken | undefined, last: TokenType | undefined): boolean {
    if (this.kind === 'kind') {
      const flag = token.image === 'varying' ? Varying : token.image === 'uncertain' ? Uncertain : undefined;
      if (!flag || !(last === Colon || last === Varying || last === Uncertain)) return false;
      retype(token, flag);
      return true;
    }
    const statement = token.image === 'with' ? With : token.image === 'expect' ? Expect : undefined;
    if (!statement || this.tokens.length > 0 || next?.tokenType === Colon) return false;
    retype(token, statement);
    return true;
  }

  private atMemberStart(): boolean {
    const { bracket, phase } = this.levels.at(-1)!;
    return (bracket === undefined || bracket === LBrace) && phase !== 'member' && phase !== 'sign';
  }
}

/** Index of the first token from `at` on that belongs to no annotation. */
export function annotationsEnd(tokens: readonly IToken[], at: number): number {
  for (let sign = tokens[at]; sign?.tokenType === At; sign = tokens[at]) {
    at += tokens[at + 1]?.startOffset === endOf(sign) ? 2 : 1;
    if (tokens[at]?.tokenType !== LParen) continue;
    let open = 0;
    do {
      const type = tokens[at++]?.tokenType;
      if (type === undefined) return at;
      if (openers.has(type)) open++;
      else if (closers.has(type)) open--;
    } while (open > 0);
  }
  return at;
}

/** Gives a token another type. */
export function retype(token: IToken, type: TokenType): void {
  token.tokenType = type;
  token.tokenTypeIdx = type.tokenTypeIdx ?? token.tokenTypeIdx;
}

function beginsStatement(token: IToken | undefined): boolean {
  return token?.image === 'with' || token?.image === 'expect';
}
