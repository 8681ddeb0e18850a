/** The command as a process of its own: exit codes, its two streams, colour, a reader that leaves early. */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { folderOf, type Ran, root, SMALL } from './harness.js';

/** Below `node_modules`, from where what is not bundled is found. */
const built = join(root, 'node_modules/.cache', `dcplan-test-${String(process.pid)}`);
const cli = join(built, 'cli.js');
const folder = folderOf({ 'plans/small.dcplan': SMALL, 'plans/broken.dcplan': 'let a = b\n', 'none/readme.md': '' });

beforeAll(async () => {
  mkdirSync(built, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['compiler/src/cli/main.ts'],
    outfile: cli,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['ts-morph', 'highs'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
}, 60_000);

afterAll(() => rmSync(built, { recursive: true, force: true }));

interface Options {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Stop reading the output after its first bytes. */
  readonly leave?: 'stdout' | 'stderr';
}

function start(args: readonly string[], { cwd = folder, env = {}, leave }: Options = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (chunk: string) => {
        written[name] += chunk;
        if (leave === name) child[name].destroy();
      });
    }
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? -1, ...written }));
  });
}

describe('dcplan as a process', { timeout: 60_000 }, () => {
  it('exits with 0 where there is nothing to say', async () => {
    expect(await start(['check', '--no-simulate', 'plans/small.dcplan'])).toEqual({
      code: 0,
      stdout: 'plans/small.dcplan: no findings\n',
      stderr: '',
    });
  });

  it('exits with 1 on findings, in the folder that it is run in', async () => {
    const { code, stdout, stderr } = await start(['check', '--no-simulate']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(/^plans\/broken\.dcplan:1:9 {2}error {2}DCP2101 unknown-name\n/);
    expect(stdout).toMatch(/\n2 plans: 1 error\n$/);
  });

  it('exits with 2 where it cannot run', async () => {
    expect(await start(['check'], { cwd: join(folder, 'none') })).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dcplan: there is no .dcplan file in this folder\n',
    });
    symlinkSync('circle.dcplan', join(folder, 'none/circle.dcplan'));
    expect(await start(['check', 'none/circle.dcplan'])).toEqual({
      code: 2,
      stdout: '',
      stderr: 'dcplan: none/circle.dcplan: this link leads in a circle\n',
    });
    rmSync(join(folder, 'none/circle.dcplan'));
  });

  it('keeps results on stdout and progress on stderr', async () => {
    const { code, stdout, stderr } = await start(['check', '--format', 'json', '.']);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ summary: { errors: 1 } });
    expect(stderr).toBe('checking plans/broken.dcplan (1 of 2)\nchecking plans/small.dcplan (2 of 2)\n');
  });

  it('does not paint where there is no terminal, with NO_COLOR or without', async () => {
    for (const env of [{ NO_COLOR: '1' }, { NO_COLOR: '', FORCE_COLOR: '1' }]) {
      const { stdout } = await start(['check', '--no-simulate', 'plans'], { env });
      expect(stdout).toContain('error  DCP2101');
      expect(stdout).not.toContain('\u001b');
    }
  });

  it.each(['stdout', 'stderr'] as const)('does not fail when the reader of %s leaves', async (leave) => {
    const { code, stderr } = await start(
      leave === 'stdout' ? ['catalog', '--json'] : ['check', '--no-simulate', 'nowhere'],
      { leave },
    );
    expect(code).toBe(leave === 'stdout' ? 0 : 2);
    expect(stderr).not.toMatch(/EPIPE|at .*:\d+/);
  });
});
