import { type DocumentSymbol, DocumentSymbolRequest, type SymbolInformation } from 'vscode-languageserver';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { type OutlineItem, outlineOf } from '../symbols/outline.js';

/** The outline of a document: a tree, or a list for clients that know no tree. */
export const documentSymbolsFeature: Feature = {
  capabilities: () => ({ documentSymbolProvider: { label: 'dcplan' } }),
  handlers: [
    answer(DocumentSymbolRequest.type, (session, { textDocument }): DocumentSymbol[] | SymbolInformation[] | null => {
      const file = fileOf(textDocument.uri);
      const parsed = session.parsed(file);
      if (parsed === undefined) return null;
      const items = outlineOf(parsed.text, parsed.tree);
      return session.client.textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true
        ? items.map((item) => symbolOf(session, file, item))
        : items.flatMap((item) => listed(session, file, item));
    }),
  ],
};

function symbolOf(
  session: Session,
  file: string,
  { name, detail, kind, whole, selection, children }: OutlineItem,
): DocumentSymbol {
  return {
    name,
    ...(detail === undefined || detail === '' ? {} : { detail }),
    kind,
    range: session.files.range(file, whole),
    selectionRange: session.files.range(file, selection),
    children: children.map((child) => symbolOf(session, file, child)),
  };
}

function listed(session: Session, file: string, item: OutlineItem, container = ''): SymbolInformation[] {
  const { name, kind, whole, children } = item;
  const location = session.files.location({ file, span: whole });
  const path = container === '' ? name : `${container}.${name}`;
  return [
    { name, kind, location, ...(container === '' ? {} : { containerName: container }) },
    ...children.flatMap((child) => listed(session, file, child, path)),
  ];
}
