import { readFileSync } from 'node:fs';
import { useParsedLibrary } from '../workspace/parsed-library.js';

/**
 * Hands the compiler the library's trees that the build wrote beside this program, which saves parsing the library at
 * every start. Run from source there are none, and the library is parsed like any file.
 */
export function readParsedLibrary(): void {
  try {
    // Written in ASCII: one byte is one character, and nothing is decoded.
    useParsedLibrary(readFileSync(new URL('./stdlib-trees.jsonl', import.meta.url), 'latin1'));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
