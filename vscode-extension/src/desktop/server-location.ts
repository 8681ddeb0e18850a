import { existsSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { type ExtensionContext, workspace } from 'vscode';
import { setting } from '../settings.js';

export interface ServerScript {
  readonly script: string;
  /** Which it is, in words. */
  readonly says: string;
}

/**
 * The server to run: the package that the settings name, the workspace's own, or the one that comes with the extension. What
 * a workspace brings along runs only where the workspace is trusted.
 */
export function serverScript(context: ExtensionContext): ServerScript {
  const own = workspace.isTrusted ? ofWorkspace() : undefined;
  const { version } = context.extension.packageJSON as { readonly version: string };
  return (
    own ?? { script: context.asAbsolutePath('dist/lsp.cjs'), says: `dcplan ${version}, which comes with the extension` }
  );
}

function ofWorkspace(): ServerScript | undefined {
  const asked = setting('server.path');
  for (const { uri } of workspace.workspaceFolders ?? []) {
    if (uri.scheme !== 'file') continue;
    const folder = asked === '' ? 'node_modules/dcplan' : asked;
    const found = inPackage(isAbsolute(folder) ? folder : join(uri.fsPath, folder));
    if (found !== undefined) return found;
  }
  return undefined;
}

function inPackage(folder: string): ServerScript | undefined {
  const script = join(folder, 'dist', 'lsp.cjs');
  const manifest = join(folder, 'package.json');
  if (!existsSync(script) || !existsSync(manifest)) return undefined;
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly version?: string };
  return { script, says: `dcplan ${version ?? ''}, the workspace's own (${folder})` };
}
