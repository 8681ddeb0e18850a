import type { TextEdit } from '../text/span.js';
import { buildBlock } from './build.js';
import { scanBlock } from './layout.js';
import { type ParsedFile, parse, parseFrom, parsedFile, refused } from './parse.js';
import { withChild } from './splice.js';
import type { Change, Unit } from './unit.js';

/**
 * The file after an edit, or with a new text. The result equals `parse` of the new text; what has not changed is kept.
 *
 * An edit inside a block redoes that block alone, so pass the edit where it is known: finding it costs a pass over both
 * texts.
 */
export function reparse(previous: ParsedFile, edit: TextEdit | string): ParsedFile {
  const { span, newText } = typeof edit === 'string' ? difference(previous.text, edit) : edit;
  const old = previous.text;
  if (span.start === span.end && newText === '') return previous;
  const text = typeof edit === 'string' ? edit : old.slice(0, span.start) + newText + old.slice(span.end);
  if (previous.unit.findings.some(({ slug }) => slug === 'file-too-large' || slug === 'not-text')) return parse(text);
  if (newText.includes('\0') || text.length > old.length) {
    const none = refused(text);
    if (none) return none;
  }
  const change = { start: span.start, oldEnd: span.end, newEnd: span.start + newText.length };
  return (previous.balanced ? withinBlock(previous, text, change) : undefined) ?? parseFrom(text, { file: previous, change });
}

/** Redoes only the innermost block that holds the change and is still one block after it; undefined if there is none. */
function withinBlock(previous: ParsedFile, text: string, change: Change): ParsedFile | undefined {
  const path = unitsAround(previous.unit, change);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const { unit, start } = path[depth]!;
    const end = start + unit.length + change.newEnd - change.oldEnd;
    const block = scanBlock(text, start, end, depth - 1);
    if (block?.kind !== unit.kind || unit.node.type === 'file') continue;
    let fresh: Unit = buildBlock(text, block, start - unit.node.start, unit.node.doc, { unit, start, change });
    for (let above = depth - 1; above >= 0; above--) fresh = withChild(path[above]!.unit, path[above + 1]!.unit, fresh);
    return parsedFile(text, fresh, true);
  }
  return undefined;
}

/** The units that hold the change strictly inside, the file first. */
function unitsAround(file: Unit, change: Change): { unit: Unit; start: number }[] {
  const path = [{ unit: file, start: 0 }];
  for (;;) {
    const { unit, start } = path.at(-1)!;
    const child = unit.children.find(({ node, length }) => {
      const childStart = start + node.start;
      return childStart < change.start && change.oldEnd < childStart + length;
    });
    if (!child) return path;
    path.push({ unit: child, start: start + child.node.start });
  }
}

function difference(before: string, after: string): TextEdit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let common = 0;
  while (common < shorter - start && before.charCodeAt(before.length - 1 - common) === after.charCodeAt(after.length - 1 - common)) common++;
  return { span: { start, end: before.length - common }, newText: after.slice(start, after.length - common) };
}
