import { sha256 } from '../ir/sha256.js';
import type { Diagnostic } from '../text/diagnostic.js';
import type { Sources } from './sources.js';
import { inOrder } from './summary.js';

/** Findings of a `require` or `prefer`: the block may have several, and the condition tells them apart. */
const OF_CONDITIONS: ReadonlySet<string> = new Set(['DCP6001', 'DCP6002', 'DCP6004']);

const LENGTH = 32;

/**
 * A fingerprint for each finding, 32 hexadecimal digits. It is made of the file, the code and the block's path; where there is
 * no path, and for conditions, of the words at the place instead of its line. So it stays when lines move, when numbers in the
 * message change and when other blocks are renamed. Equal ones are told apart by their order.
 */
export function fingerprints(diagnostics: readonly Diagnostic[], sources: Sources): ReadonlyMap<Diagnostic, string> {
  const seen = new Map<string, number>();
  const result = new Map<Diagnostic, string>();
  for (const diagnostic of inOrder(diagnostics)) {
    const identity = identityOf(diagnostic, sources);
    const nth = seen.get(identity) ?? 0;
    seen.set(identity, nth + 1);
    result.set(diagnostic, sha256(`${identity}\n${String(nth)}`).slice(0, LENGTH));
  }
  return result;
}

function identityOf({ code, path, location }: Diagnostic, sources: Sources): string {
  const parts = [location.file, code, path ?? ''];
  if (path === undefined || OF_CONDITIONS.has(code)) parts.push(words(location, sources));
  return parts.join('\n');
}

/** What stands at the place, and the line that it stands in, without the spaces between. */
function words({ file, span }: Diagnostic['location'], sources: Sources): string {
  const lines = sources.lines(file);
  const { start, end } = lines.range(span);
  const line = lines.lineText(start.line);
  const inLine = line.slice(start.column - 1, start.line === end.line ? end.column - 1 : undefined);
  return [inLine, line].map((text) => text.replace(/\s+/g, ' ').trim()).join('\n');
}
