import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import {
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';

/** A server process and one document that is typed into. Times are milliseconds of the client's clock. */
export class EditorClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  version = 0;
  readonly #published: { readonly at: number; readonly params: PublishDiagnosticsParams }[] = [];
  #look: (() => void) | undefined;

  constructor(
    command: readonly string[],
    readonly uri: string,
    private readonly language: string,
  ) {
    const [program = '', ...args] = command;
    this.process = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      if (params.uri !== uri) return;
      this.#published.push({ at: performance.now(), params });
      this.#look?.();
    });
    this.connection.listen();
  }

  async start(text: string): Promise<void> {
    await this.connection.sendRequest(InitializeRequest.method, {
      processId: process.pid,
      rootUri: null,
      capabilities: { textDocument: { publishDiagnostics: { versionSupport: true } } },
      workspaceFolders: null,
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    const textDocument = { uri: this.uri, languageId: this.language, version: ++this.version, text };
    await this.connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
  }

  /**
   * What the server's main thread has had of the processor, and how long it waited for a core that others had, both in
   * milliseconds: what a busy machine adds to a time is the second. NaN where the system does not say.
   */
  spent(): { readonly processor: number; readonly waiting: number } {
    const pid = String(this.process.pid ?? 0);
    try {
      const [processor = NaN, waiting = NaN] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8')
        .split(' ')
        .map((nanoseconds) => Number(nanoseconds) / 1e6);
      return { processor, waiting };
    } catch {
      return { processor: NaN, waiting: NaN };
    }
  }

  /** Makes one edit; returns when it was sent. */
  edit(range: Range, text: string): number {
    const sent = performance.now();
    void this.connection.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ range, text }],
    });
    return sent;
  }

  /** When something was published for the present version that is as asked; rejects after a time. */
  until(
    holds: (params: PublishDiagnosticsParams) => boolean,
    timeout: number,
  ): Promise<{ readonly at: number; readonly params: PublishDiagnosticsParams }> {
    const { version } = this;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`nothing of the kind within ${timeout} ms`)), timeout);
      this.#look = () => {
        const found = this.#published.find(
          ({ params }) => (params.version === undefined || params.version >= version) && holds(params),
        );
        if (found === undefined) return;
        clearTimeout(timer);
        this.#look = undefined;
        this.#published.length = 0;
        resolve(found);
      };
      this.#look();
    });
  }

  end(): void {
    this.connection.dispose();
    this.process.kill();
  }
}
