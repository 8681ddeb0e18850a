import { Command, CommanderError, Option } from 'commander';
import { NAIVE_VIEWS, type NaiveView } from '../fit/naive.js';
import { ready } from '../simulation/index.js';
import { engine } from '../workspace/workspace.js';
import { isoDay, wholeNumber } from './arguments.js';
import { build, type Emit } from './build.js';
import { catalog } from './catalog.js';
import { check } from './check.js';
import { type CheckOptions, FORMATS } from './check-plans.js';
import { explain } from './explain.js';
import { explainAt } from './explain-at.js';
import { importFile } from './import.js';
import { init } from './init.js';
import { startLanguageServer } from './lsp.js';
import type { ReportFormat } from './report.js';
import { addReviewCommands } from './review-commands.js';
import { scenarioTrees } from './scenario-tree.js';
import { simulate } from './simulate.js';
import { CommandError, EXIT, note } from './terminal.js';

interface SimulateFlags {
  readonly json?: true;
  readonly csv?: string;
  readonly scenario?: string;
  readonly seed: number;
  readonly as?: NaiveView;
  readonly sensitivity?: true;
  readonly scenarios?: true;
}

interface ReportFlags {
  readonly format: ReportFormat;
  readonly output?: string;
  readonly scenario?: string;
  readonly seed: number;
}

function program(finish: (code: number) => void): Command {
  const root = new Command('dcplan')
    .description('Plan AI data-center campuses: compile a plan, simulate it, learn where it does not fit.')
    .version(engine.replace('dcplan/', ''), '-V, --version')
    .exitOverride()
    .configureOutput({
      outputError: (text, write) => write(`dcplan: ${oneLine(text)} (dcplan --help shows what there is)\n`),
    });

  root
    .command('check')
    .description('parse, check types, units and consistency, simulate, and say where design and workload do not fit')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .addOption(new Option('--format <format>', 'how findings are given').choices(FORMATS).default('text'))
    .addOption(
      new Option('--fail-on <severity>', 'least severity that makes the exit code 1 (default: error)').choices([
        'error',
        'warning',
        'info',
      ]),
    )
    .option('--no-simulate', 'the static part only')
    .option('--scenario <name>', 'the plan under one of its scenarios')
    .option('--today <date>', 'day by which suppressions are judged (default: today)', isoDay)
    .option('--baseline <file>', 'findings that are known: they are not shown and do not fail')
    .option('--update-baseline', 'write what is found to the baseline (default: dcplan.baseline.json)')
    .option('--locked', 'fail where imports or the library are not as dcplan.lock has them')
    .option('--update-lock', 'write dcplan.lock')
    .option(
      '--fix [which]',
      'make mends in the files: those that save, `all`, or those of one finding, DCP4103 or DCP4103@Prairie.A',
    )
    .action(async (paths: string[], flags: CheckOptions) => {
      if (flags.simulate) await ready();
      finish(await check(paths, flags));
    });

  root
    .command('simulate')
    .description('the summary that a planner reads first, and what does not fit')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .option('--json', 'every metric by year, costs, what binds and what is assumed; of several plans, a line each')
    .option('--csv <folder>', 'write years and hours as CSV files; of several plans, a folder each')
    .option('--scenario <name>', 'the plan under one of its scenarios')
    .option('--seed <number>', 'which run of days weather and market prices take', wholeNumber, 1)
    .addOption(
      new Option('--as <view>', 'beside it, what a planner would conclude who treats all AI compute as equal').choices(
        NAIVE_VIEWS,
      ),
    )
    .option('--sensitivity', 'the uncertain and assumed figures that move the headlines most, one at a time')
    .option('--scenarios', 'instead, all scenarios: probability, present value, regret and what to change first')
    .action(async (paths: string[], flags: SimulateFlags) => {
      await ready();
      const json = flags.json === true;
      if (flags.scenarios === true) finish(scenarioTrees(paths, { json, seed: flags.seed }));
      else finish(simulate(paths, { ...flags, json, sensitivity: flags.sensitivity === true }));
    });

  root
    .command('report')
    .description('figures, findings and assumptions of plans, to read and to print')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .addOption(
      new Option('--format <format>', 'one HTML file, Markdown, or the figures as SVG files')
        .choices(['html', 'markdown', 'svg'])
        .default('html'),
    )
    .option('-o, --output <file>', 'file to write, or folder for several (default: stdout)')
    .option('--scenario <name>', 'the plan under one of its scenarios')
    .option('--seed <number>', 'which run of days weather and market prices take', wholeNumber, 1)
    .action(async (paths: string[], flags: ReportFlags) => {
      await ready();
      // Loaded late: what draws is large.
      const { report } = await import('./report.js');
      finish(await report(paths, flags));
    });

  root
    .command('build')
    .description('the typed IR of plans; as JSON, a line each')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .addOption(new Option('--emit <what>', 'what to print').choices(['json', 'schema', 'ts']).default('json'))
    .option('--scenario <name>', 'the plan under one of its scenarios')
    .action(async (paths: string[], flags: { readonly emit: Emit; readonly scenario?: string }) =>
      finish(await build(paths, flags.emit, flags.scenario)),
    );

  root
    .command('explain')
    .description('what a finding means, its equation and source, and how to mend it')
    .argument('[code]', 'a code or a name; all of them without one')
    .option('--at <file:line>', "the arithmetic of a plan's findings at that line, step by step")
    .option('--scenario <name>', 'with --at: the plan under one of its scenarios')
    .action(async (code: string | undefined, flags: { readonly at?: string; readonly scenario?: string }) => {
      if (flags.at === undefined) {
        finish(explain(code));
        return;
      }
      await ready();
      finish(explainAt({ ...flags, at: flags.at, code }));
    });

  root
    .command('catalog')
    .description('what the library holds, with sources')
    .argument('[query]', 'part of a name, a kind, or words of a description')
    .option('--json', 'the entries as JSON')
    .action((query: string | undefined, flags: { readonly json?: true }) =>
      finish(catalog(query, flags.json === true)),
    );

  root
    .command('import')
    .description('existing data as .dcplan: a climate from a weather file (EPW)')
    .argument('<format>', 'epw')
    .argument('<file>', 'the file to read')
    .option('-o, --output <file>', 'write to a new file (default: stdout)')
    .action((format: string, file: string, flags: { readonly output?: string }) =>
      finish(importFile(format, file, flags.output)),
    );

  root
    .command('fmt')
    .description('formats plans in place; `-` formats standard input')
    .argument('[paths...]', 'plans, or folders that hold them (default: this folder)')
    .option('--check', 'name the files that are not formatted, and write nothing')
    .action(async (paths: string[], flags: { readonly check?: true }) => {
      // Loaded late: a check does not pay for the printer.
      const { fmt, fmtStream } = await import('./fmt.js');
      finish(paths.length === 1 && paths[0] === '-' ? fmtStream() : fmt(paths, { check: flags.check === true }));
    });

  root
    .command('init')
    .description('a small campus that compiles, a CI workflow and editor settings')
    .argument('[dir]', 'folder to write to', '.')
    .action((dir: string) => finish(init(dir)));

  root
    .command('lsp')
    .description('the language server, over standard input and output unless an option says otherwise')
    .option('--stdio', 'over standard input and output')
    .option('--node-ipc', 'over the channel to the Node process that started this one')
    .option('--socket <port>', 'over a TCP connection to this port')
    .option('--pipe <name>', 'over a named pipe')
    .option('--clientProcessId <id>', 'process of the client: the server ends with it')
    .action(startLanguageServer);

  addReviewCommands(root, finish);
  return root;
}

/** Commander's `error: unknown command 'chek'`, and what it guesses on a line of its own. */
function oneLine(text: string): string {
  return text
    .trim()
    .replace(/^error: /, '')
    .replace(/\n\(Did you mean ([^)]*?)\??\)/, '; did you mean $1?')
    .replaceAll('\n', ' ');
}

/**
 * Runs one command line. Returns the exit code: a bug prints what to report; a user's mistake, one line.
 * @param args without the program's own name
 */
export async function run(args: readonly string[]): Promise<number> {
  let code: number = EXIT.clean;
  try {
    await program((result) => {
      code = result;
    }).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    note(complaint(error));
    return EXIT.failed;
  }
}

function complaint(error: unknown): string {
  if (error instanceof CommandError) return `dcplan: ${error.message}`;
  const what = error instanceof Error ? error.message : String(error);
  // The machine refused a file: a full disk, a folder that may not be written.
  if (error instanceof Error && 'syscall' in error && 'path' in error) return `dcplan: ${String(error.path)}: ${what}`;
  return `dcplan: this is a bug, please report it with the plan that shows it: ${what} (${engine}, Node ${process.version})`;
}
