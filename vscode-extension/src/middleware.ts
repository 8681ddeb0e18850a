import { type Diagnostic, DiagnosticSeverity } from 'vscode';
import type { Middleware } from 'vscode-languageclient';
import { type Least, setting } from './settings.js';

const RANK: Readonly<Record<Least, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Hint,
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
      return report?.kind === 'full' ? { ...report, items: shown(report.items) } : report;
    },
  };
}

function shown(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const least: number = RANK[setting('findings.least')];
  return diagnostics.filter(({ severity }) => Number(severity) <= least);
}
