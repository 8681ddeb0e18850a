/**
 * Writes everything that is generated from the standard library.
 *
 * `npm run generate` writes the files; with `-- --check` it writes nothing, lists what is stale and exits 1. Two stages:
 * what the compiler is built with, then, in a process that loads the compiler anew, what running it yields.
 */
import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateAssumptions } from './assumptions.js';
import { generateClaims } from './claims/index.js';
import { generateHandRun } from './hand-run.js';
import { generateKinds } from './kinds.js';
import type { GeneratedFile, Generator } from './output.js';
import { generatePhenomena } from './phenomena/index.js';
import { ready } from '../simulation/index.js';
import { generateStdlib } from './stdlib.js';
import { generateTerminalPicture } from './terminal-picture.js';
import { generateTextmate } from './textmate.js';
import { generateValidation } from './validation.js';

const stages: Readonly<Record<'sources' | 'compiled', readonly Generator[]>> = {
  sources: [generateStdlib, generateKinds, generateTextmate],
  compiled: [
    generateAssumptions,
    generateClaims,
    generateHandRun,
    generatePhenomena,
    generateTerminalPicture,
    generateValidation,
  ],
};

const root = fileURLToPath(new URL('../../../', import.meta.url));

async function main(check: boolean): Promise<number> {
  if (process.argv.includes('compiled')) {
    await ready();
    return run(stages.compiled, check);
  }
  const code = await run(stages.sources, check);
  if (code !== 0) return code;
  const again = spawnSync(process.execPath, [...process.execArgv, ...process.argv.slice(1), 'compiled'], {
    stdio: 'inherit',
  });
  return again.status ?? 1;
}

async function run(generators: readonly Generator[], check: boolean): Promise<number> {
  const files = (await Promise.all(generators.map((generate) => generate(root)))).flat();
  const stale: string[] = [];
  for (const file of files) {
    if ((await current(file)) === file.content) continue;
    stale.push(file.path);
    if (!check) await write(file);
  }
  if (!check) {
    console.log(`generated ${files.length} files, ${stale.length} of them changed`);
    return 0;
  }
  if (stale.length === 0) {
    console.log(`${files.length} generated files are up to date`);
    return 0;
  }
  console.error(`stale, run \`npm run generate\`:\n${stale.map((path) => `  ${path}`).join('\n')}`);
  return 1;
}

async function current(file: GeneratedFile): Promise<string | undefined> {
  try {
    return await readFile(join(root, file.path), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function write(file: GeneratedFile): Promise<void> {
  const path = join(root, file.path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, file.content);
}

process.exitCode = await main(process.argv.includes('--check'));
