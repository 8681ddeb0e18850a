import type { Change, LibraryName } from '../fit/index.js';
import { importEdit } from '../semantics/import-edit.js';
import { type Origins } from '../semantics/index.js';
import { insertMembers } from '../semantics/insert.js';
import type { FileEdit } from '../text/span.js';

/**
 * The edits of the source that make changes of a plan: a property's value replaced where its block states it, else a new
 * line in that block; names of the library imported where the text uses them. `undefined` where a block is not in the
 * text (it comes from a base, or from a file of the library).
 */
export function changeEdits(origins: Origins, changes: readonly Change[]): readonly FileEdit[] | undefined {
  const edits: FileEdit[] = [];
  const members = new Map<string, string[]>();
  for (const change of changes) {
    const own = change.type === 'property' ? origins.property(change.path, change.property) : undefined;
    if (change.type === 'property' && own?.isOwn === true) edits.push({ file: own.value.file, span: own.value.span, newText: change.text });
    else members.set(change.path, [...(members.get(change.path) ?? []), change.type === 'property' ? `${change.property}: ${change.text}` : change.text]);
    const imported = importEdits(origins, change.path, change.imports, edits);
    if (imported === undefined) return undefined;
    edits.push(...imported);
  }
  for (const [path, texts] of members) {
    const entity = origins.entity(path);
    const edit = entity === undefined ? undefined : insertMembers(entity, texts);
    if (edit === undefined) return undefined;
    edits.push(edit);
  }
  return edits;
}

/** Imports that are missing in the file of a block, each once. */
function importEdits(origins: Origins, path: string, names: readonly LibraryName[], made: readonly FileEdit[]): readonly FileEdit[] | undefined {
  const module = origins.entity(path)?.module;
  if (module === undefined) return undefined;
  return names.flatMap(({ module: from, name }) => {
    if (module.bindings.has(name)) return [];
    const edit = importEdit(module, from, name);
    const again = made.some((other) => other.file === edit.file && other.span.start === edit.span.start && other.newText === edit.newText);
    return again ? [] : [edit];
  });
}
