import {
  type InlayHint,
  InlayHintKind,
  InlayHintRequest,
  InlayHintResolveRequest,
  MarkupKind,
} from 'vscode-languageserver';
import { blocksOfModule } from '../../../compiler/src/semantics/index.js';
import { answer, type Feature } from '../core/feature.js';
import type { Session } from '../core/session.js';
import { hintsIn } from '../hints/hints.js';
import { describeEntity } from '../texts/entity.js';

/** Totals and values that are not written: what racks draw and hold together, what an expression comes to. */
export const inlayHintsFeature: Feature = {
  capabilities: () => ({ inlayHintProvider: { resolveProvider: true } }),
  handlers: [
    answer(InlayHintRequest.type, (session, { textDocument, range }): InlayHint[] | null => {
      const plan = session.inPlan(textDocument.uri);
      if (plan === undefined) return null;
      const lines = session.files.lines(plan.module.file);
      const within = { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
      const hints = hintsIn(plan.bound.world, plan.module, within, session.settings.inheritedHints);
      return hints.map(({ at, label, path }) => ({
        position: lines.positionAt(at),
        label,
        kind: InlayHintKind.Type,
        paddingLeft: true,
        data: { uri: textDocument.uri, path } satisfies HintData,
      }));
    }),
    answer(InlayHintResolveRequest.type, resolve),
  ],
};

interface HintData {
  readonly uri: string;
  /** Block that the hint is about. */
  readonly path: string;
}

/** The block that a hint is about, in full. */
function resolve(session: Session, hint: InlayHint): InlayHint {
  const data = hint.data as HintData | undefined;
  const plan = data === undefined || data.path === '' ? undefined : session.inPlan(data.uri);
  if (plan === undefined) return hint;
  const block = [...blocksOfModule(plan.module).values()].find(({ path }) => path === data?.path);
  if (block === undefined) return hint;
  return { ...hint, tooltip: { kind: MarkupKind.Markdown, value: describeEntity(plan.bound.world, block) } };
}
