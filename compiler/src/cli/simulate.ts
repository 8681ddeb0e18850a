import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvFiles } from '../diagnostics/simulation-csv.js';
import { simulationJson } from '../diagnostics/simulation-json.js';
import { renderSimulation } from '../diagnostics/simulation-text.js';
import { Sources } from '../diagnostics/sources.js';
import { renderCounts, renderText } from '../diagnostics/text.js';
import { engine, Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { EXIT, note, paintFor, print, progress, progressDone } from './terminal.js';

export interface SimulateOptions {
  readonly json: boolean;
  /** Folder for years and hours as CSV. */
  readonly csv?: string;
  readonly scenario?: string;
  readonly seed: number;
}

/** `dcplan simulate`: the summary that a planner reads first, then what does not fit. Returns the exit code. */
export function simulate(paths: readonly string[], options: SimulateOptions): number {
  const workspace = new Workspace(diskHost());
  const files = planFiles(paths);
  const sources = new Sources((file) => workspace.text(file));
  const paint = paintFor(process.stdout);
  let failed = false;
  for (const file of files) {
    progress(`simulating ${file}`);
    const checked = workspace.check(file, { simulate: true, ...(options.scenario === undefined ? {} : { scenario: options.scenario }) });
    progressDone();
    if (checked.plan === undefined || checked.report === undefined) {
      failed = true;
      note(renderText(checked.diagnostics, sources, paintFor(process.stderr)));
      continue;
    }
    const { plan, report } = checked;
    if (options.csv !== undefined) writeCsv(options.csv, csvFiles(report.result));
    if (options.json) {
      print(JSON.stringify(simulationJson(engine, plan, checked.hash ?? '', report, options.seed), null, 2));
      continue;
    }
    print(renderSimulation(plan, report.result, paint));
    const findings = checked.diagnostics.filter((diagnostic) => diagnostic.severity !== 'info');
    if (findings.length > 0) print(`\n${renderText(findings, sources, paint)}`);
    print(`\n${file}: ${renderCounts(checked.diagnostics, paint)}`);
  }
  return failed ? EXIT.findings : EXIT.clean;
}

function writeCsv(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  note(`wrote ${String(files.size)} files to ${folder}`);
}
