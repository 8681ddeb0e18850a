import type { ImportName } from '../../syntax/tree.js';
import type { Location } from '../../text/span.js';
import type {
  ArrayGroup,
  Binding,
  Declared,
  Entity,
  LetDeclaration,
  Module,
  ScenarioDeclaration,
} from '../declare/types.js';
import type { Reference } from '../evaluate/reference.js';
import type { Kind, MetricRow, PropertyRow } from '../kinds/index.js';
import { locate, startOf } from '../report.js';

/** What a name in a plan stands for. */
export type Symbol =
  | { readonly type: 'block'; readonly entity: Entity; readonly group?: ArrayGroup }
  | { readonly type: 'let'; readonly declaration: LetDeclaration }
  | { readonly type: 'property'; readonly kind: Kind; readonly row: PropertyRow; readonly entity?: Entity }
  | { readonly type: 'metric'; readonly metric: MetricRow; readonly entity?: Entity }
  | { readonly type: 'kind'; readonly name: string }
  | { readonly type: 'module'; readonly file: string }
  | { readonly type: 'scenario'; readonly scenario: ScenarioDeclaration }
  /** A name of its own that an import gives to a thing, or to a module. */
  | {
      readonly type: 'alias';
      readonly module: Module;
      readonly name: string;
      readonly at: Location;
      readonly target: Symbol;
    }
  | { readonly type: 'variable'; readonly name: string; readonly at: Location }
  | { readonly type: 'word'; readonly word: string; readonly row?: PropertyRow };

/** One place at which a name stands. */
export interface Occurrence {
  readonly location: Location;
  readonly symbol: Symbol;
  readonly role: 'declaration' | 'reference';
}

/** Equal for two occurrences of the same thing, and for no others. */
export function symbolKey(symbol: Symbol): string {
  switch (symbol.type) {
    case 'block': {
      const { entity } = symbol;
      const at = nameOf(entity);
      return at === undefined ? `block ${entity.module.file} ${entity.path}` : `block ${at.file} ${at.span.start}`;
    }
    case 'let': {
      const { declaration } = symbol;
      const at = locate(declaration.scope, declaration.member.name);
      return `let ${at.file} ${at.span.start}`;
    }
    case 'property':
      return `property ${ownerOf(symbol.kind, symbol.row.name)} ${symbol.row.name}`;
    case 'metric':
      return `metric ${symbol.metric.on} ${symbol.metric.name}`;
    case 'kind':
      return `kind ${symbol.name}`;
    case 'module':
      return `module ${symbol.file}`;
    case 'scenario':
      return `scenario ${symbol.scenario.module.file} ${symbol.scenario.name}`;
    case 'alias':
      return `alias ${symbol.module.file} ${symbol.name}`;
    case 'variable':
      return `variable ${symbol.at.file} ${symbol.at.span.start}`;
    case 'word':
      return `word ${symbol.row?.name ?? ''} ${symbol.word}`;
  }
}

/** The name as it is declared. */
export function symbolName(symbol: Symbol): string {
  switch (symbol.type) {
    case 'block':
      return symbol.entity.name ?? symbol.entity.kind.name;
    case 'let':
      return symbol.declaration.name;
    case 'property':
      return symbol.row.name;
    case 'metric':
      return symbol.metric.name;
    case 'kind':
    case 'variable':
    case 'alias':
      return symbol.name;
    case 'module':
      return symbol.file;
    case 'scenario':
      return symbol.scenario.name;
    case 'word':
      return symbol.word;
  }
}

/** Where a thing is declared: its name, and the whole of it. Undefined for what the language itself brings. */
export function declarationOf(symbol: Symbol): { readonly name: Location; readonly whole: Location } | undefined {
  switch (symbol.type) {
    case 'block': {
      const { entity } = symbol;
      const written = writtenOf(entity);
      const name = nameOf(entity);
      if (name === undefined || written.syntax === undefined) return undefined;
      return { name, whole: locate(written.outer, written.syntax) };
    }
    case 'let': {
      const { member, scope } = symbol.declaration;
      return { name: locate(scope, member.name), whole: locate(scope, member) };
    }
    case 'scenario': {
      const { member, module } = symbol.scenario;
      return { name: locate(module.root.scope, member.name), whole: locate(module.root.scope, member) };
    }
    case 'alias':
      return declarationOf(symbol.target);
    case 'module':
      return {
        name: { file: symbol.file, span: { start: 0, end: 0 } },
        whole: { file: symbol.file, span: { start: 0, end: 0 } },
      };
    case 'variable':
      return { name: symbol.at, whole: symbol.at };
    case 'property':
    case 'metric':
    case 'kind':
    case 'word':
      return undefined;
  }
}

/** The block that a name stands for, where it stands for one. */
export function blockOf(symbol: Symbol): Entity | undefined {
  if (symbol.type === 'alias') return blockOf(symbol.target);
  return symbol.type === 'block' ? symbol.entity : undefined;
}

/** A block by the one that first had its name: an element split off an array, or a child that stands for an inherited one. */
export function blockSymbol(entity: Entity, group = entity.group): Symbol {
  let first = group?.head ?? entity;
  for (;;) {
    const inherited = first.name === undefined ? undefined : first.parent?.base?.names.get(first.name);
    if (inherited === undefined) break;
    const next = inherited.type === 'group' ? (inherited.head ?? inherited.parts[0]) : inherited;
    if (next === undefined || next === first) break;
    first = next;
  }
  return group === undefined ? { type: 'block', entity: first } : { type: 'block', entity: first, group };
}

export function declaredSymbol(declared: Declared): Symbol {
  switch (declared.type) {
    case 'entity':
      return blockSymbol(declared);
    case 'group': {
      const head = declared.head ?? declared.parts[0];
      if (head === undefined) throw new Error(`the array ${declared.path} has no part`);
      return blockSymbol(head, declared);
    }
    case 'let':
      return { type: 'let', declaration: declared };
  }
}

/** What an import brings in, under its own name or another. */
export function bindingSymbol(module: Module, local: string, binding: Binding): Symbol {
  const target = declaredSymbol(binding.target);
  const alias = 'alias' in binding.span ? (binding.span as ImportName).alias : undefined;
  return alias === undefined
    ? target
    : { type: 'alias', module, name: local, at: locate(module.root.scope, alias), target };
}

/** What a path has come to; undefined for a plain value, and for what is unknown. */
export function referenceSymbol(reference: Reference): Symbol | undefined {
  switch (reference.type) {
    case 'entity':
      return blockSymbol(reference.entity);
    case 'group':
      return declaredSymbol(reference.group);
    case 'property':
    case 'blank':
      return { type: 'property', kind: reference.entity.kind, row: reference.row, entity: reference.entity };
    case 'metric':
      return { type: 'metric', metric: reference.metric, entity: reference.entity };
    case 'namespace':
      return { type: 'module', file: reference.module.file };
    case 'members':
      return reference.members[0] === undefined ? undefined : referenceSymbol(reference.members[0].reference);
    case 'list':
      return reference.items[0] === undefined ? undefined : referenceSymbol(reference.items[0]);
    case 'value':
    case 'poison':
      return undefined;
  }
}

/** The kind that declares a property: itself, or one that it extends. */
function ownerOf(kind: Kind, property: string): string {
  return kind.own.some(({ name }) => name === property) ? kind.name : (kind.base ?? kind.name);
}

/** Where a block's name is written, or its keyword where it has none. */
export function nameOf(entity: Entity): Location | undefined {
  const { syntax, outer, module } = writtenOf(entity);
  if (syntax === undefined) return entity.path === '' ? startOf(module) : undefined;
  return locate(outer, syntax.type === 'block' ? (syntax.name ?? syntax.keyword) : syntax);
}

function writtenOf(entity: Entity): Entity {
  let written = entity;
  while (written.syntax === undefined && written.base !== undefined) written = written.base;
  return written;
}
