import type { ClientCapabilities } from 'vscode-languageserver';
import type { Bound, Compilation, Module } from '../../../compiler/src/semantics/index.js';
import { parsed as parseText } from '../../../compiler/src/semantics/modules/parsed.js';
import type { ParsedFile } from '../../../compiler/src/syntax/index.js';
import { Workspace } from '../../../compiler/src/workspace/workspace.js';
import { Checker } from '../diagnostics/checker.js';
import { Documents } from './documents.js';
import { Files } from './files.js';
import type { ServerHost } from './host.js';
import { defaultSettings, type Settings } from './settings.js';
import { fileOf } from './uris.js';

/** A file of a plan with what its names mean. */
export interface InPlan {
  readonly module: Module;
  readonly bound: Bound;
}

/** Everything that a feature asks: documents, files, what they compile to, and what was found in them. */
export class Session {
  readonly documents = new Documents();
  readonly files: Files;
  readonly workspace: Workspace;
  readonly checker: Checker;
  /** Folders that the client has open, by name of file. */
  folders: readonly string[] = [];
  client: ClientCapabilities = {};
  settings: Settings = defaultSettings;

  constructor(readonly host: ServerHost) {
    this.files = new Files(host, this.documents, (file) => this.fileChanged(file));
    this.workspace = new Workspace({
      stdlib: host.stdlib,
      kept: new Map(),
      read: (file) => this.files.read(file),
      resolve: (from, spec) => this.files.resolve(from, spec),
    });
    this.checker = new Checker(this);
  }

  /** A file has another text, or is gone: what was compiled from it is forgotten, and checked anew. */
  fileChanged(file: string): void {
    this.workspace.changed(file);
    this.checker.refresh();
  }

  /** The tree of a file, with the library's; undefined for a file that nobody has. */
  parsed(file: string): ParsedFile | undefined {
    const open = this.documents.get(file);
    if (open !== undefined) return open.parsed;
    const text = this.files.read(file);
    return text === undefined ? undefined : parseText(file, text);
  }

  /** Compiles a file as the plan that it is. What a keystroke waits for asks for `bound`, which evaluates only what is looked at. */
  compiled(file: string): Compilation {
    return this.workspace.compile(file);
  }

  /** What the names of a file's plan mean; undefined where there is no such file. */
  bound(file: string): Bound | undefined {
    return this.workspace.begin(file).bound;
  }

  /** The file of a request's URI with what its names mean; undefined where there is no such file. */
  inPlan(uri: string): InPlan | undefined {
    const file = fileOf(uri);
    if (this.files.read(file) === undefined) return undefined;
    const bound = this.bound(file);
    const module = bound?.modules.get(file);
    return bound === undefined || module == null ? undefined : { module, bound };
  }
}
