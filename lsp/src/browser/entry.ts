import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { ready } from '../../../compiler/src/simulation/index.js';
import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import { resolving } from '../core/resolve.js';
import { startServer } from '../core/server.js';
import { serveWorker, type ToWorker } from '../core/worker.js';
import { browserHost, packageFile } from './host.js';
import { type Begin, SIMULATOR } from './messages.js';

declare const self: DedicatedWorkerGlobalScope;

// One script for both: the server, and the worker that it starts to simulate in.
if (self.name === SIMULATOR) simulate(self);
else {
  const connection = createConnection(new BrowserMessageReader(self), new BrowserMessageWriter(self));
  const read = (uri: string): Promise<string | null> => connection.sendRequest('dcplan/readFile', { uri });
  startServer(connection, browserHost(self, read));
}

function simulate(scope: DedicatedWorkerGlobalScope): void {
  // The solver lies one folder up, beside the other server's script: there is one copy of it.
  const loaded = ready({ wasm: new URL('../highs.wasm', scope.location.href).href });
  const own = new Int32Array(1);
  let shared: Int32Array | undefined;
  let serve: ReturnType<typeof serveWorker> | undefined;
  let last: Promise<void> = loaded;
  scope.addEventListener('message', ({ data }: MessageEvent<Begin | ToWorker>) => {
    if (!('id' in data)) {
      shared = data.latest;
      serve = serveWorker(resolving(stdlibFiles, packageFile), shared ?? own, (message) => scope.postMessage(message));
      return;
    }
    last = last.then(() => {
      // Without shared memory nothing says that it is overtaken: each request is the latest while it runs.
      if (shared === undefined) own[0] = data.id;
      return serve?.(data);
    });
  });
}
