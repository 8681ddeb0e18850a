import {
  type ExtensionContext,
  type TextDocument,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { Mend } from '../mends.js';
import { isPlan, planOf } from '../plan-editors.js';
import type { Server } from '../server.js';
import type { Times } from '../times.js';
import { pageOf } from './page.js';
import { Preview } from './preview.js';

const VIEW = 'dcplan.preview';

/** Opens the preview, one panel that follows the plan whose text is being read. */
export class PreviewPanels {
  #panel: Preview | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly server: Server,
    private readonly times: Times,
  ) {
    context.subscriptions.push(
      window.registerWebviewPanelSerializer(VIEW, {
        deserializeWebviewPanel: async (panel: WebviewPanel, state: unknown) => {
          const uri = typeof state === 'object' && state !== null && 'file' in state ? String(state.file) : '';
          const document = uri === '' ? window.activeTextEditor?.document : await opened(uri);
          if (isPlan(document)) this.#show(panel, document);
          else panel.dispose();
        },
      }),
    );
  }

  async open(target: unknown): Promise<void> {
    const document = await planOf(target);
    if (document === undefined) return;
    if (this.#panel !== undefined) return this.#panel.turnTo(document);
    const panel = window.createWebviewPanel(
      VIEW,
      'Preview',
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { retainContextWhenHidden: true },
    );
    this.#show(panel, document);
  }

  /** Shows what a mend would change, beside what is; without one, only what is. */
  showMend(mend: Mend | undefined): void {
    void this.#panel?.showMend(mend);
  }

  #show(panel: WebviewPanel, document: TextDocument): void {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(this.context.extensionUri, 'dist', 'preview')],
    };
    panel.iconPath = {
      light: Uri.joinPath(this.context.extensionUri, 'icons', 'dcplan-light.svg'),
      dark: Uri.joinPath(this.context.extensionUri, 'icons', 'dcplan-dark.svg'),
    };
    const preview = new Preview(panel, document, this.server, () => this.times.first('preview'));
    this.#panel = preview;
    panel.webview.html = pageOf(panel.webview, this.context.extensionUri);
    panel.onDidDispose(() => {
      preview.dispose();
      if (this.#panel === preview) this.#panel = undefined;
    });
  }
}

async function opened(uri: string): Promise<TextDocument | undefined> {
  try {
    return await workspace.openTextDocument(Uri.parse(uri));
  } catch {
    // It was of a document that is gone.
    return undefined;
  }
}
