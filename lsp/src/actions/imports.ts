import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';
import type { FileEdit } from '../../../compiler/src/text/span.js';
import type { ImportMember } from '../../../compiler/src/syntax/tree.js';
import type { InPlan } from '../core/session.js';

/**
 * The imports at the head of a file in order: the library's first, then packages', then files'; each once, names sorted, and
 * without names that are known to be unused.
 */
export function organiseImports(
  { module }: InPlan,
  diagnostics: readonly Diagnostic[],
): readonly FileEdit[] | undefined {
  const { file, text, tree } = module;
  const leading: ImportMember[] = [];
  for (const member of tree.members) {
    if (member.type !== 'import') break;
    leading.push(member);
  }
  const [first, last] = [leading[0], leading.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const span = { start: first.start, end: last.end };
  // A comment among them would lose its place.
  if (/\/\//.test(text.slice(span.start, span.end))) return undefined;
  const unused = diagnostics.filter(({ slug, location }) => slug === 'unused-import' && location.file === file);
  const isUnused = ({ start, end }: { start: number; end: number }): boolean =>
    unused.some(({ location }) => location.span.start <= start && end <= location.span.end);
  const bySource = new Map<string, string[]>();
  const others: { readonly source: string; readonly line: string }[] = [];
  for (const member of leading) {
    const source = text.slice(member.fromSpan.start, member.fromSpan.end);
    if (member.names === undefined || member.annotations.length > 0) {
      if (!isUnused(member)) others.push({ source, line: text.slice(member.start, member.end) });
      continue;
    }
    const names = member.names
      .filter((name) => !isUnused(name) && !isUnused(member))
      .map((name) => text.slice(name.start, name.end));
    bySource.set(source, [...(bySource.get(source) ?? []), ...names]);
  }
  const lines = [
    ...[...bySource]
      .filter(([, names]) => names.length > 0)
      .map(([source, names]) => ({
        source,
        line: `import ${source} { ${[...new Set(names)].sort(byName).join(', ')} }`,
      })),
    ...others,
  ].sort((a, b) => rankOf(a.source) - rankOf(b.source) || byName(a.source, b.source));
  const newText = lines.map(({ line }) => line).join('\n');
  return newText === text.slice(span.start, span.end) ? undefined : [{ file, span, newText }];
}

function rankOf(source: string): number {
  if (source.startsWith('std/')) return 0;
  return source.startsWith('"@') ? 1 : 2;
}

function byName(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
