import type { Position, TextEdit } from 'vscode-languageserver';

/** Lines that may differ before the whole stretch is replaced instead of its lines. */
const MOST_DIFFERENCES = 1_500;

/** Lines `from` to `to` (that one left out) of the old text that become `lines`. */
interface Hunk {
  readonly from: number;
  readonly to: number;
  readonly lines: readonly string[];
}

/**
 * The edits that make one text of another, line by line: what stays the same is not touched, so that cursors and marks in it
 * stay where they are, and a line that only differs in its spaces is an edit of its own. Lines end as those of the old text do.
 */
export function lineEdits(before: string, after: string): readonly TextEdit[] {
  const eol = before.includes('\r\n') ? '\r\n' : '\n';
  const [old, now] = [before.split(/\r?\n/), after.split('\n')];
  const endOf = (line: number): Position => ({ line, character: old[line]?.length ?? 0 });
  return hunksOf(old, now).map(({ from, to, lines }) => {
    const start = { line: from, character: 0 };
    if (to - from === lines.length) return { range: { start, end: endOf(to - 1) }, newText: lines.join(eol) };
    if (to < old.length) {
      const newText = lines.map((line) => line + eol).join('');
      return { range: { start, end: { line: to, character: 0 } }, newText };
    }
    // At the end of the file there is no line after: the break before goes along.
    const end = endOf(old.length - 1);
    if (from === 0) return { range: { start, end }, newText: lines.join(eol) };
    return { range: { start: endOf(from - 1), end }, newText: lines.map((line) => eol + line).join('') };
  });
}

function hunksOf(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < old.length - head && tail < now.length - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const [a, b] = [old.slice(head, old.length - tail), now.slice(head, now.length - tail)];
  if (a.length === 0 && b.length === 0) return [];
  const pairs = commonLines(a.map(squeezed), b.map(squeezed));
  if (pairs === undefined) return [{ from: head, to: old.length - tail, lines: b }];
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  for (const [x, y] of [...pairs, [a.length, b.length] as const]) {
    if (x > i || y > j) hunks.push({ from: head + i, to: head + x, lines: b.slice(j, y) });
    const line = b[y];
    if (line !== undefined && a[x] !== line) hunks.push({ from: head + x, to: head + x + 1, lines: [line] });
    [i, j] = [x + 1, y + 1];
  }
  return hunks;
}

function squeezed(line: string): string {
  return line.replace(/\s+/g, '');
}

/**
 * Pairs of lines that both texts have, in order and as many as can be (Myers' greedy difference); undefined where more
 * than `MOST_DIFFERENCES` lines differ.
 */
function commonLines(a: readonly string[], b: readonly string[]): readonly (readonly [number, number])[] | undefined {
  const furthest = new Map<number, number>([[1, 0]]);
  const trail: Map<number, number>[] = [];
  for (let d = 0; d <= Math.min(a.length + b.length, MOST_DIFFERENCES); d++) {
    trail.push(new Map(furthest));
    for (let k = -d; k <= d; k += 2) {
      const down = furthest.get(k + 1) ?? -1;
      const right = (furthest.get(k - 1) ?? -1) + 1;
      let x = k === -d || (k !== d && right <= down) ? down : right;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x++;
      furthest.set(k, x);
      if (x >= a.length && x - k >= b.length) return traced(a, b, trail);
    }
  }
  return undefined;
}

/** Goes back along the steps of the search, and collects the lines that stayed. */
function traced(
  a: readonly string[],
  b: readonly string[],
  trail: readonly ReadonlyMap<number, number>[],
): readonly (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [x, y] = [a.length, b.length];
  for (let d = trail.length - 1; d >= 0; d--) {
    const furthest = trail[d] ?? new Map<number, number>();
    const k = x - y;
    const down = furthest.get(k + 1) ?? -1;
    const right = (furthest.get(k - 1) ?? -1) + 1;
    const before = k === -d || (k !== d && right <= down) ? k + 1 : k - 1;
    const fromX = d === 0 ? 0 : (furthest.get(before) ?? 0);
    const fromY = d === 0 ? 0 : fromX - before;
    while (x > fromX && y > fromY) pairs.push([--x, --y]);
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}
