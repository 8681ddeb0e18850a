import { expect, it } from 'vitest';
import { paintFor } from '../../compiler/src/cli/terminal.js';
import { noPaint } from '../../compiler/src/diagnostics/paint.js';
import { dcplan, folderOf } from './harness.js';

it('says what there is', async () => {
  const { code, stdout, stderr } = await dcplan('--help');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const command of ['check', 'simulate', 'build', 'explain', 'catalog', 'init'])
    expect(stdout).toContain(`\n  ${command} `);
});

it('without a command says what there is, and fails', async () => {
  const { code, stdout, stderr } = await dcplan();
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^Usage: dcplan /);
});

it('says what a command takes', async () => {
  expect((await dcplan('check', '--help')).stdout).toMatchInlineSnapshot(`
    "Usage: dcplan check [options] [paths...]

    parse, check types, units and consistency, simulate, and say where design and
    workload do not fit

    Arguments:
      paths                 plans, or folders that hold them (default: this folder)

    Options:
      --format <format>     how findings are given (choices: "text", "json",
                            "jsonl", "sarif", "github", "gitlab", "junit",
                            "markdown", default: "text")
      --fail-on <severity>  least severity that makes the exit code 1 (default:
                            error) (choices: "error", "warning", "info")
      --no-simulate         the static part only
      --scenario <name>     the plan under one of its scenarios
      --today <date>        day by which suppressions are judged (default: today)
      --baseline <file>     findings that are known: they are not shown and do not
                            fail
      --update-baseline     write what is found to the baseline (default:
                            dcplan.baseline.json)
      --locked              fail where imports or the library are not as dcplan.lock
                            has them
      --update-lock         write dcplan.lock
      --fix [which]         make mends in the files: those that save, \`all\`, or
                            those of one finding, DCP4103 or DCP4103@Prairie.A
      -h, --help            display help for command
    "
  `);
});

it('says its version', async () => {
  expect((await dcplan('--version')).stdout).toMatch(/^dcplan \d+\.\d+\.\d+\n$/);
});

const refused: readonly (readonly string[])[] = [
  ['chek'],
  ['check', '--frmat', 'json'],
  ['check', '--format', 'xml'],
  ['check', '--fail-on', 'never'],
  ['check', '--today', '2026-02-30'],
  ['check', '--today', 'tomorrow'],
  ['check', 'no-such-file.dcplan'],
  ['check', 'package.json/plan.dcplan'],
  ['check', '/dev/null'],
  ['check', 'docs/schema'],
  ['simulate', '--seed', '1.5'],
  ['simulate', 'samples/enterprise.dcplan', '--scenario', 'Rant'],
  ['simulate', 'stdlib/racks.dcplan'],
  ['simulate', '--csv'],
  ['build', '--emit', 'pdf'],
  ['build', 'samples/tutorial', '--emit', 'ts'],
  ['explain', 'DCP9999'],
  ['explain', 'termal-part-load'],
  ['init', 'a', 'b'],
];

it.each(refused.map((args) => [args.join(' '), args] as const))(
  'refuses `%s` with one line and exit code 2',
  async (_, args) => {
    const { code, stdout, stderr } = await dcplan(...args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^dcplan: .+\n$/);
    expect(stderr).not.toContain('bug');
    expect(stderr).toMatchSnapshot();
  },
);

it('has one line for what the machine refuses', async () => {
  const folder = folderOf({ file: '' });
  const { code, stderr } = await dcplan('init', `${folder}/file`);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^dcplan: .+\n$/);
  expect(stderr).not.toContain('bug');
});

it('paints on a terminal only, and not where NO_COLOR is set', () => {
  const before = process.env['NO_COLOR'];
  try {
    delete process.env['NO_COLOR'];
    expect(paintFor({ isTTY: true }).error('x')).toBe('\u001b[1m\u001b[31mx\u001b[39m\u001b[22m');
    expect(paintFor({})).toBe(noPaint);
    process.env['NO_COLOR'] = '1';
    expect(paintFor({ isTTY: true })).toBe(noPaint);
  } finally {
    if (before === undefined) delete process.env['NO_COLOR'];
    else process.env['NO_COLOR'] = before;
  }
});
