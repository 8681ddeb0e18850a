import type { ExtensionContext } from 'vscode';
import { start } from './start.js';
import { web } from './web/platform.js';

export function activate(context: ExtensionContext): Promise<void> {
  return start(context, web);
}
