/** Whatever a client sends, the server answers as the protocol says, and goes on. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  CompletionRequest,
  DefinitionRequest,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DocumentFormattingRequest,
  FileChangeType,
  type FileEvent,
  HoverRequest,
  LSPErrorCodes,
  RenameRequest,
  ResponseError,
  SemanticTokensRangeRequest,
} from 'vscode-languageserver';
import { CancellationTokenSource } from 'vscode-languageserver/node';
import { type BuiltServer, buildServer, StdioClient } from './support/stdio.js';

let server: BuiltServer;
let client: StdioClient;
let folder: string;
const plan = 'campus C {\n  horizn: 15 years\n}\n';

beforeAll(async () => {
  server = await buildServer();
  folder = mkdtempSync(join(tmpdir(), 'dcplan-session-'));
  client = new StdioClient(server.script);
  await client.initialize({ workspace: { didChangeWatchedFiles: { dynamicRegistration: false } } });
}, 60_000);
afterAll(async () => {
  expect(await client.end()).toBe(0);
  server.remove();
  rmSync(folder, { recursive: true, force: true });
});

const position = { line: 0, character: 2 };
const codes = (uri: string): readonly string[] =>
  (client.published.get(uri)?.diagnostics ?? []).map(({ code }) => String(code));
const hover = (uri: string): Promise<unknown> =>
  client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
/** Another document is checked still: the server is there. */
let others = 0;
async function isWell(): Promise<void> {
  const uri = `file:///plans/well-${String(++others)}.dcplan`;
  await client.open(uri, plan);
  await client.until(uri, () => codes(uri).some((code) => code.includes('unknown-property')));
}

describe('a session over standard input and output takes', () => {
  it.each([
    ['a NUL', 'campus\0 C {}\n'],
    ['bytes that are no UTF-8', 'campus \ufffd\ufffd {}\n'],
    ['a lone surrogate', 'campus \ud83c {}\n'],
  ])('a file that is not text: %s', async (what, text) => {
    const uri = `file:///plans/${encodeURIComponent(what)}.dcplan`;
    await client.open(uri, text);
    await client.until(uri, ({ diagnostics }) => diagnostics.length > 0);
    expect(await hover(uri)).not.toBeUndefined();
    await isWell();
  });

  it.each([
    'file:///plans/a%20b/%C3%BC%23%3F.dcplan',
    'file:///plans/%F0%9F%8F%AD.dcplan',
    'file:///plans/100%25/x.dcplan',
    'file:///c%3A/plans/x.dcplan',
    'untitled:Untitled-1',
    'vscode-vfs://github/acme/plans/x.dcplan',
    'not a uri at all',
  ])('a URI like %s, and gives it back as it came', async (uri) => {
    await client.open(uri, plan);
    await client.until(uri, () => codes(uri).some((code) => code.includes('unknown-property')));
    expect(await hover(uri)).not.toBeNull();
  });

  it('a file that is deleted while it is open, and one that it imports', async () => {
    const [halls, main] = [join(folder, 'halls.dcplan'), join(folder, 'main.dcplan')];
    writeFileSync(halls, 'hall Big {\n  idle: off\n}\n');
    const text = 'import "./halls.dcplan" { Big }\ncampus C {\n  hall A: Big {}\n}\n';
    writeFileSync(main, text);
    const uri = pathToFileURL(main).href;
    await client.open(uri, text);
    await client.until(
      uri,
      () => codes(uri).length > 0 && !codes(uri).some((code) => code.includes('module-not-found')),
    );
    for (const file of [halls, main]) rmSync(file);
    const changes = [halls, main].map((file): FileEvent => ({
      uri: pathToFileURL(file).href,
      type: FileChangeType.Deleted,
    }));
    await client.connection.sendNotification(DidChangeWatchedFilesNotification.type, { changes });
    await client.until(uri, () => codes(uri).some((code) => code.includes('module-not-found')));
    expect(await hover(uri)).not.toBeUndefined();
    await isWell();
  });

  it('two versions that race: the newer holds, whichever comes last', async () => {
    const uri = 'file:///plans/race.dcplan';
    await client.open(uri, plan, 5);
    const change = (version: number, text: string): Promise<void> =>
      client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ text }],
      });
    await change(7, 'campus C {\n  colour: 3\n}\n');
    await change(6, 'campus C {\n}\n');
    await client.until(
      uri,
      ({ version, diagnostics }) =>
        version === 7 && diagnostics.some(({ message }) => JSON.stringify(message).includes('colour')),
    );
    expect(client.published.get(uri)?.version).toBe(7);
  });

  it('ranges past the end, and ranges that end before they begin', async () => {
    const uri = 'file:///plans/far.dcplan';
    await client.open(uri, plan);
    const far = { line: 1_000_000, character: 1_000_000 };
    await client.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri, version: 2 },
      contentChanges: [
        { range: { start: far, end: far }, text: '\nlet a = 1\n' },
        { range: { start: { line: 0, character: 8 }, end: { line: 0, character: 7 } }, text: 'D' },
      ],
    });
    await client.until(uri, ({ version }) => version === 2);
    const textDocument = { uri };
    expect(await client.connection.sendRequest(HoverRequest.type, { textDocument, position: far })).toBeNull();
    expect(
      await client.connection.sendRequest(CompletionRequest.type, { textDocument, position: far }),
    ).not.toBeUndefined();
    expect(
      await client.connection.sendRequest(SemanticTokensRangeRequest.type, {
        textDocument,
        range: { start: far, end: position },
      }),
    ).toMatchObject({ data: [] });
    await isWell();
  });

  it('requests for files that nobody has', async () => {
    const textDocument = { uri: 'file:///nowhere/x.dcplan' };
    const { connection } = client;
    expect(await connection.sendRequest(HoverRequest.type, { textDocument, position })).toBeNull();
    expect(await connection.sendRequest(DefinitionRequest.type, { textDocument, position })).toBeNull();
    expect(
      await connection.sendRequest(DocumentFormattingRequest.type, {
        textDocument,
        options: { tabSize: 2, insertSpaces: true },
      }),
    ).toBeNull();
    const renamed: unknown = await connection
      .sendRequest(RenameRequest.type, { textDocument, position, newName: 'X' })
      .catch((error: unknown) => error);
    expect(renamed === null || renamed instanceof ResponseError).toBe(true);
    const unknown: unknown = await connection.sendRequest('dcplan/nothing', {}).catch((error: unknown) => error);
    expect((unknown as ResponseError).code).toBe(-32601);
  });

  it('requests that are cancelled', async () => {
    const uri = 'file:///plans/cancelled.dcplan';
    await client.open(uri, plan);
    const source = new CancellationTokenSource();
    const asked = client.connection
      .sendRequest('dcplan/summary', { uri }, source.token)
      .catch((error: unknown) => error);
    source.cancel();
    const answer: unknown = await asked;
    if (answer instanceof ResponseError) expect(answer.code).toBe(LSPErrorCodes.RequestCancelled);
    else expect(answer).toHaveProperty('problem');
    await isWell();
  });

  it('parameters that are none', async () => {
    for (const params of [null, [], {}, { textDocument: 3 }, { textDocument: { uri: 7 }, position: 'here' }]) {
      const answer: unknown = await client.connection
        .sendRequest(HoverRequest.method, params as never)
        .catch((error: unknown) => error);
      expect(answer === null || answer instanceof ResponseError).toBe(true);
    }
    await isWell();
  });
});

describe('a server that is killed', () => {
  it('is started again, and the client’s documents are checked as before', async () => {
    const uri = 'file:///plans/again.dcplan';
    const first = new StdioClient(server.script);
    await first.initialize();
    await first.open(uri, plan);
    await first.until(uri, ({ diagnostics }) => diagnostics.length > 0);
    const before = first.published.get(uri)?.diagnostics;
    const ended = new Promise((resolve) => first.process.on('exit', resolve));
    first.process.kill('SIGKILL');
    await ended;
    const second = new StdioClient(server.script);
    await second.initialize();
    await second.open(uri, plan, 9);
    await second.until(uri, ({ diagnostics }) => diagnostics.length > 0);
    expect(second.published.get(uri)?.diagnostics).toEqual(before);
    expect(await second.end()).toBe(0);
  });
});
