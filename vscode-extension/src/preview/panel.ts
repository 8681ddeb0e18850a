import {
  type ExtensionContext,
  languages,
  Selection,
  Range,
  type TextDocument,
  TextEditorRevealType,
  Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from 'vscode';
import type { FigureName } from '../../../compiler/src/report/figure.js';
import type { PreviewFigure } from '../../../compiler/src/report/preview.js';
import { debounced, editorOf, isPlan, planOf } from '../plan-editors.js';
import type { FiguresResult } from '../protocol.js';
import type { Server } from '../server.js';
import { setting } from '../settings.js';
import type { FromPreview, ToPreview } from './messages.js';
import { pageOf } from './page.js';

const VIEW = 'dcplan.preview';
const PAUSE = 250;
/** Figures that take a search among other plans: they come after the others. */
const SLOW: ReadonlySet<FigureName> = new Set<FigureName>(['fit', 'mismatch']);

/** Opens the preview, one panel that follows the plan whose text is being read. */
export class PreviewPanels {
  #panel: Preview | undefined;

  constructor(
    private readonly context: ExtensionContext,
    private readonly server: Server,
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

  #show(panel: WebviewPanel, document: TextDocument): void {
    panel.webview.options = {
      enableScripts: true,
      localResourceRoots: [Uri.joinPath(this.context.extensionUri, 'dist', 'preview')],
    };
    panel.iconPath = {
      light: Uri.joinPath(this.context.extensionUri, 'icons', 'dcplan-light.svg'),
      dark: Uri.joinPath(this.context.extensionUri, 'icons', 'dcplan-dark.svg'),
    };
    const preview = new Preview(panel, document, this.server);
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

class Preview {
  readonly #subscriptions: { dispose(): unknown }[] = [];
  readonly #later = debounced(() => void this.#update(), PAUSE);
  #places: FiguresResult['places'] = {};
  #scenario: string | undefined;
  /** Of the last whole answer, what a quick one leaves out: it stays until the next. */
  #slow: readonly PreviewFigure[] = [];
  #year: number | undefined;
  #asked = 0;
  #isReady = false;

  constructor(
    private readonly panel: WebviewPanel,
    private document: TextDocument,
    private readonly server: Server,
  ) {
    this.#title();
    this.#subscriptions.push(
      this.#later,
      panel.webview.onDidReceiveMessage((message: FromPreview) => this.#receive(message)),
      server.onStarted(() => this.#later()),
      workspace.onDidChangeTextDocument(({ document: changed, contentChanges }) => {
        if (contentChanges.length === 0 || !isPlan(changed)) return;
        this.#post({ type: 'stale' });
        this.#later();
      }),
      // A file that the plan imports has changed on the disk.
      languages.onDidChangeDiagnostics(({ uris }) => {
        if (uris.some((uri) => uri.toString() === this.document.uri.toString())) this.#later();
      }),
      workspace.onDidChangeConfiguration((event) => {
        if (event.affectsConfiguration('dcplan.preview')) this.#later();
      }),
      window.onDidChangeActiveTextEditor((editor) => {
        if (isPlan(editor?.document)) this.turnTo(editor.document);
      }),
      window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
        if (isPlan(textEditor.document)) this.#highlight(textEditor.document.uri, selections[0]);
      }),
    );
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Shows another plan; a module without a campus leaves the plan that is shown. */
  turnTo(document: TextDocument): void {
    this.panel.reveal(undefined, true);
    if (document === this.document) return;
    void this.#update(document);
  }

  async #update(document = this.document): Promise<void> {
    if (!this.#isReady) return;
    const mine = ++this.#asked;
    // At once what a simulation gives; then with what takes a search among other plans.
    for (const quick of [true, false]) {
      if ((await this.#show(document, quick, mine)) && mine === this.#asked) continue;
      return;
    }
  }

  /** Asks for the figures and shows them; false where there are none, or something newer was asked for. */
  async #show(document: TextDocument, quick: boolean, mine: number): Promise<boolean> {
    const isOther = document !== this.document;
    const answer = await this.server.ask('dcplan/figures', {
      quick,
      uri: document.uri.toString(),
      ...(isOther || this.#scenario === undefined ? {} : { scenario: this.#scenario }),
      ...(this.#year === undefined ? {} : { year: this.#year }),
    });
    // Something newer was asked for.
    if (mine !== this.#asked) return false;
    const { preview, places = {}, problem } = answer ?? { problem: 'No server runs: see the output of dcplan.' };
    if (preview === undefined) {
      // A file of which another plan is shown stays in the background; an empty answer was overtaken by findings.
      if (problem === undefined) this.#later();
      else if (!isOther) this.#post({ type: 'problem', text: problem });
      return false;
    }
    if (isOther) {
      this.document = document;
      this.#scenario = undefined;
      this.#slow = [];
      this.#title();
    }
    this.#places = places;
    const order = setting('preview.figures', document);
    const { title, verdict, years, scenarios, scenario } = preview;
    const names = new Set(preview.figures.map(({ name }) => name));
    if (!quick) this.#slow = preview.figures.filter(({ name }) => SLOW.has(name));
    const figures = [...preview.figures, ...this.#slow.filter(({ name }) => !names.has(name))];
    this.#post({
      type: 'show',
      shown: {
        file: document.uri.toString(),
        title,
        verdict,
        years,
        scenarios,
        ...(scenario === undefined ? {} : { scenario }),
        ...(this.#year === undefined ? {} : { year: this.#year }),
        figures: figures
          .filter(({ name }) => order.includes(name))
          .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
        places: Object.keys(places),
        isWhole: !quick,
      },
    });
    const editor = editorOf(document.uri);
    if (editor !== undefined) this.#highlight(document.uri, editor.selection);
    return true;
  }

  #receive(message: FromPreview): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        void this.#update();
        return;
      case 'choose':
        if (message.scenario !== this.#scenario) this.#slow = [];
        this.#scenario = message.scenario;
        this.#year = message.year;
        void this.#update();
        return;
      case 'reveal':
        void this.#reveal(message.path);
    }
  }

  /** Goes to where the block at a path is written, or the nearest one around it. */
  async #reveal(path: string): Promise<void> {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const place = this.#places[at];
      if (place === undefined) continue;
      const uri = Uri.parse(place.uri);
      const { start, end } = place.name;
      const range = new Range(start.line, start.character, end.line, end.character);
      const column = editorOf(uri)?.viewColumn ?? ViewColumn.One;
      const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { viewColumn: column });
      editor.selection = new Selection(range.start, range.start);
      editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
      return;
    }
  }

  #highlight(uri: Uri, selection: Selection | undefined): void {
    if (selection === undefined) return;
    const { line, character } = selection.active;
    const file = uri.toString();
    const around = Object.entries(this.#places)
      .filter(
        ([, { uri: of, range }]) =>
          Uri.parse(of).toString() === file &&
          new Range(range.start.line, range.start.character, range.end.line, range.end.character).contains(
            selection.active.with(line, character),
          ),
      )
      .sort(
        ([, a], [, b]) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character,
      );
    this.#post({ type: 'highlight', paths: around.map(([path]) => path) });
  }

  #title(): void {
    const { path } = this.document.uri;
    this.panel.title = `Preview ${path.slice(path.lastIndexOf('/') + 1)}`;
  }

  #post(message: ToPreview): void {
    if (this.#isReady) void this.panel.webview.postMessage(message);
  }
}
