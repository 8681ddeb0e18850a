import { type ExtensionContext, SnippetString, Uri, window, workspace } from 'vscode';

interface Snippets {
  readonly campus: { readonly body: readonly string[] };
}

/** A small campus that compiles, with what to change first under the cursor. */
export async function newPlan(context: ExtensionContext): Promise<void> {
  const file = Uri.joinPath(context.extensionUri, 'snippets', 'dcplan.json');
  const { campus } = JSON.parse(new TextDecoder().decode(await workspace.fs.readFile(file))) as Snippets;
  const editor = await window.showTextDocument(await workspace.openTextDocument({ language: 'dcplan' }));
  await editor.insertSnippet(new SnippetString(campus.body.join('\n')));
}
