import { findCode, allCodes } from '../text/registry.js';
import { CommandError, EXIT, paintFor, print } from './terminal.js';

/** `dcplan explain CODE`: what a finding means, by code or slug; without one, all of them. Returns the exit code. */
export function explain(code: string | undefined): number {
  const paint = paintFor(process.stdout);
  if (code === undefined) {
    print(allCodes().map((entry) => `${entry.code}  ${entry.slug.padEnd(28)}  ${entry.title}`).join('\n'));
    return EXIT.clean;
  }
  const entry = findCode(code);
  if (entry === undefined) throw new CommandError(`${code}: there is no finding of that code or name; \`dcplan explain\` lists them all`);
  print(`${paint.strong(`${entry.code} ${entry.slug}`)}  ${paint[entry.severity](entry.severity)}\n${entry.title}\n\n${entry.explanation.trim()}`);
  return EXIT.clean;
}
