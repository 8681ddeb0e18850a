import {
  EOF,
  EmbeddedActionsParser,
  type IParserErrorMessageProvider,
  type IRecognitionException,
  type IToken,
  type ParserMethod,
  type TokenType,
} from 'chevrotain';
import { describeEnd, describeToken, unknownFinding } from './describe.js';
import type { SyntaxFinding, SyntaxSlug } from './findings.js';
import { endOf } from './lexer.js';
import { Comma, LBrace, LBracket, LParen, RBrace, RBracket, RParen, Separator, Unknown, allTokens } from './tokens.js';
import type { Identifier, MissingExpression, Node } from './tree.js';

export const openers: ReadonlySet<TokenType> = new Set([LBrace, LBracket, LParen]);
export const closers: ReadonlySet<TokenType> = new Set([RBrace, RBracket, RParen]);

/** The context in which one run of the parser stands. */
export interface ParseContext {
  /** Text of the file. */
  readonly text: string;
  /** Where the enclosing block starts: nodes are relative to it. */
  readonly base: number;
  /** Takes findings, with offsets in the file. */
  readonly report: (finding: SyntaxFinding) => void;
}

export interface GrammarOptions {
  /** Check the grammar for ambiguities while it is built: for a test, since it takes long. */
  readonly validate: boolean;
}

/** Chevrotain's own messages are never shown: findings are worded here. */
function silentProvider(watch: { raised: number }): IParserErrorMessageProvider {
  const raise = (): string => {
    watch.raised++;
    return '';
  };
  return {
    buildMismatchTokenMessage: raise,
    buildNotAllInputParsedMessage: raise,
    buildNoViableAltMessage: raise,
    buildEarlyExitMessage: raise,
  };
}

const nowhere: ParseContext = { text: '', base: 0, report: () => undefined };

/**
 * What the rules share.
 *
 * Recovery is by hand where a planner's mistake is likely: a token that is due is an `OPTION`, and its absence a finding
 * in the planner's words, so that the rest of the member is still read. Chevrotain's own recovery stands behind it. The
 * state of a run lives on the instance, since what is in the local variables of a rule is lost when an error unwinds it.
 */
export abstract class GrammarBase extends EmbeddedActionsParser {
  protected context: ParseContext = nowhere;
  /** One mistake, one error: nothing more is reported until the next entry or member begins. */
  private quiet = false;
  /** How much has been reported so far, ever. */
  private reports = 0;

  /** How many errors Chevrotain has raised: its own list of them is copied whenever it is looked at. */
  private readonly watch: { raised: number };

  protected constructor({ validate }: GrammarOptions) {
    const watch = { raised: 0 };
    super([...allTokens], {
      recoveryEnabled: true,
      maxLookahead: 2,
      skipValidations: !validate,
      errorMessageProvider: silentProvider(watch),
    });
    this.watch = watch;
  }

  /** A grammar rule; `onError` gives what stands for its node when Chevrotain's own recovery had to leave it. */
  protected rule<T>(name: string, body: () => NoInfer<T>, onError: () => NoInfer<T>): ParserMethod<[], T> {
    return this.RULE(name, body, { recoveryValueFunc: onError });
  }

  /** Runs `rule` over `tokens`. Returns what it yields and the index of the first token that it left. */
  run<T>(rule: () => T, tokens: IToken[], context: ParseContext): { node: T; used: number } {
    this.context = context;
    this.quiet = false;
    const reportsBefore = this.reports;
    const count = tokens.length;
    this.input = tokens;
    const raisedBefore = this.watch.raised;
    const node = rule.call(this);
    let used = count;
    const errors = this.watch.raised === raisedBefore ? [] : this.errors;
    for (const error of errors) {
      if (error.name === 'NotAllInputParsedException') used = Math.min(used, tokens.indexOf(error.token));
      else if (this.reports === reportsBefore) this.reportException(error, tokens.at(-1));
    }
    this.context = nowhere;
    return { node, used: used < 0 ? count : used };
  }

  // ------------------------------------------------------------------------------------------------------- positions

  protected startOf(token: IToken): number {
    return token.startOffset - this.context.base;
  }

  protected endOf(token: IToken): number {
    return endOf(token) - this.context.base;
  }

  /** End of the last token read, relative to the block. */
  protected lastEnd(): number {
    const last = this.LA(0);
    return last.tokenType === EOF ? this.nextStart() : this.endOf(last);
  }

  /** Start of the next token, or where the input ends. */
  protected nextStart(): number {
    const next = this.LA(1);
    if (next.tokenType !== EOF) return this.startOf(next);
    const last = this.LA(0);
    return last.tokenType === EOF ? 0 : this.endOf(last);
  }

  protected identifier(token: IToken): Identifier {
    return { start: this.startOf(token), end: this.endOf(token), text: token.image };
  }

  /** A name that is missing, at the place where it was due. */
  protected noName(): Identifier {
    const at = this.lastEnd();
    return { start: at, end: at, text: '' };
  }

  protected missing(): MissingExpression {
    const at = this.lastEnd();
    return { type: 'missing', start: at, end: at };
  }

  // -------------------------------------------------------------------------------------------------------- findings

  protected isQuiet(): boolean {
    return this.quiet;
  }

  /** Reports at a node of the tree. */
  protected reportAt(slug: SyntaxSlug, message: string, at: Node, fix?: SyntaxFinding['fix']): void {
    const { base } = this.context;
    this.reportSpan(slug, message, at.start + base, at.end + base, fix);
  }

  protected reportToken(slug: SyntaxSlug, message: string, at: IToken, fix?: SyntaxFinding['fix']): void {
    this.reportSpan(slug, message, at.startOffset, endOf(at), fix);
  }

  /** Offsets in the file. A place of no width, as an end of line, takes in the character before it. */
  protected reportSpan(
    slug: SyntaxSlug,
    message: string,
    start: number,
    end: number,
    fix?: SyntaxFinding['fix'],
  ): void {
    if (this.quiet) return;
    this.quiet = true;
    this.reports++;
    const from = end > start ? start : Math.max(0, start - 1);
    this.context.report({ slug, message, span: { start: from, end: Math.max(end, from) }, ...(fix && { fix }) });
  }

  /** "Expected X, found Y", at the next token. */
  protected reportExpected(what: string, slug: SyntaxSlug = 'unexpected-token', fix?: SyntaxFinding['fix']): void {
    const next = this.LA(1);
    if (next.tokenType === Unknown) {
      const { slug: unknownSlug, message: about, span, fix: mend } = unknownFinding(next);
      this.reportSpan(unknownSlug, about, span.start, span.end, mend);
      return;
    }
    const atEnd = next.tokenType === EOF || next.image === '';
    const place = this.context.base + (atEnd ? this.lastEnd() : this.startOf(next));
    const message = `Expected ${what}, found ${atEnd ? describeEnd(this.context.text, place) : describeToken(next)}.`;
    this.reportSpan(slug, message, place, atEnd ? place : endOf(next), fix);
  }

  private reportException({ token }: IRecognitionException, last: IToken | undefined): void {
    const message = `${describeToken(token, true)} cannot stand here.`;
    const place = token.tokenType === EOF ? last : token;
    if (place) this.reportToken('unexpected-token', message, place);
  }

  // ----------------------------------------------------------------------------------------------------- small parts

  /** A token that is due here; reports and goes on without it when it is not there. */
  protected due(index: number, type: TokenType, what: string): IToken | undefined {
    const token = this.option<IToken | undefined>(index, () => this.consume(index, type));
    if (token === undefined) this.ACTION(() => this.reportExpected(what));
    return token;
  }

  /** Stands for a token where none of those that are due is there. */
  protected nothing(what: string): undefined {
    this.reportExpected(what);
    return undefined;
  }

  /**
   * Ends an entry of a list, a map or a body: steps over what does not belong to it, and reports that. Brackets balance,
   * so the closer that ends the whole is the first one without an opener.
   */
  protected resync(what: string): void {
    if (this.endsEntry(this.LA(1).tokenType)) return;
    this.reportExpected(what);
    let open = 0;
    for (let type = this.LA(1).tokenType; type !== EOF; type = this.LA(1).tokenType) {
      if (open === 0 && this.endsEntry(type)) return;
      if (openers.has(type)) open++;
      if (closers.has(type)) open--;
      this.SKIP_TOKEN();
    }
  }

  /** For the loops over entries: an entry begins, unless the whole ends here. It may turn out empty, which is reported. */
  protected readonly entryBegins = (): boolean => {
    const type = this.LA(1).tokenType;
    this.quiet = false;
    return type !== EOF && !closers.has(type);
  };

  private endsEntry(type: TokenType): boolean {
    return type === EOF || type === Comma || type === Separator || closers.has(type);
  }
}
