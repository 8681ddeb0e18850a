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
      workspaceFolders: { supported: true, changeNotifications: true },
      fileOperations: { willRename: { filters: [{ pattern: { glob: '**/*.dcplan' } }] } },
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

function documentLinks(session: Session, file: string): DocumentLink[] | null {
  const tree = session.parsed(file)?.tree;
  if (tree === undefined) return null;
  return tree.members.flatMap((member): DocumentLink[] => {
    if (member.type !== 'import' || member.from === '') return [];
    const target = member.from.startsWith('std/') ? member.from : session.files.resolve(file, member.from);
    if (session.files.read(target) === undefined) return [];
    const { start, end } = member.fromSpan;
    return [{ range: session.files.range(file, { start, end }), target: session.files.uri(target), tooltip: target }];
  });
}

/** The edits that keep imports right when files get other names. */
function renamed(session: Session, names: ReadonlyMap<string, string>): WorkspaceEdit | null {
  const edits = new Map<string, TextEdit[]>();
  for (const file of plansOf(session)) {
    const here = names.get(file) ?? file;
    for (const member of session.parsed(file)?.tree.members ?? []) {
      if (member.type !== 'import' || !/^\./.test(member.from)) continue;
      const target = session.files.resolve(file, member.from);
      const there = names.get(target) ?? target;
      const spec = relativeSpec(here, there);
      if ((here === file && there === target) || spec === member.from) continue;
      const { start, end } = member.fromSpan;
      const edit = { range: session.files.range(file, { start, end }), newText: JSON.stringify(spec) };
      edits.set(file, [...(edits.get(file) ?? []), edit]);
    }
  }
  return edits.size === 0 ? null : workspaceEdit(session, edits);
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
