/**
 * Builds the published package: `dist/cli.js` (the command line, bundled so that a cold start reads few files),
 * `dist/stdlib-trees.jsonl` (the standard library, parsed), `dist/index.js` (the library) and the type declarations.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type Metafile, build } from 'esbuild';
import { writeParsedLibrary } from './src/workspace/parsed-library.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const dist = join(here, 'dist');

const options = {
  absWorkingDir: root,
  entryPoints: { cli: 'compiler/src/cli/main.ts', index: 'compiler/src/index.ts' },
  outdir: 'compiler/dist',
  bundle: true,
  // What stands behind a dynamic import becomes a file of its own, read when it is needed.
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
  // Heavy and seldom used: loaded from node_modules when it is needed.
  external: ['ts-morph'],
  // Some dependencies are CommonJS and ask for Node's own modules with `require`.
  banner: { js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);" },
} satisfies BuildOptions;

async function main(): Promise<number> {
  // Written only once it is whole: a build that fails leaves the last one standing.
  const { metafile, outputFiles } = await build(options);
  await rm(dist, { recursive: true, force: true });
  for (const file of outputFiles) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.contents);
  }
  await writeFile(join(dist, 'stdlib-trees.jsonl'), writeParsedLibrary());
  await writeFile(join(dist, 'LICENSES.txt'), await licences(metafile));
  await copyFile(join(root, 'LICENSE'), join(here, 'LICENSE'));
  await copyFile(join(root, 'README.md'), join(here, 'README.md'));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.json')], { stdio: 'inherit' }).status ?? 1;
}

/** The licence texts of what is bundled, as those licences ask. */
async function licences(metafile: Metafile): Promise<string> {
  const packages = new Set(Object.keys(metafile.inputs).map(packageFolder).filter((folder) => folder !== undefined));
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
