import type { syntaxCodes } from '../text/codes/syntax.js';
import type { Span, TextEdit } from '../text/span.js';

export type SyntaxSlug = keyof typeof syntaxCodes;

/** A syntax error before its code is filled in. Inside this folder spans are relative to whatever the context says. */
export interface SyntaxFinding {
  readonly slug: SyntaxSlug;
  readonly message: string;
  readonly span: Span;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

/** The same finding with every span moved by `by`. */
export function moveFinding(finding: SyntaxFinding, by: number): SyntaxFinding {
  if (by === 0) return finding;
  const move = (span: Span): Span => ({ start: span.start + by, end: span.end + by });
  return {
    slug: finding.slug,
    message: finding.message,
    span: move(finding.span),
    ...(finding.related && {
      related: finding.related.map((place) => ({ span: move(place.span), message: place.message })),
    }),
    ...(finding.fix && {
      fix: {
        title: finding.fix.title,
        edits: finding.fix.edits.map((edit) => ({ span: move(edit.span), newText: edit.newText })),
      },
    }),
  };
}
