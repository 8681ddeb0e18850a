import { type CallHierarchyItem, SymbolKind, type TypeHierarchyItem } from 'vscode-languageserver';
import {
  blockSymbol,
  declarationOf,
  type Entity,
  type Symbol,
  symbolKey,
  symbolName,
} from '../../../compiler/src/semantics/index.js';
import { languageDeclaration } from '../core/language.js';
import type { Session } from '../core/session.js';

/** A line of a hierarchy: both kinds of it have the same shape. */
export type HierarchyItem = TypeHierarchyItem & CallHierarchyItem;

/** A block or a kind as a line of a hierarchy; undefined for what is declared nowhere. */
export function itemOf(session: Session, symbol: Symbol): HierarchyItem | undefined {
  const place = declarationOf(symbol) ?? languageDeclaration(session, symbol);
  if (place === undefined) return undefined;
  const { files } = session;
  return {
    name: symbolName(symbol),
    kind: symbol.type === 'kind' ? SymbolKind.Interface : SymbolKind.Class,
    detail: symbol.type === 'block' ? detailOf(symbol.entity) : 'kind',
    uri: files.uri(place.whole.file),
    range: files.range(place.whole.file, place.whole.span),
    selectionRange: files.range(place.name.file, place.name.span),
    data: symbolKey(symbol),
  };
}

/** Lines for blocks, each once. */
export function itemsOf(session: Session, blocks: readonly Entity[]): HierarchyItem[] {
  const items = new Map<string, HierarchyItem>();
  for (const block of blocks) {
    const item = itemOf(session, blockSymbol(block));
    if (item !== undefined) items.set(keyOf(item), item);
  }
  return [...items.values()];
}

/** What a line stands for, as `symbolKey` says it: clients give it back. */
export function keyOf({ data }: { readonly data?: unknown }): string {
  return typeof data === 'string' ? data : '';
}

/** `hall in Prairie`, `rack of std/racks`. */
function detailOf({ kind, module, parent }: Entity): string {
  if (module.library) return `${kind.name} of ${module.key}`;
  return parent === undefined || parent.path === '' ? kind.name : `${kind.name} in ${parent.path}`;
}
