import type { CompletionItemKind } from 'vscode-languageserver';
import type { FileEdit } from '../../../compiler/src/text/span.js';

/** One thing that may be completed, before it takes the form of the protocol. */
export interface Proposal {
  readonly label: string;
  readonly kind: CompletionItemKind;
  /** Smaller comes first. */
  readonly rank: number;
  readonly detail?: string;
  /** Behind the label: where it comes from. */
  readonly description?: string;
  /** What is written, with places to fill in as `${1:…}`; the label where absent. */
  readonly snippet?: string;
  /** What is written where the client knows no snippets; the label where absent. */
  readonly plain?: string;
  /** What comes with it: an import. */
  readonly edits?: readonly FileEdit[];
  /** What `resolve` works the documentation out from. */
  readonly about?: About;
}

export type About =
  | { readonly type: 'property'; readonly kind: string; readonly name: string }
  | { readonly type: 'kind'; readonly name: string }
  | { readonly type: 'metric'; readonly on: string; readonly name: string }
  | { readonly type: 'entry'; readonly key: string }
  | { readonly type: 'block'; readonly file: string; readonly path: string }
  | { readonly type: 'text'; readonly text: string };
