import {
  type DocumentSymbol,
  DocumentSymbolRequest,
  type SymbolInformation,
  SymbolKind,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver';
import { blockSymbol, declarationOf } from '../../../compiler/src/semantics/index.js';
import { bodyOf, isBlock } from '../../../compiler/src/syntax/index.js';
import type { FileTree, Member, Node } from '../../../compiler/src/syntax/tree.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { allBlocks } from './derived.js';

/** The outline of a file, and blocks of all plans by name. */
export const symbolsFeature: Feature = {
  capabilities: () => ({ documentSymbolProvider: true, workspaceSymbolProvider: true }),
  handlers: [
    answer(DocumentSymbolRequest.type, (session, { textDocument }): DocumentSymbol[] | null => {
      const file = fileOf(textDocument.uri);
      const tree = session.parsed(file)?.tree;
      return tree === undefined ? null : outline(session, file, tree, 0);
    }),
    answer(WorkspaceSymbolRequest.type, (session, { query }) => workspaceSymbols(session, query)),
  ],
};

/** Most blocks that a search gives. */
const MOST = 500;

function outline(session: Session, file: string, block: FileTree | (Member & { readonly headEnd: number }), base: number): DocumentSymbol[] {
  const inner = block.type === 'file' ? base : base + block.start;
  return bodyOf(block as FileTree).flatMap((member): DocumentSymbol[] => {
    const head = headOf(member as Member);
    if (head === undefined) return [];
    const place = (node: Node) => session.files.range(file, { start: inner + node.start, end: inner + node.end });
    const children = isBlock(member) ? outline(session, file, member as Member & { headEnd: number }, inner) : [];
    return [{ ...head, range: place(member), selectionRange: place(head.at), children }].map(({ at: _, ...symbol }) => symbol);
  });
}

interface Head {
  readonly name: string;
  readonly detail: string;
  readonly kind: SymbolKind;
  readonly at: Node;
}

/** How a member is shown in an outline; what has no name of its own is left out. */
function headOf(member: Member): Head | undefined {
  switch (member.type) {
    case 'block': {
      const { keyword, name, index, base } = member;
      const elements = index === undefined ? '' : index.isRange ? `[${index.from}..${index.to}]` : `[${index.from}]`;
      const from = base === undefined ? '' : `: ${base.segments.map((segment) => segment.name.text).join('.')}`;
      return name === undefined
        ? { name: keyword.text, detail: from, kind: SymbolKind.Struct, at: keyword }
        : { name: `${name.text}${elements}`, detail: `${keyword.text}${from}`, kind: kindOf(keyword.text), at: name };
    }
    case 'property': {
      const key = member.key.segments.map((segment) => segment.name.text).join('.');
      return { name: key === '' ? '?' : key, detail: '', kind: SymbolKind.Property, at: member.key };
    }
    case 'let':
      return { name: named(member.name.text), detail: 'let', kind: SymbolKind.Constant, at: member.name };
    case 'scenario':
      return { name: named(member.name.text), detail: 'scenario', kind: SymbolKind.Event, at: member.name };
    case 'test':
      return { name: named(member.title.value), detail: 'test', kind: SymbolKind.Method, at: member.title };
    case 'kind':
      return { name: named(member.name.text), detail: 'kind', kind: SymbolKind.Interface, at: member.name };
    case 'metric':
      return { name: named(member.name.text), detail: `metric on ${member.on.text}`, kind: SymbolKind.Field, at: member.name };
    default:
      return undefined;
  }
}

/** Clients refuse a symbol without a name. */
function named(text: string): string {
  return text === '' ? '?' : text;
}

const kinds: Readonly<Record<string, SymbolKind>> = {
  campus: SymbolKind.Namespace,
  hall: SymbolKind.Class,
  workload: SymbolKind.Function,
  contract: SymbolKind.Interface,
  network: SymbolKind.Module,
};

function kindOf(keyword: string): SymbolKind {
  return kinds[keyword] ?? SymbolKind.Object;
}

/** Blocks whose path holds the letters of the query in order, whatever their case. */
function workspaceSymbols(session: Session, query: string): SymbolInformation[] {
  const letters = [...query.toLowerCase()];
  const found: SymbolInformation[] = [];
  for (const entity of allBlocks(session)) {
    if (found.length >= MOST) break;
    const name = entity.name ?? '';
    let at = -1;
    const isMatch = letters.every((letter) => (at = entity.path.toLowerCase().indexOf(letter, at + 1)) >= 0);
    const place = isMatch ? declarationOf(blockSymbol(entity)) : undefined;
    if (place === undefined) continue;
    const around = entity.path.slice(0, Math.max(0, entity.path.length - name.length - 1));
    found.push({
      name,
      kind: kindOf(entity.kind.family),
      location: session.files.location(place.name),
      containerName: entity.module.library ? entity.module.key : around,
    });
  }
  return found;
}
