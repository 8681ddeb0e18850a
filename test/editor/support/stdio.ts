import { type ChildProcess, spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import {
  type ClientCapabilities,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeParams,
  type InitializeResult,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { serverBundle } from '../../../lsp/build.js';

/** The server as it is shipped, built into a folder of its own. */
export interface BuiltServer {
  readonly script: string;
  remove(): void;
}

export async function buildServer(): Promise<BuiltServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dcplan-lsp-'));
  await build({ ...serverBundle, outdir: folder });
  copyFileSync(createRequire(import.meta.url).resolve('highs/runtime'), join(folder, 'highs.wasm'));
  return { script: join(folder, 'lsp.cjs'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A client that talks to a server process over its standard input and output. */
export class StdioClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  /** What was published last, by URI. */
  readonly published = new Map<string, PublishDiagnosticsParams>();
  readonly #waiting = new Set<() => void>();

  constructor(script: string, args: readonly string[] = ['--stdio']) {
    this.process = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.published.set(params.uri, params);
      for (const look of [...this.#waiting]) look();
    });
    this.connection.listen();
  }

  async initialize(capabilities: ClientCapabilities = {}, root: string | null = null): Promise<InitializeResult> {
    const result = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      capabilities,
      workspaceFolders: root === null ? null : [{ uri: root, name: 'plans' }],
    } as InitializeParams);
    await this.connection.sendNotification(InitializedNotification.type, {});
    return result;
  }

  async open(uri: string, text: string, version = 1): Promise<void> {
    const textDocument = { uri, languageId: 'dcplan', version, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  async replace(uri: string, version: number, text: string): Promise<void> {
    const params = { textDocument: { uri, version }, contentChanges: [{ text }] };
    await this.connection.sendNotification(DidChangeTextDocumentNotification.type, params);
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Waits until what is published for a document is as asked. */
  until(uri: string, holds: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    return new Promise((resolve) => {
      const look = (): void => {
        const params = this.published.get(uri);
        if (params === undefined || !holds(params)) return;
        this.#waiting.delete(look);
        resolve(params);
      };
      this.#waiting.add(look);
      look();
    });
  }

  /** Ends the session as the protocol says; resolves with the server's exit code. */
  async end(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.process.on('exit', resolve));
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const code = await ended;
    this.connection.dispose();
    return code;
  }
}
