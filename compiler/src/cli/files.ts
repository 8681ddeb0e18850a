import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { ModuleHost } from '../semantics/index.js';
import { stdlibFiles } from '../workspace/generated/stdlib.js';
import { readParsedLibrary } from './parsed-library.js';
import { CommandError } from './terminal.js';

/** Largest file that is read, bytes: above it the compiler is given a text that it refuses, without reading the rest. */
const READ_LIMIT = 8 * 1024 * 1024 + 1;

/** Reads plans from the disk. Names are paths relative to the working folder, with `/`, where they are below it. */
export function diskHost(): ModuleHost {
  readParsedLibrary();
  return {
    stdlib: stdlibFiles,
    read: (file) => {
      try {
        if (statSync(file).size < READ_LIMIT) return readFileSync(file, 'utf8');
        return readFileSync(file).subarray(0, READ_LIMIT).toString('latin1');
      } catch {
        return undefined;
      }
    },
    resolve: (from, spec) => (spec.startsWith('@') || !/^[./]/.test(spec) ? packageFile(dirname(from), spec) : display(join(dirname(from), spec))),
  };
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
 * arguments, the working folder. Throws a `CommandError` for what is not there, or where nothing is found.
 */
export function planFiles(paths: readonly string[]): string[] {
  const files = (paths.length === 0 ? ['.'] : paths).flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new CommandError(`${path}: there is no such file or folder`);
    if (stat.isDirectory()) return plansBelow(path);
    if (!stat.isFile()) throw new CommandError(`${path}: this is neither a file nor a folder`);
    return [display(path)];
  });
  if (files.length === 0) throw new CommandError(`no .dcplan file in ${paths.length === 0 ? 'this folder' : paths.join(', ')}`);
  return [...new Set(files)];
}

function plansBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : plansBelow(path);
      return entry.name.endsWith('.dcplan') ? [display(path)] : [];
    });
}
