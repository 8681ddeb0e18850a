import { readFileSync, writeFileSync } from 'node:fs';
import { renderMended } from '../diagnostics/mended-text.js';
import { findCode } from '../text/registry.js';
import { mendPlan, type MendWish } from '../workspace/mends.js';
import { Workspace } from '../workspace/workspace.js';
import type { CheckOptions } from './check-plans.js';
import { diskHost } from './files.js';
import { filesOf } from './gated-check.js';
import { settings } from './settings.js';
import { CommandError, note, paintFor, print, progress, progressDone } from './terminal.js';

/** What `--fix` was given: a wish; or, where it was none and so the first of the paths, that path. */
export function wishOf(value: string | true): { readonly wish: MendWish; readonly path?: string } {
  if (value === true) return { wish: { type: 'best' } };
  if (value === 'all') return { wish: { type: 'all' } };
  const [name = '', path] = value.split('@', 2);
  const code = findCode(name)?.code;
  if (code !== undefined) return { wish: { type: 'finding', code, ...(path === undefined ? {} : { path }) } };
  if (/^DCP\d+$/i.test(name))
    throw new CommandError(`there is no finding \`${name}\` (\`dcplan explain\` lists them all)`);
  return { wish: { type: 'best' }, path: value };
}

/** Makes mends in plans and says what they come to. What is left to find is for the check that follows. */
export function fixPlans(paths: readonly string[], wish: MendWish, options: CheckOptions): void {
  if (!options.simulate) throw new CommandError('`--fix` makes what simulation predicts: leave out `--no-simulate`');
  if (options.format !== 'text')
    throw new CommandError('`--fix` says what it did as text: leave out `--format`, and check again with it');
  const { scenario, today = new Date().toISOString().slice(0, 10) } = options;
  const variant = scenario === undefined ? {} : { scenario };
  const files = filesOf(new Workspace(diskHost()), paths, settings(), scenario);
  for (const [i, file] of files.entries()) {
    progress('mending', file, i, files.length);
    // Anew for each: plans may share a module that the one before changed.
    const host = diskHost();
    const workspace = new Workspace(host);
    const checked = workspace.check(file, { simulate: true, today, ...variant });
    const mended = mendPlan({ host, workspace, file, checked, ...variant }, wish);
    progressDone();
    if (mended === undefined) {
      if (checked.plan === undefined) note(`${file} does not compile: it is left as it is`);
      continue;
    }
    for (const [name, text] of mended.texts) write(name, text);
    print(`${renderMended(file, mended, presentValue(file, scenario), paintFor(process.stdout))}\n\n`);
  }
}

/** The plan as it stands in the files. */
function presentValue(file: string, scenario: string | undefined): number | null {
  const workspace = new Workspace(diskHost());
  const { plan } = workspace.compile(file, scenario);
  return plan === undefined ? null : workspace.simulate(plan).presentValue;
}

/** Keeps a byte order mark: the edits were made in the text without it. */
function write(file: string, text: string): void {
  const mark = readFileSync(file, 'utf8').startsWith('\ufeff') ? '\ufeff' : '';
  writeFileSync(file, mark + text);
}
