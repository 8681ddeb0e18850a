import {
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  DocumentDiagnosticRequest,
  type FullDocumentDiagnosticReport,
  type UnchangedDocumentDiagnosticReport,
  type WorkspaceDiagnosticReport,
  WorkspaceDiagnosticRequest,
} from 'vscode-languageserver';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { contentTag } from '../core/tag.js';
import { render } from '../diagnostics/render.js';

/** Diagnostics for clients that ask for them. */
export const pullDiagnosticsFeature: Feature = {
  capabilities: () => ({
    diagnosticProvider: { identifier: 'dcplan', interFileDependencies: true, workspaceDiagnostics: true },
  }),
  handlers: [
    answer(DocumentDiagnosticRequest.type, documentDiagnostics),
    answer(WorkspaceDiagnosticRequest.type, (session, { previousResultIds }) =>
      workspaceDiagnostics(session, new Map(previousResultIds.map(({ uri, value }) => [fileOf(uri), value]))),
    ),
  ],
};

function documentDiagnostics(
  session: Session,
  { textDocument, previousResultId }: DocumentDiagnosticParams,
): DocumentDiagnosticReport {
  session.checker.checkNow();
  return reportOf(session, fileOf(textDocument.uri), previousResultId);
}

function workspaceDiagnostics(session: Session, previous: ReadonlyMap<string, string>): WorkspaceDiagnosticReport {
  session.checker.checkNow();
  const files = new Set([...previous.keys(), ...session.checker.files()]);
  return {
    items: [...files].map((file) => ({
      ...reportOf(session, file, previous.get(file)),
      uri: session.files.uri(file),
      version: session.documents.get(file)?.version ?? null,
    })),
  };
}

function reportOf(
  session: Session,
  file: string,
  previous: string | undefined,
): FullDocumentDiagnosticReport | UnchangedDocumentDiagnosticReport {
  const items = session.checker.findings(file).map((each) => render(session.files, each));
  const resultId = contentTag(JSON.stringify(items));
  return resultId === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}
