import { type CodeAction, commands, Range, window, workspace } from 'vscode';
import { planOf } from '../plan-editors.js';

const KIND = 'source.fixAll.dcplan';

/** Makes the edits of the best mend of each finding that has one, where they do not overlap. */
export async function applyBestMends(target: unknown): Promise<void> {
  const document = await planOf(target);
  if (document === undefined) return;
  const whole = new Range(0, 0, document.lineCount, 0);
  const found = await commands.executeCommand<CodeAction[] | undefined>(
    'vscode.executeCodeActionProvider',
    document.uri,
    whole,
    KIND,
    1,
  );
  const action = found?.find(({ edit }) => edit !== undefined);
  if (action?.edit === undefined) void window.showInformationMessage('No finding of this plan has a mend.');
  else if (await workspace.applyEdit(action.edit))
    void window.showInformationMessage(`${action.title}. Undo takes it back.`);
}
