/**
 * Builds the published package: `dist/cli.js` (the whole command line in one file, so that a cold start reads one
 * module), `dist/index.js` (the library) and the type declarations.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type Metafile, build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const dist = join(here, 'dist');

const shared = {
  absWorkingDir: root,
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
  // Heavy and seldom used: each stands behind a dynamic import and is loaded from node_modules then.
  external: ['ts-morph', 'highs'],
  // Some dependencies are CommonJS and ask for Node's own modules with `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
} satisfies BuildOptions;

async function main(): Promise<number> {
  await rm(dist, { recursive: true, force: true });
  const cli = await build({
    ...shared,
    entryPoints: ['compiler/src/cli/main.ts'],
    outfile: 'compiler/dist/cli.js',
    minifySyntax: true,
    minifyWhitespace: true,
  });
  const library = await build({ ...shared, entryPoints: ['compiler/src/index.ts'], outfile: 'compiler/dist/index.js' });
  await writeFile(join(dist, 'LICENSES.txt'), await licences([cli.metafile, library.metafile]));
  await copyFile(join(root, 'LICENSE'), join(here, 'LICENSE'));
  await copyFile(join(root, 'README.md'), join(here, 'README.md'));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.json')], { stdio: 'inherit' }).status ?? 1;
}

/** The licence texts of what is bundled, as those licences ask. */
async function licences(metafiles: readonly Metafile[]): Promise<string> {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const packages = new Set(inputs.map(packageFolder).filter((folder) => folder !== undefined));
  const parts: string[] = [];
  for (const folder of [...packages].sort()) {
    const names = (await readdir(join(root, folder))).filter((name) => /^(licen[cs]e|notice)/i.test(name)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(root, folder, name), 'utf8')));
    parts.push([folder.replace(/^.*node_modules\//, ''), '', ...texts].join('\n'));
  }
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}

function packageFolder(input: string): string | undefined {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
}

process.exitCode = await main();
