import { ProgressLocation, window } from 'vscode';
import { planOf } from '../plan-editors.js';
import type { Platform } from '../platform.js';
import type { Server } from '../server.js';
import type { TextPages } from '../text-pages.js';
import { nameOf } from './simulate.js';

/** What changed since the last commit and what that does, as the comment on a pull request says it. */
export async function compareWithHead(
  server: Server,
  pages: TextPages,
  platform: Platform,
  target: unknown,
): Promise<void> {
  const document = await planOf(target);
  if (document === undefined) return;
  const base = await platform.atHead?.(document.uri);
  if (base === undefined) {
    void window.showInformationMessage('The last commit has no such plan: there is nothing to compare with.');
    return;
  }
  const answer = await window.withProgress({ location: ProgressLocation.Window, title: 'dcplan: comparing' }, () =>
    server.askText('dcplan/comparison', { uri: document.uri.toString(), base }),
  );
  if (answer?.text !== undefined)
    await pages.show(`${nameOf(document.uri.path)} against HEAD.md`, answer.text, 'markdown');
  else
    void window.showWarningMessage(
      answer?.problem ?? 'The plan of the last commit does not compile: nothing can be compared.',
    );
}
