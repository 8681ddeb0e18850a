import type { ImportMember } from '../syntax/tree.js';
import type { FileEdit } from '../text/span.js';
import type { Module } from './declare/types.js';

/**
 * The edit that brings a name into a module: added to the import that the module has of that other one, or an import line
 * of its own after the last.
 * @param from as an import says it, `std/cooling`
 */
export function importEdit(module: Module, from: string, name: string): FileEdit {
  const { file, tree } = module;
  const imports = tree.members.filter((member): member is ImportMember => member.type === 'import');
  const same = imports.find((member) => member.from === from && member.names !== undefined && member.names.length > 0);
  const lastName = same?.names?.at(-1);
  if (lastName !== undefined) return { file, span: { start: lastName.end, end: lastName.end }, newText: `, ${name}` };
  const line = `import ${from.startsWith('std/') ? from : JSON.stringify(from)} { ${name} }`;
  const last = imports.at(-1);
  if (last !== undefined) return { file, span: { start: last.end, end: last.end }, newText: `\n${line}` };
  const first = tree.members[0];
  const start = first === undefined ? 0 : startOfLeading(module, first.start);
  return { file, span: { start, end: start }, newText: `${line}\n\n` };
}

/** Start of the comments that stand directly above a member, so that an import does not come between them and it. */
function startOfLeading(module: Module, start: number): number {
  let at = module.text.lastIndexOf('\n', start - 1) + 1;
  while (at > 0) {
    const before = module.text.lastIndexOf('\n', at - 2) + 1;
    if (!module.text.slice(before, at).trimStart().startsWith('//')) break;
    at = before;
  }
  return at;
}
