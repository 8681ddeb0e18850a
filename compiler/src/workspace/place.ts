import type { Change, Finding, Mend } from '../fit/index.js';
import type { Origins } from '../semantics/index.js';
import type { Diagnostic, Fix } from '../text/diagnostic.js';
import type { FileEdit, Location } from '../text/span.js';

/** Turns a finding, which knows paths of the IR, into a diagnostic, which knows places in files. */
export function toDiagnostic(finding: Finding, origins: Origins, file: string, edits: (changes: readonly Change[]) => readonly FileEdit[] | undefined): Diagnostic {
  const related = (finding.related ?? []).map((place) => ({ location: locate(origins, place.path, place.property, file), message: place.message }));
  const fixes = (finding.mends ?? []).flatMap((mend) => toFix(mend, edits));
  return {
    code: finding.code,
    slug: finding.slug,
    severity: finding.severity,
    message: finding.message,
    location: locate(origins, finding.path, finding.property, file),
    path: finding.property === undefined || finding.property.startsWith('require[') ? finding.path : `${finding.path}.${finding.property}`,
    ...(finding.notes ? { notes: finding.notes } : {}),
    ...(related.length > 0 ? { related } : {}),
    ...(finding.impact ? { impact: finding.impact } : {}),
    ...(fixes.length > 0 ? { fixes } : {}),
  };
}

function toFix(mend: Mend, edits: (changes: readonly Change[]) => readonly FileEdit[] | undefined): Fix[] {
  const made = edits(mend.changes);
  return made === undefined ? [] : [{ title: mend.title, edits: made, predicted: mend.predicted }];
}

/** The property's value where it has one in the text, else its block, else the start of the file. */
function locate(origins: Origins, path: string, property: string | undefined, file: string): Location {
  const place = (property === undefined ? undefined : origins.locate(`${path}.${property}`)) ?? origins.locate(path);
  return place ?? { file, span: { start: 0, end: 0 } };
}
