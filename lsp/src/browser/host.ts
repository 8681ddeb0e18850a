import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import type { ServerHost } from '../core/host.js';
import { uriOf } from '../core/uris.js';
import { workerSimulator } from '../core/worker.js';
import { SIMULATOR, type StartedWorker, type WorkerScope } from './scope.js';

declare const Worker: new (script: string, options: { readonly name: string }) => StartedWorker;

/** Asks the client for a file: it answers its text, or nothing where there is none. */
export type ReadFile = (uri: string) => Promise<string | null>;

/** The machine in a browser: no disk, so files come from the client, one at a time; simulations run in a worker of their own. */
export function browserHost(scope: WorkerScope, readFile: ReadFile): ServerHost {
  return {
    stdlib: stdlibFiles,
    read: () => undefined,
    fetch: async (file) => (await readFile(uriOf(file))) ?? undefined,
    list: () => [],
    packageFile,
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    later: (run, milliseconds) => {
      const timer = scope.setTimeout(run, milliseconds);
      return { cancel: () => scope.clearTimeout(timer) };
    },
    simulator: () => {
      const worker = new Worker(scope.location.href, { name: SIMULATOR });
      const isShared = scope.crossOriginIsolated === true;
      const latest = new Int32Array(isShared ? new SharedArrayBuffer(4) : new ArrayBuffer(4));
      worker.postMessage({ latest: isShared ? latest : undefined });
      return workerSimulator(
        {
          post: (message) => worker.postMessage(message),
          receive: (take) => worker.addEventListener('message', ({ data }) => take(data)),
          end: () => worker.terminate(),
        },
        latest,
      );
    },
  };
}

/** Packages of a browser's workspace lie beside the plan, if anywhere: folders above cannot be looked into. */
export function packageFile(folder: string, spec: string): string {
  return `${folder}/node_modules/${spec}`;
}
