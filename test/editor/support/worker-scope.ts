import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { browserBundle } from '../../../lsp/build.js';

/** Stands in for the scope of a browser's worker: messages, a name, an address, timers; and no disk, no `require`, no `process`. */
const scope = `
const { parentPort } = require('node:worker_threads');
const { runInNewContext } = require('node:vm');
const listeners = new Set();
parentPort.on('message', (data) => {
  scope.onmessage?.({ data });
  for (const listen of listeners) listen({ data });
});
const timers = new Map();
let ids = 0;
const later = (start) => (run, ms, ...args) => {
  timers.set(++ids, start(run, ms, ...args));
  return ids;
};
const scope = {
  name: '',
  location: { href: 'https://example.org/web/server.js' },
  crossOriginIsolated: false,
  postMessage: (data) => parentPort.postMessage(data),
  addEventListener: (type, listen) => void (type === 'message' && listeners.add(listen)),
  removeEventListener: (type, listen) => void listeners.delete(listen),
  setTimeout: later(setTimeout),
  setInterval: later(setInterval),
  clearTimeout: (id) => clearTimeout(timers.get(id)),
  clearInterval: (id) => clearInterval(timers.get(id)),
  queueMicrotask,
  console,
  performance: { now: () => performance.now() },
  URL,
  TextDecoder,
  TextEncoder,
  structuredClone,
  // Simulations need a second worker of the browser's own.
  Worker: class {
    postMessage() {}
    addEventListener() {}
    terminate() {}
  },
};
scope.self = scope;
parentPort.once('message', (script) => runInNewContext(script, scope));
`;

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly code: number; readonly message: string };
}

/** A client of the server's browser bundle, with the files that it asks for. */
export class WorkerClient {
  readonly files = new Map<string, string>();
  readonly published = new Map<string, readonly { readonly code: string }[]>();
  readonly #worker = new Worker(scope, { eval: true });
  readonly #waiting = new Map<number, (message: Message) => void>();
  readonly #looking = new Set<() => void>();
  #ids = 0;

  private constructor() {
    this.#worker.on('message', (message: Message) => this.#take(message));
  }

  static async start(): Promise<WorkerClient> {
    const { outputFiles } = await build({ ...browserBundle, write: false, outdir: '/web' });
    const client = new WorkerClient();
    client.#worker.postMessage(outputFiles[0]?.text ?? '');
    await client.ask('initialize', { processId: null, rootUri: null, capabilities: {} });
    client.tell('initialized', {});
    return client;
  }

  async ask(method: string, params: unknown): Promise<unknown> {
    const id = ++this.#ids;
    const answer = new Promise<Message>((settle) => this.#waiting.set(id, settle));
    this.#worker.postMessage({ jsonrpc: '2.0', id, method, params });
    const { result, error } = await answer;
    if (error !== undefined) throw new Error(`${method}: ${error.message}`);
    return result;
  }

  tell(method: string, params: unknown): void {
    this.#worker.postMessage({ jsonrpc: '2.0', method, params });
  }

  open(uri: string, text: string): void {
    this.tell('textDocument/didOpen', { textDocument: { uri, languageId: 'dcplan', version: 1, text } });
  }

  /** Waits until the codes published for a document are as asked. */
  until(uri: string, holds: (codes: readonly string[]) => boolean): Promise<readonly string[]> {
    return new Promise((resolve) => {
      const look = (): void => {
        const codes = this.published.get(uri)?.map(({ code }) => code);
        if (codes === undefined || !holds(codes)) return;
        this.#looking.delete(look);
        resolve(codes);
      };
      this.#looking.add(look);
      look();
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #take(message: Message): void {
    const { id, method, params } = message;
    if (method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = params as {
        readonly uri: string;
        readonly diagnostics: readonly { readonly code: string }[];
      };
      this.published.set(uri, diagnostics);
      for (const look of [...this.#looking]) look();
    } else if (method !== undefined && id !== undefined) {
      const { uri } = params as { readonly uri?: string };
      const result = method === 'dcplan/readFile' ? (this.files.get(uri ?? '') ?? null) : null;
      this.#worker.postMessage({ jsonrpc: '2.0', id, result });
    } else if (id !== undefined) {
      this.#waiting.get(id)?.(message);
      this.#waiting.delete(id);
    }
  }
}
