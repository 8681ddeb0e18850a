import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvFiles } from '../diagnostics/simulation-csv.js';
import { renderNaive } from '../diagnostics/naive-text.js';
import { renderSensitivity } from '../diagnostics/sensitivity-text.js';
import { simulationJson } from '../diagnostics/simulation-json.js';
import { renderSimulation } from '../diagnostics/simulation-text.js';
import { Sources } from '../diagnostics/sources.js';
import { renderCounts, renderText } from '../diagnostics/text.js';
import { renderVerdict } from '../diagnostics/verdict-text.js';
import { naiveJson, sensitivityJson } from '../diagnostics/views-json.js';
import { type NaiveComparison, type NaiveView, naiveView } from '../fit/naive.js';
import { type Sensitivity, sensitivityOf } from '../fit/sensitivity.js';
import { type Checked, engine, Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { plansWith } from './scenario.js';
import { CommandError, EXIT, note, paintFor, print, progress, progressDone } from './terminal.js';

export interface SimulateOptions {
  readonly json: boolean;
  /** Folder for years and hours as CSV. */
  readonly csv?: string;
  readonly scenario?: string;
  readonly seed: number;
  /** What a planner who treats all AI compute as equal would have concluded, beside the truth. */
  readonly as?: NaiveView;
  /** Swing every uncertain and assumed figure. */
  readonly sensitivity: boolean;
}

/** What was asked for beside the simulation itself. */
interface Views {
  readonly naive?: NaiveComparison;
  readonly sensitivity?: Sensitivity;
}

type Simulated = Required<Pick<Checked, 'plan' | 'hash' | 'report'>> & Checked;

/** `dcplan simulate`: the summary that a planner reads first, then what does not fit. Returns the exit code. */
export function simulate(paths: readonly string[], options: SimulateOptions): number {
  const workspace = new Workspace(diskHost());
  const files = plansWith(workspace, planFiles(paths), options.scenario);
  const sources = new Sources((file) => workspace.text(file));
  let failed = false;
  let count = 0;
  for (const [i, file] of files.entries()) {
    progress('simulating', file, i, files.length);
    const checked = workspace.check(file, {
      simulate: true,
      seed: options.seed,
      ...(options.scenario === undefined ? {} : { scenario: options.scenario }),
    });
    progressDone();
    if (isSimulated(checked)) {
      if (!options.json && count > 0) print('');
      count++;
      show(file, checked, views(workspace, checked, options), sources, options, files.length);
    } else if (checked.plan === undefined) {
      failed = true;
      note(renderText(checked.diagnostics, sources, paintFor(process.stderr)));
    } else if (files.length > 1) {
      note(`${file} has no campus: left out`);
    }
  }
  if (count === 0 && !failed) throw new CommandError(`there is no campus to simulate in ${files.join(', ')}`);
  return failed ? EXIT.findings : EXIT.clean;
}

function isSimulated(checked: Checked): checked is Simulated {
  return checked.plan !== undefined && checked.report !== undefined;
}

function views(workspace: Workspace, { plan, report }: Simulated, { as, sensitivity, seed }: SimulateOptions): Views {
  return {
    ...(as === undefined
      ? {}
      : { naive: naiveView(as, plan, report.result, (other) => workspace.simulate(other, seed)) }),
    ...(sensitivity ? { sensitivity: sensitivityOf(plan, (other) => workspace.estimate(other, seed)) } : {}),
  };
}

function show(
  file: string,
  checked: Simulated,
  { naive, sensitivity }: Views,
  sources: Sources,
  options: SimulateOptions,
  plans: number,
): void {
  const { plan, report, hash, diagnostics } = checked;
  if (options.csv !== undefined)
    writeCsv(
      plans > 1 ? join(options.csv, file.replace(/\.dcplan$/, '').replace(/^[A-Za-z]:/, '')) : options.csv,
      csvFiles(report.result),
    );
  if (options.json) {
    // One plan is one document; several are a document a line.
    print(
      JSON.stringify(
        {
          ...simulationJson(engine, plan, { file, hash }, report, options.seed),
          ...(sensitivity === undefined ? {} : { sensitivity: sensitivityJson(sensitivity) }),
          ...(naive === undefined ? {} : { naive: naiveJson(naive) }),
        },
        null,
        plans > 1 ? undefined : 2,
      ),
    );
    return;
  }
  const paint = paintFor(process.stdout);
  print(`${renderVerdict(report.result, report.mismatch)}\n\n`);
  print(renderSimulation(plan, report.result, paint, report.mismatch));
  if (naive !== undefined) print(`\n${renderNaive(naive)}`);
  if (sensitivity !== undefined) print(`\n${renderSensitivity(sensitivity)}`);
  const findings = diagnostics.filter((diagnostic) => diagnostic.severity !== 'info');
  if (findings.length > 0) print(`\n${renderText(findings, sources, paint)}`);
  const hidden = findings.length < diagnostics.length ? ' (`dcplan check` shows the notes)' : '';
  print(`\n${file}: ${renderCounts(diagnostics, paint)}${hidden}`);
}

function writeCsv(folder: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, name), text);
  note(`wrote ${String(files.size)} files to ${folder}`);
}
