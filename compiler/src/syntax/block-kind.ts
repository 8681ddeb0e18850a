import type { BlockKind } from './layout.js';
import { NAME } from './patterns.js';

const FIRST_WORD = new RegExp(`(${NAME})[ \\t]*`, 'yu');
const INDEX = /\[[^\]\r\n]*\][ \t]*/y;
const NEXT_WORD_OR_LITERAL = /[\p{L}\p{N}_"]/uy;

/**
 * What kind of block the brace at `brace` opens for the member whose head begins at `head`; undefined when the brace
 * belongs to a value, an import, or nothing at all.
 */
export function blockKindAt(text: string, head: number, brace: number): BlockKind | undefined {
  FIRST_WORD.lastIndex = head;
  const word = FIRST_WORD.exec(text)?.[1];
  if (word === undefined) return undefined;
  let next = FIRST_WORD.lastIndex;
  if (next >= brace) return 'block';
  if (text.charAt(next) === '[') {
    INDEX.lastIndex = next;
    if (!INDEX.test(text)) return undefined;
    next = INDEX.lastIndex;
    return next >= brace ? 'block' : undefined;
  }
  NEXT_WORD_OR_LITERAL.lastIndex = next;
  if (!NEXT_WORD_OR_LITERAL.test(text)) return undefined;
  switch (word) {
    case 'import':
    case 'let':
    case 'metric':
    case 'require':
    case 'prefer':
      return undefined;
    case 'kind':
    case 'scenario':
    case 'test':
      return word;
    default:
      return 'block';
  }
}
