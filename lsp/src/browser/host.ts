import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import type { ServerHost } from '../core/host.js';
import { uriOf } from '../core/uris.js';
import { type FromWorker, type ToWorker, workerSimulator } from '../core/worker.js';
import { type Begin, SIMULATOR } from './messages.js';

/** Asks the client for a file: it answers its text, or nothing where there is none. */
export type ReadFile = (uri: string) => Promise<string | null>;

/** The machine in a browser: no disk, so files come from the client, one at a time; simulations run in a worker of their own. */
export function browserHost(scope: DedicatedWorkerGlobalScope, readFile: ReadFile): ServerHost {
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
      const isShared = scope.crossOriginIsolated;
      const latest = new Int32Array(isShared ? new SharedArrayBuffer(4) : new ArrayBuffer(4));
      return workerSimulator(() => {
        const worker = new Worker(scope.location.href, { name: SIMULATOR });
        const post = (message: Begin | ToWorker): void => worker.postMessage(message);
        post({ latest: isShared ? latest : undefined });
        return {
          post,
          receive: (take) => worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => take(data)),
          broken: (take) => worker.addEventListener('error', ({ message }) => take(message)),
          end: () => worker.terminate(),
        };
      }, latest);
    },
  };
}

/** Packages of a browser's workspace lie beside the plan, if anywhere: folders above cannot be looked into. */
export function packageFile(folder: string, spec: string): string {
  return `${folder}/node_modules/${spec}`;
}
