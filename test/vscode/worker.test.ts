import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { build } from 'esbuild';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FiguresResult, StateResult } from '../../lsp/src/features/plan.js';
import { browserBundle } from '../../lsp/build.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { SMALL } from '../cli/harness.js';
import { literateBlocks } from '../support/literate.js';

const executable = [process.env['CHROMIUM'] ?? '', '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path !== '' && existsSync(path),
);
if (executable === undefined)
  console.warn('test/vscode/worker.test.ts is skipped: there is no Chromium. Install one, or name it in CHROMIUM.');

interface Shown {
  readonly code: LspDiagnostic['code'] | undefined;
  readonly range: LspDiagnostic['range'];
}

/** What the command line's engine finds in a text without simulation, where an editor shows it. */
function checked(text: string): readonly Shown[] {
  const file = '/plans/plan.dcplan';
  const lines = TextDocument.create(file, 'dcplan', 1, text);
  const host = { stdlib: stdlibFiles, read: (name: string) => (name === file ? text : undefined), resolve: relative };
  return new Workspace(host).check(file, { simulate: false }).diagnostics.map(({ code, slug, location: { span } }) => ({
    code: `${code} ${slug}`,
    range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
  }));
}

const relative = (_from: string, spec: string): string => `/plans/${spec.replace(/^\.\//, '')}`;

/** What needs no simulation. */
const isStatic = ({ code }: Shown): boolean => /^DCP[1-3]/.test(String(code));

const sortedByPlace = (all: readonly Shown[]): string[] => all.map((each) => JSON.stringify(each)).sort();

/** A client of a few lines: it opens files, asks, and gives the server the files that it asks for. */
const client = `
const files = new Map();
const worker = new Worker('/web/server.js');
const waiting = new Map();
const published = new Map();
let ids = 0;
worker.onmessage = ({ data }) => {
  if (data.method === 'textDocument/publishDiagnostics') published.set(data.params.uri, data.params.diagnostics);
  else if (data.method !== undefined && data.id !== undefined)
    worker.postMessage({ jsonrpc: '2.0', id: data.id, result: data.method === 'dcplan/readFile' ? files.get(data.params.uri) ?? null : null });
  else waiting.get(data.id)?.(data.error ?? data.result);
};
const ask = (method, params) => new Promise((settle) => {
  waiting.set(++ids, settle);
  worker.postMessage({ jsonrpc: '2.0', id: ids, method, params });
});
const tell = (method, params) => worker.postMessage({ jsonrpc: '2.0', method, params });
const open = (uri, text) => tell('textDocument/didOpen', { textDocument: { uri, languageId: 'dcplan', version: 1, text } });
`;

describe.skipIf(executable === undefined)('the server in a worker of a browser', () => {
  let browser: Browser;
  let server: Server;
  let page: Page;

  beforeAll(async () => {
    const built = await build({ ...browserBundle, write: false, outdir: '/web' });
    const files = new Map<string, { readonly type: string; readonly content: string | Uint8Array }>([
      ['/', { type: 'text/html', content: `<!doctype html><script>${client}</script>` }],
      ['/web/server.js', { type: 'text/javascript', content: built.outputFiles[0]?.text ?? '' }],
      [
        '/highs.wasm',
        { type: 'application/wasm', content: readFileSync(createRequire(import.meta.url).resolve('highs/runtime')) },
      ],
    ]);
    server = createServer(({ url }, response) => {
      const file = files.get(url ?? '');
      response
        .writeHead(file === undefined ? 404 : 200, { 'content-type': file?.type ?? 'text/plain' })
        .end(file?.content);
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    browser = await chromium.launch({ executablePath: executable ?? '', args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`);
    await page.evaluate(
      `ask('initialize', { processId: null, rootUri: null, capabilities: {} }).then(() => tell('initialized', {}))`,
    );
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  it('simulates and draws as it does under Node', async () => {
    await page.evaluate(`open('file:///small.dcplan', ${JSON.stringify(SMALL)})`);
    const { preview } = await page.evaluate<FiguresResult>(
      `ask('dcplan/figures', { uri: 'file:///small.dcplan', quick: true })`,
    );
    expect(preview?.title).toBe('First');
    expect(preview?.figures.find(({ name }) => name === 'capacity')?.svg).toMatch(/^<svg /);
    const { state } = await page.evaluate<StateResult>(`ask('dcplan/state', { uri: 'file:///small.dcplan' })`);
    expect(state).toMatchObject({ errors: 0, campuses: [{ path: 'First', firstBreach: null }] });
  }, 180_000);

  it('finds in every example of the language’s reference, and in the fixture, what the command line finds', async () => {
    const texts = [
      ...literateBlocks(readFileSync('docs/language.md', 'utf8'))
        .filter(({ info }) => info.mode !== 'syntax')
        .map(({ text }) => text),
      readFileSync('test/fixtures/language-sample.dcplan', 'utf8'),
    ];
    let found = 0;
    for (const [i, text] of texts.entries()) {
      const uri = `file:///plans/${String(i)}.dcplan`;
      await page.evaluate(`open('${uri}', ${JSON.stringify(text)})`);
      const { items } = await page.evaluate<{ readonly items: readonly LspDiagnostic[] }>(
        `ask('textDocument/diagnostic', { textDocument: { uri: '${uri}' } })`,
      );
      await page.evaluate(`tell('textDocument/didClose', { textDocument: { uri: '${uri}' } })`);
      const shown = items.map(({ code, range }) => ({ code, range })).filter(isStatic);
      expect(sortedByPlace(shown), text).toEqual(sortedByPlace(checked(text).filter(isStatic)));
      found += shown.length;
    }
    expect(texts.length).toBeGreaterThan(50);
    expect(found).toBeGreaterThan(50);
  }, 180_000);
});
