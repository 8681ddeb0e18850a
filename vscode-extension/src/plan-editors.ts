import { commands, type TextDocument, type TextEditor, Uri, window, workspace } from 'vscode';

export function isPlan(document: TextDocument | undefined): document is TextDocument {
  return document?.languageId === 'dcplan' && document.uri.scheme !== 'dcplan';
}

/** The plan that a command is about: what it was called on, else the active editor's. */
export async function planOf(target: unknown): Promise<TextDocument | undefined> {
  if (target instanceof Uri) return workspace.openTextDocument(target);
  const active = window.activeTextEditor?.document;
  if (isPlan(active)) return active;
  const choice = await window.showInformationMessage('Open a .dcplan file first.', 'Open Sample', 'New Plan');
  if (choice !== undefined)
    await commands.executeCommand(choice === 'New Plan' ? 'dcplan.newPlan' : 'dcplan.openSample');
  const now = window.activeTextEditor?.document;
  return isPlan(now) ? now : undefined;
}

/** The editor that shows a document, if one does. */
export function editorOf(uri: Uri): TextEditor | undefined {
  return window.visibleTextEditors.find(({ document }) => document.uri.toString() === uri.toString());
}

/** Runs something a moment after the last of several calls. */
export function debounced(run: () => void, milliseconds: number): { (): void; dispose(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(run, milliseconds);
  };
  return Object.assign(later, {
    dispose: () => {
      clearTimeout(timer);
    },
  });
}
