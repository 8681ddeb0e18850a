/**
 * Builds the published package: `dist/cli.cjs` (the command line as one script, with V8's code cache beside it),
 * `dist/vega.cjs` and `dist/vega-lite.cjs` (what draws charts), `dist/lsp.cjs` (the language server), `dist/stdlib-trees.jsonl` (the standard library, parsed), `dist/index.js` (the
 * library), `dist/highs.wasm` (the solver) and
 * the type declarations.
 */
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type Metafile, type Plugin, build } from 'esbuild';
import { serverBundle } from '../lsp/build.js';
import { inAscii, writeParsedLibrary } from './src/workspace/parsed-library.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const dist = join(here, 'dist');
const resolvePackage = (name: string): string => createRequire(import.meta.url).resolve(name);

/** What draws charts to SVG needs no canvas: the one for Node would look for a native package, and awaits at its top. */
const withoutCanvas = join(dirname(resolvePackage('vega-canvas')), 'vega-canvas.browser.js');

const shared = {
  absWorkingDir: root,
  outdir: 'compiler/dist',
  bundle: true,
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
} satisfies BuildOptions;

const library = {
  ...shared,
  entryPoints: { index: 'compiler/src/index.ts' },
  format: 'esm',
  // Some dependencies are CommonJS and ask for Node's own modules with `require`.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
} satisfies BuildOptions;

/** What draws charts is a third of the command line and seldom asked for: it stands in files of its own. */
const charts = {
  ...shared,
  entryPoints: { vega: 'vega', 'vega-lite': 'vega-lite' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  alias: { 'vega-canvas': withoutCanvas },
} satisfies BuildOptions;

const chartsApart: Plugin = {
  name: 'charts-apart',
  setup(build) {
    build.onResolve({ filter: /^vega(-lite)?$/ }, ({ path }) => ({ path: `./${path}.cjs`, external: true }));
  },
};

const command = {
  ...shared,
  entryPoints: { cli: 'compiler/src/cli/main.ts' },
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  // Its script runs outside of the module loader, where the solver's ES module cannot import what it needs.
  alias: { highs: resolvePackage('highs') },
  plugins: [chartsApart],
  // It runs outside of the module loader: what is loaded late is required.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
} satisfies BuildOptions;

async function main(): Promise<number> {
  // Written only once it is whole: a build that fails leaves the last one standing.
  const built = [
    await build(library),
    await build(command),
    await build(charts),
    await build({ ...shared, ...serverBundle }),
  ];
  const outputFiles = built.flatMap((result) => result.outputFiles);
  const metafile = {
    inputs: Object.assign({}, ...built.map((result) => result.metafile.inputs)) as Metafile['inputs'],
  };
  await rm(dist, { recursive: true, force: true });
  for (const file of outputFiles) {
    await mkdir(dirname(file.path), { recursive: true });
    await writeFile(file.path, file.path.endsWith('cli.cjs') ? inAscii(file.text) : file.contents);
  }
  await writeFile(join(dist, 'stdlib-trees.jsonl'), writeParsedLibrary());
  // The solver's loader, which is bundled, looks for it beside the script.
  await copyFile(resolvePackage('highs/runtime'), join(dist, 'highs.wasm'));
  await writeFile(join(dist, 'LICENSES.txt'), await licences(metafile));
  await copyFile(join(root, 'LICENSE'), join(here, 'LICENSE'));
  await copyFile(join(root, 'README.md'), join(here, 'README.md'));
  writeCodeCache();
  const tsc = resolvePackage('typescript/bin/tsc');
  return spawnSync(process.execPath, [tsc, '-p', join(here, 'tsconfig.json')], { stdio: 'inherit' }).status ?? 1;
}

/** Runs the command once on a sample, so that V8's cache holds the functions that a check needs. */
function writeCodeCache(): void {
  const env = { ...process.env, DCPLAN_CODE_CACHE: 'write' };
  const sample = join(root, 'samples/tutorial/02-a-mismatch.dcplan');
  spawnSync(process.execPath, [join(here, 'bin/dcplan.js'), 'check', sample], { env, stdio: 'ignore' });
}

/** The licence texts of what is bundled, as those licences ask. */
async function licences(metafile: Pick<Metafile, 'inputs'>): Promise<string> {
  const packages = new Set(
    Object.keys(metafile.inputs)
      .map(packageFolder)
      .filter((folder) => folder !== undefined),
  );
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
