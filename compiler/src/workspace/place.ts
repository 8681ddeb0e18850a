import type { Change, Finding, Mend } from '../fit/index.js';
import type { Origins } from '../semantics/index.js';
import type { Diagnostic, Fix, RelatedPlace } from '../text/diagnostic.js';
import type { FileEdit, Location } from '../text/span.js';

/** Turns a finding, which knows paths of the IR, into a diagnostic, which knows places in files. */
export function toDiagnostic(
  finding: Finding,
  origins: Origins,
  file: string,
  edits: (changes: readonly Change[]) => readonly FileEdit[] | undefined,
): Diagnostic {
  const stated = finding.requirement === undefined ? undefined : origins.requirement(finding.requirement);
  const place =
    stated === undefined ? placeOf(origins, finding.path, finding.property, file) : { location: stated, related: [] };
  const related = [
    ...place.related,
    ...(finding.related ?? []).map((other) => ({
      location: placeOf(origins, other.path, other.property, file).location,
      message: other.message,
    })),
  ];
  const fixes = (finding.mends ?? []).flatMap((mend) => toFix(mend, edits));
  return {
    code: finding.code,
    slug: finding.slug,
    severity: finding.severity,
    message: finding.message,
    location: place.location,
    path: finding.property === undefined ? finding.path : `${finding.path}.${finding.property}`,
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

/**
 * The property's value where its own block states it; where a base does, the block, and the base's value as a related
 * place; else the block, else the start of the file.
 */
function placeOf(
  origins: Origins,
  path: string,
  property: string | undefined,
  file: string,
): { readonly location: Location; readonly related: readonly RelatedPlace[] } {
  const block = origins.locate(path) ?? { file, span: { start: 0, end: 0 } };
  if (property === undefined) return { location: block, related: [] };
  const stated = origins.property(path, property);
  if (stated === undefined) return { location: origins.locate(`${path}.${property}`) ?? block, related: [] };
  if (stated.isOwn) return { location: stated.value, related: [] };
  return { location: block, related: [{ location: stated.value, message: `${property} is stated here` }] };
}
