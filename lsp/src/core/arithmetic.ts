import { renderArithmetic } from '../../../compiler/src/diagnostics/arithmetic-text.js';
import type { Sources } from '../../../compiler/src/diagnostics/sources.js';
import { arithmeticOf } from '../../../compiler/src/fit/arithmetic/index.js';
import type { FitReport } from '../../../compiler/src/fit/index.js';
import { indexPlan, type Plan } from '../../../compiler/src/ir/index.js';
import { showPropertyValue } from '../../../compiler/src/semantics/index.js';
import type { SimulationResult } from '../../../compiler/src/simulation/index.js';
import type { Diagnostic } from '../../../compiler/src/text/diagnostic.js';
import { applyEdits } from '../../../compiler/src/text/edits.js';
import type { Workspace } from '../../../compiler/src/workspace/workspace.js';

/** A checked plan, and how to come by the same plan with another text. */
export interface ArithmeticInput {
  readonly workspace: Workspace;
  readonly file: string;
  readonly plan: Plan;
  readonly report: FitReport;
  readonly diagnostics: readonly Diagnostic[];
  readonly sources: Sources;
  readonly withText: (text: string) => Workspace;
}

/** The arithmetic of a plan's findings of one code, step by step, as `dcplan explain --at` shows it; empty where they have none. */
export function arithmeticText(input: ArithmeticInput, code: string): string {
  const { plan, report, diagnostics, sources } = input;
  const { result } = report;
  const index = indexPlan(plan);
  return diagnostics
    .flatMap((diagnostic) => {
      const finding = report.findings.find(
        (each) => each.code === diagnostic.code && each.message === diagnostic.message,
      );
      if (diagnostic.code !== code || finding === undefined) return [];
      const mended = mendedResult(input, diagnostic);
      const arithmetic = arithmeticOf({ plan, index, result, ...(mended === undefined ? {} : { mended }) }, finding);
      return [renderArithmetic(arithmetic, { diagnostic, years: result.years, sources, showValue: showPropertyValue })];
    })
    .join('\n\n');
}

/** The plan with a finding's first mend made in its text, simulated by itself; undefined where the mend is in another file. */
function mendedResult(
  { workspace, file, withText }: ArithmeticInput,
  { fixes }: Diagnostic,
): SimulationResult | undefined {
  const [fix] = fixes ?? [];
  if (fix?.predicted === undefined || fix.edits.some((edit) => edit.file !== file)) return undefined;
  const mended = withText(applyEdits(workspace.text(file) ?? '', fix.edits));
  const { plan } = mended.compile(file);
  return plan === undefined ? undefined : mended.simulate(plan);
}
