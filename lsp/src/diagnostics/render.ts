import {
  type Diagnostic as LspDiagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
} from 'vscode-languageserver';
import type { Diagnostic, Fix, Impact, Severity } from '../../../compiler/src/text/diagnostic.js';
import type { Files } from '../core/files.js';
import { LIBRARY_SCHEME } from '../core/uris.js';

/** How sure the numbers of a finding are. */
export type Standing = 'exact' | 'estimate' | 'recomputing';

/** What travels with a finding, so that nobody reads mends or money out of its prose. */
export interface FindingData {
  readonly code: string;
  readonly slug: string;
  readonly standing: Standing;
  readonly path?: string;
  readonly impact?: Impact;
  readonly fixes?: readonly Fix[];
}

/** A finding with how sure it is. */
export interface Shown {
  readonly diagnostic: Diagnostic;
  readonly standing: Standing;
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** What follows the finding's source in an editor: that its numbers are not the last word. */
const sources: Readonly<Record<Standing, string>> = {
  exact: 'dcplan',
  estimate: 'dcplan (estimate)',
  recomputing: 'dcplan (recomputing)',
};

const unnecessary: ReadonlySet<string> = new Set(['unused-import', 'allow-unused']);

/** Where a code is explained: a document that the server itself gives out, since nothing here needs a network. */
export function helpOf(code: string): string {
  return `${LIBRARY_SCHEME}:/findings/${code}.md`;
}

/** A finding as the protocol has it: the message, its notes below it, related places, and mends as data. */
export function render(files: Files, { diagnostic, standing }: Shown): LspDiagnostic {
  const { code, slug, severity, message, location, related, notes, impact, fixes, path } = diagnostic;
  const data: FindingData = {
    code,
    slug,
    standing,
    ...(path === undefined ? {} : { path }),
    ...(impact === undefined ? {} : { impact }),
    ...(fixes === undefined ? {} : { fixes }),
  };
  return {
    range: files.range(location.file, location.span),
    severity: severities[severity],
    code: `${code} ${slug}`,
    codeDescription: { href: helpOf(code) },
    source: sources[standing],
    message: [message, ...(notes ?? [])].join('\n'),
    ...(unnecessary.has(slug) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(related === undefined
      ? {}
      : {
          relatedInformation: related.map((place): DiagnosticRelatedInformation => ({
            location: files.location(place.location),
            message: place.message,
          })),
        }),
    data,
  };
}
