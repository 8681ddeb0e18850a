import { sha256 } from '../ir/sha256.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { CheckReport, Judged, KnownFinding, Suppression } from './judged.js';
import type { Position } from '../text/line-map.js';
import type { Span } from '../text/span.js';
import type { Sources } from './sources.js';
import { type Counts, countBySeverity } from './summary.js';

export interface JsonRange {
  readonly start: Position;
  readonly end: Position;
}

/** One finding as `check --format json` gives it. */
export interface JsonDiagnostic {
  readonly code: string;
  readonly slug: string;
  readonly severity: Diagnostic['severity'];
  readonly message: string;
  readonly file: string;
  readonly range: JsonRange;
  readonly path: string | null;
  readonly notes: readonly string[];
  readonly related: readonly { readonly file: string; readonly range: JsonRange; readonly message: string }[];
  readonly impact: Diagnostic['impact'] | null;
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly file: string; readonly range: JsonRange; readonly newText: string }[];
    readonly predicted: NonNullable<NonNullable<Diagnostic['fixes']>[number]['predicted']> | null;
  }[];
  /** How to read more about the code. */
  readonly help: string;
  /** Stays when lines move and other blocks are renamed. */
  readonly fingerprint: string;
  /** null without a baseline. */
  readonly baseline: 'new' | 'unchanged' | null;
  /** null for what counts. */
  readonly suppression: Suppression | null;
}

/** What `check --format json` writes. */
export interface JsonCheck {
  readonly schemaVersion: 1;
  readonly engine: string;
  /** Of the one plan; of several, the SHA-256 of their hashes joined by newlines; null where one does not compile. */
  readonly plan: { readonly hash: string | null };
  readonly plans: readonly { readonly file: string; readonly hash: string | null }[];
  readonly diagnostics: readonly JsonDiagnostic[];
  /** What an `@allow` takes out; not among `diagnostics` and not counted. */
  readonly suppressed: readonly JsonDiagnostic[];
  /** In the baseline, and found no more. */
  readonly gone: readonly KnownFinding[];
  readonly summary: Counts;
}

/** The whole result of `check` as a value; its JSON is the same for the same plans. */
export function checkJson(report: CheckReport): JsonCheck {
  const { engine, plans, findings, suppressed, gone, sources } = report;
  return {
    schemaVersion: 1,
    engine,
    plan: { hash: hashOf(plans) },
    plans,
    diagnostics: findings.map((finding) => jsonDiagnostic(finding, sources)),
    suppressed: suppressed.map((finding) => jsonDiagnostic(finding, sources)),
    gone,
    summary: countBySeverity(findings.map(({ diagnostic }) => diagnostic)),
  };
}

/** Each finding as a line of JSON, in order. */
export function renderJsonLines({ findings, sources }: CheckReport): string {
  return findings.map((finding) => `${JSON.stringify(jsonDiagnostic(finding, sources))}\n`).join('');
}

function hashOf(plans: JsonCheck['plans']): string | null {
  const hashes = plans.map((plan) => plan.hash);
  if (hashes.includes(null)) return null;
  return hashes.length === 1 ? (hashes[0] ?? null) : sha256(hashes.join('\n'));
}

function jsonDiagnostic(finding: Judged, sources: Sources): JsonDiagnostic {
  const { diagnostic, fingerprint } = finding;
  const range = (file: string, span: Span): JsonRange => sources.lines(file).range(span);
  const { file, span } = diagnostic.location;
  return {
    code: diagnostic.code,
    slug: diagnostic.slug,
    severity: diagnostic.severity,
    message: diagnostic.message,
    file,
    range: range(file, span),
    path: diagnostic.path ?? null,
    notes: diagnostic.notes ?? [],
    related: (diagnostic.related ?? []).map(({ location, message }) => ({
      file: location.file,
      range: range(location.file, location.span),
      message,
    })),
    impact: diagnostic.impact ?? null,
    fixes: (diagnostic.fixes ?? []).map((fix) => ({
      title: fix.title,
      edits: fix.edits.map((edit) => ({ file: edit.file, range: range(edit.file, edit.span), newText: edit.newText })),
      predicted: fix.predicted ?? null,
    })),
    help: `dcplan explain ${diagnostic.code}`,
    fingerprint,
    baseline: finding.baseline ?? null,
    suppression: finding.suppression ?? null,
  };
}
