import {
  type DeclarationParams,
  DeclarationRequest,
  type Definition,
  DefinitionRequest,
  ImplementationRequest,
  type LocationLink,
  type TextDocumentPositionParams,
  TypeDefinitionRequest,
} from 'vscode-languageserver';
import { declarationOf, type Symbol } from '../../../compiler/src/semantics/index.js';
import { answer, type Feature } from '../core/feature.js';
import { type Declared, languageDeclaration } from '../core/language.js';
import { type Named, nameAt } from '../core/names.js';
import type { Session } from '../core/session.js';
import { derivedFrom } from './derived.js';

/** Where a name is declared, what its type is, and what derives from it. */
export const definitionFeature: Feature = {
  capabilities: () => ({
    definitionProvider: true,
    declarationProvider: true,
    typeDefinitionProvider: true,
    implementationProvider: true,
  }),
  handlers: [
    answer(DefinitionRequest.type, (session, params) => linked(session, params, definitionOf)),
    answer(DeclarationRequest.type, (session, params: DeclarationParams) => linked(session, params, declared)),
    answer(TypeDefinitionRequest.type, (session, params) => linked(session, params, typeOf)),
    answer(ImplementationRequest.type, (session, params) => linked(session, params, implementationsOf)),
  ],
};

type Places = (session: Session, named: Named) => readonly Declared[];

/** Links where the client knows them, else locations. */
function linked(
  session: Session,
  params: TextDocumentPositionParams,
  places: Places,
): LocationLink[] | Definition | null {
  const named = nameAt(session, params);
  if (named === undefined) return null;
  const found = places(session, named);
  if (found.length === 0) return null;
  const { files, client } = session;
  if (client.textDocument?.definition?.linkSupport !== true) return found.map(({ name }) => files.location(name));
  const { file, span } = named.occurrence.location;
  return found.map(({ name, whole }) => files.link(name.file, whole.span, name.span, files.range(file, span)));
}

/** Where a thing is declared: in the plan, or in the library, or in the language itself. */
export function definitionOf(session: Session, { occurrence, bound }: Named): readonly Declared[] {
  const { symbol, role } = occurrence;
  if (symbol.type === 'property' && role === 'reference' && symbol.entity !== undefined) {
    const slot = bound.world.slot(symbol.entity, symbol.row.name);
    const stated = slot?.declaration;
    if (stated !== undefined) {
      const { member, scope } = stated;
      const place = (node: { start: number; end: number }) => ({
        file: scope.module.file,
        span: { start: scope.offset + node.start, end: scope.offset + node.end },
      });
      return [{ name: place(member.type === 'property' ? member.key : member.keyword), whole: place(member) }];
    }
  }
  return placeOf(session, symbol);
}

/** Where a name comes into the file: of a name that an import gives, the import. */
function declared(session: Session, named: Named): readonly Declared[] {
  const { symbol } = named.occurrence;
  return symbol.type === 'alias' ? [{ name: symbol.at, whole: symbol.at }] : definitionOf(session, named);
}

function placeOf(session: Session, symbol: Symbol): readonly Declared[] {
  const found = declarationOf(symbol) ?? languageDeclaration(session, symbol);
  return found === undefined ? [] : [found];
}

/** The kind of a block; of a property, the kind that its value is of, or itself as its kind declares it. */
function typeOf(session: Session, { occurrence, bound }: Named): readonly Declared[] {
  const kind = kindOf(occurrence.symbol, bound);
  const found = kind === undefined ? [] : placeOf(session, { type: 'kind', name: kind });
  return found.length > 0 ? found : placeOf(session, occurrence.symbol);
}

function kindOf(symbol: Symbol, bound: Named['bound']): string | undefined {
  switch (symbol.type) {
    case 'block':
      return symbol.entity.kind.name;
    case 'alias':
      return kindOf(symbol.target, bound);
    case 'let': {
      const value = bound.world.letValue(symbol.declaration, symbol.declaration.scope.entity);
      return value.type === 'entity' ? value.entity.kind.name : undefined;
    }
    case 'property': {
      const { type } = symbol.row;
      const inner = type.type === 'list' ? type.element : type;
      return 'kind' in inner ? inner.kind : undefined;
    }
    case 'metric':
      return symbol.metric.on;
    default:
      return undefined;
  }
}

/** The blocks and entries that have a block as their base, directly or through others; of a kind, all of that kind. */
function implementationsOf(session: Session, { occurrence }: Named): readonly Declared[] {
  return derivedFrom(session, occurrence.symbol).flatMap((symbol) => placeOf(session, symbol));
}
