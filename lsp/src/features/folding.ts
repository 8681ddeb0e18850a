import { type FoldingRange, FoldingRangeKind, FoldingRangeRequest } from 'vscode-languageserver';
import { bodyOf, commentsOf, isBlock, spanOf, walk } from '../../../compiler/src/syntax/index.js';
import type { FileTree, Node } from '../../../compiler/src/syntax/tree.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';

/** Values that are written in braces, brackets or parentheses. */
const bracketed: ReadonlySet<string> = new Set(['map', 'list', 'comprehension', 'refinement', 'call', 'with']);

/** What can be folded away: bodies, values over several lines, the imports, comments. */
export const foldingFeature: Feature = {
  capabilities: () => ({ foldingRangeProvider: true }),
  handlers: [
    answer(FoldingRangeRequest.type, (session, { textDocument }): FoldingRange[] | null => {
      const file = fileOf(textDocument.uri);
      const parsed = session.parsed(file);
      if (parsed === undefined) return null;
      const lines = session.files.lines(file);
      const line = (offset: number): number => lines.positionAt(offset).line;
      const ranges = [
        ...bracketsOf(parsed.tree, line),
        ...runOf(importsOf(parsed.tree), line, FoldingRangeKind.Imports),
        ...commentRuns(parsed.tree, parsed.text, line),
      ];
      return limited(session, ranges);
    }),
  ],
};

/** From the line of an opening bracket to the line before that of the closing one, which stays in sight. */
function bracketsOf(tree: FileTree, line: (offset: number) => number): FoldingRange[] {
  const byStart = new Map<number, FoldingRange>();
  walk(tree, 0, (node, base) => {
    const isFolded = isBlock(node) || ('type' in node && bracketed.has(String(node.type)));
    if (!isFolded) return true;
    const { start, end } = spanOf({ node, base });
    const first = line(isBlock(node) ? base + node.headEnd : start);
    const last = isBlock(node) && !node.closed ? line(end) : line(end) - 1;
    if (last > first && !byStart.has(first)) byStart.set(first, { startLine: first, endLine: last });
    return true;
  });
  return [...byStart.values()];
}

function importsOf(tree: FileTree): readonly Node[] {
  const members = bodyOf(tree);
  const others = members.findIndex(({ type }) => type !== 'import');
  return others < 0 ? members : members.slice(0, others);
}

/** Comments on lines of their own that follow one another. */
function commentRuns(tree: FileTree, text: string, line: (offset: number) => number): FoldingRange[] {
  const own = commentsOf(tree)
    .map(spanOf)
    .filter(({ start }) => /(?:^|\n)[ \t]*$/.test(text.slice(Math.max(0, text.lastIndexOf('\n', start - 1)), start)))
    .sort((a, b) => a.start - b.start);
  const runs: Node[][] = [];
  for (const comment of own) {
    const last = runs.at(-1)?.at(-1);
    if (last !== undefined && line(comment.start) === line(last.start) + 1) runs.at(-1)?.push(comment);
    else runs.push([comment]);
  }
  return runs.flatMap((run) => runOf(run, line, FoldingRangeKind.Comment));
}

function runOf(nodes: readonly Node[], line: (offset: number) => number, kind: FoldingRangeKind): FoldingRange[] {
  const [first, last] = [nodes[0], nodes.at(-1)];
  if (first === undefined || last === undefined) return [];
  const range = { startLine: line(first.start), endLine: line(last.end), kind };
  return range.endLine > range.startLine ? [range] : [];
}

/** As many as the client takes, the outer ones first. */
function limited(session: Session, ranges: FoldingRange[]): FoldingRange[] {
  const most = session.client.textDocument?.foldingRange?.rangeLimit ?? Infinity;
  const sorted = ranges.sort((a, b) => a.startLine - b.startLine || b.endLine - a.endLine);
  if (sorted.length <= most) return sorted;
  const kept = new Set([...sorted].sort((a, b) => b.endLine - b.startLine - (a.endLine - a.startLine)).slice(0, most));
  return sorted.filter((range) => kept.has(range));
}
