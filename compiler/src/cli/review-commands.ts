import { type Command, Option } from 'commander';
import { ready } from '../simulation/index.js';
import { commentKey, isoDay, wholeNumber } from './arguments.js';
import type { CiOptions } from './ci.js';
import type { DiffFlags } from './diff.js';
import type { TestOptions } from './test.js';

/** The commands of a review: what they need is loaded once they are called. */
export function addReviewCommands(root: Command, finish: (code: number) => void): void {
  root
    .command('test')
    .description('runs the `test` blocks of plans')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .addOption(new Option('--format <format>', 'how outcomes are given').choices(['text', 'junit']).default('text'))
    .option('--filter <text>', 'only tests with this in their title or file')
    .option('--watch', 'run them again when a file changes')
    .action(async (paths: string[], flags: TestOptions) => {
      await ready();
      const { test } = await import('./test.js');
      finish(await test(paths, flags));
    });

  root
    .command('diff')
    .description('what changed between two plans, folders or git revisions, and what it does')
    .argument('<from>', 'a file, a folder, a revision, or a range such as main..HEAD')
    .argument('[to...]', 'what it is compared with; or paths that a range of revisions is confined to')
    .addOption(
      new Option('--format <format>', 'how the comparison is given')
        .choices(['text', 'json', 'markdown'])
        .default('text'),
    )
    .option('--scenario <name>', 'both sides under one of their scenarios')
    .option('--seed <number>', 'which run of days weather and market prices take', wholeNumber, 1)
    .option('--today <date>', 'day by which suppressions are judged (default: none is)', isoDay)
    .action(async (from: string, to: string[], flags: DiffFlags) => {
      await ready();
      const { diff } = await import('./diff.js');
      finish(await diff([from, ...to], flags));
    });

  root
    .command('ci')
    .description('what a pull request is told: gates, annotations, a summary, and one comment that compares')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .option('--base <revision>', 'what to compare with (default: DCPLAN_BASE, or the target branch)')
    .option('--dry-run', 'print what the comment would be, and reach no network')
    .option('--sarif <file>', 'write findings as SARIF')
    .option('--code-quality <file>', 'write findings as a code quality report of GitLab')
    .option('--key <name>', 'tells several comments on one request apart', commentKey, 'plan')
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit code 1 (default: error)').choices([
        'error',
        'warning',
        'info',
      ]),
    )
    .option('--today <date>', 'day by which suppressions are judged (default: that of the last commit)', isoDay)
    .action(async (paths: string[], flags: CiOptions) => {
      await ready();
      const { ci } = await import('./ci.js');
      finish(await ci(paths, flags));
    });
}
