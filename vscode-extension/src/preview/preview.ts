import {
  DiagnosticSeverity,
  languages,
  Range,
  Selection,
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
import { type Mend, mendedText } from '../mends.js';
import { debounced, editorOf, isPlan } from '../plan-editors.js';
import type { FiguresResult, PlanParams } from '../protocol.js';
import type { Server } from '../server.js';
import { setting } from '../settings.js';
import type { FromPreview, ToPreview, Trouble } from './messages.js';

const PAUSE = 250;
/** Figures that take a search among other plans: they come after the others. */
const SLOW: ReadonlySet<FigureName> = new Set<FigureName>(['fit', 'mismatch']);

/** One panel and the plan that it shows. */
export class Preview {
  readonly #subscriptions: { dispose(): unknown }[] = [];
  readonly #later = debounced(() => void this.#update(), PAUSE);
  #places: FiguresResult['places'] = {};
  #scenario: string | undefined;
  /** Of the last whole answer, what a quick one leaves out: it stays until the next. */
  #slow: readonly PreviewFigure[] = [];
  #year: number | undefined;
  #asked = 0;
  #mend = 0;
  #isReady = false;

  constructor(
    private readonly panel: WebviewPanel,
    private document: TextDocument,
    private readonly server: Server,
    private readonly drawn: () => void,
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

  /** Shows what a mend would change, figure by figure below what is; without one, only what is. */
  async showMend(mend: Mend | undefined): Promise<void> {
    const mine = ++this.#mend;
    const text = mend === undefined ? undefined : mendedText(this.document, mend);
    const answer =
      text === undefined
        ? undefined
        : await this.server.ask('dcplan/figures', { ...this.#wanted(this.document), quick: true, text });
    if (mine !== this.#mend) return;
    const { preview } = answer ?? {};
    this.#post(
      mend === undefined || preview === undefined
        ? { type: 'mended' }
        : { type: 'mended', mended: { title: mend.change, verdict: preview.verdict, figures: preview.figures } },
    );
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
    const answer = await this.server.ask('dcplan/figures', { ...this.#wanted(document), quick });
    // Something newer was asked for.
    if (mine !== this.#asked) return false;
    const { preview, places = {}, problem } = answer ?? { problem: 'No server runs: see the output of dcplan.' };
    if (preview === undefined) {
      // A file of which another plan is shown stays in the background; an empty answer was overtaken by findings.
      if (problem === undefined) this.#later();
      else if (!isOther) this.#post({ type: 'problem', text: problem, troubles: troubles() });
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

  /** What is asked for of a plan: a scenario of another plan says nothing of this one. */
  #wanted(document: TextDocument): PlanParams {
    return {
      uri: document.uri.toString(),
      ...(document !== this.document || this.#scenario === undefined ? {} : { scenario: this.#scenario }),
      ...(this.#year === undefined ? {} : { year: this.#year }),
    };
  }

  #receive(message: FromPreview): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        void this.#update();
        return;
      case 'drawn':
        this.drawn();
        return;
      case 'choose':
        if (message.scenario !== this.#scenario) this.#slow = [];
        this.#scenario = message.scenario;
        this.#year = message.year;
        void this.#update();
        return;
      case 'reveal':
        void this.#reveal(message.path);
        return;
      case 'go':
        void show(Uri.parse(message.uri), new Range(message.line, 0, message.line, 0));
    }
  }

  /** Goes to where the block at a path is written, or the nearest one around it. */
  async #reveal(path: string): Promise<void> {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
      const place = this.#places[at];
      if (place === undefined) continue;
      const { start, end } = place.name;
      await show(Uri.parse(place.uri), new Range(start.line, start.character, end.line, end.character));
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

/** Shows a place in a text, where the text is shown already. */
async function show(uri: Uri, range: Range): Promise<void> {
  const column = editorOf(uri)?.viewColumn ?? ViewColumn.One;
  const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { viewColumn: column });
  editor.selection = new Selection(range.start, range.start);
  editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The first of the errors that are in the texts: they keep a plan from being drawn. */
function troubles(): readonly Trouble[] {
  const most = 20;
  return languages
    .getDiagnostics()
    .flatMap(([uri, findings]) =>
      findings
        .filter(
          ({ severity, source }) => severity === DiagnosticSeverity.Error && source?.startsWith('dcplan') === true,
        )
        .map(({ range, message }) => ({ uri: uri.toString(), line: range.start.line, text: message })),
    )
    .slice(0, most);
}
