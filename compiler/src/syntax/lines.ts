/** Questions about lines that the layout scanner and the splitter of members must answer alike. */
import { CONNECTING_WORDS, MEMBER_WORDS, NAME } from './patterns.js';

const JOINING = CONNECTING_WORDS.filter((word) => word !== 'if' && word !== 'step' && word !== 'not').join('|');

/** A line that goes on with the member above: it begins with an operator, a joining word or a message, not a name in quotes. */
const CONTINUES = new RegExp(
  `[-+*/|<>=±.!?{:]|"(?![^"\\r\\n]*"[ \\t]*[:{=])|(?:${JOINING})(?![\\p{L}\\p{N}_])(?!\\??[ \\t]*[:{.])`,
  'yu',
);

/** A line that surely begins a member, whatever stands above it. */
const BEGINS = new RegExp(
  `@[\\p{L}_]|(?:${MEMBER_WORDS.join('|')})[ \\t]+[^\\s:{]|` +
    `(?:${NAME})(?:\\.${NAME}|\\[[^\\]\\r\\n]*\\])*\\??[ \\t]*[:{]|` +
    `(?!(?:${CONNECTING_WORDS.join('|')})[ \\t])(?:${NAME})[ \\t]+(?:${NAME})(?:\\[[^\\]\\r\\n]*\\])?[ \\t]*(?::[^:{\\r\\n]*)?\\{`,
  'yu',
);

/** `kind Name[1..4]: Base` alone on a line: a head whose brace is missing. */
const BARE_HEAD = new RegExp(
  `(?!(?:import|let|metric|require|prefer|with|expect|${CONNECTING_WORDS.join('|')})[ \\t])(?:${NAME})[ \\t]+(?:${NAME})` +
    `(?:\\[[^\\]\\r\\n]*\\])?(?:[ \\t]*:[ \\t]*${NAME}(?:\\.${NAME})*)?(?=[ \\t]*(?://[^\\r\\n]*)?\\r?$)`,
  'yum',
);

function testAt(pattern: RegExp, text: string, offset: number): boolean {
  pattern.lastIndex = offset;
  return pattern.test(text);
}

/** Does the text at `offset`, first on its line, surely begin a member? */
export function beginsMember(text: string, offset: number): boolean {
  return testAt(BEGINS, text, offset);
}

/** Where the bare head at `offset` ends, or -1 if there is none. */
export function bareHeadEnd(text: string, offset: number): number {
  return testAt(BARE_HEAD, text, offset) ? BARE_HEAD.lastIndex : -1;
}

/**
 * Does the text at `offset`, first on its line, go on with the member above? `previousEnd` is the end of the last token
 * before it.
 */
export function continuesMember(text: string, offset: number, previousEnd: number): boolean {
  if (testAt(CONTINUES, text, offset)) return true;
  return endsOpen(text, previousEnd) && !beginsMember(text, offset);
}

/** Is more due after what ends here: an operator, or `name:` without its value? */
function endsOpen(text: string, end: number): boolean {
  switch (text[end - 1]) {
    case '+':
    case '-':
    case '*':
    case '/':
    case '|':
    case '<':
    case '>':
    case '=':
    case '±':
    case ':':
      return true;
    case '.':
      return text[end - 2] === '.';
    default:
      return false;
  }
}

/** Is there a line end between two offsets? What stands between is white space and comments. */
export function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) return true;
  return false;
}

const TAB = 4;

/** Column of `offset`, with tabs to the next multiple of four. */
export function columnAt(text: string, lineStart: number, offset: number): number {
  let column = 0;
  for (let at = lineStart; at < offset; at++) column += text.charCodeAt(at) === 9 ? TAB - (column % TAB) : 1;
  return column;
}
