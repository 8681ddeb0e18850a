import { type FSWatcher, watch as watchFolder } from 'node:fs';
import { basename, dirname } from 'node:path';

/** An editor writes a file in several steps: they count as one change. */
const QUIET_MS = 100;

/**
 * Calls back when one of the files changes, until the signal says stop. Folders are watched, since editors replace files.
 * @param files asked for anew after each change: imports come and go
 */
export function watchFiles(files: () => readonly string[], changed: () => void, signal: AbortSignal): Promise<void> {
  let watchers: FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  const stop = (): void => watchers.forEach((watcher) => watcher.close());
  const start = (): void => {
    stop();
    const names = new Map<string, Set<string>>();
    for (const file of files()) {
      const folder = dirname(file);
      names.set(folder, (names.get(folder) ?? new Set()).add(basename(file)));
    }
    watchers = [...names].map(([folder, mine]) =>
      watchFolder(folder, (_event, name) => {
        if (name === null || !mine.has(name)) return;
        clearTimeout(timer);
        timer = setTimeout(() => {
          changed();
          start();
        }, QUIET_MS);
      }),
    );
  };
  start();
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      stop();
      resolve();
    });
  });
}
