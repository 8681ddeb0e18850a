import { setPriority } from 'node:os';
import { dirname, join } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { createConnection } from 'vscode-languageserver/node';
import { stdlibFiles } from '../../../compiler/src/workspace/generated/stdlib.js';
import { useParsedLibrary } from '../../../compiler/src/workspace/parsed-library.js';
import { resolving } from '../core/resolve.js';
import { startServer } from '../core/server.js';
import { serveWorker, type ToWorker } from '../core/worker.js';
import { packageFile, readText } from './files.js';
import { nodeHost } from './host.js';

/**
 * The server under Node: over standard input and output, or as its arguments say (`--node-ipc`, `--socket=PORT`,
 * `--pipe=NAME`). The same script is the server's own worker.
 * @param script that this runs from
 */
export function main(script: string): void {
  readParsedLibrary(dirname(script));
  if (isMainThread) {
    const asked = process.argv.some((argument) => /^--(stdio|node-ipc|socket|pipe)\b/.test(argument));
    startServer(asked ? createConnection() : createConnection(process.stdin, process.stdout), nodeHost(script));
    return;
  }
  const port = parentPort;
  if (port === null) return;
  // Whoever is typing comes first.
  setPriority(10);
  const { latest } = workerData as { readonly latest: Int32Array };
  const serve = serveWorker(resolving(stdlibFiles, packageFile), latest, (message) => port.postMessage(message));
  let last = Promise.resolve();
  port.on('message', (message: ToWorker) => {
    last = last.then(() => serve(message));
  });
}

/** Takes the library's trees that the build wrote beside the script, which saves parsing the library. */
function readParsedLibrary(folder: string): void {
  const written = readText(join(folder, 'stdlib-trees.jsonl'));
  if (written !== undefined) useParsedLibrary(written);
}
