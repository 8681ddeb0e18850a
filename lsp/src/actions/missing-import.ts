import { importEdit } from '../../../compiler/src/semantics/import-edit.js';
import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';
import type { FileEdit } from '../../../compiler/src/text/span.js';
import { entriesOfKind } from '../completion/entries.js';
import { plansOf } from '../core/names.js';
import type { InPlan, Session } from '../core/session.js';
import { relativeSpec } from '../core/uris.js';

const unknown: ReadonlySet<string> = new Set(['unknown-name', 'not-imported']);

interface Made {
  readonly title: string;
  readonly edits: () => readonly FileEdit[];
}

/** Imports that bring in a name that a finding does not know: of the library, and of other plans of the folder. */
export function importMissing(
  session: Session,
  { module }: InPlan,
  { slug, location, fixes }: Diagnostic,
): readonly Made[] {
  // The compiler offers the import itself where it knows of one.
  if (
    !unknown.has(slug) ||
    location.file !== module.file ||
    fixes?.some(({ title }) => title.startsWith('Import')) === true
  )
    return [];
  const name = module.text.slice(location.span.start, location.span.end);
  if (!/^[A-Za-z_]\w*$/.test(name)) return [];
  const sources = [
    ...entriesOfKind(session.files.stdlib, '')
      .filter((entry) => entry.name === name)
      .map((entry) => entry.module),
    ...plansOf(session)
      .filter((file) => file !== module.file && session.files.read(file)?.includes(name) === true)
      .filter((file) => {
        const root = session.bound(file)?.modules.get(file)?.root;
        return root?.names.has(name) === true || root?.lets.has(name) === true;
      })
      .map((file) => relativeSpec(module.file, file)),
  ];
  return sources.map((source) => ({
    title: `Import \`${name}\` from \`${source}\``,
    edits: () => [importEdit(module, source, name)],
  }));
}
