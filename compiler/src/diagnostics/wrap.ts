/** Longest line that the command line writes: two windows of it stand beside each other on a usual screen. */
export const LINE_WIDTH = 110;

/** Stands for a space that must not end a line. */
const GLUE = '\u00a0';

/**
 * Prose in lines of at most `width` characters; a word that is longer has a line of its own. A number stays on the line of
 * its unit.
 * @param indent what the first line begins with
 * @param hanging what the others begin with
 */
export function wrap(text: string, indent = '', hanging = indent, width = LINE_WIDTH): string[] {
  const lines: string[] = [];
  let line = indent;
  let empty = true;
  for (const word of glued(text.trim())
    .split(/[^\S\u00a0]+/)
    .map((part) => part.replaceAll(GLUE, ' '))) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = hanging;
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line];
}

/** `378 M USD` and `51 079 accelerators` are one word each, as far as lines go. */
function glued(text: string): string {
  return text.replace(/(?<=\d) (?=[^\s(])/g, GLUE).replace(new RegExp(`(?<=\\d${GLUE}[kMBT]) (?=[A-Z])`, 'g'), GLUE);
}

/**
 * The text with what a terminal would obey instead of show (control characters, marks that turn the direction of writing)
 * replaced, each by one character.
 */
export function printable(text: string): string {
  return text.replaceAll('\t', ' ').replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '\ufffd');
}

/** The text, or its beginning with a `…` where it is longer than `width`. */
export function shortened(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1).trimEnd()}…`;
}
