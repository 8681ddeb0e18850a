import { blocksOfModule, type Entity } from '../../../compiler/src/semantics/index.js';
import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';
import type { FileEdit } from '../../../compiler/src/text/span.js';
import type { InPlan } from '../core/session.js';

/** What a suppression says until somebody says why: a reason is due, and this one asks for it. */
const REASON = 'say why';

/** Takes a finding of the fit out where it stands: an `@allow` on its block, whose reason is to be filled in. */
export function suppressFinding(
  { module }: InPlan,
  { code, slug, path, location }: Diagnostic,
): { readonly title: string; readonly edits: () => readonly FileEdit[] | undefined } | undefined {
  // Mistakes are mended, not allowed; and what is wrong with a suppression is no reason for another.
  if (path === undefined || !/^DCP[345]/.test(code) || location.file !== module.file) return undefined;
  const block = blockOf(module, path);
  if (block?.syntax?.type !== 'block') return undefined;
  const { syntax, outer } = block;
  return {
    title: `Allow \`${slug}\` on \`${block.name ?? block.kind.name}\`, with a reason`,
    edits: () => {
      const start = outer.offset + syntax.keyword.start;
      const lineStart = module.text.lastIndexOf('\n', start - 1) + 1;
      const indent = /^[ \t]*/.exec(module.text.slice(lineStart))?.[0] ?? '';
      return [{ file: module.file, span: { start, end: start }, newText: `@allow("${slug}", "${REASON}")\n${indent}` }];
    },
  };
}

/** The block at a path, or the one around the property that the path names. */
function blockOf(module: InPlan['module'], path: string): Entity | undefined {
  const blocks = [...blocksOfModule(module).values()];
  for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('.')))) {
    const found = blocks.find((block) => block.path === at);
    if (found !== undefined) return found;
  }
  return undefined;
}
