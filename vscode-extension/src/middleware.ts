import { type Diagnostic, DiagnosticSeverity } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { impactLine } from '../../compiler/src/diagnostics/text.js';
import { dataOf } from './mends.js';
import { type Least, setting } from './settings.js';

const { Error: error, Warning: warning, Information: information, Hint: hint } = DiagnosticSeverity;
const SHOWN: Readonly<Record<Least, ReadonlySet<DiagnosticSeverity>>> = {
  error: new Set([error]),
  warning: new Set([error, warning]),
  info: new Set([error, warning, information, hint]),
};

/** What settings keep from being shown, of what the server gives. */
export function middleware(): Middleware {
  return {
    provideCodeLenses: (document, token, next) => (setting('lens.enabled', document) ? next(document, token) : []),
    provideInlayHints: (document, range, token, next) =>
      setting('hints.enabled', document) ? next(document, range, token) : [],
    handleDiagnostics: (uri, diagnostics, next) => {
      next(uri, shown(diagnostics));
    },
    provideDiagnostics: async (document, previous, token, next) => {
      const report = await next(document, previous, token);
      return report != null && 'items' in report ? { ...report, items: shown(report.items) } : report;
    },
  };
}

function shown(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const least = SHOWN[setting('findings.least')];
  const leastCost = setting('findings.leastCost');
  return diagnostics
    .filter((each) => least.has(each.severity) && (each.severity === error || (costOf(each) ?? Infinity) >= leastCost))
    .map(priced);
}

/** A finding that says below its message what it costs, as the command line does. */
function priced(finding: Diagnostic): Diagnostic {
  const { impact, fixes = [] } = dataOf(finding) ?? {};
  if (impact !== undefined) finding.message += `\n${impactLine(impact, fixes.length === 0)}`;
  return finding;
}

/** Present value of a mismatch, USD; undefined where a finding has none, or it is unknown. */
function costOf(finding: Diagnostic): number | undefined {
  return dataOf(finding)?.impact?.presentValue ?? undefined;
}
