import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Range, Location as LspLocation, LocationLink } from 'vscode-languageserver';
import type { ModuleHost } from '../../../compiler/src/semantics/index.js';
import type { Location, Span } from '../../../compiler/src/text/span.js';
import type { Documents } from './documents.js';
import type { ServerHost } from './host.js';
import { folderOf, resolveFile, uriOf } from './uris.js';

/** Every file that the server knows: open ones as the client has them, others as they were read last. */
export class Files implements ModuleHost {
  readonly stdlib: ModuleHost['stdlib'];
  /** The client asks the server for documents of the library; others open them as files only. */
  clientAsksForLibrary = true;
  readonly #read = new Map<string, string | undefined>();
  readonly #lines = new Map<string, TextDocument>();
  readonly #asked = new Set<string>();
  /** URIs of library modules that were written for a client. */
  readonly #written = new Map<string, string>();

  /** @param arrived told of files that the client sent after they were asked for */
  constructor(
    private readonly host: ServerHost,
    private readonly documents: Documents,
    private readonly arrived: (file: string) => void,
  ) {
    this.stdlib = host.stdlib;
  }

  /** The text of a file, or of a library module; undefined where there is none, or none yet. */
  read(file: string): string | undefined {
    const here = this.documents.get(file)?.text ?? this.stdlib[file];
    if (here !== undefined) return here;
    if (this.#read.has(file)) return this.#read.get(file);
    const text = this.host.read(file);
    this.#read.set(file, text);
    if (text === undefined) this.#fetch(file);
    return text;
  }

  resolve(from: string, spec: string): string {
    return /^[./]/.test(spec) ? resolveFile(from, spec) : this.host.packageFile(folderOf(from), spec);
  }

  /** Forgets what was read of a file, or of all of them. */
  forget(file?: string): void {
    if (file === undefined) this.#read.clear();
    else this.#read.delete(file);
    this.#asked.clear();
  }

  /** Lines and offsets of a file, as it is now. */
  lines(file: string): TextDocument {
    const open = this.documents.get(file);
    if (open !== undefined) return open.lines;
    const text = this.read(file) ?? '';
    const known = this.#lines.get(file);
    if (known !== undefined && known.getText() === text) return known;
    const lines = TextDocument.create(file, 'dcplan', 0, text);
    this.#lines.set(file, lines);
    return lines;
  }

  /** The URI of a file, spelt as the client spells it where it has the file open. */
  uri(file: string): string {
    const open = this.documents.get(file);
    if (open !== undefined) return open.uri;
    const library = this.stdlib[file];
    if (library === undefined || this.clientAsksForLibrary) return uriOf(file);
    let written = this.#written.get(file);
    if (written === undefined) {
      written = this.host.materialise?.(file, library) ?? uriOf(file);
      this.#written.set(file, written);
    }
    return written;
  }

  range(file: string, { start, end }: Span): Range {
    const lines = this.lines(file);
    return { start: lines.positionAt(start), end: lines.positionAt(end) };
  }

  location({ file, span }: Location): LspLocation {
    return { uri: this.uri(file), range: this.range(file, span) };
  }

  /** A link to a declaration: `whole` is what a preview shows, `name` what is selected. */
  link(file: string, whole: Span, name: Span, origin: Range): LocationLink {
    return {
      originSelectionRange: origin,
      targetUri: this.uri(file),
      targetRange: this.range(file, whole),
      targetSelectionRange: this.range(file, name),
    };
  }

  #fetch(file: string): void {
    if (this.host.fetch === undefined || this.#asked.has(file)) return;
    this.#asked.add(file);
    void this.host.fetch(file).then((text) => {
      if (text === undefined) return;
      this.#read.set(file, text);
      this.arrived(file);
    });
  }
}
