import type { SyntaxError as SyntaxFinding } from '../../syntax/index.js';
import { syntaxCodes } from '../../text/codes/syntax.js';
import type { Diagnostic, Severity } from '../../text/diagnostic.js';

const severities = new Map<string, Severity>(Object.values(syntaxCodes).map((entry) => [entry.code, entry.severity]));

/** Syntax errors of a file in the form that all stages report in. */
export function syntaxDiagnostics(file: string, errors: readonly SyntaxFinding[]): Diagnostic[] {
  return errors.map((error) => ({
    code: error.code,
    slug: error.slug,
    severity: severities.get(error.code) ?? 'error',
    message: error.message,
    location: { file, span: error.span },
    ...(error.related === undefined
      ? {}
      : { related: error.related.map((place) => ({ location: { file, span: place.span }, message: place.message })) }),
    ...(error.fixes === undefined
      ? {}
      : {
          fixes: error.fixes.map((each) => ({
            title: each.title,
            edits: each.edits.map((edit) => ({ file, ...edit })),
          })),
        }),
  }));
}
