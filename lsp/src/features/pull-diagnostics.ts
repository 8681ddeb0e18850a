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
import { render, type Shown } from '../diagnostics/render.js';

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
  const open = session.checker.files();
  const closed = session.folders.flatMap((folder) => session.host.list(folder)).filter((file) => !open.has(file));
  const files = new Set([...previous.keys(), ...open, ...closed]);
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
  const items = findingsOf(session, file).map((each) => render(session.files, each));
  const resultId = contentTag(JSON.stringify(items));
  return resultId === previous
    ? { kind: DocumentDiagnosticReportKind.Unchanged, resultId }
    : { kind: DocumentDiagnosticReportKind.Full, resultId, items };
}

/** Findings of a file: as the checker has them where a plan that it is part of is open, else without simulation. */
function findingsOf(session: Session, file: string): readonly Shown[] {
  if (session.checker.files().has(file) || session.files.read(file) === undefined)
    return session.checker.findings(file);
  const { diagnostics } = session.workspace.check(file, { simulate: false, today: session.host.today() });
  return diagnostics
    .filter(({ location }) => location.file === file)
    .map((diagnostic) => ({ diagnostic, standing: 'exact' }));
}
