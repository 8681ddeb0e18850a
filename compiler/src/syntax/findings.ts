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

/** How many more findings are kept. One is shared by all that reads a file. */
export interface Budget {
  left: number;
}

/** The same finding with every offset mapped. */
export function mapFinding(finding: SyntaxFinding, offset: (offset: number) => number): SyntaxFinding {
  const span = ({ start, end }: Span): Span => ({ start: offset(start), end: offset(end) });
  const { related, fix } = finding;
  return {
    slug: finding.slug,
    message: finding.message,
    span: span(finding.span),
    ...(related && { related: related.map((place) => ({ span: span(place.span), message: place.message })) }),
    ...(fix && {
      fix: { title: fix.title, edits: fix.edits.map((edit) => ({ span: span(edit.span), newText: edit.newText })) },
    }),
  };
}

/** The same finding with every span moved by `by`. */
export function moveFinding(finding: SyntaxFinding, by: number): SyntaxFinding {
  return by === 0 ? finding : mapFinding(finding, (offset) => offset + by);
}
