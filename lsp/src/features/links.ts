import {
  type DocumentLink,
  DocumentLinkRequest,
  type LinkedEditingRanges,
  LinkedEditingRangeRequest,
  TextDocumentContentRequest,
  WillRenameFilesRequest,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver';
import { walk } from '../../../compiler/src/syntax/index.js';
import type { ImportMember, PropertyMember } from '../../../compiler/src/syntax/tree.js';
import { findCode } from '../../../compiler/src/text/registry.js';
import { symbolKey } from '../../../compiler/src/semantics/index.js';
import { workspaceEdit } from '../core/edits.js';
import { answer, type Feature } from '../core/feature.js';
import { nameAt, namesOf, plansOf } from '../core/names.js';
import type { Session } from '../core/session.js';
import { fileOf, LIBRARY_SCHEME, relativeSpec } from '../core/uris.js';

/** Links between files: imports that open, that follow a renamed file, and documents that only the server has. */
export const linksFeature: Feature = {
  capabilities: () => ({
    documentLinkProvider: { resolveProvider: false },
    linkedEditingRangeProvider: true,
    workspace: {
      fileOperations: {
        willRename: {
          filters: [
            { pattern: { glob: '**/*.dcplan', matches: 'file' } },
            { pattern: { glob: '**', matches: 'folder' } },
          ],
        },
      },
      textDocumentContent: { schemes: [LIBRARY_SCHEME] },
    },
  }),
  handlers: [
    answer(DocumentLinkRequest.type, (session, { textDocument }) => documentLinks(session, fileOf(textDocument.uri))),
    answer(WillRenameFilesRequest.type, (session, { files }) =>
      renamed(session, new Map(files.map(({ oldUri, newUri }) => [fileOf(oldUri), fileOf(newUri)]))),
    ),
    answer(TextDocumentContentRequest.type, (session, { uri }) => ({ text: contentOf(session, fileOf(uri)) })),
    answer(LinkedEditingRangeRequest.type, (session, params): LinkedEditingRanges | null => {
      const named = nameAt(session, params);
      // A variable is seen in its own expression only: its places are edited as one.
      if (named?.occurrence.symbol.type !== 'variable') return null;
      const key = symbolKey(named.occurrence.symbol);
      const places = namesOf(named.bound, named.module).filter(({ symbol }) => symbolKey(symbol) === key);
      return { ranges: places.map(({ location }) => session.files.range(location.file, location.span)) };
    }),
  ],
};

/** Imports, the weather files of climates, and addresses on the web in texts. */
function documentLinks(session: Session, file: string): DocumentLink[] | null {
  const parsed = session.parsed(file);
  if (parsed === undefined) return null;
  const { files } = session;
  const found: DocumentLink[] = [];
  const link = (start: number, end: number, target: string, tooltip: string): void =>
    void found.push({ range: files.range(file, { start, end }), target, tooltip });
  walk(parsed.tree, 0, (node, base) => {
    if (!('type' in node)) return true;
    if (node.type === 'import') {
      const { from, fromSpan } = node as ImportMember;
      const target = from.startsWith('std/') ? from : files.resolve(file, from);
      if (from !== '' && files.read(target) !== undefined)
        link(base + fromSpan.start, base + fromSpan.end, files.uri(target), target);
    } else if (node.type === 'property') {
      const { key, value } = node as PropertyMember;
      if (key.segments.at(-1)?.name.text === 'weather' && value.type === 'string' && value.value !== '') {
        const target = files.resolve(file, /^[./@]/.test(value.value) ? value.value : `./${value.value}`);
        link(base + value.start + 1, base + value.end - 1, files.uri(target), target);
      }
    } else if (node.type === 'string') {
      const start = base + node.start;
      for (const { 0: address, index } of parsed.text.slice(start, base + node.end).matchAll(ADDRESS))
        link(start + index, start + index + address.length, address, address);
    }
    return true;
  });
  return found;
}

/** An address on the web, without the punctuation of the sentence that it stands in. */
const ADDRESS = /https?:\/\/[^\s"\\<>]*[^\s"\\<>.,;:)]/g;

/** The edits that keep imports right when files, or folders of them, get other names. */
function renamed(session: Session, names: ReadonlyMap<string, string>): WorkspaceEdit | null {
  const edits = new Map<string, TextEdit[]>();
  for (const file of plansOf(session)) {
    const here = nameAfter(file, names);
    for (const member of session.parsed(file)?.tree.members ?? []) {
      if (member.type !== 'import' || !member.from.startsWith('.')) continue;
      const target = session.files.resolve(file, member.from);
      const there = nameAfter(target, names);
      const spec = relativeSpec(here, there);
      if ((here === file && there === target) || spec === member.from) continue;
      const { start, end } = member.fromSpan;
      const edit = { range: session.files.range(file, { start, end }), newText: JSON.stringify(spec) };
      edits.set(file, [...(edits.get(file) ?? []), edit]);
    }
  }
  return edits.size === 0 ? null : workspaceEdit(session, edits);
}

function nameAfter(file: string, names: ReadonlyMap<string, string>): string {
  for (const [before, after] of names) {
    if (file === before) return after;
    if (file.startsWith(`${before}/`)) return after + file.slice(before.length);
  }
  return file;
}

/** A module of the library, or what a code means. */
function contentOf(session: Session, file: string): string {
  const library = session.files.stdlib[file];
  if (library !== undefined) return library;
  const code = /^findings\/(\w+)\.md$/.exec(file)?.[1];
  const described = code === undefined ? undefined : findCode(code);
  if (described === undefined) return '';
  return `# ${described.code} ${described.slug}\n\n${described.title}\n\n${described.explanation}\n`;
}
