import { parse, type ParsedFile, reparse } from '../../syntax/index.js';

/** Most texts that are remembered. A plan with the library is about twenty. */
const MAX_REMEMBERED = 200;

/** Most characters of them all: an editor has a new version of a large plan at every keystroke. */
const MAX_CHARACTERS = 1_500_000;

const byText = new Map<string, ParsedFile>();
const lastOf = new Map<string, ParsedFile>();

/**
 * The text of a file, parsed. A text seen before in this process is not parsed again, and of a new version of a file only
 * what changed is.
 */
export function parsed(file: string, text: string): ParsedFile {
  const known = byText.get(text);
  const previous = lastOf.get(file);
  const result = known ?? (previous === undefined ? parse(text) : reparse(previous, text));
  keep(byText, text, result);
  keep(lastOf, file, result);
  return result;
}

/** Puts an entry at the young end of a map, and lets go of the oldest. */
function keep<K>(map: Map<K, ParsedFile>, key: K, value: ParsedFile): void {
  map.delete(key);
  map.set(key, value);
  let sum = 0;
  if (value.text.length > MAX_CHARACTERS / MAX_REMEMBERED) for (const file of map.values()) sum += file.text.length;
  for (const [oldest, file] of map) {
    if (map.size <= MAX_REMEMBERED && sum <= MAX_CHARACTERS) return;
    if (oldest === key) return;
    map.delete(oldest);
    sum -= file.text.length;
  }
}

/** Lets a caller that keeps its own parsed files (an editor) hand one in, so that its blocks are not parsed anew. */
export function remember(file: string, parsedFile: ParsedFile): void {
  keep(byText, parsedFile.text, parsedFile);
  keep(lastOf, file, parsedFile);
}
