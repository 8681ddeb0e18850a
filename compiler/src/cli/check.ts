import { checkJson } from '../diagnostics/json.js';
import { Sources } from '../diagnostics/sources.js';
import { inOrder, reaches } from '../diagnostics/summary.js';
import { renderCounts, renderText } from '../diagnostics/text.js';
import type { Diagnostic, Severity } from '../text/diagnostic.js';
import { engine, Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { plansWith } from './scenario.js';
import { EXIT, paintFor, print, progress, progressDone } from './terminal.js';

export interface CheckOptions {
  readonly format: 'text' | 'json';
  readonly failOn: Severity;
  readonly simulate: boolean;
  readonly scenario?: string;
  /** ISO day by which suppressions are judged; the edge's clock where absent. */
  readonly today?: string;
}

/** `dcplan check`: every finding of every plan named. Returns the exit code. */
export function check(paths: readonly string[], options: CheckOptions): number {
  const workspace = new Workspace(diskHost());
  const files = plansWith(workspace, planFiles(paths), options.scenario);
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const diagnostics: Diagnostic[] = [];
  const plans: { file: string; hash: string | null }[] = [];
  for (const [i, file] of files.entries()) {
    if (options.simulate) progress('checking', file, i, files.length);
    const checked = workspace.check(file, {
      simulate: options.simulate,
      today,
      ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    });
    diagnostics.push(...checked.diagnostics);
    plans.push({ file, hash: options.format === 'json' ? (checked.hash ?? null) : null });
  }
  progressDone();
  const unique = withoutRepeats(diagnostics);
  const sources = new Sources((file) => workspace.text(file));
  if (options.format === 'json') print(JSON.stringify(checkJson(engine, plans, unique, sources), null, 2));
  else showText(unique, sources, files);
  return unique.some((diagnostic) => reaches(diagnostic, options.failOn)) ? EXIT.findings : EXIT.clean;
}

function showText(diagnostics: readonly Diagnostic[], sources: Sources, files: readonly string[]): void {
  const paint = paintFor(process.stdout);
  if (diagnostics.length > 0) print(`${renderText(diagnostics, sources, paint)}\n\n`);
  const what = files.length === 1 ? (files[0] ?? '') : `${String(files.length)} plans`;
  print(`${what}: ${renderCounts(diagnostics, paint)}`);
}

/** A module imported by several plans is reported once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return inOrder(diagnostics).filter((diagnostic) => {
    const { file, span } = diagnostic.location;
    const key = `${file}\n${String(span.start)}\n${String(span.end)}\n${diagnostic.code}\n${diagnostic.message}`;
    return seen.has(key) ? false : seen.add(key);
  });
}
