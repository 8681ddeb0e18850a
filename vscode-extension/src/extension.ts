import type { ExtensionContext } from 'vscode';
import { desktop } from './desktop/platform.js';
import { start } from './start.js';

export function activate(context: ExtensionContext): Promise<void> {
  return start(context, desktop);
}
