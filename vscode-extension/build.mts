/**
 * Builds the extension into `dist`: `extension.cjs` (desktop) with the server's `lsp.cjs`, `web/` (browser) with the server for a
 * worker, the preview's page, the samples and the JSON schemas. Everything that both servers need and that is no code stands
 * once, in `dist`.
 */
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, type Metafile, build } from 'esbuild';
import { darkRules, ROLE } from '../compiler/src/report/palette.js';
import { browserBundle, serverBundle } from '../lsp/build.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = join(here, '..');
const dist = join(here, 'dist');
const resolvePackage = (name: string): string => createRequire(import.meta.url).resolve(name);

const shared = {
  absWorkingDir: root,
  bundle: true,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  metafile: true,
  external: ['vscode'],
} satisfies BuildOptions;

const builds: readonly BuildOptions[] = [
  {
    ...shared,
    entryPoints: { extension: 'vscode-extension/src/extension.ts' },
    outdir: dist,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  },
  {
    ...shared,
    entryPoints: { extension: 'vscode-extension/src/extension-web.ts' },
    outdir: join(dist, 'web'),
    platform: 'browser',
    target: 'es2022',
    format: 'cjs',
  },
  {
    ...shared,
    entryPoints: { preview: 'vscode-extension/src/webview/main.ts' },
    outdir: join(dist, 'preview'),
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
  },
  { ...serverBundle, absWorkingDir: root, outdir: dist, metafile: true },
  { ...browserBundle, absWorkingDir: root, outdir: join(dist, 'web'), metafile: true },
];

await rm(dist, { recursive: true, force: true });
const built = await Promise.all(builds.map((options) => build(options)));
await copyFile(resolvePackage('highs/runtime'), join(dist, 'highs.wasm'));
await writeFile(join(dist, 'preview/preview.css'), await previewStyle());
await samples();
await schemas();
await writeFile(join(dist, 'LICENSES.txt'), await licences(built.flatMap(({ metafile }) => metafile ?? [])));
await copyFile(join(root, 'LICENSE'), join(here, 'LICENSE'));

/** The page's own style, and the figures' colours on the editor's background, light and dark. */
async function previewStyle(): Promise<string> {
  const own = await readFile(join(here, 'src/webview/preview.css'), 'utf8');
  const dark = ['body.vscode-dark', 'body.vscode-high-contrast:not(.vscode-high-contrast-light)'];
  const page = `.picture svg [fill="${ROLE.page}"]{fill:var(--vscode-editor-background)}.picture svg [stroke="${ROLE.page}"]{stroke:var(--vscode-editor-background)}`;
  const ink = `.picture svg [fill="${ROLE.ink}"]{fill:var(--vscode-editor-foreground)}`;
  return `${own}\n${page}${ink}\n${dark.map((body) => darkRules(`${body} .picture svg`)).join('')}\n${dark.map((body) => page.replaceAll('.picture', `${body} .picture`)).join('')}\n`;
}

/** Copies of the samples, and what each is about: its first comment. */
async function samples(): Promise<void> {
  await mkdir(join(dist, 'samples'), { recursive: true });
  const list: { readonly file: string; readonly title: string; readonly detail: string }[] = [];
  for (const folder of ['samples/tutorial', 'samples']) {
    for (const name of (await readdir(join(root, folder))).filter((each) => each.endsWith('.dcplan')).sort()) {
      const text = await readFile(join(root, folder, name), 'utf8');
      // One that imports its neighbours does not stand alone.
      if (/^import "\.{1,2}\//m.test(text)) continue;
      await writeFile(join(dist, 'samples', name), text);
      list.push({ file: name, title: titleOf(name), detail: firstComment(text) });
    }
  }
  await writeFile(join(dist, 'samples/samples.json'), JSON.stringify(list));
}

function titleOf(name: string): string {
  const words = basename(name, '.dcplan')
    .replaceAll('-', ' ')
    .replace(/^(\d+) /, (_, number: string) => `${String(Number(number))}. `);
  return words.replace(/[a-z]/, (letter) => letter.toUpperCase());
}

function firstComment(text: string): string {
  const lines = text.split('\n');
  const end = lines.findIndex((line) => !line.startsWith('//'));
  return lines
    .slice(0, end)
    .map((line) => line.replace(/^\/+\s*(?:\d+\.\s+)?/, ''))
    .join(' ');
}

async function schemas(): Promise<void> {
  await mkdir(join(dist, 'schemas'), { recursive: true });
  for (const name of ['config', 'ir']) {
    // Without the white space, which nobody reads there.
    const text = await readFile(join(root, `docs/schema/${name}.schema.json`), 'utf8');
    await writeFile(join(dist, `schemas/${name}.schema.json`), JSON.stringify(JSON.parse(text)));
  }
}

/** The licence texts of what is bundled, as those licences ask. */
async function licences(metafiles: readonly Metafile[]): Promise<string> {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile.inputs));
  const folders = new Set(inputs.flatMap((input) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const parts: string[] = [];
  for (const folder of [...folders].sort()) {
    const names = (await readdir(join(root, folder))).filter((name) => /^(licen[cs]e|notice)/i.test(name)).sort();
    const texts = await Promise.all(names.map((name) => readFile(join(root, folder, name), 'utf8')));
    parts.push([folder.replace(/^.*node_modules\//, ''), '', ...texts].join('\n'));
  }
  return parts.join(`\n${'-'.repeat(80)}\n\n`);
}
