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
  lexer ??= new Lexer([...lexedTokens], {
    positionTracking: 'onlyOffset',
    ensureOptimizations: true,
    skipValidations: true,
  });
  return lexer;
}

/**
 * Lexes `text` from `from` to `to`. Never fails: a character that begins nothing is a token of type `Unknown`.
 *
 * The piece is joined to a space before it is lexed. Joining copies it, so that the names in the tree hold on to this
 * small copy and not to the whole text of the version of the file in which they were read.
 */
export function lex(text: string, from: number, to: number): Lexed {
  const { tokens, groups } = getLexer().tokenize(` ${text.slice(from, to)}`);
  const comments = groups['comments'] ?? [];
  move(tokens, from - 1);
  move(comments, from - 1);
  return { tokens, comments };
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
