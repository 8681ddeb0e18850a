import {
  type DocumentHighlight,
  DocumentHighlightKind,
  DocumentHighlightRequest,
  type Location,
  ReferencesRequest,
} from 'vscode-languageserver';
import { type Symbol, symbolKey, symbolName } from '../../../compiler/src/semantics/index.js';
import { answer, type Feature } from '../core/feature.js';
import { nameAt, namesOf, placesOf } from '../core/names.js';

/** Where else a thing is named: in every plan, and in this document. */
export const referencesFeature: Feature = {
  capabilities: () => ({ referencesProvider: true, documentHighlightProvider: true }),
  handlers: [
    answer(ReferencesRequest.type, (session, params): Location[] | null => {
      const symbol = nameAt(session, params)?.occurrence.symbol;
      if (symbol === undefined) return null;
      const places = placesOf(session, symbol, wordsOf(symbol));
      return places
        .filter(({ role }) => params.context.includeDeclaration || role === 'reference')
        .map(({ location }) => session.files.location(location));
    }),
    answer(DocumentHighlightRequest.type, (session, params): DocumentHighlight[] | null => {
      const named = nameAt(session, params);
      if (named === undefined) return null;
      const key = symbolKey(named.occurrence.symbol);
      return namesOf(named.bound, named.module)
        .filter(({ symbol }) => symbolKey(symbol) === key)
        .map(({ location, role }) => ({
          range: session.files.range(location.file, location.span),
          kind: role === 'declaration' ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
        }));
    }),
  ],
};

/** Words of which one is in every file that names a thing. */
export function wordsOf(symbol: Symbol): readonly string[] {
  if (symbol.type === 'module') return [symbol.file.slice(symbol.file.lastIndexOf('/') + 1)];
  return symbol.type === 'alias' ? [symbol.name, ...wordsOf(symbol.target)] : [symbolName(symbol)];
}
