import { type QuickPickItem, window, workspace, WorkspaceEdit } from 'vscode';
import { bestOf, type Mend, mendsOf, overlap } from '../mends.js';
import { planOf } from '../plan-editors.js';

interface Item extends QuickPickItem {
  readonly mend: Mend;
}

/** Shows what would be mended, the best of each finding chosen already, and makes the edits of what is left chosen. */
export async function applyBestMends(target: unknown): Promise<void> {
  const document = await planOf(target);
  if (document === undefined) return;
  const mends = await mendsOf(document);
  if (mends.length === 0) {
    void window.showInformationMessage('No finding of this plan has a mend.');
    return;
  }
  const best = new Set(bestOf(mends));
  const chosen = await window.showQuickPick(
    mends.map((mend) => ({ ...itemOf(mend), picked: best.has(mend) })),
    {
      canPickMany: true,
      title: 'Apply best mends',
      placeHolder: 'What each saves is of it alone: together they may come to less',
    },
  );
  const apart: Mend[] = [];
  for (const { mend } of chosen ?? []) if (apart.every((other) => !overlap(other, mend))) apart.push(mend);
  if (apart.length === 0) return;
  const edit = new WorkspaceEdit();
  for (const [file, edits] of apart.flatMap((mend) => mend.edit.entries()))
    for (const { range, newText } of edits) edit.replace(file, range, newText);
  if (await workspace.applyEdit(edit))
    void window.showInformationMessage(
      `${apart.length === 1 ? 'One mend' : `${String(apart.length)} mends`} applied. Undo takes ${apart.length === 1 ? 'it' : 'them'} back.`,
    );
}

/** A mend with the finding that it is of. */
export function itemOf(mend: Mend): Item {
  const { range, message } = mend.finding;
  const [first = ''] = message.split('\n');
  return { label: mend.title, description: `line ${String(range.start.line + 1)}`, detail: first, mend };
}
