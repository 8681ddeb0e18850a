import { blocksOfModule, type Entity } from '../../../compiler/src/semantics/index.js';
import { membersAt, spanOf, walk } from '../../../compiler/src/syntax/index.js';
import type { Node } from '../../../compiler/src/syntax/tree.js';
import type { FileEdit, Span } from '../../../compiler/src/text/span.js';
import { namesOf, placesOf } from '../core/names.js';
import type { InPlan, Session } from '../core/session.js';

interface Made {
  readonly title: string;
  readonly edits: () => readonly FileEdit[] | undefined;
}

/** Expressions that a `let` may hold; a map or a list of a property means what its property says. */
const extractable: ReadonlySet<string> = new Set([
  'number',
  'quantity',
  'binary',
  'unary',
  'uncertain',
  'range',
  'call',
  'growing',
  'date',
  'if',
  'ratio',
  'redundancy',
]);

/** Gives the value that is selected a name, in the line above its member. */
export function extractLet({ module }: InPlan, span: Span): Made | undefined {
  const { text, tree, file } = module;
  const selected = trimmed(text, span);
  if (selected.start >= selected.end) return undefined;
  const member = membersAt(tree, selected.start).at(-1);
  if (member === undefined || member.node.type === 'file' || member.node.type === 'let') return undefined;
  let found: Node | undefined;
  walk(member.node, member.base, (node, base) => {
    const at = spanOf({ node, base });
    if (at.start > selected.start || at.end < selected.end) return node === member.node;
    if (at.start === selected.start && at.end === selected.end && 'type' in node && extractable.has(String(node.type)))
      found ??= node;
    return true;
  });
  if (found === undefined) return undefined;
  const { node, base } = member;
  const start = base + node.start;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const indent = text.slice(lineStart, start);
  if (indent.trim() !== '') return undefined;
  const key = node.type === 'property' ? (node.key.segments.at(-1)?.name.text ?? 'value') : 'value';
  const name = freeName(text, key);
  return {
    title: `Extract to \`let ${name}\``,
    edits: () => [
      {
        file,
        span: { start, end: start },
        newText: `let ${name} = ${text.slice(selected.start, selected.end)}\n${indent}`,
      },
      { file, span: selected, newText: name },
    ],
  };
}

/** Puts the value of a `let` wherever it is named, and takes the `let` away. */
export function inlineLet(session: Session, { module, bound }: InPlan, span: Span): Made | undefined {
  const names = namesOf(bound, module);
  const here = names.find(
    ({ symbol, location }) =>
      symbol.type === 'let' && location.span.start <= span.start && span.end <= location.span.end,
  );
  if (here?.symbol.type !== 'let') return undefined;
  const { symbol: named } = here;
  const { declaration } = named;
  if (declaration.scope.module.file !== module.file) return undefined;
  const { text, file } = module;
  const { member, scope } = declaration;
  const value = text.slice(scope.offset + member.value.start, scope.offset + member.value.end);
  return {
    title: `Inline \`${declaration.name}\``,
    edits: () => {
      const uses = placesOf(session, named, [declaration.name]).filter(({ role }) => role === 'reference');
      // What other files name must stay.
      if (uses.some(({ location }) => location.file !== file)) return undefined;
      const isSimple = /^[\w%./ ]+$/.test(value);
      const whole = lineOf(text, { start: scope.offset + member.start, end: scope.offset + member.end });
      return [
        ...uses.map(({ location }) => ({ file, span: location.span, newText: isSimple ? value : `(${value})` })),
        { file, span: whole, newText: '' },
      ];
    },
  };
}

/** Splits the first or last element of an array off, as a block of its own below it. */
export function splitElement({ module }: InPlan, span: Span): readonly Made[] {
  const block = arrayAt(module, span);
  if (block?.syntax?.type !== 'block' || block.name === undefined || block.elements === undefined) return [];
  const { syntax, outer, name, elements } = block;
  if (elements.length < 2 || syntax.index?.isRange !== true) return [];
  const end = outer.offset + syntax.end;
  const start = outer.offset + syntax.start;
  const { text, file } = module;
  const indent = /^[ \t]*/.exec(text.slice(text.lastIndexOf('\n', start - 1) + 1))?.[0] ?? '';
  const element = elements.at(-1) ?? 1;
  return [
    {
      title: `Split \`${name}[${element}]\` off`,
      edits: () => [
        {
          file,
          span: { start: end, end },
          newText: `\n\n${indent}${syntax.keyword.text} ${name}[${element}] {\n${indent}}`,
        },
      ],
    },
  ];
}

function arrayAt(module: InPlan['module'], { start, end }: Span): Entity | undefined {
  for (const [syntax, entity] of blocksOfModule(module)) {
    const { offset } = entity.outer;
    if (syntax.index !== undefined && offset + syntax.start <= start && end <= offset + syntax.headEnd) return entity;
  }
  return undefined;
}

function trimmed(text: string, { start, end }: Span): Span {
  let [from, to] = [start, end];
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return { start: from, end: to };
}

/** A member with its indent and line end, where it has the line to itself. */
function lineOf(text: string, { start, end }: Span): Span {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const after = /[ \t]*(?:\r?\n|$)/y;
  after.lastIndex = end;
  const rest = after.exec(text);
  return text.slice(from, start).trim() === '' && rest !== null
    ? { start: from, end: end + rest[0].length }
    : { start, end };
}

function freeName(text: string, key: string): string {
  const words = new Set(text.match(/[A-Za-z_]\w*/g) ?? []);
  const wanted = `${key}Value`;
  for (let n = 1; ; n++) {
    const name = n === 1 ? wanted : `${wanted}${n}`;
    if (!words.has(name)) return name;
  }
}
