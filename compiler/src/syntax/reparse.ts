import { replacedBetween } from '../text/moved.js';
import type { TextEdit } from '../text/span.js';
import { buildStretch, sharesLine } from './build.js';
import { scanStretch } from './layout.js';
import { type ParsedFile, isSaturated, memoryAfter, parse, parseFrom, parsedFile, refused } from './parse.js';
import { countBefore } from './search.js';
import { withChild, withStretch } from './splice.js';
import type { Change, Unit } from './unit.js';

/**
 * The file after an edit, or with a new text. The result equals `parse` of the new text; what has not changed is kept.
 *
 * An edit redoes the stretch between two blocks in which it is, so pass the edit where it is known: finding it costs a
 * pass over both texts.
 */
export function reparse(previous: ParsedFile, edit: TextEdit | string): ParsedFile {
  const { span, newText } = typeof edit === 'string' ? difference(previous.text, edit) : edit;
  const old = previous.text;
  if (span.start === span.end && newText === '') return previous;
  const text = typeof edit === 'string' ? edit : old.slice(0, span.start) + newText + old.slice(span.end);
  if (previous.refused || isSaturated(previous)) return parse(text);
  const none = refused(text, newText);
  if (none) return none;
  const change = { start: span.start, oldEnd: span.end, newEnd: span.start + newText.length };
  const file =
    (previous.balanced ? local(previous, text, change) : undefined) ?? parseFrom(text, { file: previous, change });
  return isSaturated(file) ? parse(text) : file;
}

/** A unit and where it starts in the file. */
interface PlacedUnit {
  readonly unit: Unit;
  readonly start: number;
}

/** Redoes the smallest stretch that holds the change and stands for itself; undefined if there is none. */
function local(previous: ParsedFile, text: string, change: Change): ParsedFile | undefined {
  const path = unitsAround(previous.unit, change);
  for (let depth = path.length - 1; depth >= 0; depth--) {
    let fresh = redo(path[depth]!, previous.text, text, change, depth);
    if (!fresh) continue;
    for (let above = depth - 1; above >= 0; above--) fresh = withChild(path[above]!.unit, path[above + 1]!.unit, fresh);
    return parsedFile(text, fresh, { balanced: true, memory: memoryAfter(previous, change) });
  }
  return undefined;
}

/** The units that hold the change between their first and last characters, the file first. */
function unitsAround(file: Unit, change: Change): PlacedUnit[] {
  const path: PlacedUnit[] = [{ unit: file, start: 0 }];
  for (;;) {
    const { unit, start } = path.at(-1)!;
    const child = unit.children[childrenBefore(unit, ({ node }) => start + node.end <= change.start)];
    if (!child || start + child.node.start >= change.start || start + child.node.end <= change.oldEnd) return path;
    path.push({ unit: child, start: start + child.node.start });
  }
}

/** How many children of the unit, which are in order, come before the first that is not `before`. */
function childrenBefore(unit: Unit, before: (child: Unit) => boolean): number {
  return countBefore(unit.children.length, (index) => before(unit.children[index]!));
}

/**
 * The unit with the stretch of its body that holds the change read anew: from the last block before the change to the
 * first block after it. Undefined if the change is not in the body, or bears on more than the stretch.
 */
function redo({ unit, start }: PlacedUnit, old: string, text: string, change: Change, depth: number): Unit | undefined {
  const isFile = unit.kind === 'file';
  const bodyStart = start + (isFile ? 0 : unit.open + 1);
  const bodyEnd = start + unit.length - (isFile ? 0 : 1);
  if (change.start < bodyStart || change.oldEnd > bodyEnd) return undefined;
  const first = childrenBefore(unit, ({ node }) => start + node.end <= change.start);
  const last = childrenBefore(unit, ({ node }) => start + node.start < change.oldEnd);
  const following = unit.children[Math.max(first, last)];
  const from = first === 0 ? bodyStart : start + unit.children[first - 1]!.node.end;
  const to = following ? start + following.node.start : bodyEnd;
  const end = to + change.newEnd - change.oldEnd;
  // Whether two blocks share a line is said at the second of them, which no stretch holds.
  if (following && (sharesLine(old, from, to) || sharesLine(text, from, end))) return undefined;
  const before = following ? 'member' : isFile ? 'nothing' : 'brace';
  const layout = scanStretch(text, { start: from, end, before }, unit.kind, depth);
  if (!layout) return undefined;
  const stretch = buildStretch(text, layout, { start, afterBlock: first > 0 }, { unit, start, change });
  return withStretch(unit, { from: from - start, to: to - start, end: end - start }, stretch, text, start);
}

function difference(before: string, after: string): TextEdit {
  const { start, end, length } = replacedBetween(before, after);
  return { span: { start, end }, newText: after.slice(start, start + length) };
}
