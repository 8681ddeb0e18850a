import { endOf, lex } from './lexer.js';
import { CONNECTING_WORDS } from './patterns.js';

/** A token of a line, and whether white space stands before it. */
export interface Spaced {
  readonly text: string;
  /** Name of the token's type. */
  readonly kind: string;
  readonly spaced: boolean;
}

const connecting: ReadonlySet<string> = new Set(CONNECTING_WORDS);

/** Operators that stand between spaces, whatever was written. */
const SPACED: ReadonlySet<string> = new Set(['±', '+/-', '|', '<', '<=', '>', '>=', '==', '!=', '=']);
/** Operators that keep the space that was written, the same on both sides: `2027..2032`, `Power/rack`. */
const KEPT: ReadonlySet<string> = new Set(['..', '*', '/', '+', '-']);

/** True where an operand ends: what follows a sign there is a sum. */
function endsOperand(token: Spaced | undefined): boolean {
  if (token === undefined) return false;
  const { kind, text } = token;
  return /Literal$|^Unit$/.test(kind) || /^[)\]}]$/.test(text) || (kind === 'Word' && !connecting.has(text));
}

/** Space between two neighbours on one line: a blank or nothing. `before` is what stands before `left`. */
export function spaceBetween(before: Spaced | undefined, left: Spaced, right: Spaced): '' | ' ' {
  const written = right.spaced ? ' ' : '';
  if (right.text === ',' || right.text === ':' || left.text === '@' || left.text === '.' || right.text === '.')
    return '';
  if (left.text === ',' || left.text === ':') return ' ';
  if (right.text === '{' || left.text === '}' || right.kind === 'Unit') return ' ';
  if (SPACED.has(left.text) || SPACED.has(right.text)) return ' ';
  if (KEPT.has(right.text)) return isSum(left, right) ? ' ' : written;
  if (KEPT.has(left.text)) {
    // A sign belongs to its operand.
    if ((left.text === '-' || left.text === '+') && !endsOperand(before)) return '';
    return isSum(before, left) || left.spaced ? ' ' : written;
  }
  return written;
}

function isSum(before: Spaced | undefined, { text }: Spaced): boolean {
  return (text === '+' || text === '-') && endsOperand(before);
}

/** An expression on one line and without comments, the same however it is laid out. */
export function onOneLine(text: string): string {
  let end = 0;
  const tokens = lex(text, 0, text.length).tokens.map((token): Spaced => {
    const spaced = token.startOffset > end;
    end = endOf(token);
    return { text: token.image.trimEnd(), kind: token.tokenType.name, spaced };
  });
  return tokens
    .map((token, i) => {
      const left = tokens[i - 1];
      if (left === undefined || /^[([]$/.test(left.text) || /^[)\]]$/.test(token.text)) return token.text;
      return spaceBetween(tokens[i - 2], left, token) + token.text;
    })
    .join('');
}
