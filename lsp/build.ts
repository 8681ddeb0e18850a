import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { BuildOptions } from 'esbuild';

const resolvePackage = (name: string): string => createRequire(import.meta.url).resolve(name);

/** The server under Node as one script, and its worker: the same script. `highs.wasm` is to lie beside it. */
export const serverBundle = {
  entryPoints: { lsp: resolvePackage('./src/node/entry.ts') },
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  target: 'node20',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  // Its script runs outside of the module loader, where the solver's ES module cannot import what it needs.
  alias: {
    highs: resolvePackage('highs'),
    // The one for Node would look for a native package.
    'vega-canvas': join(dirname(resolvePackage('vega-canvas')), 'vega-canvas.browser.js'),
  },
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl = require('node:url').pathToFileURL(__filename).href;" },
  external: ['ts-morph'],
} satisfies BuildOptions;

/** The server for a worker of a browser as one script, and its own worker: the same script. `highs.wasm` is to lie a folder up. */
export const browserBundle = {
  entryPoints: { server: resolvePackage('./src/browser/entry.ts') },
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'es2022',
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { 'import.meta.url': 'self.location.href' },
  // The solver asks for the one under Node only; tables do without the other.
  external: ['node:module', '@colors/colors/safe'],
} satisfies BuildOptions;
