import type { IToken } from 'chevrotain';
import { endOf } from './lexer.js';
import { countBefore } from './search.js';

/**
 * The text of the `///` lines that stand directly above `offset`, without slashes; undefined when there are none.
 * `comments` are those of the stretch before it, in order.
 */
export function docAbove(text: string, offset: number, comments: readonly IToken[]): string | undefined {
  const lines: string[] = [];
  let below = offset;
  const above = countBefore(comments.length, (index) => comments[index]!.startOffset < offset);
  for (let at = above - 1; at >= 0; at--) {
    const comment = comments[at]!;
    const { image } = comment;
    if (!image.startsWith('///') || image.startsWith('////')) break;
    if (lineEndsIn(text, endOf(comment), below) !== 1 || !isFirstOnLine(text, comment.startOffset)) break;
    lines.push(image.slice(3).replace(/^ /, '').trimEnd());
    below = comment.startOffset;
  }
  return lines.length === 0 ? undefined : lines.reverse().join('\n');
}

/** Number of line ends between two offsets, or -1 when more than white space stands there. */
function lineEndsIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) count++;
    else if (code > 32) return -1;
  }
  return count;
}

function isFirstOnLine(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at--) {
    const code = text.charCodeAt(at);
    if (code === 10) return true;
    if (code > 32 && code !== 0xfeff) return false;
  }
  return true;
}
