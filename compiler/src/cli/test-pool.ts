import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parentPort, Worker } from 'node:worker_threads';
import type { TestOutcome } from '../diagnostics/test-report.js';
import type { TestInfo } from '../semantics/index.js';
import { ready } from '../simulation/index.js';
import { runTest } from '../workspace/tests.js';
import { Workspace } from '../workspace/workspace.js';
import { diskHost } from './files.js';

/** A test to run. */
export interface TestTask {
  readonly file: string;
  readonly index: number;
  readonly info: TestInfo;
}

/** Starting a thread takes as long as a few tests do. */
const WORTH_THREADS = 4;

/** The script that this is bundled into, which a thread can run; undefined where it is run from source. */
const script = ((file) => (/^cli\.c?js$/.test(basename(file)) ? file : undefined))(fileURLToPath(import.meta.url));

/** Runs tests and gives their outcomes in the order of the tasks: in threads where there are enough of both. */
export async function runTests(workspace: Workspace, tasks: readonly TestTask[]): Promise<readonly TestOutcome[]> {
  const threads = Math.min(availableParallelism(), Math.floor(tasks.length / 2));
  if (script === undefined || tasks.length < WORTH_THREADS || threads < 2)
    return tasks.map(({ file, index, info }) => runTest(workspace, file, index, info));
  const outcomes: TestOutcome[] = [];
  let next = 0;
  const serve = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      let at = -1;
      const give = (): void => {
        at = next++;
        if (at < tasks.length) return worker.postMessage(tasks[at]);
        resolve();
      };
      worker.on('message', (outcome: TestOutcome) => {
        outcomes[at] = outcome;
        give();
      });
      worker.on('error', reject);
      give();
    });
  const workers = Array.from({ length: threads }, () => new Worker(script));
  try {
    await Promise.all(workers.map(serve));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
  return outcomes;
}

/** In a thread that `runTests` has started: runs the tests that come in, until the thread is ended. */
export async function serveTests(): Promise<void> {
  await ready();
  const workspace = new Workspace(diskHost());
  parentPort?.on('message', ({ file, index, info }: TestTask) =>
    parentPort?.postMessage(runTest(workspace, file, index, info)),
  );
}
