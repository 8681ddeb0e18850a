import { type ExtensionContext, Uri, window, workspace } from 'vscode';

interface Sample {
  readonly file: string;
  readonly title: string;
  readonly detail: string;
}

/** Opens one of the samples as a document of its own: what is changed in it changes no file. */
export async function openSample(context: ExtensionContext): Promise<void> {
  const folder = Uri.joinPath(context.extensionUri, 'dist', 'samples');
  const read = async (name: string): Promise<string> =>
    new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));
  const samples = JSON.parse(await read('samples.json')) as readonly Sample[];
  const picked = await window.showQuickPick(
    samples.map(({ file, title, detail }) => ({ label: title, detail, file })),
    { title: 'Open a sample', placeHolder: 'Short plans to learn from, then real campuses', matchOnDetail: true },
  );
  if (picked === undefined) return;
  const document = await workspace.openTextDocument({ language: 'dcplan', content: await read(picked.file) });
  await window.showTextDocument(document);
}
