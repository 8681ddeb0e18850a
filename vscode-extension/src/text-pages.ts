import { EventEmitter, type ExtensionContext, languages, Uri, ViewColumn, window, workspace } from 'vscode';

const SCHEME = 'dcplan-page';

/** Texts that are shown beside a plan and belong to no file. */
export class TextPages {
  readonly #texts = new Map<string, string>();
  readonly #changed = new EventEmitter<Uri>();

  constructor(context: ExtensionContext) {
    context.subscriptions.push(
      this.#changed,
      workspace.registerTextDocumentContentProvider(SCHEME, {
        onDidChange: this.#changed.event,
        provideTextDocumentContent: (uri) => this.#texts.get(uri.path) ?? '',
      }),
    );
  }

  /** Shows a text under a name; one that is shown already changes in place. */
  async show(name: string, text: string, language: 'plaintext' | 'markdown'): Promise<void> {
    const uri = Uri.from({ scheme: SCHEME, path: `/${name}` });
    this.#texts.set(uri.path, text);
    this.#changed.fire(uri);
    const document = await languages.setTextDocumentLanguage(await workspace.openTextDocument(uri), language);
    await window.showTextDocument(document, { viewColumn: ViewColumn.Beside, preserveFocus: true, preview: true });
  }
}
