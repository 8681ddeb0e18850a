import {
  type TypeHierarchyItem,
  TypeHierarchyPrepareRequest,
  TypeHierarchySubtypesRequest,
  TypeHierarchySupertypesRequest,
} from 'vscode-languageserver';
import { blockOf, blockSymbol, type Entity, type Symbol, symbolKey } from '../../../compiler/src/semantics/index.js';
import { editorKinds } from '../../../compiler/src/semantics/generated/editor-tables.js';
import { answer, type Feature } from '../core/feature.js';
import { nameAt } from '../core/names.js';
import type { Session } from '../core/session.js';
import { itemOf, itemsOf, keyOf } from '../hierarchy/items.js';
import { allBlocks } from './derived.js';

/** What a block has as its base, and what has it as theirs, up to the kinds of the language. */
export const typeHierarchyFeature: Feature = {
  capabilities: () => ({ typeHierarchyProvider: true }),
  handlers: [
    answer(TypeHierarchyPrepareRequest.type, (session, params): TypeHierarchyItem[] | null => {
      const symbol = nameAt(session, params)?.occurrence.symbol;
      const block = symbol === undefined ? undefined : blockOf(symbol);
      const meant = block === undefined ? symbol : blockSymbol(block);
      if (meant?.type !== 'kind' && meant?.type !== 'block') return null;
      const item = itemOf(session, meant);
      return item === undefined ? null : [item];
    }),
    answer(TypeHierarchySupertypesRequest.type, (session, { item }) => supertypes(session, keyOf(item))),
    answer(TypeHierarchySubtypesRequest.type, (session, { item }) => subtypes(session, keyOf(item))),
  ],
};

function supertypes(session: Session, key: string): TypeHierarchyItem[] {
  const kind = kindOf(key);
  if (kind !== undefined) return kindItems(session, [editorKinds[kind]?.base]);
  const block = allBlocks(session).find((each) => symbolKey(blockSymbol(each)) === key);
  if (block === undefined) return [];
  const base = namedBase(block);
  return base === undefined ? kindItems(session, [block.kind.name]) : itemsOf(session, [base]);
}

function subtypes(session: Session, key: string): TypeHierarchyItem[] {
  const kind = kindOf(key);
  if (kind === undefined)
    return itemsOf(
      session,
      allBlocks(session).filter((each) => {
        const base = namedBase(each);
        return base !== undefined && symbolKey(blockSymbol(base)) === key;
      }),
    );
  const kinds = Object.entries(editorKinds).flatMap(([name, { base }]) => (base === kind ? [name] : []));
  const blocks = allBlocks(session).filter((each) => each.kind.name === kind && namedBase(each) === undefined);
  return [...kindItems(session, kinds), ...itemsOf(session, blocks)];
}

/** The base of a block; one that is written in place stands for its own. */
function namedBase({ base }: Entity): Entity | undefined {
  let named = base;
  while (named?.inline === true) named = named.base;
  return named;
}

function kindOf(key: string): string | undefined {
  return /^kind (\w+)$/.exec(key)?.[1];
}

function kindItems(session: Session, names: readonly (string | undefined)[]): TypeHierarchyItem[] {
  return names.flatMap((name) => {
    const symbol: Symbol | undefined = name === undefined ? undefined : { type: 'kind', name };
    return (symbol === undefined ? undefined : itemOf(session, symbol)) ?? [];
  });
}
