import type { ModuleHost } from '../../../compiler/src/semantics/index.js';
import { folderOf, resolveFile } from './uris.js';

/** The library, and how a file names others: all of a host that is not reading. */
export type Resolving = Omit<ModuleHost, 'read'>;

/** Names files as plans import them. */
export function resolving(
  stdlib: ModuleHost['stdlib'],
  packageFile: (folder: string, spec: string) => string,
): Resolving {
  return {
    stdlib,
    resolve: (from, spec) => (/^[./]/.test(spec) ? resolveFile(from, spec) : packageFile(folderOf(from), spec)),
  };
}
