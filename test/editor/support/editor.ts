import {
  CancellationToken,
  type ClientCapabilities,
  type Diagnostic,
  type Position,
  type ProtocolRequestType,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import { directSimulator } from '../../../lsp/src/core/direct-simulator.js';
import type { ServerHost } from '../../../lsp/src/core/host.js';
import { resolving } from '../../../lsp/src/core/resolve.js';
import { changeDocument, closeDocument, openDocument } from '../../../lsp/src/core/server.js';
import { Session } from '../../../lsp/src/core/session.js';
import { fileOf, uriOf } from '../../../lsp/src/core/uris.js';
import { render } from '../../../lsp/src/diagnostics/render.js';
import { features } from '../../../lsp/src/features/index.js';
import { type Fixture, readFixture, underline } from './fixture.js';

export interface EditorOptions {
  readonly client?: ClientCapabilities;
  /** False where no test of it needs a simulation: none is run. */
  readonly simulate?: boolean;
  readonly materialise?: NonNullable<ServerHost['materialise']>;
  /** The clock goes on by 2 ms whenever somebody looks at it: every plan is large. */
  readonly slow?: boolean;
}

/** An editor and the server in one process, without a connection between them: what a test of a feature drives. */
export class Editor {
  readonly fixture: Fixture;
  readonly session: Session;
  /** URI of the fixture's first file, which is open. */
  readonly uri: string;
  /** Files on the disk. */
  readonly disk: Map<string, string>;
  readonly #later: { readonly run: () => void; readonly at: number }[] = [];
  #now = 0;
  #clock = 0;
  #version = 1;
  #simulations: Promise<unknown>[] = [];

  constructor(text: string, options: EditorOptions = {}) {
    this.fixture = readFixture(text);
    this.disk = new Map(this.fixture.files);
    this.session = new Session(this.#host(options));
    this.session.client = options.client ?? {};
    this.session.folders = ['/plans'];
    const [first = ''] = this.fixture.files.keys();
    this.uri = uriOf(first);
    this.open(first);
  }

  /** The place of `$0`. */
  get position(): Position {
    if (this.fixture.cursor === undefined) throw new Error('the fixture has no $0');
    return this.fixture.cursor.range.start;
  }

  /** The file that `$0` is in, and the place, as most requests take them. */
  get here(): { readonly textDocument: { readonly uri: string }; readonly position: Position } {
    const { cursor } = this.fixture;
    return { textDocument: { uri: cursor === undefined ? this.uri : uriOf(cursor.file) }, position: this.position };
  }

  get text(): string {
    return this.textOf(this.uri);
  }

  textOf(uri: string): string {
    return this.session.files.read(fileOf(uri)) ?? '';
  }

  open(file: string): void {
    const text = this.disk.get(file) ?? '';
    openDocument(this.session, { uri: uriOf(file), languageId: 'dcplan', version: this.#version, text });
    this.settle();
  }

  close(file: string): void {
    closeDocument(this.session, uriOf(file));
    this.settle();
  }

  /** Asks the server as a client would. */
  async ask<P, R, PR, E, RO>(
    type: ProtocolRequestType<P, R, PR, E, RO>,
    params: P,
    token: CancellationToken = CancellationToken.None,
  ): Promise<R> {
    const handler = features.flatMap(({ handlers }) => handlers).find(({ method }) => method === type.method);
    if (handler === undefined) throw new Error(`nothing answers ${type.method}`);
    return (await handler.run(this.session, params, token)) as R;
  }

  /** Replaces a stretch of the open document, as typing does. */
  edit(range: Range, text: string, uri = this.uri): void {
    this.#version++;
    changeDocument(this.session, {
      textDocument: { uri, version: this.#version },
      contentChanges: [{ range, text }],
    });
    this.settle();
  }

  /** Types at the cursor, one change for each character. */
  type(text: string): void {
    let at = this.session.files.lines(fileOf(this.uri)).offsetAt(this.position);
    for (const character of text) {
      const place = this.session.files.lines(fileOf(this.uri)).positionAt(at);
      this.edit({ start: place, end: place }, character);
      at += character.length;
    }
  }

  /** Lets time pass, and runs what was to be run by then. */
  wait(milliseconds: number): void {
    this.#now += milliseconds;
    this.settle();
  }

  /** Runs what the server left for later, without time passing. */
  settle(): void {
    for (;;) {
      const next = this.#later.findIndex(({ at }) => at <= this.#now);
      if (next < 0) return;
      const [{ run }] = this.#later.splice(next, 1) as [{ readonly run: () => void; readonly at: number }];
      run();
    }
  }

  /** Waits until every simulation has been taken in, F0 and F1. */
  async simulated(): Promise<void> {
    while (this.#simulations.length > 0) {
      await Promise.all(this.#simulations.splice(0));
      this.settle();
    }
  }

  /** What the client would show for a file. */
  diagnostics(uri = this.uri): readonly Diagnostic[] {
    return this.session.checker.findings(fileOf(uri)).map((each) => render(this.session.files, each));
  }

  /** The document with its diagnostics under it. */
  underlined(uri = this.uri): string {
    const marks = this.diagnostics(uri).map(({ range, code }) => ({ range, note: String(code) }));
    return underline(this.textOf(uri), marks);
  }

  /** The text of a file after edits to it. */
  applied(edit: WorkspaceEdit | readonly TextEdit[] | null | undefined, uri = this.uri): string {
    const edits = edit == null ? [] : 'length' in edit ? edit : editsOf(edit, uri);
    return TextDocument.applyEdits(TextDocument.create(uri, 'dcplan', 0, this.textOf(uri)), [...edits]);
  }

  #host({ simulate = false, slow = false, materialise }: EditorOptions): ServerHost {
    const paths = resolving(stdlibFiles, (_, spec) => `/plans/node_modules/${spec}`);
    return {
      stdlib: stdlibFiles,
      read: (file) => this.disk.get(file),
      ...(materialise === undefined ? {} : { materialise }),
      list: (folder) => [...this.disk.keys()].filter((file) => file.startsWith(`${folder}/`)).sort(),
      packageFile: (_, spec) => `/plans/node_modules/${spec}`,
      today: () => '2027-01-01',
      now: () => (slow ? (this.#clock += 2) : this.#now),
      later: (run, milliseconds) => {
        const entry = { run, at: this.#now + milliseconds };
        this.#later.push(entry);
        return {
          cancel: () => {
            if (this.#later.includes(entry)) this.#later.splice(this.#later.indexOf(entry), 1);
          },
        };
      },
      simulator: () => {
        const simulator = directSimulator(paths);
        return {
          ...simulator,
          check: (request) => {
            const reply = simulate ? simulator.check(request) : Promise.resolve(undefined);
            this.#simulations.push(reply);
            return reply;
          },
        };
      },
    };
  }
}

/** The edits that a workspace edit makes in one file. */
export function editsOf(edit: WorkspaceEdit, uri: string): readonly TextEdit[] {
  const changes = edit.changes?.[uri] ?? [];
  const documents = (edit.documentChanges ?? []).flatMap((change) =>
    'textDocument' in change && change.textDocument.uri === uri ? (change.edits as TextEdit[]) : [],
  );
  return [...changes, ...documents];
}
