import type { Sources } from '../diagnostics/sources.js';
import { inOrder } from '../diagnostics/summary.js';
import { renderCounts, renderText } from '../diagnostics/text.js';
import type { Diagnostic, Severity } from '../text/diagnostic.js';
import type { Checked, SuppressedDiagnostic, Workspace } from '../workspace/workspace.js';
import { paintFor, print, progress, progressDone } from './terminal.js';

export const FORMATS = ['text', 'json', 'jsonl', 'sarif', 'github', 'gitlab', 'junit', 'markdown'] as const;
export type Format = (typeof FORMATS)[number];

export interface CheckOptions {
  readonly format: Format;
  /** Least severity that fails; from `dcplan.json`, else `error`, where absent. */
  readonly failOn?: Severity;
  readonly simulate: boolean;
  readonly scenario?: string;
  /** ISO day by which suppressions are judged; the edge's clock where absent. */
  readonly today?: string;
  readonly baseline?: string;
  readonly updateBaseline?: boolean;
  readonly locked?: boolean;
  readonly updateLock?: boolean;
  /** Which mends are made first; `true` where it was not said. */
  readonly fix?: string | true;
}

/** A plan with what was found in it. */
export interface CheckedPlan extends Checked {
  readonly file: string;
}

/** What was found in all plans together, each finding once. */
export interface FoundPlans {
  readonly plans: readonly CheckedPlan[];
  readonly diagnostics: readonly Diagnostic[];
  readonly suppressed: readonly SuppressedDiagnostic[];
}

/** Checks plans one after the other. A module that several of them import is reported once. */
export function checkPlans(
  workspace: Workspace,
  files: readonly string[],
  options: Pick<CheckOptions, 'simulate' | 'scenario' | 'today'>,
): FoundPlans {
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const plans: CheckedPlan[] = [];
  for (const [i, file] of files.entries()) {
    if (options.simulate) progress('checking', file, i, files.length);
    const checked = workspace.check(file, {
      simulate: options.simulate,
      today,
      ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    });
    // A hash is taken when it is asked for: the getter is handed on.
    plans.push(Object.defineProperties({ file }, Object.getOwnPropertyDescriptors(checked)) as CheckedPlan);
  }
  progressDone();
  return {
    plans,
    diagnostics: withoutRepeats(plans.flatMap(({ diagnostics }) => diagnostics)),
    suppressed: plans.flatMap(({ suppressed }) => suppressed),
  };
}

/** Findings for a terminal, and how many there are. */
export function showText(diagnostics: readonly Diagnostic[], sources: Sources, files: readonly string[]): void {
  const paint = paintFor(process.stdout);
  if (diagnostics.length > 0) print(`${renderText(diagnostics, sources, paint)}\n\n`);
  const what = files.length === 1 ? (files[0] ?? '') : `${String(files.length)} plans`;
  print(`${what}: ${renderCounts(diagnostics, paint)}`);
}

function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return inOrder(diagnostics).filter((diagnostic) => {
    const { file, span } = diagnostic.location;
    const key = `${file}\n${String(span.start)}\n${String(span.end)}\n${diagnostic.code}\n${diagnostic.message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
