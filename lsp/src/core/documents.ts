import type { DidChangeTextDocumentParams, TextDocumentItem } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { remember } from '../../../compiler/src/semantics/index.js';
import { parse, type ParsedFile, reparse } from '../../../compiler/src/syntax/index.js';
import { type Replaced, replacedBetween } from '../../../compiler/src/text/moved.js';
import { fileOf } from './uris.js';

/** A document that the client has open, as its newest version has it. */
export interface OpenDocument {
  /** As the client spells it. */
  readonly uri: string;
  readonly file: string;
  readonly version: number;
  readonly text: string;
  readonly parsed: ParsedFile;
  /** Lines and offsets. */
  readonly lines: TextDocument;
}

/** A document after an edit, and the stretch that the edit replaced. */
export interface Changed {
  readonly document: OpenDocument;
  readonly replaced: Replaced;
}

/** The documents that are open, by file. Every edit redoes only the block that it is in. */
export class Documents {
  readonly #open = new Map<string, OpenDocument>();

  get(file: string): OpenDocument | undefined {
    return this.#open.get(file);
  }

  all(): Iterable<OpenDocument> {
    return this.#open.values();
  }

  /** Opens a document; one that is open already is replaced. */
  open({ uri, languageId, version, text }: TextDocumentItem): OpenDocument {
    const file = fileOf(uri);
    const lines = TextDocument.create(uri, languageId, version, text);
    return this.#keep({ uri, file, version, text, parsed: parse(text), lines });
  }

  /**
   * Makes a client's changes, each on the text that the one before left. A position past the end counts as the end. Returns
   * undefined, and changes nothing, for a document that is not open and for a version that is not newer.
   */
  change({ textDocument, contentChanges }: DidChangeTextDocumentParams): Changed | undefined {
    const before = this.#open.get(fileOf(textDocument.uri));
    if (before === undefined || textDocument.version <= before.version) return undefined;
    let { parsed, lines } = before;
    let replaced: Replaced | undefined;
    for (const change of contentChanges) {
      if ('range' in change) {
        const [from, to] = [lines.offsetAt(change.range.start), lines.offsetAt(change.range.end)];
        const span = { start: Math.min(from, to), end: Math.max(from, to) };
        replaced = { ...span, length: change.text.length };
        lines = TextDocument.update(lines, [change], textDocument.version);
        parsed = reparse(parsed, { span, newText: change.text });
      } else {
        lines = TextDocument.update(lines, [change], textDocument.version);
        parsed = reparse(parsed, change.text);
      }
    }
    const { uri, file } = before;
    const document = this.#keep({ uri, file, version: textDocument.version, text: parsed.text, parsed, lines });
    const isOne = contentChanges.length === 1;
    return {
      document,
      replaced: isOne && replaced !== undefined ? replaced : replacedBetween(before.text, document.text),
    };
  }

  close(uri: string): OpenDocument | undefined {
    const document = this.#open.get(fileOf(uri));
    if (document !== undefined) this.#open.delete(document.file);
    return document;
  }

  #keep(document: OpenDocument): OpenDocument {
    this.#open.set(document.file, document);
    remember(document.file, document.parsed);
    return document;
  }
}
