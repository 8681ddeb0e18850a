import { type DocumentSymbol, SymbolKind } from 'vscode-languageserver';
import { bodyOf, type FileTree, isBlock } from '../../../compiler/src/syntax/index.js';
import type {
  BlockMember,
  Expression,
  KindProperty,
  Member,
  Node,
  PathExpression,
  TestStatement,
} from '../../../compiler/src/syntax/tree.js';
import type { Span } from '../../../compiler/src/text/span.js';

/** One line of a file's outline. Spans count from the start of the file. */
export interface OutlineItem {
  readonly name: string;
  readonly detail?: string;
  readonly kind: DocumentSymbol['kind'];
  readonly whole: Span;
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** Most characters of a value beside its name. */
const DETAIL = 60;

/** What a file declares, as a tree. It is read off the text alone: a broken block keeps no other from being listed. */
export function outlineOf(text: string, tree: FileTree): readonly OutlineItem[] {
  return bodyOf(tree).flatMap((member) => itemOf(text, member, 0));
}

function itemOf(text: string, member: Member | KindProperty | TestStatement, base: number): readonly OutlineItem[] {
  const at = (node: Node): Span => ({ start: base + node.start, end: base + node.end });
  const written = (node: Node): string => short(text.slice(base + node.start, base + node.end));
  const item = (
    kind: DocumentSymbol['kind'],
    name: string,
    selection: Node,
    more: Partial<OutlineItem> = {},
  ): OutlineItem[] => [{ name, kind, whole: at(member), selection: at(selection), children: [], ...more }];
  const children = isBlock(member) ? bodyOf(member).flatMap((child) => itemOf(text, child, base + member.start)) : [];
  switch (member.type) {
    case 'block': {
      const { name, keyword } = member;
      return item(kindOfBlock(member), headOf(member), name ?? keyword, { detail: detailOf(member), children });
    }
    case 'let':
      return item(SymbolKind.Constant, member.name.text, member.name, { detail: written(member.value) });
    case 'property': {
      const inner = refined(member.value).flatMap((child) => itemOf(text, child, base));
      const kind = inner.length > 0 ? SymbolKind.Object : SymbolKind.Property;
      return item(kind, pathText(member.key), member.key, { detail: written(member.value), children: inner });
    }
    case 'kind':
      return item(SymbolKind.Interface, member.name.text, member.name, {
        ...(member.base === undefined ? {} : { detail: member.base.text }),
        children,
      });
    case 'kindProperty': {
      const name = member.name ?? member.openKey;
      return name === undefined ? [] : item(SymbolKind.Field, name.text, name, { detail: written(member.valueType) });
    }
    case 'metric':
      return item(SymbolKind.Field, member.name.text, member.name, { detail: `on ${member.on.text}` });
    case 'scenario': {
      const detail = member.base === undefined ? 'scenario' : `scenario: ${pathText(member.base)}`;
      return item(SymbolKind.Event, member.name.text, member.name, { detail, children });
    }
    case 'test':
      return item(SymbolKind.Method, member.title.value === '' ? 'test' : member.title.value, member.title, {
        detail: 'test',
      });
    case 'require':
    case 'prefer':
      return item(SymbolKind.Boolean, `${member.type} ${written(member.condition)}`, member.condition);
    case 'import':
    case 'with':
    case 'expect':
    case 'error':
      return [];
  }
}

/** Blocks that are named differently stand out from one another. */
function kindOfBlock({ keyword, name }: BlockMember): DocumentSymbol['kind'] {
  if (keyword.text === 'campus') return SymbolKind.Module;
  return name === undefined ? SymbolKind.Object : SymbolKind.Class;
}

/** `A[1..4]`; of a block without a name, its keyword. */
function headOf({ keyword, name, index }: BlockMember): string {
  if (name === undefined) return keyword.text;
  if (index === undefined) return name.text;
  return `${name.text}[${index.isRange ? `${index.from}..${index.to}` : index.from}]`;
}

/** `hall: Base`. */
function detailOf({ keyword, name, base }: BlockMember): string {
  const from = base === undefined ? undefined : pathText(base);
  if (name === undefined) return from ?? '';
  return from === undefined ? keyword.text : `${keyword.text}: ${from}`;
}

/** The members in the braces of a value; of a list, of all its items. */
function refined(value: Expression): readonly Member[] {
  switch (value.type) {
    case 'refinement':
      return value.members;
    case 'of':
      return refined(value.what);
    case 'list':
      return value.items.flatMap(refined);
    case 'alternatives':
      return value.options.flatMap(refined);
    default:
      return [];
  }
}

function pathText({ segments }: PathExpression): string {
  return segments.map(({ name }) => name.text).join('.');
}

function short(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > DETAIL ? `${line.slice(0, DETAIL - 1)}…` : line;
}
