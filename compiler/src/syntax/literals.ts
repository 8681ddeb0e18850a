/** What the written form of a number, a date, a ratio or a text says. */

export interface Decoded {
  readonly value: string;
  /** Offset in the literal of the first escape that means nothing; -1 if all are well. */
  readonly badEscape: number;
  readonly terminated: boolean;
}

const TRAILING = ' \t,(){}[]';

/**
 * Where the text that begins with the quote at `start` ends, in a piece of text that ends at `limit`. A text without a
 * closing quote goes to the end of its line, less the brackets and commas there, which most likely are none of its own.
 */
export function stringEnd(text: string, start: number, limit: number): { end: number; terminated: boolean } {
  let at = start + 1;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === 34) return { end: at + 1, terminated: true };
    if (code === 10 || code === 13) break;
    if (code === 92 && at + 1 < limit && text.charCodeAt(at + 1) !== 10 && text.charCodeAt(at + 1) !== 13) at++;
  }
  let end = Math.min(at, limit);
  while (end > start + 1 && TRAILING.includes(text.charAt(end - 1))) end--;
  return { end, terminated: false };
}

const simpleEscapes: Readonly<Record<string, string>> = { '"': '"', '\\': '\\', n: '\n', t: '\t' };

/** The text that a string literal stands for. */
export function decodeString(image: string): Decoded {
  if (image.length > 1 && image.endsWith('"') && !image.includes('\\')) {
    return { value: image.slice(1, -1), badEscape: -1, terminated: true };
  }
  let value = '';
  let badEscape = -1;
  for (let at = 1; at < image.length; at++) {
    const character = image.charAt(at);
    if (character === '"') return { value, badEscape, terminated: true };
    if (character !== '\\') {
      value += character;
      continue;
    }
    const escape = image.charAt(at + 1);
    const unicode = /^u\{([0-9a-fA-F]{1,6})\}/.exec(image.slice(at + 1, at + 11));
    const code = Number.parseInt(unicode?.[1] ?? '', 16);
    if (unicode && code <= 0x10ffff) {
      value += String.fromCodePoint(code);
      at += unicode[0].length;
    } else {
      const simple = simpleEscapes[escape];
      if (simple === undefined && badEscape < 0) badEscape = at;
      value += simple ?? escape;
      at++;
    }
  }
  return { value, badEscape, terminated: false };
}

/** The value of `1_000.5`. Malformed underscores are ignored here and reported by `wellFormedNumber`. */
export function numberValue(image: string): number {
  return Number(image.includes('_') ? image.replaceAll('_', '') : image);
}

/** Each `_` stands between two digits. */
export function wellFormedNumber(image: string): boolean {
  return !image.includes('_') || !/__|_(?!\d)/.test(image);
}

export function dateParts(image: string): { year: number; month: number; day?: number } {
  const year = Number(image.slice(0, 4));
  const month = Number(image.slice(5, 7));
  return image.length > 7 ? { year, month, day: Number(image.slice(8)) } : { year, month };
}

export function ratioParts(image: string): { left: number; right: number } {
  const [left = 0, right = 1] = image.split(':').map(Number);
  return { left, right };
}
