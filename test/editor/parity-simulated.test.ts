/**
 * The same file has the same findings from the server and from the command line's engine, those of the fit to the last hour
 * among them. Here of the samples that are quickly simulated; with `ALL_SAMPLES=1` of every one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Diagnostic as LspDiagnostic } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { packageFile, readText } from '../../lsp/src/node/files.js';
import { resolving } from '../../lsp/src/core/resolve.js';
import type { Diagnostic } from '../../compiler/src/text/diagnostic.js';
import { stdlibFiles } from '../../compiler/src/workspace/generated/stdlib.js';
import { Workspace } from '../../compiler/src/workspace/workspace.js';
import { type BuiltServer, buildServer, StdioClient } from './support/stdio.js';

const folder = fileURLToPath(new URL('../../samples/', import.meta.url));
const isQuick = (name: string): boolean => /^(claims\/(bursts|own|planned|retrofit)|tutorial\/0[145])/.test(name);
const samples = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.dcplan'))
  .filter((name) => process.env['ALL_SAMPLES'] !== undefined || isQuick(name))
  .sort();

let server: BuiltServer;
let client: StdioClient;
beforeAll(async () => {
  server = await buildServer();
  client = new StdioClient(server.script);
  await client.initialize();
}, 60_000);
afterAll(async () => {
  expect(await client.end()).toBe(0);
  server.remove();
});

/** Findings of a file as the engine has them, with mends and what they are predicted to save. */
function checked(file: string, text: string): readonly string[] {
  const workspace = new Workspace({ ...resolving(stdlibFiles, packageFile), read: readText });
  const today = new Date().toISOString().slice(0, 10);
  const lines = TextDocument.create(file, 'dcplan', 0, text);
  return workspace
    .check(file, { simulate: true, today })
    .diagnostics.filter(({ location }) => location.file === file)
    .map((each: Diagnostic) => {
      const { start } = each.location.span;
      const message = [each.message, ...(each.notes ?? [])].join('\n');
      return spelt(
        `${each.code} ${each.slug}`,
        lines.positionAt(start).line,
        JSON.stringify(message),
        each.fixes,
        each.impact,
      );
    })
    .sort();
}

function published(diagnostics: readonly LspDiagnostic[]): readonly string[] {
  return diagnostics
    .map(({ code, range, message, data }) => {
      const { fixes, impact } = data as { readonly fixes?: unknown; readonly impact?: unknown };
      return spelt(String(code), range.start.line, JSON.stringify(message), fixes, impact);
    })
    .sort();
}

function spelt(code: string, line: number, message: string, fixes: unknown, impact: unknown): string {
  return JSON.stringify([code, line, message, fixes ?? null, impact ?? null]);
}

describe('the same findings from the server and the command line, of', () => {
  it.each(samples)('%s', { timeout: 300_000 }, async (name) => {
    const file = `${folder}${name}`;
    const text = readFileSync(file, 'utf8');
    const uri = pathToFileURL(file).href;
    const expected = checked(file, text);
    expect(expected.length).toBeGreaterThan(0);
    await client.open(uri, text);
    const isLast = ({ source }: LspDiagnostic): boolean => source === 'dcplan';
    const { diagnostics } = await client.until(
      uri,
      (params) =>
        params.diagnostics.length >= expected.length &&
        params.diagnostics.every(isLast) &&
        /DCP[45]/.test(JSON.stringify(params)),
    );
    expect(published(diagnostics)).toEqual(expected);
    await client.close(uri);
  });
});
