import { isMainThread } from 'node:worker_threads';
import { run } from './run.js';

for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // A reader that closed its end (`dcplan check | head`) is no failure.
    if (error.code !== 'EPIPE') throw error;
  });
}
// No top-level `await`: the command is bundled as one script, which starts faster than modules do.
if (isMainThread)
  void run(process.argv.slice(2)).then((code) => {
    process.exitCode = code;
  });
else void import('./test-pool.js').then(({ serveTests }) => serveTests());
