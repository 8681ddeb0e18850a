/**
 * The candidates nearest to a misspelt word, best first: those within one edit for words of up to four letters, two
 * up to eight, three beyond. An edit inserts, deletes or replaces a letter or swaps two neighbours; a difference in case
 * alone counts half. Ties keep the candidates' order, so the answer does not depend on anything else.
 */
export function nearest(word: string, candidates: Iterable<string>): readonly string[] {
  const limit = word.length <= 4 ? 1 : word.length <= 8 ? 2 : 3;
  const found: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of candidates) {
    if (candidate === word || Math.abs(candidate.length - word.length) > limit) continue;
    const distance = editDistance(word, candidate);
    // One letter replaced by another is no likeness when there is only one or two of them.
    if (distance <= limit && distance < Math.max(word.length, candidate.length) / 2)
      found.push({ candidate, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).map(({ candidate }) => candidate);
}

/** Optimal string alignment distance; a change of case costs a half. */
function editDistance(from: string, to: string): number {
  const cost = (a: string | undefined, b: string | undefined): number =>
    a === b ? 0 : a?.toLowerCase() === b?.toLowerCase() ? 0.5 : 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      let best = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + cost(from[i - 1], to[j - 1]));
      if (i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1]) {
        best = Math.min(best, beforeLast[j - 2]! + 1);
      }
      row.push(best);
    }
    beforeLast = last;
    last = row;
  }
  return last[to.length]!;
}
