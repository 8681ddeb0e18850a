import pc from 'picocolors';
import type { Paint } from '../diagnostics/paint.js';
import { noPaint } from '../diagnostics/paint.js';

/** Colours for a stream: none where it is not a terminal, or `NO_COLOR` is set. */
export function paintFor(stream: { readonly isTTY?: boolean }): Paint {
  if (stream.isTTY !== true || (process.env['NO_COLOR'] ?? '') !== '') return noPaint;
  const colours = pc.createColors(true);
  return {
    error: (text) => colours.bold(colours.red(text)),
    warning: (text) => colours.yellow(text),
    info: (text) => colours.cyan(text),
    strong: (text) => colours.bold(text),
    faint: (text) => colours.dim(text),
    good: (text) => colours.green(text),
  };
}

/**
 * Progress of long work on stderr: one line that rewrites itself on a terminal; elsewhere plain lines, and none for a
 * single plan.
 */
export function progress(doing: string, file: string, index: number, count: number): void {
  const message = `${doing} ${file}${count > 1 ? ` (${String(index + 1)} of ${String(count)})` : ''}`;
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${message}`);
  else if (count > 1) process.stderr.write(`${message}\n`);
}

/** Clears the progress line of a terminal. */
export function progressDone(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}

export function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

export function note(text: string): void {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** Exit codes: 0 clean, 1 findings at or above the threshold, 2 the command could not run. */
export const EXIT = { clean: 0, findings: 1, failed: 2 } as const;

/** What stops a command before it has a result: bad arguments, a file that cannot be read. Shown without a stack. */
export class CommandError extends Error {}
