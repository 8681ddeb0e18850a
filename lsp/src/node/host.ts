import { Worker } from 'node:worker_threads';
import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import { engine } from '../../../compiler/src/workspace/workspace.js';
import type { ServerHost } from '../core/host.js';
import { type Channel, type FromWorker, workerSimulator } from '../core/worker.js';
import { materialise, packageFile, plansBelow, readText } from './files.js';

/** Of the worker that simulates, MB: without a limit garbage piles up to gigabytes before it is collected. */
const resourceLimits = { maxOldGenerationSizeMb: 320, maxYoungGenerationSizeMb: 24 };

/**
 * The machine under Node.
 * @param script of the program that the server itself runs from; its worker runs the same
 */
export function nodeHost(script: string): ServerHost {
  return {
    stdlib: stdlibFiles,
    read: readText,
    list: plansBelow,
    packageFile,
    materialise: (module, text) => materialise(engine.replace(/^.* /, ''), module, text),
    today: () => new Date().toISOString().slice(0, 10),
    now: () => performance.now(),
    later: (run, milliseconds) => {
      if (milliseconds === 0) {
        const immediate = setImmediate(run);
        return { cancel: () => clearImmediate(immediate) };
      }
      const timer = setTimeout(run, milliseconds);
      return { cancel: () => clearTimeout(timer) };
    },
    simulator: () => {
      const latest = new Int32Array(new SharedArrayBuffer(4));
      return workerSimulator(() => channelTo(new Worker(script, { workerData: { latest }, resourceLimits })), latest);
    },
  };
}

function channelTo(worker: Worker): Channel {
  // The server ends when its client does, whatever is being simulated.
  worker.unref();
  return {
    post: (message) => worker.postMessage(message),
    receive: (take) => void worker.on('message', (message: FromWorker) => take(message)),
    broken: (take) => {
      worker.on('error', (error) => take(error instanceof Error ? (error.stack ?? error.message) : String(error)));
      worker.on('exit', (code) => take(`the worker ended with ${code}`));
    },
    end: () => void worker.terminate(),
  };
}
