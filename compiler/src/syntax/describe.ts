/** Tokens in a planner's words. */
import { EOF, type IToken } from 'chevrotain';
import type { SyntaxFinding, SyntaxSlug } from './findings.js';
import { endOf } from './lexer.js';
import { DateLiteral, NumberLiteral, Separator, StringLiteral, Unit } from './tokens.js';

/** `the number \`12\``, `the end of the line`. */
export function describeToken(token: IToken, capital = false): string {
  const words = plainDescription(token);
  return capital ? words.charAt(0).toUpperCase() + words.slice(1) : words;
}

/** What ends a member that ends at an offset: its line, or the brace of the block around it. */
export function describeEnd(text: string, end: number): string {
  const brace = /[ \t]*\}/y;
  brace.lastIndex = end;
  return brace.test(text) ? '`}`' : 'the end of the line';
}

function plainDescription(token: IToken): string {
  if (token.tokenType === EOF || token.tokenType === Separator || token.image === '') return 'the end of the line';
  const image = `\`${token.image.length > 40 ? `${token.image.slice(0, 39)}…` : token.image}\``;
  switch (token.tokenType) {
    case NumberLiteral:
      return `the number ${image}`;
    case DateLiteral:
      return `the date ${image}`;
    case StringLiteral:
      return `the text ${image}`;
    case Unit:
      return `the unit ${image}`;
    default:
      return image;
  }
}

/** What to say about a character that begins nothing, and what to put in its place if that is known. */
function unknownCharacter(character: string): { slug: SyntaxSlug; message: string; replacement?: string } {
  if (character.length > 2) {
    return {
      slug: 'quote-style',
      message: 'Text stands in straight double quotes.',
      replacement: `"${character.slice(1, -1)}"`,
    };
  }
  switch (character) {
    case ';':
      return {
        slug: 'stray-semicolon',
        message: 'No `;` is needed: a line end or a comma ends a member.',
        replacement: '',
      };
    case '“':
    case '”':
    case '„':
    case "'":
    case '‘':
    case '’':
    case '`':
      return { slug: 'quote-style', message: 'Text stands in straight double quotes: `"…"`.', replacement: '"' };
    case '$':
    case '€':
    case '£':
    case '¥':
      return {
        slug: 'currency-before-number',
        message: `The unit stands after the number: \`42 ${character === '$' ? 'USD' : 'EUR'}/MWh\`.`,
      };
    case '%':
      return { slug: 'unexpected-character', message: '`%` is a unit and stands after a number: `35 %`.' };
    case '–':
    case '—':
    case '−':
      return {
        slug: 'unexpected-character',
        message: `\`${character}\` is a dash; the minus sign is \`-\`.`,
        replacement: '-',
      };
    case '×':
      return { slug: 'unexpected-character', message: 'Multiplication is written `*`.', replacement: '*' };
    case '÷':
      return {
        slug: 'unexpected-character',
        message: 'Division is written `/`, with spaces around it.',
        replacement: '/',
      };
    case '≤':
      return { slug: 'unexpected-character', message: '“At most” is written `<=`.', replacement: '<=' };
    case '≥':
      return { slug: 'unexpected-character', message: '“At least” is written `>=`.', replacement: '>=' };
    case '…':
      return {
        slug: 'unexpected-character',
        message: 'A range is written with two dots: `2027..2032`.',
        replacement: '..',
      };
    default:
      return { slug: 'unexpected-character', message: `The character ${nameOf(character)} has no meaning here.` };
  }
}

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  return code < 33 || (code > 126 && code < 161) || code === 0xfffd || (code >= 0xd800 && code < 0xe000)
    ? hex
    : `\`${character}\``;
}

/** The finding about a token of type `Unknown`, with the mend if one is known. */
export function unknownFinding(token: IToken): SyntaxFinding {
  const { slug, message, replacement } = unknownCharacter(token.image);
  const span = { start: token.startOffset, end: endOf(token) };
  if (replacement === undefined) return { slug, message, span };
  const title = replacement === '' ? `Remove \`${token.image}\`` : `Write \`${replacement}\` for \`${token.image}\``;
  return { slug, message, span, fix: { title, edits: [{ span, newText: replacement }] } };
}
