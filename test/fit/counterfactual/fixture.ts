import type { FitContext } from '../../../compiler/src/fit/context.js';
import type { Change } from '../../../compiler/src/fit/finding.js';
import { indexPlan, type Plan } from '../../../compiler/src/ir/index.js';
import { compile, type ModuleHost } from '../../../compiler/src/semantics/index.js';
import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import { changeSource } from '../../../compiler/src/workspace/changes.js';
import { ENTRY, type Files, workspaceOf } from '../fixture.js';

/** A plan with the means to ask "what if", without the rules that look for findings. */
export interface Counterfactual {
  readonly context: FitContext;
  /** The text with changes made in it. */
  readonly edited: (changes: readonly Change[]) => string;
}

/** Compiles and simulates a text; `library` is the standard library, or a changed one. */
export function counterfactualOf(text: string, library: Files = stdlibFiles): Counterfactual {
  const workspace = workspaceOf({ [ENTRY]: text }, library);
  const { plan, origins, diagnostics } = workspace.compile(ENTRY);
  if (plan === undefined) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
  const hostOf = (texts: ReadonlyMap<string, string>): ModuleHost => ({
    stdlib: library,
    read: (file) => texts.get(file) ?? (file === ENTRY ? text : undefined),
    resolve: (_, spec) => spec,
  });
  const textsOf = (changes: readonly Change[]): ReadonlyMap<string, string> | undefined =>
    changeSource(
      {
        origins,
        read: (file) => (file === ENTRY ? text : ''),
        compiled: (texts) => compile(ENTRY, hostOf(texts)).origins,
      },
      changes,
    )?.texts;
  const realise = (changes: readonly Change[]): Plan | undefined => {
    const texts = textsOf(changes);
    return texts && compile(ENTRY, hostOf(texts)).plan;
  };
  const context: FitContext = {
    plan,
    index: indexPlan(plan),
    library: workspace.library(),
    result: workspace.simulate(plan),
    realise,
    simulate: (candidate) => workspace.simulate(candidate),
    estimate: (candidate, held) => workspace.estimate(candidate, 1, held),
  };
  return { context, edited: (changes) => textsOf(changes)?.get(ENTRY) ?? text };
}
