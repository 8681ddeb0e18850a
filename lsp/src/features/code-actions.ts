import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionRequest,
  CodeActionResolveRequest,
  type Diagnostic as LspDiagnostic,
  type Range,
} from 'vscode-languageserver';
import { showMoney } from '../../../compiler/src/ir/index.js';
import type { Diagnostic, Fix } from '../../../compiler/src/text/diagnostic.js';
import type { FileEdit, Span } from '../../../compiler/src/text/span.js';
import { organiseImports } from '../actions/imports.js';
import { importMissing } from '../actions/missing-import.js';
import { missingProperties } from '../actions/missing-properties.js';
import { extractLet, inlineLet, splitElement } from '../actions/refactor.js';
import { suppressFinding } from '../actions/suppress.js';
import { fileEdits } from '../core/edits.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { fileOf } from '../core/uris.js';
import { render, type Shown } from '../diagnostics/render.js';

/** Fix all findings of every kind that have a mend: what a client runs on saving. */
const FIX_ALL = `${CodeActionKind.SourceFixAll}.dcplan`;

/** Mends with what they are predicted to gain, and changes that only rearrange. */
export const codeActionsFeature: Feature = {
  capabilities: () => ({
    codeActionProvider: {
      codeActionKinds: [
        CodeActionKind.QuickFix,
        CodeActionKind.RefactorExtract,
        CodeActionKind.RefactorInline,
        CodeActionKind.RefactorRewrite,
        CodeActionKind.SourceOrganizeImports,
        FIX_ALL,
      ],
      resolveProvider: true,
    },
  }),
  handlers: [answer(CodeActionRequest.type, codeActions), answer(CodeActionResolveRequest.type, resolve)],
};

/** A change that somebody may choose, before its edits are worked out. */
interface Offer {
  readonly title: string;
  readonly kind: CodeActionKind;
  readonly finding?: Shown;
  readonly isPreferred?: boolean;
  /** Edits are worked out when they are asked for; undefined where it turns out that there are none. */
  readonly edits: () => readonly FileEdit[] | undefined;
}

/** What an unresolved action carries: enough to work it out again. */
interface ActionData {
  readonly uri: string;
  readonly range: Range;
  readonly version: number | undefined;
}

function codeActions(session: Session, { textDocument, range, context }: CodeActionParams): CodeAction[] {
  const { only } = context;
  const isWanted = (kind: string): boolean =>
    only === undefined || only.some((each) => kind === each || kind.startsWith(`${each}.`));
  const canResolve = session.client.textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true;
  const data: ActionData = {
    uri: textDocument.uri,
    range,
    version: session.documents.get(fileOf(textDocument.uri))?.version,
  };
  return offersFor(session, textDocument.uri, range)
    .filter(({ kind }) => isWanted(kind))
    .flatMap((offer): CodeAction[] => {
      const action = describe(session, offer);
      if (canResolve) return [{ ...action, data }];
      const edits = offer.edits();
      return edits === undefined || edits.length === 0 ? [] : [{ ...action, edit: fileEdits(session, edits) }];
    });
}

/** Works the edits of an action out; of a document that has changed since, none. */
function resolve(session: Session, action: CodeAction): CodeAction {
  const data = action.data as ActionData | undefined;
  if (data === undefined || action.edit !== undefined) return action;
  if (session.documents.get(fileOf(data.uri))?.version !== data.version) return action;
  const offer = offersFor(session, data.uri, data.range).find(
    (each) => each.title === action.title && each.kind === action.kind,
  );
  const edits = offer?.edits();
  return edits === undefined ? action : { ...action, edit: fileEdits(session, edits) };
}

function describe(session: Session, { title, kind, finding, isPreferred }: Offer): CodeAction {
  const diagnostics: LspDiagnostic[] = finding === undefined ? [] : [render(session.files, finding)];
  return {
    title,
    kind,
    ...(diagnostics.length > 0 ? { diagnostics } : {}),
    ...(isPreferred === true ? { isPreferred } : {}),
  };
}

/** Everything that may be done at a stretch of a document. */
function offersFor(session: Session, uri: string, range: Range): readonly Offer[] {
  const file = fileOf(uri);
  const plan = session.inPlan(uri);
  if (plan === undefined) return [];
  const lines = session.files.lines(file);
  const span = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
  const all = session.checker.findings(file);
  const here = all.filter(({ diagnostic: { location } }) => touches(location.span, span));
  const refactor = (
    kind: CodeActionKind,
    made: { title: string; edits: () => readonly FileEdit[] | undefined } | undefined,
  ): Offer[] => (made === undefined ? [] : [{ kind, ...made }]);
  return [
    ...here.flatMap((finding) => mends(finding)),
    ...here.flatMap((finding) => fixAllAlike(finding, all)),
    ...here.flatMap((finding) => ofFinding(session, plan, finding)),
    ...refactor(CodeActionKind.RefactorExtract, extractLet(plan, span)),
    ...refactor(CodeActionKind.RefactorInline, inlineLet(session, plan, span)),
    ...splitElement(plan, span).flatMap((made) => refactor(CodeActionKind.RefactorRewrite, made)),
    ...refactor(CodeActionKind.QuickFix, missingProperties(plan, span)),
    {
      title: 'Organise imports',
      kind: CodeActionKind.SourceOrganizeImports,
      edits: () =>
        organiseImports(
          plan,
          all.map(({ diagnostic }) => diagnostic),
        ),
    },
    {
      title: 'Fix all findings that have a mend',
      kind: FIX_ALL,
      edits: () => together(all.flatMap(({ diagnostic }) => safeFix(diagnostic))),
    },
  ];
}

/** The mends of a finding, each with what it is predicted to gain. The first is preferred where it is no guess. */
function mends(finding: Shown): readonly Offer[] {
  const fixes = finding.diagnostic.fixes ?? [];
  return fixes.map((fix, i) => ({
    title: titleOf(fix),
    kind: CodeActionKind.QuickFix,
    finding,
    isPreferred: i === 0 && fixes.length === 1,
    edits: () => fix.edits,
  }));
}

/** `cooling: Hybrid (saves 33 M USD, adds 12 M USD of capital)`. */
function titleOf({ title, predicted }: Fix): string {
  if (predicted === undefined) return title;
  const { presentValue, capital } = predicted;
  const gain = presentValue >= 0 ? `saves ${showMoney(presentValue)}` : `costs ${showMoney(-presentValue)}`;
  const outlay =
    capital === 0
      ? ''
      : capital > 0
        ? `, spares ${showMoney(capital)} of capital`
        : `, adds ${showMoney(-capital)} of capital`;
  return `${title} (${gain}${outlay})`;
}

/** The same mend wherever the same mistake is. */
function fixAllAlike(finding: Shown, all: readonly Shown[]): readonly Offer[] {
  const { slug } = finding.diagnostic;
  const alike = all.filter(({ diagnostic }) => diagnostic.slug === slug && safeFix(diagnostic).length > 0);
  if (alike.length < 2) return [];
  return [
    {
      title: `Fix all ${alike.length} of \`${slug}\``,
      kind: CodeActionKind.QuickFix,
      finding,
      edits: () => together(alike.flatMap(({ diagnostic }) => safeFix(diagnostic))),
    },
  ];
}

function ofFinding(session: Session, plan: Parameters<typeof importMissing>[1], finding: Shown): readonly Offer[] {
  const imports = importMissing(session, plan, finding.diagnostic);
  const suppressed = suppressFinding(plan, finding.diagnostic);
  return [
    ...imports.map((made) => ({ ...made, kind: CodeActionKind.QuickFix, finding })),
    ...(suppressed === undefined ? [] : [{ ...suppressed, kind: CodeActionKind.QuickFix, finding }]),
  ];
}

/** The mend that is made without asking: the only one of a mistake of writing. What costs money is chosen by people. */
function safeFix({ fixes }: Diagnostic): readonly Fix[] {
  const [first, ...others] = fixes ?? [];
  return first === undefined || others.length > 0 || first.predicted !== undefined ? [] : [first];
}

/** The edits of many mends: of those that overlap, the first. */
function together(fixes: readonly Fix[]): readonly FileEdit[] {
  const taken: FileEdit[] = [];
  for (const { edits } of fixes) {
    const isFree = edits.every((edit) =>
      taken.every((other) => other.file !== edit.file || !overlaps(other.span, edit.span)),
    );
    if (isFree) taken.push(...edits);
  }
  return taken;
}

function touches(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function overlaps(a: Span, b: Span): boolean {
  return (a.start < b.end && b.start < a.end) || (a.start === b.start && a.end === b.end);
}
