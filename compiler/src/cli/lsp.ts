import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { CommandError } from './terminal.js';

/**
 * `dcplan lsp`: starts the language server, which the build put beside this program as a script of its own: the server
 * stands on the compiler, and not the other way round. It ends when its client does.
 */
export function startLanguageServer(): void {
  const script = fileURLToPath(new URL('./lsp.cjs', import.meta.url));
  if (!existsSync(script)) throw new CommandError('the language server is not built: run `npm run build` first');
  createRequire(import.meta.url)(script);
}
