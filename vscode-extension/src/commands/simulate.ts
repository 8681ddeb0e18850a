import { ProgressLocation, window } from 'vscode';
import { planOf } from '../plan-editors.js';
import type { Server } from '../server.js';
import type { TextPages } from '../text-pages.js';

/** The summary that a planner reads first, as `dcplan simulate` prints it. */
export async function simulate(server: Server, pages: TextPages, target: unknown): Promise<void> {
  const document = await planOf(target);
  if (document === undefined) return;
  const answer = await window.withProgress({ location: ProgressLocation.Window, title: 'dcplan: simulating' }, () =>
    server.askText('dcplan/summary', { uri: document.uri.toString() }),
  );
  if (answer?.text === undefined)
    void window.showWarningMessage(answer?.problem ?? 'There is no summary: see the output of dcplan.');
  else await pages.show(`${nameOf(document.uri.path)} simulated`, answer.text, 'plaintext');
}

export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.dcplan$/, '');
}
