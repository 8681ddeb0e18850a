import { readFileSync, writeFileSync } from 'node:fs';
import { renderText } from '../diagnostics/text.js';
import { Sources } from '../diagnostics/sources.js';
import { formatText } from '../format/format.js';
import type { Diagnostic } from '../text/diagnostic.js';
import { planFiles } from './files.js';
import { CommandError, EXIT, note, paintFor, print } from './terminal.js';

export interface FmtOptions {
  /** Names what is not formatted and writes nothing. */
  readonly check: boolean;
}

/** `dcplan fmt`: formats plans in place; a file with syntax errors is left as it is, and its errors shown. */
export function fmt(paths: readonly string[], { check }: FmtOptions): number {
  const broken: Diagnostic[] = [];
  let changed = 0;
  for (const file of planFiles(paths)) {
    const text = readFileSync(file, 'utf8');
    const formatted = formatText(text.replace(/^\ufeff/, ''));
    if ('errors' in formatted) {
      for (const { code, slug, message, span } of formatted.errors)
        broken.push({ code, slug, severity: 'error', message, location: { file, span } });
    } else if (formatted.text !== text) {
      changed++;
      if (!check) write(file, formatted.text);
      print(file);
    }
  }
  if (broken.length > 0) {
    const sources = new Sources((file) => readFileSync(file, 'utf8'));
    note(`${renderText(broken, sources, paintFor(process.stderr))}\n\nFiles with syntax errors are left as they are.`);
    return EXIT.findings;
  }
  return check && changed > 0 ? EXIT.findings : EXIT.clean;
}

/** `dcplan fmt -`: standard input to standard output. */
export function fmtStream(): number {
  const text = readFileSync(0, 'utf8');
  const formatted = formatText(text);
  if ('errors' in formatted) throw new CommandError(`standard input: ${formatted.errors[0]!.message}`);
  process.stdout.write(formatted.text);
  return EXIT.clean;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    throw new CommandError(`${file}: this cannot be written`);
  }
}
