import { env, ProgressLocation, Uri, window, workspace } from 'vscode';
import { planOf } from '../plan-editors.js';
import type { Server } from '../server.js';

/** Writes the report, one HTML file, where the planner says. */
export async function exportReport(server: Server, target: unknown): Promise<void> {
  const document = await planOf(target);
  if (document === undefined) return;
  const answer = await window.withProgress(
    { location: ProgressLocation.Notification, title: 'dcplan: making the report' },
    () => server.askText('dcplan/report', { uri: document.uri.toString() }),
  );
  if (answer?.text === undefined) {
    void window.showWarningMessage(answer?.problem ?? 'There is no report: see the output of dcplan.');
    return;
  }
  const beside = document.uri.with({ path: document.uri.path.replace(/(?:\.dcplan)?$/, '.html') });
  const defaultUri = document.isUntitled ? undefined : beside;
  const file = await window.showSaveDialog({
    filters: { HTML: ['html'] },
    ...(defaultUri === undefined ? {} : { defaultUri }),
  });
  if (file === undefined) return;
  await workspace.fs.writeFile(file, new TextEncoder().encode(answer.text));
  const choice = await window.showInformationMessage(
    `Wrote ${file.path.slice(file.path.lastIndexOf('/') + 1)}.`,
    'Open',
  );
  if (choice !== undefined) await env.openExternal(Uri.parse(file.toString()));
}
