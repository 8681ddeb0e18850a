import { existsSync } from 'node:fs';
import { renderJunit } from '../diagnostics/junit.js';
import { Sources } from '../diagnostics/sources.js';
import { renderTestCounts, renderTests, testSuites } from '../diagnostics/test-report.js';
import { renderText } from '../diagnostics/text.js';
import { Workspace } from '../workspace/workspace.js';
import { diskHost, planFiles } from './files.js';
import { runTests, type TestTask } from './test-pool.js';
import { CommandError, EXIT, note, paintFor, print } from './terminal.js';
import { watchFiles } from './watch.js';

export interface TestOptions {
  readonly format: 'text' | 'junit';
  /** Part of a title or of a file's name, in any case. */
  readonly filter?: string;
  readonly watch?: boolean;
}

/** `dcplan test`: runs the tests of plans. Returns the exit code, with `--watch` once it is ended. */
export async function test(paths: readonly string[], options: TestOptions): Promise<number> {
  const workspace = new Workspace(diskHost());
  const code = await runAll(workspace, paths, options);
  if (options.watch !== true) return code;
  const ended = new AbortController();
  process.once('SIGINT', () => ended.abort());
  note('watching; Ctrl-C ends it');
  await watchTests(workspace, paths, options, ended.signal);
  return EXIT.clean;
}

/** Runs the tests again whenever a file of the plans changes. */
export function watchTests(
  workspace: Workspace,
  paths: readonly string[],
  options: TestOptions,
  signal: AbortSignal,
): Promise<void> {
  return watchFiles(
    () => planFiles(paths).flatMap((file) => workspace.compile(file).files.filter((each) => existsSync(each))),
    () => {
      workspace.changed();
      print('');
      void runAll(workspace, paths, options).catch((error: unknown) =>
        note(error instanceof Error ? error.message : String(error)),
      );
    },
    signal,
  );
}

async function runAll(workspace: Workspace, paths: readonly string[], options: TestOptions): Promise<number> {
  const files = planFiles(paths);
  const sources = new Sources((file) => workspace.text(file));
  const broken = files.flatMap((file) => {
    const { plan, diagnostics } = workspace.compile(file);
    return plan === undefined ? diagnostics.filter(({ severity }) => severity === 'error') : [];
  });
  if (broken.length > 0) {
    note(renderText(broken, sources, paintFor(process.stderr)));
    return EXIT.findings;
  }
  const all = files.flatMap((file) =>
    workspace.compile(file).tests.map((info, index): TestTask => ({ file, index, info })),
  );
  const tasks = all.filter((task) => isWanted(task, options.filter));
  if (tasks.length === 0)
    throw new CommandError(
      all.length === 0
        ? `there is no test in ${paths.length === 0 ? 'the plans of this folder' : paths.join(', ')}`
        : `none of ${String(all.length)} tests has \`${options.filter ?? ''}\` in its title or file`,
    );
  const outcomes = await runTests(workspace, tasks);
  if (options.format === 'junit') {
    print(renderJunit('dcplan test', testSuites(outcomes, sources)));
  } else {
    const paint = paintFor(process.stdout);
    print(`${renderTests(outcomes, sources, paint).trimEnd()}\n\n${renderTestCounts(outcomes, paint)}`);
  }
  return outcomes.some(({ failed }) => failed.length > 0) ? EXIT.findings : EXIT.clean;
}

function isWanted({ file, info }: TestTask, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const part = filter.toLowerCase();
  return info.title.toLowerCase().includes(part) || file.toLowerCase().includes(part);
}
