import {
  closeSync,
  fstatSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MAX_FILE_LENGTH } from '../../../compiler/src/syntax/index.js';

/** Of a larger file this much is read, bytes: the compiler then refuses it for its length. */
const READ_LIMIT = MAX_FILE_LENGTH + 1;

/** A file's text without its byte order mark; undefined where it cannot be read. */
export function readText(file: string): string | undefined {
  try {
    const descriptor = openSync(file, 'r');
    try {
      if (fstatSync(descriptor).size < READ_LIMIT) return readFileSync(descriptor, 'utf8').replace(/^\ufeff/, '');
      const beginning = Buffer.alloc(READ_LIMIT);
      return beginning.toString('latin1', 0, readSync(descriptor, beginning, 0, READ_LIMIT, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** `@scope/package/file.dcplan` in the nearest `node_modules` above a folder. */
export function packageFile(folder: string, spec: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', spec);
    if (isFile(candidate) || at === dirname(at)) return candidate.replaceAll('\\', '/');
  }
}

/** Every plan below a folder, in order; what cannot be read is left out. */
export function plansBelow(folder: string): string[] {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : plansBelow(path);
      return entry.name.endsWith('.dcplan') ? [path] : [];
    });
}

/**
 * Writes a module of the library where an editor can open it, read only, and says its URI; undefined where that cannot be
 * done, or where the place is another user's.
 */
export function materialise(version: string, module: string, text: string): string | undefined {
  const user = process.getuid?.();
  const folder = join(tmpdir(), `dcplan-${version}${user === undefined ? '' : `-${user}`}`);
  const file = join(folder, 'library', `${module}.dcplan`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (user !== undefined && lstatSync(folder).uid !== user) return undefined;
    if (readText(file) !== text) {
      mkdirSync(dirname(file), { recursive: true });
      rmSync(file, { force: true });
      writeFileSync(file, text, { mode: 0o444 });
    }
    return pathToFileURL(file).href;
  } catch {
    return undefined;
  }
}

function isFile(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
