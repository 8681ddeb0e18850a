import type { Doc } from 'prettier';
import { builders } from 'prettier/doc';
import { spaceBetween } from '../syntax/spacing.js';
import { StringLiteral } from '../syntax/tokens.js';
import type { EntryStarts, Group, Item, Piece } from './pieces.js';

const { breakParent, fill, group, hardline, ifBreak, indent, join, line, lineSuffix, softline } = builders;

/** One member, entry or statement, with the comments above it and the one behind it. */
interface Entry {
  readonly comments: readonly Piece[];
  readonly items: readonly Item[];
  readonly trailing: readonly Piece[];
}

/** Line ends in front of an entry or of its comments. */
function linesBefore(entry: Entry): number {
  const [first] = [...entry.comments, ...entry.items];
  return first === undefined ? 0 : pieceOf(first).lines;
}

/** Marks a comment behind a line until it is aligned with its neighbours: no text has this character. */
export const COMMENT_MARK = '\u0000';

const begins = ({ members, entries }: EntryStarts, offset: number): boolean =>
  members.has(offset) || entries.has(offset);

const pieceOf = (item: Item): Piece => (item.type === 'group' ? item.open : item);
const endOfItem = (item: Item): Piece => (item.type === 'group' ? item.close : item);

/** Space before item `i`, which has one before it on its line. */
function spaceBefore(items: readonly Item[], i: number): '' | ' ' {
  const [before, left, right] = [items[i - 2], items[i - 1]!, items[i]!];
  return spaceBetween(before && endOfItem(before), endOfItem(left), pieceOf(right));
}

/**
 * The document of a file. `starts` are the offsets at which entries begin: between them white space and commas are ours,
 * inside them only spaces are.
 */
export function fileDoc(items: readonly Item[], starts: EntryStarts): Doc {
  const entries = entriesOf(items, starts);
  return entries.length === 0 ? '' : [entryLines(entries, starts), hardline];
}

/** Entries each on a line of its own; one blank line stays where there was any. */
function entryLines(entries: readonly Entry[], starts: EntryStarts): Doc {
  return entries.map((entry, i) => {
    const gap = i === 0 ? '' : linesBefore(entry) > 1 ? [hardline, hardline] : hardline;
    return [gap, entryDoc(entry, starts)];
  });
}

function entryDoc(entry: Entry, starts: EntryStarts): Doc {
  const above = entry.comments.map((comment, i): Doc => {
    const next = entry.comments[i + 1] ?? entry.items[0];
    const blank = next !== undefined && pieceOf(next).lines > 1;
    return [comment.text, next === undefined ? '' : blank ? [hardline, hardline] : hardline];
  });
  return [...above, itemsDoc(entry.items, starts), ...entry.trailing.map(behind)];
}

function behind(comment: Piece): Doc {
  return [lineSuffix(`${COMMENT_MARK}${comment.text}`), breakParent];
}

/** Splits what stands in braces, or in a file, into its entries. */
function entriesOf(items: readonly Item[], starts: EntryStarts): Entry[] {
  const entries: { comments: Piece[]; items: Item[]; trailing: Piece[] }[] = [];
  let current: (typeof entries)[number] | undefined;
  let above: Piece[] = [];
  for (const item of items) {
    const { offset, lines, type, text } = pieceOf(item);
    if (type === 'comment') {
      if (lines === 0 && current !== undefined && above.length === 0) current.trailing.push(pieceOf(item));
      else above.push(pieceOf(item));
      continue;
    }
    if (item.type !== 'group' && text === ',') continue;
    if (current === undefined || begins(starts, offset)) {
      current = { comments: above, items: [item], trailing: [] };
      entries.push(current);
    } else {
      current.items.push(...above, ...current.trailing.splice(0), item);
    }
    above = [];
  }
  if (above.length > 0) entries.push({ comments: above, items: [], trailing: [] });
  return entries;
}

/** What belongs to one entry: on a line, breaking in its brackets and where it was broken before. */
function itemsDoc(items: readonly Item[], starts: EntryStarts): Doc {
  const parts: Doc[] = [];
  let indented: Doc[] | undefined;
  items.forEach((item, i) => {
    const piece = pieceOf(item);
    const into = indented ?? parts;
    const before = items[i - 1];
    if (before !== undefined) {
      if (piece.type === 'comment' && piece.lines === 0) return void into.push(behind(piece));
      const afterComment = before.type === 'comment';
      if (piece.lines > 0 || afterComment) {
        if (afterAnnotation(items, i)) into.push(hardline);
        else {
          indented ??= [];
          indented.push(afterComment || piece.type === 'comment' ? hardline : line);
        }
      } else into.push(spaceBefore(items, i));
    }
    const isProvenance = item.type === 'group' && pieceOf(items[i - 2] ?? item).text === '@';
    (indented ?? parts).push(
      item.type !== 'group'
        ? piece.text
        : isProvenance
          ? annotationDoc(item, starts)
          : groupDoc(item, starts, isTest(items)),
    );
  });
  return indented === undefined ? parts : group([...parts, indent(indented)]);
}

/** True where item `i` follows `@name(…)` or `@name` at the head of an entry. */
function afterAnnotation(items: readonly Item[], i: number): boolean {
  let at = 0;
  while (at < i) {
    if (pieceOf(items[at]!).text !== '@') return false;
    at += 2;
    const call = items[at];
    if (call?.type === 'group' && call.open.text === '(') at++;
    while (items[at]?.type === 'comment') at++;
    if (at === i) return true;
  }
  return false;
}

/** The arguments of an annotation stay on its line unless they were broken: provenance is read, not edited. */
function annotationDoc(brackets: Group, starts: EntryStarts): Doc {
  const { open, close, items } = brackets;
  if (items.some((item) => pieceOf(item).lines > 0) || close.lines > 0) return groupDoc(brackets, starts);
  return [open.text, items.map((item, i) => flatItem(items, item, i)), close.text];
}

function flatItem(items: readonly Item[], item: Item, i: number): Doc {
  const space = i === 0 ? '' : spaceBefore(items, i);
  if (item.type !== 'group') return [space, item.text];
  return [space, item.open.text, item.items.map((each, j) => flatItem(item.items, each, j)), item.close.text];
}

/** `oneToALine`: its statements stand one to a line, however few. */
function groupDoc(brackets: Group, starts: EntryStarts, oneToALine = false): Doc {
  const { open, close, items } = brackets;
  if (items.length === 0) return [open.text, close.text];
  return open.text === '{' ? bracesDoc(brackets, starts, oneToALine) : listDoc(brackets, starts);
}

/** `test "title" { … }` */
function isTest([word, title]: readonly Item[]): boolean {
  return word?.type === 'token' && word.text === 'test' && title?.type === 'token' && title.kind === StringLiteral.name;
}

/**
 * Braces stay open where a line ended behind the first one; else they close where there is room. An open map that was
 * written with commas is filled like a table; everything else has one entry to a line.
 */
function bracesDoc({ open, close, items: all }: Group, starts: EntryStarts, oneToALine: boolean): Doc {
  const behindBrace = all.filter((item, i): item is Piece => i === 0 && isComment(item) && pieceOf(item).lines === 0);
  const items = all.slice(behindBrace.length);
  const opening = [open.text, ...behindBrace.map(behind)];
  if (items.length === 0) return [...opening, hardline, close.text];
  const wasBroken = oneToALine || pieceOf(items[0]!).lines > 0;
  const entries = entriesOf(items, starts);
  const isNames = !items.some((item) => begins(starts, pieceOf(item).offset));
  if (isNames)
    return group([...opening, indent([line, listed(items, starts)]), line, close.text], { shouldBreak: wasBroken });
  if (wasBroken || entries.some(({ comments }) => comments.length > 0)) {
    const isTable = items.some((item) => isToken(item, ',')) && starts.entries.has(pieceOf(items[0]!).offset);
    const body = isTable && entries.every(isPlain) ? filledEntries(entries, starts) : entryLines(entries, starts);
    return [...opening, indent([hardline, body]), hardline, close.text];
  }
  // On one line entries are parted by commas, on several by line ends.
  const flat = join(
    [ifBreak('', ','), line],
    entries.map((entry) => entryDoc(entry, starts)),
  );
  return group([...opening, indent([line, flat]), line, close.text]);
}

function isPlain({ comments, trailing, items }: Entry): boolean {
  return comments.length === 0 && trailing.length === 0 && items.every(({ type }) => type === 'token');
}

function filledEntries(entries: readonly Entry[], starts: EntryStarts): Doc {
  const docs = entries.map((entry, i): Doc => [entryDoc(entry, starts), i + 1 < entries.length ? ',' : '']);
  return fill(docs.flatMap((each, i) => (i === 0 ? [each] : [line, each])));
}

const isComment = (item: Item): boolean => item.type === 'comment';
const isToken = (item: Item, text: string): boolean => item.type === 'token' && item.text === text;

/** Lists and arguments: on one line where there is room, else filled with numbers or one item to a line. */
function listDoc({ open, close, items }: Group, starts: EntryStarts): Doc {
  return group([open.text, indent([softline, listed(items, starts)]), softline, close.text]);
}

function listed(items: readonly Item[], starts: EntryStarts): Doc {
  const parts = partsOf(items);
  const last = parts.at(-1);
  const docs = parts.map((part): Doc => {
    const comma = part === last ? '' : ',';
    return [
      ...part.above.map(({ text }) => [text, hardline]),
      itemsDoc(part.items, starts),
      comma,
      ...part.behind.map(behind),
    ];
  });
  const below = last?.below.map(({ text }): Doc => [hardline, text]) ?? [];
  const isShort = parts.every(({ items: each }) => each.length <= 3 && each.every(({ type }) => type === 'token'));
  if (isShort && parts.length > 6)
    return [fill(docs.flatMap((each, i) => (i === 0 ? [each] : [line, each]))), ...below];
  return [join(line, docs), ...below];
}

/** One item of a list: the comments above it, behind it (and its comma) and, of the last one, below it. */
interface Part {
  readonly above: Piece[];
  readonly items: Item[];
  readonly behind: Piece[];
  readonly below: Piece[];
}

function partsOf(items: readonly Item[]): Part[] {
  const parts: Part[] = [];
  let part: Part = { above: [], items: [], behind: [], below: [] };
  let open = false;
  for (const item of items) {
    const piece = pieceOf(item);
    if (isToken(item, ',')) {
      part = { above: [], items: [], behind: [], below: [] };
      open = false;
    } else if (!isComment(item)) {
      if (!open) parts.push(part);
      open = true;
      // A comment amid an item stays where it is.
      part.items.push(...part.behind.splice(0), ...part.below.splice(0), item);
    } else if (open) (piece.lines === 0 ? part.behind : part.below).push(piece);
    else if (piece.lines === 0 && parts.length > 0) parts.at(-1)!.behind.push(piece);
    else part.above.push(piece);
  }
  if (!open) parts.at(-1)?.below.push(...part.above);
  for (const each of parts.slice(0, -1)) each.behind.push(...each.below.splice(0));
  return parts;
}
