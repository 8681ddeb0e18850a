import type { ArtifactLocation, Fix as SarifFix, Log, Region, ReportingDescriptor, Result, Run } from 'sarif';
import type { CodeDescription } from '../text/codes.js';
import type { Diagnostic, Fix, Severity } from '../text/diagnostic.js';
import type { FileEdit, Span } from '../text/span.js';
import type { CheckReport, Judged, KnownFinding } from './judged.js';
import type { Sources } from './sources.js';
import { worst } from './summary.js';

/** GitHub takes no more results of a run. */
const MOST_RESULTS = 25_000;

const LEVELS = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<Severity, Result.level>;

const ROOT = 'SRCROOT';

/**
 * Findings as SARIF 2.1.0 (OASIS Standard, 2020): with fingerprints, mends, suppressions, and where there is a baseline the
 * state against it. Of more than 25,000 results the worst, and a notification says so.
 * @param codes descriptions of the codes, for the rules of the run
 */
export function sarifLog(report: CheckReport, codes: readonly CodeDescription[]): Log {
  const { findings, suppressed, gone, sources } = report;
  const kept = new Set(
    worst(
      [...findings, ...suppressed].map(({ diagnostic }) => diagnostic),
      MOST_RESULTS,
    ),
  );
  const shown = [...findings, ...suppressed].filter(({ diagnostic }) => kept.has(diagnostic));
  const absent = gone.slice(0, MOST_RESULTS - shown.length);
  const used = [
    ...new Set([...shown.map(({ diagnostic }) => diagnostic.code), ...absent.map(({ code }) => code)]),
  ].sort();
  const rules = used.map((code) => ruleOf(code, codes));
  const place = new Map(used.map((code, index) => [code, index]));
  const left = findings.length + suppressed.length + gone.length - shown.length - absent.length;
  const run: Run = {
    tool: { driver: { name: 'dcplan', semanticVersion: report.engine.replace(/^\S+ /, ''), rules } },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The folder that dcplan was run in.' } } },
    invocations: [
      {
        executionSuccessful: true,
        ...(left === 0
          ? {}
          : {
              toolExecutionNotifications: [
                {
                  level: 'warning',
                  message: { text: `${String(left)} further results are left out: a run holds the 25,000 worst.` },
                },
              ],
            }),
      },
    ],
    results: [
      ...shown.map((finding) => resultOf(finding, place.get(finding.diagnostic.code) ?? 0, sources)),
      ...absent.map((known) => absentResult(known, place.get(known.code) ?? 0)),
    ],
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}

function ruleOf(code: string, codes: readonly CodeDescription[]): ReportingDescriptor {
  const entry = codes.find((each) => each.code === code);
  if (entry === undefined) return { id: code };
  const { slug, title, explanation, severity } = entry;
  return {
    id: code,
    name: slug.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text: explanation.trim(), markdown: explanation.trim() },
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [slug] },
  };
}

function resultOf(finding: Judged, ruleIndex: number, sources: Sources): Result {
  const { diagnostic, fingerprint, baseline, suppression } = finding;
  const { path, related = [], fixes = [], impact } = diagnostic;
  const mends = fixes.filter(({ edits }) => edits.length > 0).map((fix) => fixOf(fix, sources));
  return {
    ruleId: diagnostic.code,
    ruleIndex,
    level: LEVELS[diagnostic.severity],
    message: { text: messageOf(diagnostic) },
    locations: [
      {
        ...physical(diagnostic.location, sources),
        ...(path === undefined ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ location, message }, i) => ({
            id: i + 1,
            ...physical(location, sources),
            message: { text: message },
          })),
        }),
    partialFingerprints: prints(fingerprint),
    ...(mends.length === 0 ? {} : { fixes: mends }),
    ...(suppression === undefined
      ? {}
      : {
          suppressions: [
            { kind: 'inSource' as const, status: 'accepted' as const, justification: reasonOf(suppression) },
          ],
        }),
    ...(baseline === undefined ? {} : { baselineState: baseline }),
    ...(impact === undefined ? {} : { properties: { impact } }),
  };
}

/** The second is the one that GitHub goes by. */
function prints(fingerprint: string): NonNullable<Result['partialFingerprints']> {
  return { 'dcplan/v1': fingerprint, primaryLocationLineHash: `${fingerprint}:1` };
}

function reasonOf({ reason, until }: NonNullable<Judged['suppression']>): string {
  return until === undefined ? reason : `${reason} (until ${until})`;
}

function messageOf({ message, notes = [] }: Diagnostic): string {
  return [message, ...notes].join('\n');
}

function physical(
  { file, span }: Diagnostic['location'],
  sources: Sources,
): Pick<NonNullable<Result['locations']>[number], 'physicalLocation'> {
  return { physicalLocation: { artifactLocation: artifact(file), region: regionOf(file, span, sources) } };
}

/** A path below the working folder, or the URI of a file elsewhere. */
function artifact(file: string): ArtifactLocation {
  const uri = file.split('/').map(encodeURIComponent).join('/');
  if (file.startsWith('/')) return { uri: `file://${uri}` };
  return /^[A-Za-z]:/.test(file) ? { uri: `file:///${uri.replace('%3A', ':')}` } : { uri, uriBaseId: ROOT };
}

function regionOf(file: string, span: Span, sources: Sources): Region {
  const { start, end } = sources.lines(file).range(span);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function fixOf({ title, edits }: Fix, sources: Sources): SarifFix {
  const files = new Map<string, FileEdit[]>();
  for (const edit of edits) files.set(edit.file, [...(files.get(edit.file) ?? []), edit]);
  return {
    description: { text: title },
    artifactChanges: [...files].map(([file, mine]) => ({
      artifactLocation: artifact(file),
      replacements: mine.map(({ span, newText }) => ({
        deletedRegion: regionOf(file, span, sources),
        insertedContent: { text: newText },
      })),
    })),
  };
}

/** What the baseline has and the plans have no more. */
function absentResult(known: KnownFinding, ruleIndex: number): Result {
  const { code, severity, message, file, path, fingerprint } = known;
  return {
    ruleId: code,
    ruleIndex,
    level: LEVELS[severity],
    message: { text: message },
    locations: [
      {
        physicalLocation: { artifactLocation: artifact(file) },
        ...(path === null ? {} : { logicalLocations: [{ fullyQualifiedName: path }] }),
      },
    ],
    partialFingerprints: prints(fingerprint),
    baselineState: 'absent',
  };
}
