import type { TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import type { FileEdit } from '../../../compiler/src/text/span.js';
import type { Session } from './session.js';

/** Edits by file as the client takes them: with the versions they are of, where it knows versions. */
export function workspaceEdit(session: Session, edits: ReadonlyMap<string, readonly TextEdit[]>): WorkspaceEdit {
  if (session.client.workspace?.workspaceEdit?.documentChanges !== true)
    return { changes: Object.fromEntries([...edits].map(([file, own]) => [session.files.uri(file), [...own]])) };
  return {
    documentChanges: [...edits].map(([file, own]) => ({
      textDocument: { uri: session.files.uri(file), version: session.documents.get(file)?.version ?? null },
      edits: [...own],
    })),
  };
}

/** Edits of the compiler's as edits of the protocol's. */
export function fileEdits(session: Session, edits: readonly FileEdit[]): WorkspaceEdit {
  const byFile = new Map<string, TextEdit[]>();
  for (const { file, span, newText } of edits) {
    const edit = { range: session.files.range(file, span), newText };
    byFile.set(file, [...(byFile.get(file) ?? []), edit]);
  }
  return workspaceEdit(session, byFile);
}
