import { SymbolKind, type WorkspaceSymbol, WorkspaceSymbolRequest } from 'vscode-languageserver';
import { entriesOf } from '../../../compiler/src/semantics/modules/entries.js';
import type { Location } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import { plansOf } from '../core/names.js';
import type { Session } from '../core/session.js';
import { type OutlineItem, outlineOf } from '../symbols/outline.js';

/** Most symbols of an answer: more say that the query is to be longer. */
const MOST = 500;

/** What a block states is found through the block. */
const left: ReadonlySet<number> = new Set([SymbolKind.Property, SymbolKind.Object, SymbolKind.Boolean]);

/** Declarations by a few of their letters: of every plan of the client's folders, and of the library once anything is asked. */
export const workspaceSymbolsFeature: Feature = {
  capabilities: () => ({ workspaceSymbolProvider: true }),
  handlers: [
    answer(WorkspaceSymbolRequest.type, async (session, { query }, token): Promise<WorkspaceSymbol[] | null> => {
      const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
      const take = (name: string, kind: SymbolKind, at: Location, container: string): void => {
        const rank = rankOf(name, query);
        if (rank === undefined) return;
        found.push({ symbol: { name, kind, location: session.files.location(at), containerName: container }, rank });
      };
      for (const file of plansOf(session)) {
        // Others get their turn between two files.
        await new Promise<void>((resolve) => void session.host.later(resolve, 0));
        if (token.isCancellationRequested) return null;
        const parsed = session.parsed(file);
        if (parsed === undefined) continue;
        const visit = (item: OutlineItem, container: string): void => {
          if (left.has(item.kind)) return;
          take(item.name, item.kind, { file, span: item.selection }, container);
          for (const child of item.children) visit(child, `${container}.${item.name}`);
        };
        for (const item of outlineOf(parsed.text, parsed.tree)) visit(item, nameOf(file));
      }
      if (query !== '') takeLibrary(session, take);
      return found
        .sort((a, b) => a.rank - b.rank)
        .slice(0, MOST)
        .map(({ symbol }) => symbol);
    }),
  ],
};

/** The library's declarations, without parsing it. */
function takeLibrary(
  session: Session,
  take: (name: string, kind: SymbolKind, at: Location, container: string) => void,
): void {
  for (const [file, text] of Object.entries(session.files.stdlib)) {
    for (const { keyword, name, start, end } of entriesOf(text)) {
      if (name === undefined) continue;
      const at = new RegExp(`^${keyword}\\s+${name}\\b`, 'm').exec(text.slice(start, end));
      if (at === null) continue;
      const nameEnd = start + at.index + at[0].length;
      const kind =
        keyword === 'kind' ? SymbolKind.Interface : keyword === 'metric' ? SymbolKind.Field : SymbolKind.Class;
      take(name, kind, { file, span: { start: nameEnd - name.length, end: nameEnd } }, file);
    }
  }
}

/** How far a name is from what was typed, 0 for the same; undefined where its letters do not stand in it in order. */
function rankOf(name: string, query: string): number | undefined {
  if (query === '') return 0;
  const [text, wanted] = [name.toLowerCase(), query.toLowerCase()];
  const whole = text.indexOf(wanted);
  if (whole >= 0) return whole + (text.length - wanted.length) / 100;
  let at = -1;
  for (const letter of wanted) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return undefined;
  }
  return 100 + at;
}

function nameOf(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}
