import { window, workspace } from 'vscode';
import { mendsOf } from '../mends.js';
import { planOf } from '../plan-editors.js';
import type { PreviewPanels } from '../preview/panel.js';
import { itemOf } from './apply-best-mends.js';

/** Lists the mends of a plan: the preview shows what the one that is looked at would change, and Enter makes it. */
export async function compareMends(previews: PreviewPanels, target: unknown): Promise<void> {
  const document = await planOf(target);
  if (document === undefined) return;
  const mends = await mendsOf(document);
  if (mends.length === 0) {
    void window.showInformationMessage('No finding of this plan has a mend.');
    return;
  }
  await previews.open(document.uri);
  const list = window.createQuickPick<ReturnType<typeof itemOf>>();
  list.title = 'Compare mends';
  list.placeholder = 'The preview shows what each would change; Enter makes it';
  list.items = mends.map((mend) => itemOf(mend));
  list.onDidChangeActive(([item]) => {
    previews.showMend(item?.mend);
  });
  list.onDidAccept(() => {
    const [item] = list.activeItems;
    list.hide();
    if (item !== undefined) void workspace.applyEdit(item.mend.edit);
  });
  list.onDidHide(() => {
    previews.showMend(undefined);
    list.dispose();
  });
  list.show();
}
