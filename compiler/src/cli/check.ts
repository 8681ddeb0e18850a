import { existsSync } from 'node:fs';
import { fails } from '../diagnostics/judged.js';
import { Sources } from '../diagnostics/sources.js';
import { Workspace } from '../workspace/workspace.js';
import { type CheckOptions, checkPlans, showText } from './check-plans.js';
import { diskHost, planFiles } from './files.js';
import { plansWith } from './scenario.js';
import { EXIT } from './terminal.js';

/** `dcplan check`: every finding of every plan named, of what is left once mends are made. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  if (options.fix !== undefined) {
    const { fixPlans, wishOf } = await import('./check-fix.js');
    const { wish, path } = wishOf(options.fix);
    const { fix: _made, ...others } = options;
    const all = path === undefined ? paths : [path, ...paths];
    fixPlans(all, wish, options);
    return check(all, others);
  }
  const workspace = new Workspace(diskHost());
  if (isPlain(options)) {
    const files = plansWith(workspace, planFiles(paths), options.scenario);
    const found = checkPlans(workspace, files, options);
    showText(found.diagnostics, new Sources((file) => workspace.text(file)), files);
    const failOn = options.failOn ?? 'error';
    return found.diagnostics.some((diagnostic) => fails({ diagnostic }, failOn)) ? EXIT.findings : EXIT.clean;
  }
  // Loaded late: a check on a terminal without gates does not pay for them.
  const { gatedCheck } = await import('./gated-check.js');
  return gatedCheck(workspace, paths, options);
}

/** True where there is nothing to do but to show what is found. */
function isPlain(options: CheckOptions): boolean {
  const { format, baseline, updateBaseline, locked, updateLock } = options;
  const isGated = baseline !== undefined || updateBaseline === true || locked === true || updateLock === true;
  return format === 'text' && !isGated && !existsSync('dcplan.json');
}
