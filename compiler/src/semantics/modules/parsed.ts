import { parse, type ParsedFile } from '../../syntax/index.js';

/** Most parsed files that are remembered. A plan with the library is about twenty. */
const MAX_REMEMBERED = 200;

const remembered = new Map<string, ParsedFile>();

/** The text, parsed; a text seen before in this process is not parsed again. */
export function parsed(text: string): ParsedFile {
  const known = remembered.get(text);
  if (known !== undefined) {
    remembered.delete(text);
    remembered.set(text, known);
    return known;
  }
  const file = parse(text);
  remembered.set(text, file);
  if (remembered.size > MAX_REMEMBERED) {
    const oldest = remembered.keys().next();
    if (oldest.done !== true) remembered.delete(oldest.value);
  }
  return file;
}

/** Lets a caller that keeps its own parsed files (an editor) hand one in, so that its blocks are not parsed anew. */
export function remember(file: ParsedFile): void {
  remembered.set(file.text, file);
}
