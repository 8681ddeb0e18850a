import { renderScenarios } from '../diagnostics/scenario-text.js';
import { scenarioTreeOf } from '../workspace/futures.js';
import { Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { CommandError, EXIT, note, paintFor, print, progress, progressDone } from './terminal.js';

/** `dcplan simulate --scenarios`: what each plan comes to over its scenarios. Returns the exit code. */
export function scenarioTrees(
  paths: readonly string[],
  options: { readonly json: boolean; readonly seed: number },
): number {
  const workspace = new Workspace(diskHost());
  const files = planFiles(paths);
  let count = 0;
  for (const [i, file] of files.entries()) {
    progress('simulating', file, i, files.length);
    const tree = scenarioTreeOf(workspace, file, options.seed);
    progressDone();
    if (tree === undefined) {
      if (files.length > 1) note(`${file} has no scenario to simulate: left out`);
      continue;
    }
    if (options.json) print(JSON.stringify({ plan: file, ...tree }, null, files.length > 1 ? undefined : 2));
    else print(`${count > 0 ? '\n' : ''}${renderScenarios(tree, paintFor(process.stdout))}`);
    count++;
  }
  if (count === 0) throw new CommandError(`there is no plan with scenarios that compiles in ${files.join(', ')}`);
  return EXIT.clean;
}
