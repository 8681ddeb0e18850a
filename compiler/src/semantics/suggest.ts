import type { Reporter } from './report.js';
import { nearest } from './units/index.js';

/**
 * The names nearest to a misspelt one, best first. A plan with thousands of misspelt names gets suggestions for the first of
 * them only: comparing each with every name in scope would take longer than anybody waits.
 */
export function suggest(reporter: Reporter, word: string, candidates: () => Iterable<string>): readonly string[] {
  if (!reporter.mayCompare(0)) return [];
  const names = new Set(candidates());
  reporter.mayCompare(names.size);
  return nearest(word, names);
}
