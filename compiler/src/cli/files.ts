import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  statSync,
} from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { ModuleHost } from '../semantics/index.js';
import { MAX_FILE_LENGTH } from '../syntax/index.js';
import { stdlibFiles } from '../workspace/generated/stdlib.js';
import { readParsedLibrary } from './parsed-library.js';
import { CommandError } from './terminal.js';

/** Of a larger file this much is read, bytes: the compiler then refuses it for its length. */
const READ_LIMIT = MAX_FILE_LENGTH + 1;

/** Reads plans from the disk. Names are paths relative to the working folder, with `/`, where they are below it. */
export function diskHost(): ModuleHost {
  readParsedLibrary();
  return {
    stdlib: stdlibFiles,
    read: (file) => {
      try {
        return readText(file);
      } catch {
        return undefined;
      }
    },
    resolve: (from, spec) =>
      spec.startsWith('@') || !/^[./]/.test(spec)
        ? packageFile(dirname(from), spec)
        : display(join(dirname(from), spec)),
  };
}

/** A file's text without its byte order mark; of a file that is too large its beginning, a character for each byte. */
function readText(file: string): string {
  const descriptor = openSync(file, 'r');
  try {
    if (fstatSync(descriptor).size < READ_LIMIT) return readFileSync(descriptor, 'utf8').replace(/^\ufeff/, '');
    const beginning = Buffer.alloc(READ_LIMIT);
    return beginning.toString('latin1', 0, readSync(descriptor, beginning, 0, READ_LIMIT, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** `@scope/package/file.dcplan` in the nearest `node_modules` above. */
function packageFile(folder: string, spec: string): string {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const candidate = join(at, 'node_modules', spec);
    if (exists(candidate) || at === dirname(at)) return display(candidate);
  }
}

function exists(file: string): boolean {
  try {
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/** A path as messages show it. */
function display(file: string): string {
  const below = relative(process.cwd(), resolve(file));
  return (below.startsWith('..') || isAbsolute(below) ? resolve(file) : below).replaceAll('\\', '/');
}

/**
 * The plan files that arguments name: files as they are, folders by what they hold (not below `node_modules`). Without
 * arguments, the working folder. Throws a `CommandError` for what is not there or cannot be read, or where nothing is found.
 */
export function planFiles(paths: readonly string[]): string[] {
  const files = (paths.length === 0 ? ['.'] : paths).flatMap((path) => {
    const stat = attempt(path, () => statSync(path));
    if (stat.isDirectory()) return plansBelow(path);
    if (!stat.isFile()) throw new CommandError(`${path}: this is neither a file nor a folder`);
    return [display(path)];
  });
  if (files.length === 0)
    throw new CommandError(`there is no .dcplan file in ${paths.length === 0 ? 'this folder' : paths.join(', ')}`);
  for (const file of files) attempt(file, () => accessSync(file, constants.R_OK));
  return [...new Set(files)];
}

function plansBelow(folder: string): string[] {
  return attempt(folder, () => readdirSync(folder, { withFileTypes: true }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory())
        return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : plansBelow(path);
      return entry.name.endsWith('.dcplan') ? [display(path)] : [];
    });
}

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'there is no such file or folder',
  EACCES: 'this may not be read',
  EPERM: 'this may not be read',
  ELOOP: 'this link leads in a circle',
};

/** Looks at the disk; what goes wrong there stops the command with one line. */
function attempt<T>(path: string, look: () => T): T {
  try {
    return look();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CommandError(`${path}: ${REASONS[code] ?? `this cannot be read (${code})`}`);
  }
}
