import { execFile } from 'node:child_process';
import { basename, dirname } from 'node:path';
import type { Uri } from 'vscode';

/** The text of a file in the last commit, from git; undefined where it is not in it, or there is no git. */
export function atHead(file: Uri): Promise<string | undefined> {
  if (file.scheme !== 'file') return Promise.resolve(undefined);
  const { fsPath } = file;
  return new Promise((resolve) => {
    execFile(
      'git',
      ['show', `HEAD:./${basename(fsPath)}`],
      { cwd: dirname(fsPath), maxBuffer: 64 * 1024 * 1024, windowsHide: true },
      (error, stdout) => {
        resolve(error === null ? stdout : undefined);
      },
    );
  });
}
