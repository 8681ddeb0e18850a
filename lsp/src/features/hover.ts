import { type Hover, type HoverParams, HoverRequest, MarkupKind } from 'vscode-languageserver';
import { factOf, inUnits, showValue, type Symbol, type World } from '../../../compiler/src/semantics/index.js';
import { editorKinds } from '../../../compiler/src/semantics/generated/editor-tables.js';
import { membersAt, spanOf, walk } from '../../../compiler/src/syntax/index.js';
import type { QuantityExpression } from '../../../compiler/src/syntax/tree.js';
import type { Span } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import { nameAt } from '../core/names.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { describeEntity, originOf } from '../texts/entity.js';
import { describeFigures } from '../texts/figures.js';
import { fenced } from '../texts/markdown.js';
import { editorProperty, signatureOf, termsOf } from '../texts/property.js';

/** What is known of the thing under the cursor: of a block its values and figures, of a quantity its conversions. */
export const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  handlers: [answer(HoverRequest.type, hover)],
};

function hover(session: Session, params: HoverParams): Hover | null {
  const file = fileOf(params.textDocument.uri);
  const at = session.files.lines(file).offsetAt(params.position);
  const found = quantityHover(session, file, at) ?? nameHover(session, params);
  if (found === undefined || found.text === '') return null;
  const wantsMarkdown = session.client.textDocument?.hover?.contentFormat?.[0] !== MarkupKind.PlainText;
  return {
    contents: { kind: wantsMarkdown ? MarkupKind.Markdown : MarkupKind.PlainText, value: found.text },
    range: session.files.range(file, found.span),
  };
}

interface Found {
  readonly text: string;
  readonly span: Span;
}

function nameHover(session: Session, params: HoverParams): Found | undefined {
  const named = nameAt(session, params);
  if (named === undefined) return undefined;
  const { symbol, location } = named.occurrence;
  const text = describe(session, fileOf(params.textDocument.uri), named.bound.world, symbol);
  return { text, span: location.span };
}

function describe(session: Session, file: string, world: World, symbol: Symbol): string {
  switch (symbol.type) {
    case 'block': {
      const simulated = session.checker.figures(file);
      const figures =
        simulated === undefined
          ? undefined
          : describeFigures(simulated.figures, simulated.standing, symbol.entity.path);
      return [describeEntity(world, symbol.entity), ...(figures === undefined ? [] : [figures])].join('\n\n');
    }
    case 'let': {
      const { declaration } = symbol;
      const value = showValue(world.letValue(declaration, declaration.scope.entity));
      const head = fenced(`let ${declaration.name}${value === undefined ? '' : ` = ${value}`}`);
      return [head, declaration.member.doc].filter((part) => part !== undefined).join('\n\n');
    }
    case 'property':
      return describeProperty(world, symbol);
    case 'metric': {
      const { metric, entity } = symbol;
      const simulated = session.checker.figures(file);
      const figures =
        simulated === undefined || entity === undefined
          ? undefined
          : describeFigures(simulated.figures, simulated.standing, entity.path);
      return [fenced(`metric ${metric.name} on ${metric.on}: ${metric.dimension}`), metric.doc, figures]
        .filter((part) => part !== undefined)
        .join('\n\n');
    }
    case 'kind': {
      const kind = editorKinds[symbol.name];
      return [fenced(`kind ${symbol.name}${kind?.base === undefined ? '' : `: ${kind.base}`}`), kind?.doc]
        .filter((part) => part !== undefined)
        .join('\n\n');
    }
    case 'module':
      return fenced(`import ${symbol.file.startsWith('std/') ? symbol.file : JSON.stringify(symbol.file)}`);
    case 'scenario': {
      const { name, member } = symbol.scenario;
      const lines = member.members.length === 1 ? 'one override' : `${member.members.length} overrides`;
      return [fenced(`scenario ${name}`), lines, member.doc].filter((part) => part !== undefined).join('\n\n');
    }
    case 'alias':
      return describe(session, file, world, symbol.target);
    case 'variable':
      return fenced(`for ${symbol.name}`);
    case 'word':
      return fenced(symbol.word);
  }
}

function describeProperty(world: World, symbol: Extract<Symbol, { type: 'property' }>): string {
  const { kind, row, entity } = symbol;
  const property = editorProperty(kind.name, row.name);
  const fact = entity === undefined ? undefined : factOf(world, entity, row);
  const terms = property === undefined ? [] : termsOf(property);
  return [
    fenced(`${kind.name}.${property === undefined ? row.name : signatureOf(row.name, property)}`),
    fact === undefined ? undefined : `**${fact.text}** (${originOf(fact)})`,
    row.doc,
    terms.length === 0 ? undefined : terms.join('; '),
  ]
    .filter((part) => part !== undefined)
    .join('\n\n');
}

/** `132 kW/rack` in the other units that people use for it. */
function quantityHover(session: Session, file: string, at: number): Found | undefined {
  const tree = session.parsed(file)?.tree;
  const member = tree === undefined ? undefined : membersAt(tree, at).at(-1);
  if (member === undefined || member.node.type === 'file') return undefined;
  let quantity: { readonly node: QuantityExpression; readonly span: Span } | undefined;
  walk(member.node, member.base, (node, base) => {
    const span = spanOf({ node, base });
    if (at < span.start || at > span.end) return node === member.node;
    if ('type' in node && node.type === 'quantity') quantity = { node: node as QuantityExpression, span };
    return true;
  });
  if (quantity === undefined) return undefined;
  const { node, span } = quantity;
  const others = inUnits(node.value, node.unit).map(({ value, unit }) => `${shown(value)} ${unit}`);
  if (others.length === 0) return undefined;
  return { text: [fenced(`${node.raw} ${node.unit}`), `= ${others.join(' = ')}`].join('\n\n'), span };
}

function shown(value: number): string {
  const size = Math.abs(value);
  return size !== 0 && (size < 1e-4 || size >= 1e9) ? value.toExponential(3) : String(value);
}
