import { syntaxCodes } from '../text/codes/syntax.js';
import type { Span, TextEdit } from '../text/span.js';
import { buildFile } from './build.js';
import { type SyntaxFinding, type SyntaxSlug, moveFinding } from './findings.js';
import { type ScanMemory, scanLayout } from './layout.js';
import { MAX_ERRORS, MAX_FILE_LENGTH, MAX_FINDINGS, MAX_PARTS } from './limits.js';
import type { FileTree } from './tree.js';
import type { Change, Unit } from './unit.js';

/** A syntax error, with offsets in the file. */
export interface SyntaxError {
  readonly code: string;
  readonly slug: string;
  readonly message: string;
  readonly span: Span;
  readonly related?: readonly { readonly span: Span; readonly message: string }[];
  readonly fixes?: readonly { readonly title: string; readonly edits: readonly TextEdit[] }[];
}

/** A text and what was read in it. Immutable. */
export interface ParsedFile {
  readonly text: string;
  readonly tree: FileTree;
  /** In the order of their places, at most a thousand. */
  readonly errors: readonly SyntaxError[];
  /** What `reparse` keeps; no business of other stages. */
  readonly unit: Unit;
  /** Whether brackets balanced. */
  readonly balanced: boolean;
  /** Of the layout; no business of other stages either. */
  readonly memory?: ScanMemory;
  /** Too large, or no text: nothing was read. */
  readonly refused: boolean;
}

/** Reads a whole text. Never throws: what is wrong with it is in `errors`, and the tree holds all the rest. */
export function parse(text: string): ParsedFile {
  return refused(text, text) ?? parseFrom(text, undefined);
}

/** As `parse` for a text that is not refused, keeping what it can of the version before. */
export function parseFrom(text: string, previous: { file: ParsedFile; change: Change } | undefined): ParsedFile {
  const layout = scanLayout(text, previous && memoryAfter(previous.file, previous.change));
  const old = previous && { unit: previous.file.unit, start: 0, change: previous.change };
  return parsedFile(text, buildFile(text, layout.root, old), layout);
}

/** What is known of a file's layout after a change. */
export function memoryAfter({ memory }: ParsedFile, { start }: Change): ScanMemory | undefined {
  return memory && { ...memory, upTo: Math.min(memory.upTo, start) };
}

export function parsedFile(
  text: string,
  unit: Unit,
  { balanced, memory }: { readonly balanced: boolean; readonly memory?: ScanMemory | undefined },
  isRefused = false,
): ParsedFile {
  if (unit.node.type !== 'file') throw new Error('the outermost unit is the file');
  const file = { text, tree: unit.node, errors: collect(unit), unit, balanced, refused: isRefused };
  return memory === undefined ? file : { ...file, memory };
}

/** Whether so much is wrong that not all of it was kept. What was depends on the order of reading. */
export function isSaturated(file: ParsedFile): boolean {
  return file.unit.total >= MAX_FINDINGS;
}

/** A file that is too large or no text at all: one error and no tree. `fresh` is what has not been looked at before. */
export function refused(text: string, fresh: string): ParsedFile | undefined {
  const finding = reasonToRefuse(text, fresh);
  if (!finding) return undefined;
  const unit: Unit = {
    kind: 'file',
    node: { type: 'file', start: 0, end: text.length, members: [], comments: [] },
    length: text.length,
    open: 0,
    sound: false,
    children: [],
    findings: [finding],
    total: 1,
  };
  return parsedFile(text, unit, { balanced: false }, true);
}

/** What decoding puts in the place of bytes that are no UTF-8, as those of Latin-1 are not. */
const UNREADABLE = '\ufffd';

function reasonToRefuse(text: string, fresh: string): SyntaxFinding | undefined {
  const start = { start: 0, end: 1 };
  if (text.length > MAX_FILE_LENGTH) {
    const message = `The file has more than ${MAX_FILE_LENGTH / (1024 * 1024)} MiB; no more is read.`;
    return { slug: 'file-too-large', message, span: start };
  }
  if (text.length > MAX_PARTS && countParts(text) > MAX_PARTS) {
    const message = `The file has more than ${MAX_PARTS} lines, commas and opening brackets; no more are read.`;
    return { slug: 'file-too-large', message, span: start };
  }
  if (fresh.includes('\0')) return notText(text.indexOf('\0'), 'This is not a text file: it has a NUL character here.');
  if (!fresh.includes(UNREADABLE)) return undefined;
  return notText(
    text.indexOf(UNREADABLE),
    'This is not text in UTF-8: a character here cannot be read. Save the file as UTF-8.',
  );
}

function notText(at: number, message: string): SyntaxFinding {
  return { slug: 'not-text', message, span: { start: at, end: at + 1 } };
}

function countParts(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 40 || code === 44 || code === 91 || code === 123) count++;
  }
  return count;
}

const noErrors: readonly SyntaxError[] = [];

function collect(unit: Unit): readonly SyntaxError[] {
  if (unit.total === 0) return noErrors;
  const findings: SyntaxFinding[] = [];
  gather(unit, 0, findings);
  findings.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  const errors = findings.slice(0, MAX_ERRORS).map(toError);
  if (findings.length > MAX_ERRORS) {
    const { span } = findings[MAX_ERRORS]!;
    errors.push(
      toError({
        slug: 'too-many-errors',
        message: `More than ${MAX_ERRORS} syntax errors: those from here on are not reported.`,
        span,
      }),
    );
  }
  return errors;
}

function gather(unit: Unit, start: number, into: SyntaxFinding[]): void {
  if (unit.total === 0) return;
  for (const finding of unit.findings) into.push(moveFinding(finding, start));
  for (const child of unit.children) gather(child, start + child.node.start, into);
}

function toError(finding: SyntaxFinding): SyntaxError {
  const { slug, message, span, related, fix } = finding;
  return {
    code: codeOf(slug),
    slug,
    message,
    span,
    ...(related && { related }),
    ...(fix && { fixes: [fix] }),
  };
}

function codeOf(slug: SyntaxSlug): string {
  return syntaxCodes[slug].code;
}
