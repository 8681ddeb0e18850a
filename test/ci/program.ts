/** The command line as a program of its own: what it does depends on the folder and the environment that it is run in. */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll } from 'vitest';
import { writeParsedLibrary } from '../../compiler/src/workspace/parsed-library.js';
import { type Ran, root } from '../cli/harness.js';

export type { Ran };

/** Below `node_modules`, from where what is not bundled is found. */
const folder = join(
  root,
  'node_modules/.cache',
  `dcplan-ci-${String(process.pid)}-${String(Math.floor(performance.now()))}`,
);
export const script = join(folder, 'cli.js');

interface Program {
  readonly script: string;
  readonly trees: string;
}

/** Built once for all files of a worker. */
let built: Promise<Program> | undefined;

/** Writes the program before the tests of a file, and takes it away after them. */
export function useProgram(): void {
  beforeAll(async () => {
    const program = await (built ??= buildProgram());
    mkdirSync(folder, { recursive: true });
    writeFileSync(script, program.script);
    writeFileSync(join(folder, 'stdlib-trees.jsonl'), program.trees);
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
}

async function buildProgram(): Promise<Program> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['compiler/src/cli/main.ts'],
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    external: ['ts-morph', 'highs', 'vega', 'vega-lite'],
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
  });
  // As in the package: a check does not parse the library.
  return { script: outputFiles[0]?.text ?? '', trees: writeParsedLibrary() };
}

/** Nothing of the CI that these tests themselves run in. */
const SILENT = {
  GITHUB_ACTIONS: '',
  GITHUB_STEP_SUMMARY: '',
  GITHUB_EVENT_PATH: '',
  GITHUB_TOKEN: '',
  GITHUB_BASE_REF: '',
  GITLAB_CI: '',
};

/** Runs a program in a folder to its end. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...SILENT, NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const written = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const)
      child[name].setEncoding('utf8').on('data', (chunk: string) => (written[name] += chunk));
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? -1, ...written }));
  });
}

/** Runs dcplan in a folder. */
export function dcplanIn(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Ran> {
  return run(process.execPath, [script, ...args], cwd, env);
}
