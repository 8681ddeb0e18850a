import { type DocumentLink, DocumentLinkRequest } from 'vscode-languageserver';
import { spanOf, walk } from '../../../compiler/src/syntax/index.js';
import type { ImportMember, PropertyMember, StringExpression } from '../../../compiler/src/syntax/tree.js';
import type { Span } from '../../../compiler/src/text/span.js';
import { answer, type Feature } from '../core/feature.js';
import { fileOf } from '../core/uris.js';

/** Files that a plan names, to be opened: what it imports, its weather; and addresses on the web in its texts. */
export const documentLinksFeature: Feature = {
  capabilities: () => ({ documentLinkProvider: {} }),
  handlers: [
    answer(DocumentLinkRequest.type, (session, { textDocument }): DocumentLink[] | null => {
      const file = fileOf(textDocument.uri);
      const parsed = session.parsed(file);
      if (parsed === undefined) return null;
      const { files } = session;
      const links: DocumentLink[] = [];
      const link = (span: Span, target: string, tooltip: string): void =>
        void links.push({ range: files.range(file, span), target, tooltip });
      walk(parsed.tree, 0, (node, base) => {
        if (!('type' in node)) return true;
        if (node.type === 'import') {
          const { from, fromSpan } = node as ImportMember;
          const target = from in files.stdlib ? from : from.startsWith('std/') ? undefined : files.resolve(file, from);
          if (target !== undefined && files.read(target) !== undefined)
            link(spanOf({ node: fromSpan, base }), files.uri(target), 'Open the module');
        }
        if (node.type === 'property') {
          const { key, value } = node as PropertyMember;
          if (key.segments.at(-1)?.name.text === 'weather' && value.type === 'string' && value.value !== '')
            link(inside(spanOf({ node: value, base })), files.uri(files.resolve(file, relative(value.value))), 'Open the weather file');
        }
        if (node.type === 'string') {
          const { start } = spanOf({ node, base });
          const raw = parsed.text.slice(start, start + node.end - node.start);
          for (const found of raw.matchAll(/https?:\/\/[^\s"\\<>]+[^\s"\\<>.,;:)]/g))
            if ((node as StringExpression).value.includes(found[0]))
              link({ start: start + found.index, end: start + found.index + found[0].length }, found[0], 'Open the page');
        }
        return true;
      });
      return links;
    }),
  ],
};

/** A weather file lies beside the plan that names it. */
function relative(name: string): string {
  return /^[./]/.test(name) ? name : `./${name}`;
}

/** A string without its quotation marks. */
function inside({ start, end }: Span): Span {
  return { start: start + 1, end: end - 1 };
}
