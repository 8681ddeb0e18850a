import { type Hover, type HoverParams, HoverRequest, MarkupKind } from 'vscode-languageserver';
import { membersAt } from '../../../compiler/src/syntax/index.js';
import { editorKinds } from '../../../compiler/src/semantics/generated/editor-tables.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';

/** What is known of the thing under the cursor. */
export const hoverFeature: Feature = {
  capabilities: () => ({ hoverProvider: true }),
  handlers: [answer(HoverRequest.type, hover)],
};

function hover(session: Session, { textDocument, position }: HoverParams): Hover | null {
  const file = fileOf(textDocument.uri);
  const parsed = session.parsed(file);
  if (parsed === undefined) return null;
  const offset = session.files.lines(file).offsetAt(position);
  const found = membersAt(parsed.tree, offset).at(-1);
  if (found?.node.type !== 'block') return null;
  const { keyword } = found.node;
  const span = { start: found.base + keyword.start, end: found.base + keyword.end };
  if (offset < span.start || offset > span.end) return null;
  const kind = editorKinds[keyword.text];
  if (kind === undefined) return null;
  const value = [`**${keyword.text}**`, kind.doc ?? ''].join('\n\n');
  return { contents: { kind: MarkupKind.Markdown, value }, range: session.files.range(file, span) };
}
