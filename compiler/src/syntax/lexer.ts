import { type IToken, Lexer, type TokenType, createTokenInstance } from 'chevrotain';
import { lexedTokens } from './tokens.js';

/** Tokens and comments of a piece of text, with offsets in the whole file. */
export interface Lexed {
  readonly tokens: IToken[];
  readonly comments: IToken[];
}

let lexer: Lexer | undefined;

/** Built at first use: importing this module costs nothing. */
function getLexer(): Lexer {
  lexer ??= new Lexer([...lexedTokens], { positionTracking: 'onlyOffset', ensureOptimizations: true, skipValidations: true });
  return lexer;
}

/** Gives the tokens of stretches of a text. */
export interface TokenSource {
  /** Tokens and comments that begin in `[from, to)`. */
  take(from: number, to: number): Lexed;
}

/**
 * Lexes a whole text at once; its stretches must be taken in order. Never fails: a character that begins nothing is a
 * token of type `Unknown`.
 */
export function lexWhole(text: string): TokenSource {
  const { tokens, groups } = getLexer().tokenize(text);
  const takeTokens = inOrder(tokens);
  const takeComments = inOrder(groups['comments'] ?? []);
  return { take: (from, to) => ({ tokens: takeTokens(from, to), comments: takeComments(from, to) }) };
}

function inOrder(tokens: readonly IToken[]): (from: number, to: number) => IToken[] {
  let at = 0;
  return (from, to) => {
    while (at < tokens.length && tokens[at]!.startOffset < from) at++;
    const first = at;
    while (at < tokens.length && tokens[at]!.startOffset < to) at++;
    return tokens.slice(first, at);
  };
}

/**
 * Lexes stretches of a text one by one: for a reparse, which needs few of them.
 *
 * A stretch is joined to a space before it is lexed. Joining copies it, so that the names in the tree hold on to this
 * small copy and not to the whole text of the version of the file in which they were read.
 */
export function lexPieces(text: string): TokenSource {
  return {
    take(from, to) {
      const { tokens, groups } = getLexer().tokenize(` ${text.slice(from, to)}`);
      const comments = groups['comments'] ?? [];
      move(tokens, from - 1);
      move(comments, from - 1);
      return { tokens, comments };
    },
  };
}

function move(tokens: readonly IToken[], shift: number): void {
  for (const token of tokens) token.startOffset += shift;
}

/** A token of no width that stands for what is missing, or for a line end. */
export function virtualToken(type: TokenType, offset: number): IToken {
  return createTokenInstance(type, '', offset, offset - 1, NaN, NaN, NaN, NaN);
}

/** Offset just past a token. */
export function endOf(token: IToken): number {
  return token.startOffset + token.image.length;
}
